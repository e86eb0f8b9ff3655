"""An order as people at a desk live it: what they may do, what they are told when they may not."""

from typing import Any

import msgspec
import pytest

from sync.protocol import orders, own_codes
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.ids import line_id
from sync.protocol.orders import Order

ORDER = "an-order"
NOW = "2026-11-26T10:00:00Z"
ANNA = Actor("anna", "associate", "Anna", "Milano")
BRUNO = Actor("bruno", "associate", "Bruno", "Milano")
SOFA, LAMP = (line_id(ORDER, variant, {}) for variant in ("sofa", "lamp"))
CODE = orders.claim_code(bytes(32), ORDER)
PLACED = orders.PlaceOrder(
    ORDER,
    "collect",
    [orders.NewLine("p", "sofa", 1), orders.NewLine("q", "lamp", 3, line="list-line")],
    claim=orders.claim_hash(CODE),
    contact=orders.Contact("Mia", "mia@example.com", language="it"),
)


def do(document: Order | None, *verbs: Any, by: Actor = ANNA, now: str = NOW) -> Order:
    for verb in verbs:
        done = document.version if document else 0
        act = Act(f"op-{done}", by, f"staff:{by.id}", now, now, verb, "tablet")
        document = orders.apply(document, act, order_id=ORDER, store="milano")
    assert document
    return document


def claimed(**changes: Any) -> Order:
    return do(None, msgspec.structs.replace(PLACED, **changes), orders.ClaimOrder(ORDER))


def picked() -> Order:
    return do(claimed(), orders.PickLine(ORDER, SOFA), orders.PickLine(ORDER, LAMP, 3))


def ready() -> Order:
    return do(picked(), orders.PackOrder(ORDER), orders.MakeReady(ORDER, "shelf 4"))


def test_from_the_shop_to_the_customers_hands() -> None:
    document = ready()
    assert (document.state, document.place) == ("ready_for_pickup", "shelf 4")
    assert document.expires == "2026-12-03T10:00:00Z"
    document = do(document, orders.HandOver(ORDER, CODE.lower()), by=BRUNO)
    assert document.state == "picked_up"
    assert [step.state for step in document.history if step.state] == [
        "new",
        "accepted",
        "picking",
        "packed",
        "ready_for_pickup",
        "picked_up",
    ]
    assert document.actors[document.history[-1].by] == BRUNO


def test_who_comes_second_is_told_and_sees_who_was_first() -> None:
    document = claimed()
    for verb in (orders.ClaimOrder(ORDER), orders.PickLine(ORDER, SOFA), orders.HoldOrder(ORDER, "lunch")):
        with pytest.raises(Rejected, match="taken"):
            do(document, verb, by=BRUNO)
    assert document.claimed == ANNA
    assert do(document, orders.ClaimOrder(ORDER)) is document


def test_a_colleague_takes_over_from_whom_they_saw() -> None:
    document = do(claimed(), orders.PickLine(ORDER, LAMP, 2))
    with pytest.raises(Rejected, match="taken"):
        do(document, orders.TakeOver(ORDER, "carla"), by=BRUNO)
    document = do(document, orders.TakeOver(ORDER, "anna"), by=BRUNO)
    assert document.claimed == BRUNO
    assert document.line(LAMP).picked == 2
    with pytest.raises(Rejected, match="taken"):
        do(document, orders.PickLine(ORDER, LAMP))


def test_given_back_it_is_as_new_and_what_was_picked_stays() -> None:
    assert do(claimed(), orders.ReleaseOrder(ORDER)).state == "new"
    document = do(claimed(), orders.PickLine(ORDER, SOFA), orders.ReleaseOrder(ORDER))
    assert (document.state, document.claimed) == ("picking", None)
    with pytest.raises(Rejected, match="not_yours"):
        do(document, orders.PickLine(ORDER, LAMP))
    document = do(document, orders.ClaimOrder(ORDER), by=BRUNO)
    assert document.line(SOFA).state == "picked"


def test_nobody_packs_while_a_line_is_open_or_nothing_is_there() -> None:
    document = do(claimed(), orders.PickLine(ORDER, SOFA))
    with pytest.raises(Rejected, match="lines_open"):
        do(document, orders.PackOrder(ORDER))
    document = do(claimed(), orders.ShortLine(ORDER, SOFA, "sold"), orders.RejectLine(ORDER, LAMP, "damaged"))
    with pytest.raises(Rejected, match="nothing_there"):
        do(document, orders.PackOrder(ORDER))


def test_more_than_was_ordered_is_refused() -> None:
    with pytest.raises(Rejected, match="too_many"):
        do(claimed(), orders.PickLine(ORDER, LAMP, 4))
    with pytest.raises(Rejected, match="too_many"):
        do(picked(), orders.PickLine(ORDER, SOFA))


def offered() -> Order:
    return do(
        claimed(),
        orders.PickLine(ORDER, SOFA),
        orders.PickLine(ORDER, LAMP),
        orders.ShortLine(ORDER, LAMP, "damaged"),
        orders.ProposeSubstitute(ORDER, LAMP, "q", "lamp-2", 2),
    )


def test_a_substitute_waits_for_the_shoppers_word() -> None:
    document = offered()
    mark = orders.mark_of(document)
    assert mark.offers[LAMP].variant == "lamp-2"
    assert mark.offers[LAMP].instead == "lamp"
    assert mark.lines == {SOFA: "picked", "list-line": "open"}
    with pytest.raises(Rejected, match="not_agreed"):
        do(document, orders.PickLine(ORDER, LAMP))
    document = do(document, orders.AgreeSubstitute(ORDER, LAMP, agreed=True), by=BRUNO)
    assert not orders.mark_of(document).offers
    document = do(document, orders.PickLine(ORDER, LAMP, 2))
    assert document.line(LAMP).state == "substituted"
    assert document.line(LAMP).pieces == 3
    assert do(document, orders.PackOrder(ORDER)).state == "packed"


