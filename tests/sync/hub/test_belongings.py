"""What stores hold of a customer goes with them: orders, receipts, the timeline, being open at desks."""

import asyncio
import contextlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.hub import belongings, erasure
from sync.hub.chain import Todo
from sync.hub.context import open_storage
from sync.hub.index import keeping, words
from sync.hub.index.keeping import Ground as Index
from sync.hub.keys import keys
from sync.hub.mail.letters import Letter
from sync.hub.profile.export import collect
from sync.hub.settling import do
from sync.hub.staff.records import DESK, Desk
from sync.hub.storage import documents
from sync.hub.storage.port import Key, Storage, StorageError
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.customers import Customer
from sync.protocol.devices import Device
from sync.protocol.envelope import Op
from sync.protocol.interactions import Interaction, NoteInteraction
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Contact, Line, Order
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt, Sold
from sync.protocol.staff import HelpCall, Look, Opening
from sync.protocol.stock import Hold, StockLevel
from tests.sync.hub.inside import on_hub

AT = "2026-11-22T10:00:00Z"
WORD = "planted"
EMAIL = f"{WORD}@example.com"
OTHER = Order("p", "11", "milano", "collect", "new", [], AT, customer="d", contact=Contact("Bea", "b@b.it"))


def todo(name: str, scope: str, verb: Any) -> Todo:
    """A note of what follows, as a hub leaves it that was cut off."""
    op = Op(name, "hub", "hub", 0, "hub", scope, AT, msgspec.to_builtins(verb))
    return Todo(name, scope, AT, [op], [Actor("associate:l", "associate", "Laura")])


HELD: list[tuple[str, msgspec.Struct]] = [
    (scopes.customer("c"), Customer("c", lists=["l"], cards=[WORD.upper()])),
    (scopes.person("c"), Person("c", {"given": WORD}, {"email": EMAIL})),
    (scopes.shopping_list("l"), ShoppingList("l", "customer:c", WORD)),
    (
        scopes.orders("milano"),
        Order(
            "o",
            "10",
            "milano",
            "collect",
            "picking",
            [Line("1", "lamp", "lamp-1", 1, note=WORD)],
            AT,
            customer="c",
            list_id="l",
            contact=Contact(WORD, EMAIL, language="it"),
            claim="aa",
        ),
    ),
    (scopes.orders("milano"), OTHER),
    (
        scopes.receipt("r"),
        Receipt("r", WORD, "milano", "store", AT, "EUR", [Sold("1", "lamp", "lamp-1", 1)], customer="c"),
    ),
    (scopes.staff("milano"), Opening("c", AT, [Look("associate:l", AT, "card")], ["l"])),
    (scopes.staff("roma"), Opening("list:l", AT, lists=["l"])),
    (scopes.staff("milano"), HelpCall("h", "l", "Kiosk 1", AT, topic=WORD)),
    (scopes.staff("milano"), HelpCall("i", "another", "Kiosk 2", AT, topic="sofas")),
    (scopes.device("desk"), Device("desk", "milano", "Desk", "", AT)),
    (scopes.device("desk"), Desk({"s": AT})),
    (scopes.device("far"), Device("far", "torino", "Desk", "", AT)),
    (scopes.device("far"), Desk({"s": AT})),
    # It was never a desk: what is open in its store is not on it.
    (scopes.device("kiosk"), Device("kiosk", "milano", "Kiosk 1", "", AT)),
    (scopes.chain("a"), todo("t", scopes.person("c"), NoteInteraction("n", "note", "note", WORD))),
    (scopes.chain("a"), todo("u", scopes.person("d"), NoteInteraction("n", "note", "note", "Oak"))),
    (
        scopes.stock("milano"),
        StockLevel("lamp-1", 3, AT, holds={"x": Hold(1, reference="o"), "y": Hold(1, reference="p")}),
    ),
    (scopes.mail("milano"), Letter("m", "list", "a-guests", AT, "mark", EMAIL)),
    (scopes.mail("roma"), Letter("m", "list", "l", AT, "mark", f"friend-of-{WORD}@example.com")),
    (scopes.mail("roma"), Letter("n", "list", "a-guests", AT, "mark", "b@b.it")),
    *((scopes.person("c"), Interaction(str(n), AT, "note", "note", WORD)) for n in range(450)),
]
KINDS = {StockLevel: "stock", ShoppingList: "list", HelpCall: "help"}


def key_of(scope: str, document: Any) -> Key:
    if isinstance(document, Desk):
        return Key(DESK, scopes.parse(scope).id)
    kind = KINDS.get(type(document), type(document).__name__.lower())
    return Key(kind, document.variant if isinstance(document, StockLevel) else document.id)


async def plant(storage: Storage) -> Index:
    index = Index(storage, (await keys(storage)).token)
    for scope, document in HELD:
        await documents.keep_first(storage, scope, key_of(scope, document), document)
    for _, document in HELD:
        await keeping.keep(index, None, document)
    return index


async def words_left(storage: Storage) -> list[str]:
    found, after = [], ""
    while names := await storage.scopes(after, 100):
        for scope in names:
            found += [scope async for one in every(storage, scope) if WORD.encode() in one.lower()]
        after = names[-1]
    return found


