"""The hub is killed while it sends: every letter arrives, and what comes twice says that it is the same."""

import asyncio
import os
import signal
import time
from collections import Counter

import msgspec

from sync.hub import settling
from sync.hub.assembly import assemble
from sync.hub.context import Config
from sync.hub.mail.letters import Boxes
from sync.protocol import scopes
from sync.protocol.ids import new_op_id
from sync.protocol.notices import read
from sync.protocol.orders import ClaimOrder, NewLine, Order, PlaceOrder
from tests.sync.hub.conftest import RunningHub, start_hub
from tests.sync.hub.mail.office import ANNA, MIRA, STORE, Mailbox

ROUNDS = 4
"""Kills before the server has the letter, and after it has, in turn."""

ORDERS = scopes.orders(STORE)


class Killer(Mailbox):
    """A mail server during whose answer the hub dies, as long as there is one to kill."""

    victim: RunningHub | None = None
    kills = 0

    async def handle_DATA(self, server, session, envelope):
        if self.kills % 2 == 0 and self._strike():
            return "451 nobody hears it"
        answer = await super().handle_DATA(server, session, envelope)
        self._strike()
        return answer

    def _strike(self) -> bool:
        victim, self.victim = self.victim, None
        if victim:
            self.kills += 1
            os.kill(victim.process.pid, signal.SIGKILL)
        return victim is not None


async def _order(data, number: int) -> None:
    hub = await assemble(Config(data, ""))
    order = f"order-{number}"
    lines = [NewLine("lamp", "lamp-red")]
    await settling.do(
        hub, ORDERS, new_op_id(), PlaceOrder(order, "collect", lines, number=str(number), contact=ANNA), MIRA
    )
    await settling.do(hub, ORDERS, new_op_id(), ClaimOrder(order), MIRA)
    await hub.close()


async def _told(data) -> tuple[int, list[str]]:
    """Return how many letters wait, and of which orders is noted that their shopper was told."""
    hub = await assemble(Config(data, ""))
    boxes = Boxes(hub.storage)
    await boxes.look()
    stored = await hub.storage.changes(ORDERS, 0, 100)
    orders = [msgspec.json.decode(one.body, type=Order) for one in stored]
    await hub.close()
    return len(list(boxes.letters())), [order.number for order in orders if read(order.notices)]


def test_a_hub_that_is_killed_while_it_sends_loses_no_letter(new_server, tmp_path):
    killer = Killer()
    server = new_server(box=killer)
    data, url = tmp_path / "hub", f"smtp://{server.host}:{server.port}"
    for number in range(ROUNDS):
        asyncio.run(_order(data, number))
        running = start_hub(data, "--smtp", url)
        killer.victim = running
        assert running.process.wait(30) == -signal.SIGKILL
    running = start_hub(data, "--smtp", url)
    until = time.monotonic() + 30
    while asyncio.run(_told(data)) != (0, [str(number) for number in range(ROUNDS)]):
        assert time.monotonic() < until, "the letters did not go"
    assert running.stop() == 0
    assert killer.kills == ROUNDS
    arrived = Counter(str(one["Message-ID"]) for one in killer.arrived)
    assert {str(one["Subject"]) for one in killer.arrived} == {
        f"Il tuo ordine {number}: ci siamo" for number in range(ROUNDS)
    }
    assert len(arrived) == ROUNDS, "the same letter has the same Message-ID whenever it is sent"
    # ... and it is sent again only where nobody could know.
    assert arrived.total() <= ROUNDS + ROUNDS // 2
