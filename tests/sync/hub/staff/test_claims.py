"""Guessing claim codes at one tablet: braked, whichever door they come by; right ones are not."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from sync.hub.throttle import MAX_FAILURES
from sync.protocol import orders, scopes
from sync.protocol.ids import new_id
from sync.protocol.orders import HandOver, Line, Order
from tests.sync.hub.staff.conftest import Person, now
from tests.sync.hub.staff.test_reading import put

MILANO = scopes.orders("milano")


def code(number: int = 0) -> str:
    return orders.claim_code(bytes(32), f"guess {number}")


def an_order(write_beside: Any, claim: str) -> str:
    name = new_id()
    line = Line("a", "lamp", "lamp-1", 1, picked=1, state="picked")
    order = Order(
        name, "4107", "milano", "collect", "ready_for_pickup", [line], now(), claim=orders.claim_hash(claim)
    )
    put(write_beside, MILANO, "order", name, order)
    return name


def guess(person: Person, order: str, numbers: range) -> list[str]:
    made = [
        person.tablet.op(MILANO, HandOver(order, code(number)), principal=person.principal, schema=2)
        for number in numbers
    ]
    return [result.reason for result in person.tablet.results(*made, proofs=[person.session.secret])]


def test_many_codes_at_once_are_tried_no_oftener_than_one_after_the_other(
    new_person: Callable[..., Person], write_beside: Any
) -> None:
    person, order = new_person(), an_order(write_beside, code(0))
    said = Counter(guess(person, order, range(1, 30)))
    assert said == {"wrong_code": MAX_FAILURES, "too_many_codes": 29 - MAX_FAILURES}
    # Not even the right one is looked at now; it comes again after the brake.
    assert person.does(MILANO, HandOver(order, code(0))) == ("retry", "too_many_codes")
    # A colleague at another tablet is not held up.
    assert new_person().does(MILANO, HandOver(order, code(0))) == ("applied", "")


def test_right_codes_are_not_counted(new_person: Callable[..., Person], write_beside: Any) -> None:
    person = new_person()
    for number in range(MAX_FAILURES + 2):
        order = an_order(write_beside, code(number))
        assert person.does(MILANO, HandOver(order, code(number))) == ("applied", "")


def test_look_ups_of_codes_that_are_nobodys_meet_the_same_brake(
    new_person: Callable[..., Person], write_beside: Any
) -> None:
    person = new_person()

    def look_up(text: str) -> int:
        body = {"proof": person.session.secret, "text": text}
        return int(person.tablet.http.post("/v1/staff/look-ups", json=body).status_code)

    assert [look_up(code(number)) for number in range(MAX_FAILURES)] == [200] * MAX_FAILURES
    assert look_up(code()) == 429
    assert look_up("somebody@example.org") == 200
    assert person.does(MILANO, HandOver(an_order(write_beside, code()), code())) == (
        "retry",
        "too_many_codes",
    )
