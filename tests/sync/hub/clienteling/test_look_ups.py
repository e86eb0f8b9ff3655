"""Finding customers at a desk: by what they show, and by what anybody may know only with their consent."""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any, NamedTuple

import httpx
import msgspec
import pytest

from sync.hub.throttle import MAX_LOOK_UPS
from sync.protocol import ids, own_codes, scopes
from sync.protocol.hashes import digest
from sync.protocol.interactions import Interaction
from sync.protocol.list_verbs import CreateList, ShareList
from sync.protocol.orders import Contact, NewLine, PlaceOrder, claim_code, claim_hash
from sync.protocol.receipts import IssueReceipt, Sold
from sync.protocol.staff import LEASE_SECONDS, LookedUp, Opening, Role
from tests.sync.hub.clienteling.inside import do_beside
from tests.sync.hub.staff.conftest import Person

PATCH = {"If-Match": "*"}
AT = "2026-11-22T10:00:00Z"


class Anna(NamedTuple):
    """A customer with an address, a number, a card and a list; no two share any of it."""

    id: str
    email: str
    phone: str
    card: str
    list_id: str
    link: str


@pytest.fixture
def new_anna(shop: httpx.Client, tablet: Any, beside: Any) -> Callable[..., Anna]:
    def new(*, agrees: bool = False) -> Anna:
        mark = ids.new_id().replace("-", "")
        customer = shop.post("/v1/customers", json={"reference": mark}).json()["id"]
        digits = str(int(mark[:12], 16))[-8:].zfill(8)
        anna = Anna(
            customer,
            f"anna.{mark}@example.com",
            f"+39 34{digits}",
            mark[:12].upper(),
            ids.new_id(),
            f"link{mark}",
        )
        who = {"names": {"given": "Anna"}, "contacts": {"email": anna.email, "mobile": anna.phone}}
        shop.patch(f"/v1/persons/{customer}", json=who, headers=PATCH).raise_for_status()
        if agrees:
            consents = {"consents": {"service:store": {"given": True, "wording": "1"}}}
            shop.patch(f"/v1/customers/{customer}", json=consents, headers=PATCH).raise_for_status()
        scope = scopes.shopping_list(anna.list_id)
        share = ShareList(hashlib.sha256(anna.link.encode()).hexdigest())
        tablet.results(tablet.op(scope, CreateList("Shoes")), tablet.op(scope, share))
        shop.post(f"/v1/customers/{customer}/lists/attach", json={"link": anna.link}).raise_for_status()
        card = {"ops": [{"id": ids.new_op_id(), "args": {"verb": "GiveCard", "card": anna.card}}]}
        results = shop.post(f"/v1/customers/{customer}/ops", json=card).raise_for_status().json()["results"]
        assert results[0]["status"] == "applied"
        return anna

    return new


def look_up(person: Person, text: str, how: str = "") -> LookedUp:
    body = {"proof": person.session.secret, "text": text, "how": how}
    answer = person.tablet.http.post("/v1/staff/look-ups", json=body).raise_for_status()
    return msgspec.json.decode(answer.content, type=LookedUp)


def found(person: Person, text: str, how: str = "") -> list[tuple[str, str, str]]:
    return [(one.kind, one.id, one.customer) for one in look_up(person, text, how).found]


def documents(person: Person, scope: str, kind: str, type_: Any) -> list[Any]:
    answer = person.tablet.sync(proofs=[person.session.secret], cursors={scope: 0})
    return [msgspec.json.decode(one.body, type=type_) for one in answer.changes if one.kind == kind]


@pytest.mark.parametrize("how", ["", "card"])
def test_a_card_opens_who_shows_it(new_anna: Any, new_person: Any, how: str) -> None:
    anna, laura = new_anna(), new_person()
    theirs = {scopes.customer(anna.id), scopes.person(anna.id), scopes.shopping_list(anna.list_id)}
    assert laura.reads(*theirs) == set()
    code = own_codes.write("customer", anna.card)
    assert found(laura, code.lower(), how) == [("customer", anna.id, anna.id)]
    assert laura.reads(*theirs) == theirs
    assert look_up(laura, anna.card).found[0].hint == "A***, a***@e***.com"