async def every(storage: Storage, scope: str) -> Any:
    after = 0
    while page := await storage.changes(scope, after, 100):
        for one in page:
            yield one.body or b""
        after = page[-1].seq


async def pointers(storage: Storage) -> dict[str, list[bytes]]:
    names = [name for name in await storage.scopes("key:", 100) if name.startswith("key:")]
    found = {name: [body async for body in every(storage, name) if body] for name in names}
    return {name: bodies for name, bodies in found.items() if bodies}


async def check(storage: Storage, order: erasure.Erasure) -> None:
    assert await words_left(storage) == []
    assert order.devices == ["desk"]
    assert scopes.receipt("r") in order.scopes
    left = await documents.load(storage, scopes.orders("milano"), Key("order", "o"), Order)
    assert left is not None
    assert (left.erased, left.customer, left.contact, left.is_open) == (True, "", Contact(), False)
    # What is somebody else's stays: their order, their pieces, their call.
    assert await documents.load(storage, scopes.orders("milano"), Key("order", "p"), Order) == OTHER
    level = await documents.load(storage, scopes.stock("milano"), Key("stock", "lamp-1"), StockLevel)
    assert level is not None
    assert level.holds == {"y": Hold(1, reference="p")}
    call = await documents.load(storage, scopes.staff("milano"), Key("help", "i"), HelpCall)
    assert call == HelpCall("i", "another", "Kiosk 2", AT, topic="sofas")
    bodies = [body for found in (await pointers(storage)).values() for body in found]
    # Her order's number, address and customer.
    assert bodies == [msgspec.json.encode(words.Pointer("order", "p", "milano"))] * 3
    notes = [body async for body in every(storage, scopes.chain("a")) if body]
    assert [msgspec.json.decode(body)["id"] for body in notes] == ["u"]
    waiting = [body for store in ("milano", "roma") async for body in every(storage, scopes.mail(store))]
    assert [msgspec.json.decode(body)["email"] for body in waiting if body] == ["b@b.it"]
    for store, name in (("milano", "c"), ("roma", "list:l")):
        assert await storage.load(scopes.staff(store), Key("opening", name)) is None


def test_rule_17_what_stores_hold_of_somebody_goes_as_well(tmp_path: Path) -> None:
    async def story() -> None:
        storage = open_storage(tmp_path)
        index = await plant(storage)
        held = await belongings.find(index, "c")
        assert ([one.id for one in held.orders], [one.id for one in held.receipts]) == (["o"], ["r"])
        assert held.stores == {"milano"}
        order = await erasure.erase(erasure.Ground(storage, tmp_path), "c", AT)
        assert order is not None
        await check(storage, order)
        await storage.close()

    asyncio.run(story())
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert WORD.encode() not in content.lower()


def test_an_erasure_of_it_that_is_cut_off_anywhere_goes_on(tmp_path: Path) -> None:
    class Cut:
        """A store that is out of reach after some commits."""

        def __init__(self, storage: Any, commits: int) -> None:
            self._storage, self._left = storage, commits

        def __getattr__(self, name: str) -> Any:
            return getattr(self._storage, name)

        async def commit(self, *arguments: Any) -> int:
            if not self._left:
                raise StorageError("cut")
            self._left -= 1
            return int(await self._storage.commit(*arguments))

    async def story() -> None:
        storage = open_storage(tmp_path)
        await plant(storage)
        # Each goes one commit further than the one before, over what that left.
        for commits in range(1, 40):
            cut: Any = Cut(storage, commits)
            with contextlib.suppress(StorageError):
                await erasure.erase(erasure.Ground(cut, tmp_path), "c", AT)
        await erasure.resume(erasure.Ground(storage, tmp_path), AT)
        (order,) = [one async for one in erasure.every(storage)]
        assert order.done
        await check(storage, order)
        await storage.close()

    asyncio.run(story())


@pytest.mark.parametrize("erased", [False, True])
def test_rule_17_nothing_is_noted_beside_somebody_who_was_erased(tmp_path: Path, *, erased: bool) -> None:
    async def story(hub: Any) -> None:
        person = Person("c", erased=erased)
        await documents.keep_first(hub.storage, scopes.person("c"), Key("person", "c"), person)
        note = NoteInteraction("late", "note", "note", "Likes oak")
        result = await do(hub, scopes.person("c"), "op", note, Actor("associate:l", "associate"), at=AT)
        expected = ("rejected", "erased") if erased else ("applied", "")
        assert (result.status, result.reason) == expected
        found = await hub.storage.load(scopes.person("c"), Key("interaction", "late"))
        assert (found is None) == erased

    on_hub(tmp_path, story)


def test_everything_that_stores_hold_is_in_the_export(tmp_path: Path) -> None:
    async def story() -> None:
        storage = open_storage(tmp_path)
        await plant(storage)
        export = await collect(storage, "c", AT)
        assert export is not None
        assert [order.id for order in export.orders] == ["o"]
        assert [receipt.id for receipt in export.receipts] == ["r"]
        assert len(export.timeline) == 450
        assert {store: opening.looks for store, opening in export.openings.items()} == {
            "milano": [Look("associate:l", AT, "card")]
        }
        assert (await collect(storage, "d", AT)) is None
        await storage.close()

    asyncio.run(story())
