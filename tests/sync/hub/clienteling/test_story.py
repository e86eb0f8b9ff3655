"""One customer through all channels: sizes learned from the till, a chat, a return, and the desk knows."""

from typing import Any

import httpx
import msgspec

from sync.hub.publish import publish
from sync.hub.storage.port import Decision, Write
from sync.protocol import ids, own_codes, scopes
from sync.protocol.clients import Right
from sync.protocol.customers import Customer
from sync.protocol.hashes import digest
from sync.protocol.interactions import Interaction
from sync.protocol.money import Price
from sync.protocol.products import Product, Store, Variant
from sync.protocol.receipts import Receipt, Returned, TakeBack
from sync.protocol.staff import LookedUp
from tests.sync.hub.staff.conftest import Person

SHOES = Product(
    "passo",
    {"en": "Passo"},
    [
        Variant(f"passo-{number}", f"P{number}", {"size": size, "colour": "red"}, {"EUR": Price(9900)})
        for number, size in (("95", "9.5"), ("10", "10"))
    ],
    category="shoes",
    extra={"brand": "Passo"},
)


def furnish(hub: Any, beside: Any) -> None:
    """Put shoes and a store into the hub's catalogue."""
    documents = [
        Write("product", "passo", msgspec.json.encode(SHOES)),
        Write("store", "milano", msgspec.json.encode(Store("milano", "Milano Centrale"))),
    ]

    async def work(storage: Any) -> None:
        await storage.commit(scopes.CATALOGUE, [], [], lambda _: Decision(documents))
        await publish(storage, hub.data)

    beside(work)


def read(person: Person, scope: str, type_: Any) -> list[Any]:
    answer = person.tablet.sync(proofs=[person.session.secret], cursors={scope: 0})
    kind = type_.__name__.lower()
    return [msgspec.json.decode(one.body, type=type_) for one in answer.changes if one.kind == kind]


def test_nobody_explains_twice(
    hub: Any, beside: Any, shop: httpx.Client, new_system: Any, new_person: Any
) -> None:
    furnish(hub, beside)
    anna = shop.post("/v1/customers", json={"reference": ids.new_id()}).json()["id"]
    card = own_codes.write("customer", "ANNA7K3M9Q")
    give = {"ops": [{"id": ids.new_op_id(), "args": {"verb": "GiveCard", "card": "ANNA7K3M9Q"}}]}
    shop.post(f"/v1/customers/{anna}/ops", json=give).raise_for_status()

    # Four pairs over the year, with the card; one of them does not fit.
    till = new_system(Right.SALES_WRITE)
    codes = []
    for number, variant in enumerate(["passo-95", "passo-95", "passo-95", "passo-95", "passo-10"]):
        line = {"product": "passo", "variant": variant, "price": 9900}
        sale = {"store": "milano", "number": f"T-{number}", "lines": [line], "card": card, "currency": "EUR"}
        codes.append(till.post("/v1/sales", json=sale).raise_for_status().json()["receipt"])

    # She writes in the chat of what she means to bring back.
    chat = {
        "id": "m-1",
        "channel": "chat",
        "topic": "return",
        "title": "The last pair is too large",
        "receipt": codes[-1],
        "inbound": True,
        "by": "Marta",
    }
    new_system().post("/v1/interactions", json=chat).raise_for_status()

    # At the desk the receipt is scanned, and the return goes on where the chat stopped.
    laura = new_person()
    body = {"proof": laura.session.secret, "text": codes[-1]}
    answer = laura.tablet.http.post("/v1/staff/look-ups", json=body).raise_for_status()
    (found,) = msgspec.json.decode(answer.content, type=LookedUp).found
    scope = scopes.receipt(digest(codes[-1]))
    assert (found.kind, scope) == ("receipt", f"receipt:{found.id}")
    (receipt,) = read(laura, scope, Receipt)
    assert receipt.case.note == "The last pair is too large"
    back = TakeBack([Returned(receipt.lines[0].id, 1, "too_large")], "milano")
    assert laura.does(scope, back) == ("applied", "")

    # She shows her card: what fits is known, and why; what she told in the chat stands there.
    body = {"proof": laura.session.secret, "text": card}
    laura.tablet.http.post("/v1/staff/look-ups", json=body).raise_for_status()
    (customer,) = read(laura, scopes.customer(anna), Customer)
    assert customer.cards == ["ANNA7K3M9Q"]
    (fit,) = shop.get(f"/v1/customers/{anna}").json()["fits"]
    assert (fit["category"], fit["brand"]) == ("shoes", "Passo")
    assert fit["advice"] == {"size": "9.5", "kept": 4, "bought": 4}
    assert fit["sizes"]["10"] == {"bought": 1, "returned": 1, "too_large": 1}
    titles = [one.title for one in read(laura, scopes.person(anna), Interaction)]
    assert titles.count("purchase") == 5
    assert {"The last pair is too large", "return", "looked_up"} <= set(titles)
    entries = shop.get(f"/v1/customers/{anna}/timeline").json()["entries"]
    assert {entry["by"] for entry in entries if entry["channel"] == "chat"} == {"Marta"}

    # And when she asks to be forgotten, nothing of it is left to find.
    shop.post(f"/v1/customers/{anna}/erase").raise_for_status()
    for text in (card, *codes):
        body = {"proof": laura.session.secret, "text": text}
        answer = laura.tablet.http.post("/v1/staff/look-ups", json=body).raise_for_status()
        assert answer.json()["found"] == []
    content = b"".join(path.read_bytes() for path in hub.data.rglob("*") if path.is_file())
    assert b"ANNA7K3M9Q" not in content
    assert b"too large" not in content