def test_every_look_is_kept_for_the_store_and_for_the_customer(new_anna: Any, new_person: Any) -> None:
    anna, laura = new_anna(), new_person()
    for _ in range(2):
        look_up(laura, own_codes.write("customer", anna.card))
    look_up(laura, anna.id, "customer")
    openings = documents(laura, scopes.staff("milano"), "opening", Opening)
    (opening,) = [one for one in openings if one.id == anna.id]
    associate = f"associate:{laura.record.id}"
    assert [(look.by, look.how) for look in opening.looks] == [
        (associate, "card"),
        (associate, "card"),
        (associate, "customer"),
    ]
    timeline = documents(laura, scopes.person(anna.id), "interaction", Interaction)
    # Once a day of each colleague: the customer reads who looked, not how often a finger slipped.
    (looked,) = [one for one in timeline if one.title == "looked_up"]
    assert looked.by is not None
    assert (looked.topic, looked.channel, looked.by.id) == ("visit", "store", associate)


@pytest.mark.parametrize("written", [str, str.upper, lambda text: f" {text} "])
def test_an_address_or_a_number_finds_who_agreed_to_it(new_anna: Any, new_person: Any, written: Any) -> None:
    anna, silent, laura = new_anna(agrees=True), new_anna(), new_person()
    assert found(laura, written(anna.email)) == [("customer", anna.id, anna.id)]
    assert found(laura, anna.phone.removeprefix("+39 "), "phone") == [("customer", anna.id, anna.id)]
    assert found(laura, written(silent.email)) == []
    assert found(laura, silent.phone, "phone") == []
    assert found(laura, silent.id, "customer") == []
    assert laura.reads(scopes.person(silent.id)) == set()


def test_whoever_does_not_agree_any_more_is_not_found_so(
    new_anna: Any, new_person: Any, shop: httpx.Client
) -> None:
    anna, laura = new_anna(agrees=True), new_person()
    no = {"consents": {"service:store": {"given": False, "wording": "1"}}}
    shop.patch(f"/v1/customers/{anna.id}", json=no, headers=PATCH).raise_for_status()
    assert found(laura, anna.email) == []


def test_of_several_with_one_number_none_is_opened_until_one_is_chosen(
    new_anna: Any, new_person: Any, shop: httpx.Client
) -> None:
    anna, bea, laura = new_anna(agrees=True), new_anna(agrees=True), new_person()
    names = {"names": {"given": "Bea"}, "contacts": {"mobile": anna.phone}}
    shop.patch(f"/v1/persons/{bea.id}", json=names, headers=PATCH).raise_for_status()
    both = look_up(laura, anna.phone, "phone").found
    assert {(one.id, one.hint[:4]) for one in both} == {(anna.id, "A***"), (bea.id, "B***")}
    persons = [scopes.person(anna.id), scopes.person(bea.id)]
    assert laura.reads(*persons) == set()
    assert found(laura, bea.id, "customer") == [("customer", bea.id, bea.id)]
    assert laura.reads(*persons) == {scopes.person(bea.id)}


def test_a_lists_link_opens_the_list_and_its_owner_only_if_they_agreed(
    hub: Any, new_anna: Any, new_person: Any
) -> None:
    # A link may be in a friend's hand.
    anna, silent, laura = new_anna(agrees=True), new_anna(), new_person()
    assert found(laura, f"{hub.url}/l/{anna.link}") == [("list", anna.list_id, anna.id)]
    assert found(laura, f"{hub.url}/l/{silent.link}") == [("list", silent.list_id, "")]
    asked = {scopes.shopping_list(silent.list_id), scopes.person(silent.id), scopes.person(anna.id)}
    assert laura.reads(*asked) == {scopes.shopping_list(silent.list_id), scopes.person(anna.id)}
    assert found(laura, f"{hub.url}/l/another", "list") == []


