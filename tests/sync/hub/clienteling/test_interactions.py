"""Chat, phone and mail systems write on the timeline; a return that they were told of is the desk's case."""

from typing import Any, NamedTuple

import httpx
import msgspec
import pytest

from sync.protocol import ids, own_codes, scopes
from sync.protocol.actors import Actor
from sync.protocol.clients import Right
from sync.protocol.hashes import digest
from sync.protocol.interactions import Interaction
from sync.protocol.orders import Contact, NewLine, PlaceOrder
from sync.protocol.receipts import IssueReceipt, Receipt, Sold
from tests.sync.hub.clienteling.inside import do_beside, load_beside

PATCH = {"If-Match": "*"}
AT = "2026-11-22T10:00:00Z"
SHOP = Actor("client:shop", "shop", "Online shop")


class Anna(NamedTuple):
    id: str
    reference: str
    email: str
    phone: str
    card: str


@pytest.fixture
def anna(shop: httpx.Client) -> Anna:
    mark = ids.new_id().replace("-", "")
    customer = shop.post("/v1/customers", json={"reference": mark}).json()["id"]
    digits = str(int(mark[:12], 16))[-8:].zfill(8)
    anna = Anna(customer, mark, f"anna.{mark}@example.com", f"+39 35{digits}", mark[:12].upper())
    who = {"contacts": {"email": anna.email, "mobile": anna.phone}}
    shop.patch(f"/v1/persons/{customer}", json=who, headers=PATCH).raise_for_status()
    card = {"ops": [{"id": ids.new_op_id(), "args": {"verb": "GiveCard", "card": anna.card}}]}
    shop.post(f"/v1/customers/{customer}/ops", json=card).raise_for_status()
    return anna


def chat(**more: Any) -> dict[str, Any]:
    return {"id": ids.new_id(), "channel": "chat", "title": "Where is my sofa?", **more}


def send(system: httpx.Client, **more: Any) -> Interaction:
    """Write something down and return what stands on Anna's timeline."""
    answer = system.post("/v1/interactions", json=chat(**more)).raise_for_status()
    return answer.json()["interaction"]


@pytest.mark.parametrize("by", ["id", "reference", "email", "phone", "card"])
def test_whose_it_is_is_found_by_whatever_a_system_knows(
    hub: Any, anna: Anna, new_system: Any, by: str
) -> None:
    field = "customer" if by == "id" else by
    name = send(new_system(), at=AT, inbound=True, text="Due on Friday.", **{field: getattr(anna, by)})
    noted = load_beside(hub.data, scopes.person(anna.id), "interaction", name, Interaction)
    assert (noted.title, noted.text, noted.at, noted.channel, noted.inbound) == (
        "Where is my sofa?",
        "Due on Friday.",
        AT,
        "chat",
        True,
    )
    assert noted.by is not None
    assert noted.by.kind == "shop"


def test_who_of_the_shop_took_part_is_told(hub: Any, anna: Anna, new_system: Any) -> None:
    name = send(new_system(), email=anna.email, by="Marta", place="Service centre")
    noted = load_beside(hub.data, scopes.person(anna.id), "interaction", name, Interaction)
    assert noted.by is not None
    assert (noted.by.kind, noted.by.name, noted.place) == ("associate", "Marta", "Service centre")


def test_sent_again_it_is_the_same_one(hub: Any, anna: Anna, new_system: Any) -> None:
    system, body = new_system(), chat(email=anna.email)
    first, again = (system.post("/v1/interactions", json=body).json() for _ in range(2))
    assert first == again
    other = system.post("/v1/interactions", json={**body, "title": "Something else"})
    assert (other.status_code, other.json()["code"]) == (409, "id_taken")
    # Another system's ids are its own.
    assert new_system().post("/v1/interactions", json=body).json() != first


