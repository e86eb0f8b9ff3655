"""What the hub makes of what happens: people are found, sizes learned, the timeline written, once."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from sync.hub import chain
from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub
from sync.hub.index import words
from sync.hub.index.words import Pointer, Word
from sync.hub.settling import do
from sync.hub.storage import documents
from sync.hub.storage.port import Key, StorageError
from sync.protocol import customers, ids, scopes
from sync.protocol.actors import Actor
from sync.protocol.call_verbs import AskQuestion
from sync.protocol.customers import CreateCustomer, Customer, GiveCard
from sync.protocol.fits import Fit, ForgetFit, Tally
from sync.protocol.interactions import Interaction
from sync.protocol.list_verbs import AddLine, AttachList, CreateList
from sync.protocol.lists import ShoppingList
from sync.protocol.money import Price
from sync.protocol.orders import Contact, NewLine, Order, PlaceOrder
from sync.protocol.persons import SetContact
from sync.protocol.products import Product, Variant
from sync.protocol.receipts import IssueReceipt, Returned, Sold, TakeBack

C = "6f1c0d52-0c0b-4f57-9d0e-3a51e1f0c9aa"
AT = "2026-11-22T10:00:00Z"
LATER = "2026-11-23T10:00:00Z"
SHOP = Actor("client:shop", "shop", "Online shop")
LAURA = Actor("associate:l", "associate", "Laura", "Milano Centrale")
SHOES = Product(
    "passo",
    {"en": "Passo"},
    [
        Variant("passo-95", "P95", {"size": "9.5", "colour": "red"}, {"EUR": Price(9900)}),
        Variant("passo-10", "P10", {"size": "10", "colour": "red"}, {"EUR": Price(9900)}),
    ],
    category="shoes",
    extra={"brand": "Passo"},
)
SOFA = Product("olmo", {"en": "Olmo"}, [Variant("olmo-1", "O1", {"width": "2120"}, {})], category="sofas")


class Story:
    """A hub that serves nobody, and what is done at it."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def begin(self) -> None:
        for product in (SHOES, SOFA):
            key = Key("product", product.id)
            await documents.keep_first(self.hub.storage, scopes.CATALOGUE, key, product)
        await self.do(scopes.customer(C), CreateCustomer("it", "milano"))

    async def do(self, scope: str, verb: Any, actor: Actor = SHOP, at: str = AT, op: str = "") -> None:
        result = await do(self.hub, scope, op or ids.new_op_id(), verb, actor, at=at)
        assert result.status == "applied", result

    async def customer(self) -> Customer:
        found = await documents.load(self.hub.storage, scopes.customer(C), Key("customer", C), Customer)
        assert found is not None
        return found

    async def timeline(self) -> list[Interaction]:
        changes = await self.hub.storage.changes(scopes.person(C), 0, 500)
        found = [documents.parse(one, Interaction) for one in changes if one.kind == "interaction"]
        return [one for one in found if one]

    async def leads(self, word: Word) -> list[Pointer]:
        return await words.follow_up(self.hub.storage, self.hub.keys.token, word)


@pytest.fixture
def tell(tmp_path: Path) -> Any:
    def run(story: Any) -> None:
        async def in_a_hub() -> None:
            hub = await assemble(Config(tmp_path, ""))
            try:
                told = Story(hub)
                await told.begin()
                await story(told)
            finally:
                await hub.close()

        asyncio.run(in_a_hub())

    return run


def sale(*lines: Sold, customer: str = C, order: str = "") -> IssueReceipt:
    return IssueReceipt("T-7", "milano", "store", AT, "EUR", list(lines), customer=customer, order=order)


def pair(size: str, quantity: int = 1) -> Sold:
    return Sold(f"line-{size}", "passo", f"passo-{size.replace('.', '')}", quantity, 9900, {"size": size})


def test_who_gets_an_address_or_a_card_is_found_by_it_at_once(tell: Any) -> None:
    async def story(told: Story) -> None:
        person = scopes.person(C)
        await told.do(person, SetContact("email", "Anna@Example.com"))
        await told.do(scopes.customer(C), GiveCard("7K3M9Q"))
        assert await told.leads(Word("email", "anna@example.com")) == [Pointer("customer", C)]
        assert await told.leads(Word("card", "7K3M9Q")) == [Pointer("customer", C)]
        await told.do(person, SetContact("email", "anna.rossi@example.com"))
        assert await told.leads(Word("email", "anna@example.com")) == []
        assert await told.leads(Word("email", "anna.rossi@example.com")) == [Pointer("customer", C)]

    tell(story)


def test_a_size_is_learned_from_purchases_returns_and_choices(tell: Any) -> None:
    async def story(told: Story) -> None:
        await told.do(scopes.receipt("r"), sale(pair("9.5", 2), pair("10"), Sold("s", "olmo", "olmo-1", 1)))
        back = [Returned("line-10", 1, "too_large"), Returned("line-9.5", 1, "changed_mind")]
        await told.do(scopes.receipt("r"), TakeBack(back, "milano"), LAURA)
        learned = {"10": Tally(1, 1, too_large=1), "9.5": Tally(2, 1)}
        fit = Fit("size", "shoes", "Passo", learned)
        # A sofa's width says nothing about anybody's body.
        assert (await told.customer()).fits == {"size|shoes|Passo": fit}
        await told.do(scopes.customer(C), ForgetFit(), at=LATER)
        # The till was offline, and brings what was sold before.
        await told.do(scopes.receipt("q"), sale(pair("10")))
        assert (await told.customer()).fits == {}

    tell(story)


