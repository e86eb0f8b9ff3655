"""A return, from what the associate takes back to what stock, list, order and customer know of it."""

import asyncio
from typing import Any

import msgspec
import pytest

from sync.hub import settling
from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key
from sync.protocol import customers, scopes
from sync.protocol.actors import Actor
from sync.protocol.call_verbs import MarkBought
from sync.protocol.customers import CreateCustomer
from sync.protocol.envelope import Op, fingerprint
from sync.protocol.hashes import digest
from sync.protocol.ids import line_id, new_op_id
from sync.protocol.interactions import Interaction, NoteInteraction
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import (
    ClaimOrder,
    HandOver,
    MakeReady,
    NewLine,
    Order,
    PackOrder,
    PickLine,
    PlaceOrder,
    claim_code,
)
from sync.protocol.receipts import BeginReturn, Case, IssueReceipt, Receipt, Returned, Sold, TakeBack
from sync.protocol.stock import StockLevel

MIRA = Actor("staff-mira", "associate", "Mira", "Milano Brera")
CHAT = Actor("client:chat", "shop", "Chat")
STORE, ORDER, LIST = "milano", "0198-order", "mine"
AT = "2026-05-04T10:00:00Z"
RECEIPT = digest("VTR0017")
SCOPE = scopes.receipt(RECEIPT)
C = "0b7c3f52-0c0b-4f57-9d0e-3a51e1f0c9aa"