def test_an_order_or_a_receipt_says_whose_it_is(hub: Any, anna: Anna, new_system: Any) -> None:
    mark = ids.new_id().replace("-", "").upper()
    order, number, code = ids.new_id(), f"W-{mark[:9]}", own_codes.write("receipt", mark)
    lines = [NewLine("lamp", "lamp-1")]
    placed = PlaceOrder(order, "collect", lines, number=number, customer=anna.id, contact=Contact("Anna"))
    sold = [Sold("1", "lamp", "lamp-1", 1, 12_900)]
    sale = IssueReceipt(f"T-{mark[:9]}", "milano", "online", AT, "EUR", sold, customer=anna.id, order=order)
    do_beside(hub.data, (scopes.orders("milano"), placed), (scopes.receipt(digest(code)), sale))
    system = new_system()
    for about in ({"order": number.lower()}, {"receipt": code}, {"receipt": f"t {mark[:9]}"}):
        name = send(system, **about)
        noted = load_beside(hub.data, scopes.person(anna.id), "interaction", name, Interaction)
        assert (noted.order or noted.receipt) in {order, digest(code)}


@pytest.mark.parametrize("known", [True, False])
def test_a_return_begun_in_a_chat_is_a_case_at_the_desk(
    hub: Any, anna: Anna, new_system: Any, *, known: bool
) -> None:
    mark = ids.new_id().replace("-", "").upper()
    code = own_codes.write("receipt", mark)
    sold = [Sold("1", "lamp", "lamp-1", 1, 12_900)]
    customer = anna.id if known else ""
    sale = IssueReceipt(f"T-{mark[:9]}", "milano", "online", AT, "EUR", sold, customer=customer)
    do_beside(hub.data, (scopes.receipt(digest(code)), sale))
    body = chat(topic="return", receipt=code, title="The lamp flickers", text="Since Monday.")
    answer = new_system().post("/v1/interactions", json=body).raise_for_status()
    assert bool(answer.json().get("interaction")) == known
    receipt = load_beside(hub.data, scopes.receipt(digest(code)), "receipt", digest(code), Receipt)
    assert receipt.case is not None
    assert (receipt.case.channel, receipt.case.note) == ("chat", "The lamp flickers\nSince Monday.")


def test_for_nobody_and_for_several_nothing_is_written(anna: Anna, shop: Any, new_system: Any) -> None:
    other = shop.post("/v1/customers", json={"reference": ids.new_id()}).json()["id"]
    who = {"contacts": {"email": anna.email}}
    shop.patch(f"/v1/persons/{other}", json=who, headers=PATCH).raise_for_status()
    system = new_system()
    for about in ({}, {"email": "nobody@example.com"}, {"customer": "x"}, {"email": anna.email}):
        answer = system.post("/v1/interactions", json=chat(**about))
        assert (answer.status_code, answer.json()["code"]) == (409, "no_customer")


def test_it_takes_the_right_and_the_signature(hub: Any, anna: Anna, new_system: Any, shop: Any) -> None:
    body = chat(email=anna.email)
    answer = new_system(Right.LISTS_READ).post("/v1/interactions", json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "no_right")
    answer = shop.post("/v1/interactions", json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "no_public_key")


def test_nobody_who_was_erased_is_written_of(anna: Anna, shop: Any, new_system: Any) -> None:
    shop.post(f"/v1/customers/{anna.id}/erase").raise_for_status()
    for about in ({"customer": anna.id}, {"email": anna.email}, {"card": anna.card}):
        answer = new_system().post("/v1/interactions", json=chat(**about))
        assert (answer.status_code, answer.json()["code"]) == (409, "no_customer")


def test_an_address_is_in_no_log(hub: Any, anna: Anna, new_system: Any) -> None:
    send(new_system(), email=anna.email)
    new_system().post("/v1/interactions", json=chat(email=f"x{anna.email}"))
    log = (hub.data.parent / f"{hub.data.name}.log").read_text()
    assert anna.email not in log
    assert msgspec.json.encode(anna.phone).decode().strip('"') not in log
