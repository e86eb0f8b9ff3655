"""Share links, from inside the hub: what the phone page builds on."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.hub.access import list_for_token
from sync.hub.context import Config, Hub, open_hub
from sync.hub.exchange import submit, sync
from sync.hub.storage.port import Decision, Write
from sync.protocol import ids, scopes, sessions
from sync.protocol.actors import Actor
from sync.protocol.devices import Device
from sync.protocol.envelope import Op, Result, SyncRequest
from sync.protocol.list_verbs import AddLine, CreateList, RevokeShare, SetNote, ShareList

TOKEN = "the-token-of-a-link"
SHARE = hashlib.sha256(TOKEN.encode()).hexdigest()
TABLET = Device(id="tablet", store="milano", name="Kiosk 1", public_key="", enrolled="")
PHONE = Actor(id="phone:visitor", kind="phone")
ADD = AddLine(product="lamp", variant="lamp-red")


class Shop:
    """A hub with one list, its link open."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.visit = sessions.begin()
        self.list_id = ids.new_id()
        self.scope = scopes.shopping_list(self.list_id)

    def op(self, args: msgspec.Struct, principal: str = PHONE.id) -> Op:
        return Op(
            id=ids.new_op_id(),
            device=TABLET.id,
            incarnation="one",
            order=1,
            principal=principal,
            scope=self.scope,
            at="2026-11-22T10:00:00Z",
            args=msgspec.to_builtins(args),
        )

    async def by_tablet(self, *verbs: msgspec.Struct) -> list[Result]:
        ops = [self.op(verb, self.visit.principal) for verb in verbs]
        request = SyncRequest(TABLET.id, "one", ops=ops, proofs=[self.visit.secret])
        return (await sync(self.hub, TABLET, request)).results

    async def by_phone(self, args: msgspec.Struct, share: str = SHARE) -> tuple[str, str]:
        result = await submit(self.hub, self.op(args), PHONE, share)
        return result.status, result.reason


Story = Callable[[Shop], Awaitable[None]]


@pytest.fixture
def tell(tmp_path: Path) -> Callable[[Story], None]:
    """Run a story in a shop of its own."""

    async def run(story: Story) -> None:
        hub = await open_hub(Config(tmp_path, "http://hub"))
        try:
            shop = Shop(hub)
            await shop.by_tablet(CreateList(title="Sofas"), ShareList(SHARE))
            await story(shop)
        finally:
            await hub.close()

    return lambda story: asyncio.run(run(story))


def test_an_open_link_leads_to_its_list(tell: Any) -> None:
    async def story(shop: Shop) -> None:
        document = await list_for_token(shop.hub, TOKEN)
        assert document is not None
        assert document.title == "Sofas"
        assert await list_for_token(shop.hub, "another") is None

    tell(story)


def test_a_phone_writes_through_the_link(tell: Any) -> None:
    async def story(shop: Shop) -> None:
        assert await shop.by_phone(ADD) == ("applied", "")
        document = await list_for_token(shop.hub, TOKEN)
        assert document is not None
        assert document.pieces == 1
        assert document.actors[PHONE.id].number == 1
        assert document.lines[0].by == PHONE.id

    tell(story)


def test_who_listens_hears_of_it(tell: Any) -> None:
    async def story(shop: Shop) -> None:
        with shop.hub.bus.subscribe([shop.scope]) as mine:
            await shop.by_phone(ADD)
            (hint,) = await mine.wait(60)
            assert hint.scope == shop.scope

    tell(story)


def test_a_closed_link_reads_and_writes_nothing_ever_again(tell: Any) -> None:
    async def story(shop: Shop) -> None:
        await shop.by_tablet(RevokeShare(SHARE))
        assert await list_for_token(shop.hub, TOKEN) is None
        assert await shop.by_phone(ADD) == ("rejected", "link_closed")
        await shop.by_tablet(ShareList(SHARE))
        assert await list_for_token(shop.hub, TOKEN) is None

    tell(story)


def test_a_phone_closes_the_link(tell: Any) -> None:
    async def story(shop: Shop) -> None:
        assert await shop.by_phone(RevokeShare(SHARE)) == ("applied", "")
        assert await list_for_token(shop.hub, TOKEN) is None

    tell(story)


def test_a_link_opens_its_own_list_only(tell: Any) -> None:
    async def story(shop: Shop) -> None:
        other = Shop(shop.hub)
        await other.by_tablet(CreateList(title="Others"))
        assert await other.by_phone(ADD) == ("rejected", "link_closed")
        # Somebody opens the same link on a list of theirs: it still leads to the first one.
        await other.by_tablet(ShareList(SHARE))
        document = await list_for_token(shop.hub, TOKEN)
        assert document is not None
        assert document.id == shop.list_id

    tell(story)


def test_a_link_on_a_list_that_is_not_there_makes_none(tell: Any) -> None:
    async def story(shop: Shop) -> None:
        nowhere = Shop(shop.hub)
        assert await nowhere.by_phone(CreateList()) == ("rejected", "link_closed")
        assert await nowhere.by_phone(SetNote(line="x", note="y")) == ("rejected", "link_closed")

    tell(story)


def test_a_damaged_list_never_stops_the_others(tell: Any, caplog: pytest.LogCaptureFixture) -> None:
    async def story(shop: Shop) -> None:
        broken = Shop(shop.hub)
        write = Write("list", broken.list_id, b'{"id": 7}')
        await shop.hub.storage.commit(broken.scope, [], [], lambda _: Decision([write]))
        ops = [broken.op(ADD, shop.visit.principal), shop.op(ADD, shop.visit.principal)]
        request = SyncRequest(TABLET.id, "one", ops=ops, proofs=[shop.visit.secret])
        results = (await sync(shop.hub, TABLET, request)).results
        assert [(one.status, one.reason) for one in results] == [("retry", "fault"), ("applied", "")]

    tell(story)
    assert "could not be decided" in caplog.text


def store_bytes(data: Path) -> bytes:
    return b"".join(path.read_bytes() for path in data.glob("hub.db*"))


def test_the_store_keeps_no_token(tell: Any, tmp_path: Path) -> None:
    async def story(shop: Shop) -> None:
        await shop.by_phone(ADD)
        kept = store_bytes(tmp_path)
        assert SHARE.encode() in kept
        assert TOKEN.encode() not in kept
        assert shop.visit.secret.encode() not in kept

    tell(story)