class Counter:
    """A hub with a customer who bought two lamps and a rug online and fetched them in Milano."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def do(self, scope: str, verb: Any, actor: Actor = MIRA, *, principal: str = "") -> str:
        if not principal:
            result = await settling.do(self.hub, scope, new_op_id(), verb, actor)
        else:
            op = Op(new_op_id(), principal, "api", 0, principal, scope, AT, msgspec.to_builtins(verb))
            admitted = settling.Admitted(op, fingerprint(op), actor, trusted=True)
            (result,) = await settling.settle(self.hub, scope, [admitted])
        return result.reason or result.status

    async def load(self, scope: str, kind: str, name: str, struct: type) -> Any:
        return await documents.load(self.hub.storage, scope, Key(kind, name), struct)

    async def begin(self) -> None:
        await self.do(scopes.customer(C), CreateCustomer())
        await self.do(scopes.shopping_list(LIST), CreateList("Home"), CHAT, principal=customers.principal(C))
        for product in ("lamp", "rug"):
            await self.do(
                scopes.shopping_list(LIST), AddLine(product, f"{product}-1"), principal=customers.principal(C)
            )
        for variant, count in (("lamp-1", 5), ("rug-1", 1)):
            level = StockLevel(variant, count, AT)
            await self.hub.storage.commit(
                scopes.stock(STORE),
                [],
                [],
                lambda _, level=level: Decision([documents.write(Key("stock", level.variant), level)]),
            )
        orders = scopes.orders(STORE)
        lines = [NewLine("lamp", "lamp-1", 2), NewLine("rug", "rug-1", 1)]
        await self.do(orders, PlaceOrder(ORDER, "collect", lines, customer=C, paid=True, list_id=LIST))
        await self.do(orders, ClaimOrder(ORDER))
        for line in (await self.order()).lines:
            await self.do(orders, PickLine(ORDER, line.id, line.quantity))
        await self.do(orders, PackOrder(ORDER))
        await self.do(orders, MakeReady(ORDER))
        code = claim_code(self.hub.keys.token, ORDER)
        assert await self.do(orders, HandOver(ORDER, code)) == "applied"
        for product, pieces in (("lamp", 2), ("rug", 1)):
            bought = MarkBought(line_id(LIST, f"{product}-1", {}), pieces)
            await self.do(scopes.shopping_list(LIST), bought)
        sold = [
            Sold("1", "lamp", "lamp-1", 2, 4_900, {"size": "9"}, "Lamp"),
            Sold("2", "rug", "rug-1", 1, 12_900),
        ]
        issue = IssueReceipt(
            "0017", STORE, "online", AT, "EUR", sold, "2999-01-01", customer=C, order=ORDER, list_id=LIST
        )
        assert await self.do(SCOPE, issue) == "applied"

    async def order(self) -> Order:
        return await self.load(scopes.orders(STORE), "order", ORDER, Order)

    async def receipt(self) -> Receipt:
        return await self.load(SCOPE, "receipt", RECEIPT, Receipt)

    async def on_hand(self, variant: str, store: str = STORE) -> int | None:
        level = await self.load(scopes.stock(store), "stock", variant, StockLevel)
        return level.on_hand if level else None

    async def bought(self, product: str) -> int:
        document = await self.load(scopes.shopping_list(LIST), "list", LIST, ShoppingList)
        return next(line.bought for line in document.lines if line.product == product)

    async def returns_told(self) -> list[Interaction]:
        stored = await self.hub.storage.changes(scopes.person(C), 0, 500)
        found = [documents.parse(one, Interaction) for one in stored if one.kind == "interaction"]
        return [one for one in found if one and one.topic == "return"]


@pytest.fixture
def counter(tmp_path) -> Any:
    def run(story: Any) -> None:
        async def at_a_hub() -> None:
            hub = await assemble(Config(tmp_path, ""))
            try:
                made = Counter(hub)
                await made.begin()
                await story(made)
            finally:
                await hub.close()

        asyncio.run(at_a_hub())

    return run


def test_what_can_be_sold_again_is_on_the_shelf_and_off_what_was_bought(counter):
    async def story(counter):
        before = await counter.on_hand("lamp-1")
        back = [Returned("1", 1, "changed_mind"), Returned("1", 1, "damaged", "damaged", restock=False)]
        bought = await counter.bought("lamp")
        assert await counter.do(SCOPE, TakeBack(back, STORE)) == "applied"
        assert await counter.on_hand("lamp-1") == before + 1
        assert await counter.bought("lamp") == bought - 2
        assert (await counter.order()).state == "picked_up"
        [told] = await counter.returns_told()
        assert (told.title, told.text, told.by, told.receipt) == (
            "return",
            "1 × Lamp\n1 × Lamp",
            MIRA,
            RECEIPT,
        )

    counter(story)


def test_an_order_of_which_all_came_back_says_so(counter):
    async def story(counter):
        await counter.do(SCOPE, TakeBack([Returned("1", 2, "late")], STORE))
        await counter.do(SCOPE, TakeBack([Returned("2", 1, "late")], STORE))
        assert (await counter.order()).state == "returned"

    counter(story)


def test_it_goes_onto_the_shelf_of_the_store_where_it_came_back(counter):
    async def story(counter):
        before = await counter.on_hand("rug-1")
        await counter.do(SCOPE, TakeBack([Returned("2", 1, "other")], "torino"))
        assert await counter.on_hand("rug-1") == before
        level = await counter.load(scopes.stock("torino"), "stock", "rug-1", StockLevel)
        assert sum(move.delta for move in level.moves) == 1

    counter(story)


def test_a_return_that_is_refused_moves_nothing(counter):
    async def story(counter):
        before = await counter.on_hand("lamp-1")
        assert await counter.do(SCOPE, TakeBack([Returned("1", 3, "other")], STORE)) == "more_than_bought"
        assert await counter.on_hand("lamp-1") == before
        assert await counter.returns_told() == []

    counter(story)


def test_what_was_written_in_the_chat_is_the_case_that_the_desk_goes_on_with(counter):
    async def story(counter):
        said = NoteInteraction(
            "chat-1", "chat", "return", "The lamp flickers", "Only in the evening.", AT, receipt=RECEIPT
        )
        await counter.do(scopes.person(C), said, CHAT, principal="client:chat")
        case = (await counter.receipt()).case
        assert case == Case("chat", AT, CHAT.id, [], "The lamp flickers\nOnly in the evening.")
        # It stands on the timeline once: as what was written.
        assert [one.title for one in await counter.returns_told()] == ["The lamp flickers"]
        await counter.do(SCOPE, BeginReturn([Returned("1", 1, "damaged")], "store"), principal="staff:s")
        await counter.do(SCOPE, TakeBack([Returned("1", 1, "damaged", "damaged", restock=False)], STORE))
        assert (await counter.receipt()).case is None
        assert [one.title for one in await counter.returns_told()] == [
            "The lamp flickers",
            "return",
            "return",
        ]

    counter(story)


def test_other_messages_begin_nothing(counter):
    async def story(counter):
        for number, topic in enumerate(("question", "purchase")):
            said = NoteInteraction(f"chat-{number}", "chat", topic, "Hello", receipt=RECEIPT)
            await counter.do(scopes.person(C), said, CHAT, principal="client:chat")
        elsewhere = NoteInteraction("chat-9", "chat", "return", "Hello", receipt=digest("another"))
        await counter.do(scopes.person(C), elsewhere, CHAT, principal="client:chat")
        assert (await counter.receipt()).case is None

    counter(story)
