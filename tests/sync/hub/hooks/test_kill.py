"""The hub is killed while it tells of something: the shop hears of all of it, in order, and what it knows."""

import asyncio
import os
import signal
import time

from sync.hub import settling
from sync.hub.assembly import assemble
from sync.hub.context import Config
from sync.hub.profile import registry
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.clients import Right
from sync.protocol.hashes import digest
from sync.protocol.ids import new_op_id
from sync.protocol.receipts import IssueReceipt, Sold
from tests.sync.hub.conftest import start_hub
from tests.sync.hub.hooks.shop import listening

SALES, KILLS = 6, 3
TILL = Actor("client:till", "shop", "Till")


async def _sell(data, url: str) -> None:
    hub = await assemble(Config(data, ""))
    await registry.add(hub.storage, "shop", [Right.EVENTS_READ], hub.now())
    await registry.bring_to(hub.storage, "shop", url)
    for number in range(SALES):
        verb = IssueReceipt(
            str(number), "milano", "store", hub.now(), "EUR", [Sold("1", "lamp", "lamp-1", 1, 4_900)]
        )
        await settling.do(hub, scopes.receipt(digest(str(number))), new_op_id(), verb, TILL)
    await hub.close()


def test_a_hub_that_is_killed_while_it_tells_loses_no_event_and_no_order(tmp_path):
    data = tmp_path / "hub"
    with listening() as shop:
        asyncio.run(_sell(data, shop.url))
        for _ in range(KILLS):
            running = start_hub(data)
            victim = running.process.pid
            heard = len(shop.told) + 1

            def strike(victim: int = victim, heard: int = heard) -> None:
                if len(shop.told) == heard:
                    os.kill(victim, signal.SIGKILL)

            shop.on_word = strike
            assert running.process.wait(30) == -signal.SIGKILL
        shop.on_word = lambda: None
        running = start_hub(data)
        until = time.monotonic() + 30
        while len({one["id"] for one in shop.events}) < SALES:
            assert time.monotonic() < until, "the events did not come"
            time.sleep(0.05)
        assert running.stop() == 0
        # Once each by their ids, in the order they happened; again only what nobody can know was taken.
        numbers = {one["id"]: one["number"] for one in shop.events}
        assert [*numbers.values()] == [str(number) for number in range(SALES)]
        assert len(shop.told) <= SALES + KILLS