def test_an_order_is_found_by_number_claim_code_and_address_in_its_own_store(
    hub: Any, beside: Any, new_anna: Any, new_person: Any
) -> None:
    anna, laura = new_anna(), new_person()
    order, number = ids.new_id(), f"W-{ids.new_id()[:8]}"
    code = claim_code(bytes(32), order)
    contact = Contact("Anna", f"guest.{order}@example.com", language="it")
    verb = PlaceOrder(
        order,
        "collect",
        [NewLine("lamp", "lamp-1")],
        number=number,
        customer=anna.id,
        contact=contact,
        claim=claim_hash(code),
    )
    elsewhere = msgspec.structs.replace(verb, order=ids.new_id(), number=f"{number}9", customer="")
    do_beside(hub.data, (scopes.orders("milano"), verb), (scopes.orders("roma"), elsewhere))
    for text in (number.lower(), code, contact.email):
        # The store prepares it: so it may know whose it is.
        assert found(laura, text) == [("order", order, anna.id)]
    assert found(laura, f"{number}9") == []


def test_a_receipt_is_found_by_its_code_its_number_and_its_orders_number(
    hub: Any, new_anna: Any, new_person: Any
) -> None:
    anna, laura = new_anna(), new_person()
    mark = ids.new_id().replace("-", "").upper()
    code, order, number = own_codes.write("receipt", mark), ids.new_id(), f"W-{mark[:9]}"
    receipt = digest(code)
    verb = PlaceOrder(order, "collect", [NewLine("lamp", "lamp-1")], number=number)
    sold = [Sold("1", "lamp", "lamp-1", 1, 12_900)]
    sale = IssueReceipt(f"T-{mark[:8]}", "roma", "online", AT, "EUR", sold, customer=anna.id, order=order)
    do_beside(hub.data, (scopes.orders("roma"), verb), (scopes.receipt(receipt), sale))
    scope = scopes.receipt(receipt)
    assert laura.reads(scope) == set()
    for text in (code, f"t-{mark[:8]}", number):
        assert found(laura, text) == [("receipt", receipt, "")]
    # A receipt may be a present's: it does not say who paid.
    assert laura.reads(scope, scopes.person(anna.id)) == {scope}
    look_up(laura, own_codes.write("customer", anna.card))
    openings = documents(laura, scopes.staff("milano"), "opening", Opening)
    assert [one.receipts for one in openings if one.id == anna.id] == [[receipt]]


@pytest.mark.parametrize("text", ["nobody@example.com", "000", "VTC7K3M9QX", "?", "https://x.example/l/"])
def test_what_leads_nowhere_finds_nothing(new_person: Any, text: str) -> None:
    assert found(new_person(), text) == []


def test_who_is_not_signed_in_or_sees_no_customers_is_refused(
    new_anna: Any, new_person: Any, tablet: Any
) -> None:
    anna = new_anna()
    for person, code in ((new_person(Role.STOCK), "forbidden"), (None, "no_staff_session")):
        http, secret = (
            (person.tablet.http, person.session.secret) if person else (tablet.http, tablet.visit.secret)
        )
        body = {"proof": secret, "text": anna.card}
        answer = http.post("/v1/staff/look-ups", json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, code)


def test_nobody_goes_through_numbers(new_person: Any) -> None:
    laura = new_person()
    for number in range(MAX_LOOK_UPS):
        look_up(laura, str(number))
    body = {"proof": laura.session.secret, "text": "1"}
    assert laura.tablet.http.post("/v1/staff/look-ups", json=body).status_code == 429
    assert look_up(new_person(), "1").found == []


def test_an_opening_lasts_as_long_as_a_lease(new_anna: Any, new_person: Any) -> None:
    anna, laura = new_anna(), new_person()
    look_up(laura, own_codes.write("customer", anna.card))
    openings = documents(laura, scopes.staff("milano"), "opening", Opening)
    (opening,) = [one for one in openings if one.id == anna.id]
    looked = msgspec.convert(opening.looks[0].at, type=dt.datetime)
    until = msgspec.convert(opening.until, type=dt.datetime)
    assert abs((until - looked).total_seconds() - LEASE_SECONDS) < 5
