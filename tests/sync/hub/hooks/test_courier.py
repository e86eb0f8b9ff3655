"""From what happens to what another server is told: in order, signed, once in effect, and not for ever."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.jwk import OKPKey

from sync.hub import settling, signatures
from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub
from sync.hub.hooks import jwks, queue
from sync.hub.hooks.courier import KEPT_DAYS, Courier
from sync.hub.pauses import Pauses
from sync.hub.profile import registry
from sync.hub.profile.registry import ClientError
from sync.protocol import own_codes, scopes
from sync.protocol.actors import Actor
from sync.protocol.clients import Right
from sync.protocol.hashes import digest
from sync.protocol.ids import new_op_id
from sync.protocol.orders import (
    AgreeSubstitute,
    ClaimOrder,
    Contact,
    MakeReady,
    NewLine,
    PackOrder,
    PickLine,
    PlaceOrder,
    ProposeSubstitute,
    ReleaseOrder,
    ShortLine,
)
from sync.protocol.receipts import IssueReceipt, Returned, Sold, TakeBack
from tests.fakes import Clock
from tests.sync.hub.hooks.shop import Shop, listening

MIRA = Actor("staff-mira", "associate", "Mira", "Milano Brera")
ORDERS = scopes.orders("milano")
RECEIPT = scopes.receipt(digest("VTR17"))
AT = "2026-05-04T10:00:00Z"


@pytest.fixture
def shop() -> Iterator[Shop]:
    with listening() as server:
        yield server


class Desk:
    """A hub with a client that hears of events, and a courier."""

    def __init__(self, hub: Hub, courier: Courier, clock: Clock, client: str) -> None:
        self.hub, self.courier, self.clock, self.client = hub, courier, clock, client

    async def do(self, scope: str, verb: Any) -> None:
        result = await settling.do(self.hub, scope, new_op_id(), verb, MIRA)
        assert result.status == "applied", result

    async def buy(self, *, back: bool = False) -> None:
        lines = [Sold("1", "lamp", "lamp-1", 2, 4_900)]
        person = Contact("Anna", "anna@example.com")
        await self.do(
            RECEIPT, IssueReceipt("0017", "milano", "store", AT, "EUR", lines, order="o", contact=person)
        )
        if back:
            await self.do(
                RECEIPT, TakeBack([Returned("1", 1, "damaged", "damaged", restock=False)], "torino")
            )


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., None]:
    clock = Clock()

    async def run(story: Any, url: str) -> None:
        hub = await assemble(Config(tmp_path / "hub", ""), clock.now)
        async with httpx.AsyncClient() as http:
            known = [one async for one in registry.every(hub.storage)]
            if not known:
                key = await registry.add(hub.storage, "shop", [Right.EVENTS_READ], hub.now())
                await registry.add(hub.storage, "other", [Right.LISTS_READ], hub.now())
                client = key.client
            else:
                client = next(one.id for one in known if one.name == "shop")
            await registry.bring_to(hub.storage, "shop", url)
            courier = Courier(hub, http, Pauses(5, 3600, lambda: 1.0))
            try:
                await story(Desk(hub, courier, clock, client))
            finally:
                await hub.close()

    return lambda story, url="": asyncio.run(run(story, url))


def test_a_refund_is_brought_signed_for_where_it_goes_and_names_nobody(desk, shop):
    async def story(desk):
        await desk.buy(back=True)
        assert await desk.courier.round() == 2
        sale, refund = shop.events
        assert (sale["type"], sale["amount"]) == ("sale", 9_800)
        assert (refund["type"], refund["amount"], refund["store"], refund["order"]) == (
            "refund",
            4_900,
            "torino",
            "o",
        )
        [thing] = refund["things"]
        assert (thing["variant"], thing["reason"], thing["condition"]) == ("lamp-1", "damaged", "damaged")
        assert "restock" not in thing
        for headers, body in shop.told:
            assert b"anna" not in body.lower()
            signature = headers[signatures.HEADER]
            public = jwks.public(desk.hub.keys.signing)
            signatures.check(public.x, signature, body, "/vetrina/events")
            with pytest.raises(signatures.SignatureError):
                signatures.check(public.x, signature, body + b" ", "/vetrina/events")
            with pytest.raises(signatures.SignatureError):
                signatures.check(public.x, signature, body, "/other")
            assert headers["Vetrina-Event"] == json.loads(body)["id"]
        assert await desk.courier.round() == 0

    desk(story, shop.url)


def test_the_keys_name_is_its_thumbprint(desk):
    async def story(desk):
        public = jwks.public(desk.hub.keys.signing)
        key = OKPKey.import_key({"kty": public.kty, "crv": public.crv, "x": public.x})
        assert key.thumbprint() == public.kid

    desk(story)


def test_an_order_is_told_of_where_its_state_changes_and_only_there(desk, shop):
    async def story(desk):
        lines = [NewLine("lamp", "lamp-1", 2)]
        await desk.do(
            ORDERS, PlaceOrder("o", "collect", lines, number="A-7", contact=Contact("Anna", "a@b.co"))
        )
        await desk.do(ORDERS, ClaimOrder("o"))
        await desk.do(ORDERS, ReleaseOrder("o"))
        await desk.do(ORDERS, ClaimOrder("o"))
        stored = (await desk.hub.storage.changes(ORDERS, 0, 10))[0]
        line = json.loads(stored.body)["lines"][0]["id"]
        await desk.do(ORDERS, PickLine("o", line))
        await desk.do(ORDERS, PickLine("o", line))
        await desk.courier.round()
        assert [one["state"] for one in shop.events] == ["new", "accepted", "new", "accepted", "picking"]
        assert all("Anna" not in json.dumps(one) for one in shop.events)

    desk(story, shop.url)


async def _pack(desk: Desk, *, paid: bool) -> None:
    """Get an order together: one lamp of two, and a cup in place of the rug that is not there."""
    lines = [NewLine("lamp", "lamp-1", 2, price=4_900), NewLine("rug", "rug-1", price=12_900)]
    await desk.do(ORDERS, PlaceOrder("o", "collect", lines, number="A-7", currency="EUR", paid=paid))
    stored = (await desk.hub.storage.changes(ORDERS, 0, 10))[-1]
    lamp, rug = (line["id"] for line in json.loads(stored.body)["lines"])
    for verb in (
        ClaimOrder("o"),
        PickLine("o", lamp),
        ShortLine("o", lamp, "sold"),
        ProposeSubstitute("o", rug, "cup", "cup-1", 1),
        AgreeSubstitute("o", rug, agreed=True),
        PickLine("o", rug),
        PackOrder("o"),
        MakeReady("o", "Desk 2"),
    ):
        await desk.do(ORDERS, verb)
    await desk.courier.round()


def test_the_till_is_told_once_what_is_in_the_basket_and_under_which_code(desk, shop):
    async def story(desk):
        await _pack(desk, paid=False)
        [basket] = [one for one in shop.events if one["type"] == "basket"]
        read = own_codes.read(basket["basket"])
        assert (read.kind, read.valid) == ("basket", True)
        assert [(one["variant"], one["quantity"]) for one in basket["things"]] == [
            ("lamp-1", 1),
            ("cup-1", 1),
        ]
        # Of what was put in place of something else the till knows the price.
        assert (basket["amount"], basket["currency"]) == (4_900, "EUR")

    desk(story, shop.url)


def test_what_is_paid_goes_to_no_till(desk, shop):
    async def story(desk):
        await _pack(desk, paid=True)
        assert {one["type"] for one in shop.events} == {"order"}
        assert shop.events[-1]["state"] == "ready_for_pickup"

    desk(story, shop.url)


def test_a_client_that_does_not_take_them_gets_them_later_in_order_and_is_not_pressed(desk, shop):
    async def story(desk):
        shop.status = 503
        await desk.buy(back=True)
        for _ in range(120):
            await desk.courier.round()
            desk.clock.pass_by(1)
        assert 3 <= len(shop.told) <= 6
        assert {one["type"] for one in shop.events} == {"sale"}
        shop.told.clear()
        shop.status = 200
        desk.clock.pass_by(3600)
        assert await desk.courier.round() == 2
        assert [one["type"] for one in shop.events] == ["sale", "refund"]

    desk(story, shop.url)


def test_who_asks_to_wait_is_left_alone_for_so_long(desk, shop):
    async def story(desk):
        shop.status, shop.retry_after = 429, "600"
        await desk.buy()
        await desk.courier.round()
        desk.clock.pass_by(599)
        await desk.courier.round()
        assert len(shop.told) == 1
        desk.clock.pass_by(2)
        shop.status = 200
        assert await desk.courier.round() == 1

    desk(story, shop.url)


def test_nobody_at_the_address_is_no_reason_to_lose_anything(desk, shop):
    async def first(desk):
        await desk.buy()
        assert await desk.courier.round() == 0

    async def later(desk):
        desk.clock.pass_by(10)
        assert await desk.courier.round() == 1

    desk(first, "http://127.0.0.1:1/")
    desk(later, shop.url)


def test_a_hub_that_was_killed_while_it_told_goes_on_at_once(desk, shop):
    async def killed(desk):
        await desk.buy(back=True)

        async def die(*_: Any, **__: Any) -> None:
            raise SystemExit

        desk.courier._bring = die
        with pytest.raises(SystemExit):
            await desk.courier._visit(await registry.load(desk.hub.storage, desk.client))

    async def restarted(desk):
        assert await desk.courier.round() == 2

    desk(killed, shop.url)
    desk(restarted, shop.url)


def test_two_hubs_on_one_store_tell_once(desk, shop):
    async def story(desk):
        await desk.buy(back=True)
        other = Courier(desk.hub, desk.courier._http)
        taken = await asyncio.gather(desk.courier.round(), other.round())
        assert sum(taken) == len(shop.told) == 2

    desk(story, shop.url)


def test_what_is_old_is_forgotten_whether_it_was_brought_or_not(desk):
    async def story(desk):
        await desk.buy()
        assert len((await queue.page(desk.hub.storage, desk.client, 0, 10))[0]) == 1
        desk.clock.pass_by((KEPT_DAYS + 1) * 24 * 3600)
        await desk.courier.round()
        assert (await queue.page(desk.hub.storage, desk.client, 0, 10))[0] == []

    desk(story)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.shop.example/",
        "http://shop.example/hook",
        "ftp://shop.example",
        "https://",
        "https://a:b@shop.example",
        "https://[",
    ],
)
def test_events_never_cross_a_network_in_the_open(desk, url):
    async def story(desk):
        with pytest.raises(ClientError):
            await registry.bring_to(desk.hub.storage, "shop", url)
        with pytest.raises(ClientError, match="events:read"):
            await registry.bring_to(desk.hub.storage, "other", "https://shop.example")
        await registry.bring_to(desk.hub.storage, "shop", "https://shop.example/hook")

    desk(story)
