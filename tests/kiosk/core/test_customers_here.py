"""Finding somebody while the hub is away: those whom this desk holds, by what they show or are called."""

from datetime import UTC, datetime

import pytest

from kiosk.core import customers_here
from sync.protocol import own_codes, scopes
from sync.protocol.customers import Customer
from sync.protocol.hashes import digest
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Contact, Order, basket_code, claim_hash
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt
from sync.protocol.staff import Opening

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
AT, LATER, EARLIER = "2026-11-22T09:00:00Z", "2026-11-22T20:00:00Z", "2026-11-22T09:59:00Z"
CLAIM = own_codes.write("order", "7K3M9QAB")
RECEIPT = own_codes.write("receipt", "R3C31PT7")


class Held(dict):
    """Documents by scope, kind and id."""

    def document(self, scope, kind, identifier, struct):
        return self.get((scope, kind, identifier))

    def documents(self, scope, kind, struct):
        return [one for (where, what, _), one in self.items() if (where, what) == (scope, kind)]


def held() -> Held:
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
    documents = [
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
    return Held({(scope, kind, document.id): document for scope, kind, document in documents})


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
def test_who_is_open_here_is_found_without_the_hub(text: str, expected: list[tuple[str, str]]) -> None:
    here = customers_here.look(held(), "milano", NOW)
    assert [(one.kind, one.id) for one in customers_here.find(here, text)] == expected


def test_several_are_told_apart_by_a_mask() -> None:
    here = customers_here.look(held(), "milano", NOW)
    (found,) = customers_here.find(here, "anna")
    assert (found.hint, found.customer) == ("A***, A***@E***.com", "anna")


def test_another_store_finds_nobody() -> None:
    assert customers_here.look(held(), "roma", NOW) == ([], [], [], [])
