"""Guests' lists whose time is over."""

import asyncio
import datetime as dt
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.hub import retention
from sync.hub.access import list_for_token
from sync.hub.context import Config, Hub, open_hub
from sync.hub.exchange import submit, sync
from sync.hub.housekeeping import tidy
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Storage, Write
from sync.protocol import ids, scopes, sessions
from sync.protocol.actors import Actor
from sync.protocol.devices import Device
from sync.protocol.envelope import Op, SyncRequest
from sync.protocol.list_verbs import AddLine, CreateList, ShareList
from sync.protocol.lists import ShoppingList

TABLET = Device(id="tablet", store="milano", name="Kiosk 1", public_key="", enrolled="")
PHONE = Actor(id="phone:visitor", kind="phone")
NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)
ADD = AddLine(product="lamp", variant="lamp-red")


class Shop:
    """A hub whose clock the test sets, and a visit at its tablet."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.now = NOON
        self.visit = sessions.begin()
        self.hub: Hub

    def pass_days(self, days: int) -> None:
        self.now += dt.timedelta(days=days)

    def op(self, list_id: str, args: object, principal: str) -> Op:
        scope = scopes.shopping_list(list_id)
        # The maker's clock is wrong by years: it never decides.
        at = "1970-01-01T00:00:00Z"
        arguments = msgspec.to_builtins(args)
        return Op(ids.new_op_id(), TABLET.id, "one", 1, principal, scope, at, arguments)

    async def begin(self, title: str = "Sofas") -> tuple[str, str]:
        """Begin a guest's list with an open link; return its id and the link's token."""
        list_id = ids.new_id()
        token = f"token of {list_id}"
        verbs = [CreateList(title=title), ADD, ShareList(hashlib.sha256(token.encode()).hexdigest())]
        ops = [self.op(list_id, verb, self.visit.principal) for verb in verbs]
        await sync(self.hub, TABLET, SyncRequest(TABLET.id, "one", ops=ops, proofs=[self.visit.secret]))
        return list_id, token

    async def read(self, list_id: str) -> ShoppingList:
        scope = scopes.shopping_list(list_id)
        document = await documents.load(self.hub.storage, scope, Key("list", list_id), ShoppingList)
        assert document is not None
        return document

    async def expire(self) -> int:
        return await retention.expire(self.hub.storage, self.now.date(), days=30)


Story = Callable[[Shop], Awaitable[None]]


@pytest.fixture
def tell(tmp_path: Path) -> Callable[[Story], None]:
    """Run a story in a shop of its own."""

    async def run(story: Story) -> None:
        shop = Shop(tmp_path)
        shop.hub = await open_hub(Config(tmp_path, "http://hub", guest_list_days=30), lambda: shop.now)
        try:
            await story(shop)
        finally:
            await shop.hub.close()

    return lambda story: asyncio.run(run(story))


def test_a_guests_list_goes_when_its_time_is_over_and_not_a_day_before(
    tell: Callable[[Story], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "PAGE", 2)

    async def story(shop: Shop) -> None:
        old = [await shop.begin("planted words") for _ in range(5)]
        shop.pass_days(30)
        young, _ = await shop.begin()
        assert await shop.expire() == 0
        shop.pass_days(1)
        assert await shop.expire() == 5
        assert await shop.expire() == 0
        for list_id, token in old:
            document = await shop.read(list_id)
            assert document == ShoppingList(list_id, owner="", erased=True)
            assert await list_for_token(shop.hub, token) is None
        assert (await shop.read(young)).pieces == 1
        kept = b"".join(path.read_bytes() for path in shop.data.glob("hub.db*"))
        assert b"planted words" not in kept
        assert b"Sofas" in kept

    tell(story)


def test_a_list_that_nobody_can_read_holds_up_no_other(
    tell: Callable[[Story], None], caplog: pytest.LogCaptureFixture
) -> None:
    async def story(shop: Shop) -> None:
        await shop.begin()
        damaged = scopes.shopping_list("0")
        write = Write("list", "0", b'{"id": 0}')
        await shop.hub.storage.commit(damaged, [], [], lambda _: Decision([write]))
        shop.pass_days(31)
        assert await shop.expire() == 1
        assert f"{damaged} cannot be read" in caplog.text

    tell(story)


def test_each_change_begins_the_time_anew_whoever_made_it(tell: Callable[[Story], None]) -> None:
    async def story(shop: Shop) -> None:
        list_id, token = await shop.begin()
        shop.pass_days(20)
        share = hashlib.sha256(token.encode()).hexdigest()
        await submit(shop.hub, shop.op(list_id, ADD, PHONE.id), PHONE, share)
        shop.pass_days(20)
        assert await shop.expire() == 0
        shop.pass_days(11)
        assert await shop.expire() == 1

    tell(story)


def test_a_list_that_is_used_while_it_is_looked_at_stays(tell: Callable[[Story], None]) -> None:
    class Meanwhile:
        """A store in which something happens just before a scope is written to."""

        def __init__(self, storage: Storage, scope: str, happens: Callable[[], Awaitable[object]]) -> None:
            self._storage, self._scope, self._happens = storage, scope, happens

        def __getattr__(self, name: str) -> Any:
            return getattr(self._storage, name)

        async def commit(self, scope: str, *given: Any) -> int:
            if scope == self._scope:
                await self._happens()
            return await self._storage.commit(scope, *given)

    async def story(shop: Shop) -> None:
        list_id, _ = await shop.begin()
        shop.pass_days(31)

        async def use() -> None:
            ops = [shop.op(list_id, ADD, shop.visit.principal)]
            proofs = [shop.visit.secret]
            await sync(shop.hub, TABLET, SyncRequest(TABLET.id, "one", ops=ops, proofs=proofs))

        storage: Any = Meanwhile(shop.hub.storage, scopes.shopping_list(list_id), use)
        assert await retention.expire(storage, shop.now.date(), days=30) == 0
        assert (await shop.read(list_id)).pieces == 2

    tell(story)


def test_a_customers_list_stays(tell: Callable[[Story], None]) -> None:
    async def story(shop: Shop) -> None:
        list_id, _ = await shop.begin()
        scope, place = scopes.shopping_list(list_id), Key("list", list_id)

        def give(document: ShoppingList | None) -> ShoppingList | None:
            return document and msgspec.structs.replace(document, owner="customer:anna")

        await documents.change(shop.hub.storage, scope, place, ShoppingList, give)
        shop.pass_days(1000)
        assert await shop.expire() == 0

    tell(story)


def test_a_list_from_before_days_were_kept_begins_its_time_when_it_is_seen(
    tell: Callable[[Story], None],
) -> None:
    async def story(shop: Shop) -> None:
        list_id, _ = await shop.begin()
        scope, place = scopes.shopping_list(list_id), Key("list", list_id)

        def undate(document: ShoppingList | None) -> ShoppingList | None:
            return document and msgspec.structs.replace(document, changed="")

        await documents.change(shop.hub.storage, scope, place, ShoppingList, undate)
        shop.pass_days(400)
        assert await shop.expire() == 0
        assert (await shop.read(list_id)).changed == shop.now.date().isoformat()
        shop.pass_days(31)
        assert await shop.expire() == 1

    tell(story)


def test_the_serving_hub_does_it_with_its_own_setting(tell: Callable[[Story], None]) -> None:
    async def story(shop: Shop) -> None:
        list_id, _ = await shop.begin()
        shop.pass_days(31)
        await tidy(shop.hub)
        assert (await shop.read(list_id)).erased

    tell(story)
