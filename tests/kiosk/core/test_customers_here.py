"""Finding somebody while the hub is away: those whom this desk holds, by what they show or are called."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import pytest

from kiosk.core.customers_here import Here, find
from sync.client.replica import Replica
from sync.client.store import people
from sync.protocol import own_codes, scopes, sessions
from sync.protocol.customers import Customer
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.hashes import digest
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Contact, Order, basket_code, claim_hash
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt
from sync.protocol.staff import Associate, Opening, Role
from tests.fakes import FakeHub

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
AT, LATER, EARLIER = "2026-11-22T09:00:00Z", "2026-11-22T20:00:00Z", "2026-11-22T09:59:00Z"
CLAIM = own_codes.write("order", "7K3M9QAB")
RECEIPT = own_codes.write("receipt", "R3C31PT7")


def documents() -> list[tuple[str, str, msgspec.Struct]]:
    """Return what the hub has told the desk: scope, kind, document."""
    order = Order(
        "o",
        "10-42",
        "milano",
        "collect",
        "packed",
        [],
        AT,
        customer="bea",
        contact=Contact("Bea", "guest@example.com"),
        claim=claim_hash(CLAIM),
        basket=basket_code("o"),
    )
    return [
        ("staff:milano", "opening", Opening("anna", LATER, lists=["l"], receipts=[digest(RECEIPT)])),
        ("staff:milano", "opening", Opening("carla", EARLIER)),
        ("orders:milano", "order", order),
        ("customer:anna", "customer", Customer("anna", cards=["CARD9"])),
        (
            "person:anna",
            "person",
            Person("anna", {"given": "Anna", "family": "Rossi Bianchi"}, {"email": "Anna@Example.com"}),
        ),
        ("customer:bea", "customer", Customer("bea")),
        ("person:bea", "person", Person("bea", {"given": "Bea"}, {"mobile": "+39 347 1234567"})),
        ("customer:carla", "customer", Customer("carla", cards=["CARD8"])),
        ("person:carla", "person", Person("carla", {"given": "Carla"})),
        ("list:l", "list", ShoppingList("l", "guest:x", "Shoes", shares={digest("token"): True})),
        (
            scopes.receipt(digest(RECEIPT)),
            "receipt",
            Receipt(digest(RECEIPT), "T 7", "milano", "store", AT, "EUR", [], customer="anna"),
        ),
    ]


@pytest.fixture(scope="module")
def replica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    """A desk's own store, with Giulia signed in."""
    made = Replica(tmp_path_factory.mktemp("desk"), FakeHub().identity("Desk 1"), lambda: NOW)
    session = sessions.begin()
    made.desk.admit(
        people.Person(session.id, Associate("g", "Giulia", Role.ASSOCIATE), "", b"salt", b"sealed"),
        session,
        3600,
    )
    told = documents()
    made.desk.want({scope for scope, _, _ in told})
    changes = [
        Change(scope, kind, document.id, number, msgspec.Raw(msgspec.json.encode(document)))
        for number, (scope, kind, document) in enumerate(told, 1)
    ]
    made.receive(SyncAnswer("epoch", AT, changes=changes))
    yield made
    made.close()


@pytest.fixture
def here(replica: Replica) -> Here:
    return Here(replica, "milano", NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (own_codes.write("customer", "CARD9"), [("customer", "anna")]),
        ("card9", [("customer", "anna")]),
        ("anna@example.com", [("customer", "anna")]),
        ("347 1234567", [("customer", "bea")]),
        ("guest@example.com", [("order", "o")]),
        ("# 1042", [("order", "o")]),
        (CLAIM, [("order", "o")]),
        (basket_code("o"), [("order", "o")]),
        (RECEIPT.lower(), [("receipt", digest(RECEIPT))]),
        ("t7", [("receipt", digest(RECEIPT))]),
        ("https://lists.example/l/token", [("list", "l")]),
        ("ros ann", [("customer", "anna")]),
        ("bianchi", [("customer", "anna")]),
        ("nobody", []),
        ("", []),
        # The lease is over: whoever was open is not any more.
        ("Carla", []),
        (own_codes.write("customer", "CARD8"), []),
        ("VTC7K3M9QX", []),
    ],
)
def test_who_is_open_here_is_found_without_the_hub(
    here: Here, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(one.kind, one.id) for one in find(here, text)] == expected


def test_several_are_told_apart_by_a_mask(here: Here) -> None:
    (found,) = find(here, "anna")
    assert (found.hint, found.customer) == ("A***, A***@E***.com", "anna")


@pytest.mark.parametrize(
    "text", ["anna", "card9", "guest@example.com", CLAIM, RECEIPT, "https://lists.example/l/token"]
)
def test_another_store_finds_nobody(replica: Replica, text: str) -> None:
    assert find(Here(replica, "roma", NOW), text) == []