def test_a_choice_is_counted_once_however_often_it_is_added(tell: Any) -> None:
    async def story(told: Story) -> None:
        scope = scopes.shopping_list("l")
        document = ShoppingList("l", customers.principal(C))
        await documents.keep_first(told.hub.storage, scope, Key("list", "l"), document)
        add = AddLine("passo", "passo-95", {"size": "9.5"})
        for _ in range(3):
            await told.do(scope, add)
        # What the hub itself does is nobody's choice.
        assert (await told.customer()).fits == {}

    tell(story)


def test_a_guests_choices_are_learned_when_the_list_becomes_a_customers(tell: Any) -> None:
    async def story(told: Story) -> None:
        scope = scopes.shopping_list("l")
        await told.do(scope, CreateList("Shoes"))
        await told.do(scope, AddLine("passo", "passo-95", {"size": "9.5"}))
        await told.do(scope, AddLine("passo", "passo-95", {"size": "9.5"}))
        assert (await told.customer()).fits == {}
        for _ in range(2):
            await told.do(scope, AttachList(C))
        assert (await told.customer()).fits["size|shoes|Passo"].sizes == {"9.5": Tally(chosen=1)}
        assert [one.title for one in await told.timeline()] == ["list_saved"]

    tell(story)


def test_the_timeline_tells_of_orders_purchases_and_questions(tell: Any) -> None:
    async def story(told: Story) -> None:
        order = PlaceOrder(
            "o", "collect", [NewLine("passo", "passo-95")], customer=C, contact=Contact("Anna")
        )
        await told.do(scopes.orders("milano"), order, at=AT)
        await told.do(scopes.receipt("r"), sale(pair("9.5"), order="o"), at=LATER)
        scope = scopes.shopping_list("l")
        await told.do(scope, CreateList("Shoes"))
        await told.do(scope, AttachList(C))
        await told.do(scope, AskQuestion("Is it waterproof?"))
        found = {one.title: one for one in await told.timeline()}
        assert set(found) == {"order_placed", "purchase", "list_saved", "question"}
        placed, bought, asked = found["order_placed"], found["purchase"], found["question"]
        assert (placed.topic, placed.order, placed.at, placed.by, placed.inbound) == (
            "order",
            "o",
            AT,
            SHOP,
            True,
        )
        assert (bought.topic, bought.receipt, bought.order, bought.at) == ("purchase", "r", "o", LATER)
        assert (asked.text, asked.list_id, asked.inbound) == ("Is it waterproof?", "l", True)

    tell(story)


def test_nobody_is_made_up_for_an_order_of_somebody_unknown(tell: Any) -> None:
    async def story(told: Story) -> None:
        order = PlaceOrder("o", "collect", [NewLine("passo", "passo-95")], customer="nobody")
        await told.do(scopes.orders("milano"), order)
        assert await told.hub.storage.changes(scopes.person("nobody"), 0, 10) == []

    tell(story)


def test_what_comes_late_for_somebody_who_was_erased_holds_nothing_of_them(tell: Any) -> None:
    async def story(told: Story) -> None:
        closed = Customer(C, erased=True)
        await documents.change(
            told.hub.storage, scopes.customer(C), Key("customer", C), Customer, lambda _: closed
        )
        contact = Contact("Anna", "anna@example.com")
        order = PlaceOrder("o", "collect", [NewLine("passo", "passo-95")], customer=C, contact=contact)
        await told.do(scopes.orders("milano"), order)
        await told.do(scopes.receipt("r"), sale(pair("9.5")))
        left = await documents.load(told.hub.storage, scopes.orders("milano"), Key("order", "o"), Order)
        assert left is not None
        assert (left.erased, left.contact, left.customer) == (True, Contact(), "")
        stored = await told.hub.storage.load(scopes.receipt("r"), Key("receipt", "r"))
        assert stored is not None
        assert C.encode() not in (stored.body or b"")
        for word in (Word("email", "anna@example.com"), Word("of_customer", C), Word("receipt", "T7")):
            assert await told.leads(word) == []

    tell(story)


def test_what_was_cut_off_is_carried_out_once(tell: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(told: Story) -> None:
        for cut in range(8):
            left, commit = [cut], type(told.hub.storage).commit

            async def commit_or_fail(
                self: Any, scope: str, *more: Any, left: Any = left, commit: Any = commit
            ) -> int:
                # The sale itself goes through; of what follows, some commits do.
                if scope.startswith(("customer:", "person:", "key:")):
                    left[0] -= 1
                    if left[0] < 0:
                        raise StorageError("cut")
                return int(await commit(self, scope, *more))

            with monkeypatch.context() as patch:
                patch.setattr(type(told.hub.storage), "commit", commit_or_fail)
                await told.do(scopes.receipt(f"r{cut}"), sale(pair("9.5")))
            await chain.resume(told.hub, chain.timedelta(0))
            tally = (await told.customer()).fits["size|shoes|Passo"].sizes["9.5"]
            assert tally == Tally(bought=cut + 1)
            assert len(await told.timeline()) == cut + 1
            assert len(await told.leads(Word("of_customer", C))) == cut + 1

    tell(story)