def test_what_the_shopper_does_not_want_instead_is_short_for_its_reason() -> None:
    document = do(offered(), orders.AgreeSubstitute(ORDER, LAMP, agreed=False))
    line = document.line(LAMP)
    assert (line.state, line.reason, line.pieces) == ("short", "damaged", 1)
    with pytest.raises(Rejected, match="not_now"):
        do(document, orders.AgreeSubstitute(ORDER, LAMP, agreed=True))


def test_an_agreed_substitute_that_is_not_there_either_leaves_the_line_short() -> None:
    document = do(offered(), orders.AgreeSubstitute(ORDER, LAMP, agreed=True))
    line = do(document, orders.ShortLine(ORDER, LAMP, "not_found")).line(LAMP)
    assert (line.state, line.substitute) == ("short", None)
    line = do(document, orders.PickLine(ORDER, LAMP), orders.ShortLine(ORDER, LAMP, "not_found")).line(LAMP)
    assert (line.state, line.substitute.quantity, line.pieces) == ("substituted", 1, 2)


def test_undo_begins_a_line_again() -> None:
    line = do(picked(), orders.ReopenLine(ORDER, LAMP)).line(LAMP)
    assert (line.state, line.picked) == ("open", 0)
    with pytest.raises(Rejected, match="not_now"):
        do(ready(), orders.ReopenLine(ORDER, LAMP))


@pytest.mark.parametrize("code", ["", "VTP0000", "VTK7K3M9Q5", orders.claim_code(bytes(32), "another")])
def test_the_wrong_code_hands_nothing_over(code: str) -> None:
    with pytest.raises(Rejected, match="wrong_code"):
        do(ready(), orders.HandOver(ORDER, code))


def test_without_the_code_it_needs_a_reason() -> None:
    assert do(ready(), orders.HandOver(ORDER, reason="knows the order, shows the card")).state == "picked_up"


def test_only_what_is_brought_to_somebody_skips_the_shelf() -> None:
    document = do(picked(), orders.PackOrder(ORDER))
    with pytest.raises(Rejected, match="not_now"):
        do(document, orders.HandOver(ORDER, CODE))
    brought = do(
        claimed(kind="request", claim=""),
        orders.PickLine(ORDER, SOFA),
        orders.PickLine(ORDER, LAMP, 3),
        orders.PackOrder(ORDER),
    )
    assert do(brought, orders.HandOver(ORDER)).state == "picked_up"


def test_on_hold_and_back_where_it_was() -> None:
    document = do(claimed(), orders.PickLine(ORDER, SOFA), orders.HoldOrder(ORDER, "lift broken"))
    assert (document.state, document.reason) == ("on_hold", "lift broken")
    with pytest.raises(Rejected, match="not_now"):
        do(document, orders.PickLine(ORDER, LAMP))
    document = do(document, orders.ResumeOrder(ORDER), by=BRUNO)
    assert (document.state, document.held, document.reason) == ("picking", "", "")


def test_it_expires_when_its_time_is_over_and_not_before() -> None:
    document = ready()
    with pytest.raises(Rejected, match="not_now"):
        do(document, orders.ExpireOrder(ORDER), now="2026-12-03T09:59:59Z")
    assert do(document, orders.ExpireOrder(ORDER), now="2026-12-03T10:00:00Z").state == "expired"


def test_what_is_over_stays_over() -> None:
    document = do(claimed(), orders.CancelOrder(ORDER, "changed my mind"))
    assert do(document, orders.CancelOrder(ORDER, "again")) is document
    for verb in (orders.RejectOrder(ORDER, "x"), orders.HandOver(ORDER, CODE), orders.ClaimOrder(ORDER)):
        with pytest.raises(Rejected, match="not_now"):
            do(document, verb)


def test_the_same_thing_twice_is_one_line() -> None:
    lines = [orders.NewLine("q", "lamp", 2), orders.NewLine("q", "lamp", 2)]
    document = do(None, msgspec.structs.replace(PLACED, lines=lines))
    assert [(line.variant, line.quantity) for line in document.lines] == [("lamp", 4)]
    assert do(document, PLACED) is document


def test_the_rule_says_beforehand_what_it_will_hear() -> None:
    document = claimed()
    assert orders.may(document, ANNA, orders.PickLine)
    assert not orders.may(document, BRUNO, orders.PickLine)
    assert orders.may(document, BRUNO, orders.TakeOver)
    assert not orders.may(document, ANNA, orders.HandOver)


def test_a_till_finds_what_is_to_be_paid_by_a_code() -> None:
    document = do(None, PLACED)
    assert own_codes.read(document.basket) == ("basket", document.basket[3:-1], True)
    assert do(None, msgspec.structs.replace(PLACED, paid=True)).basket == ""


def test_erased_it_names_nobody_and_hears_nothing() -> None:
    document = orders.blank(ready())
    assert b"mia" not in msgspec.json.encode(document).lower()
    with pytest.raises(Rejected, match="erased"):
        do(document, orders.CancelOrder(ORDER, "x"))
    assert not orders.may(document, ANNA, orders.MakeReady)


def test_an_order_that_is_not_there_is_told() -> None:
    with pytest.raises(Rejected, match="no_order"):
        do(None, orders.ClaimOrder(ORDER))


def test_history_is_bounded_and_the_version_goes_on() -> None:
    document = claimed()
    for _ in range(orders.MAX_HISTORY):
        document = do(document, orders.ResendNotice(ORDER))
    assert len(document.history) == orders.MAX_HISTORY
    assert document.version == orders.MAX_HISTORY + 2
