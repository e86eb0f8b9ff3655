"""As whom an operation of a visit counts, while the visit goes on and when it comes later."""

from datetime import UTC, datetime, timedelta

import pytest

from sync.hub.signed_out import acts_for
from sync.protocol import moments
from sync.protocol.envelope import Op
from sync.protocol.sessions import Place, Session

BEGUN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ENDED = BEGUN + timedelta(minutes=20)
UNTIL = BEGUN + timedelta(hours=2)
OLD_ID = "019a0000-0000-7000-8000-000000000000"


def visit(*, ended: bool = True, last: Place = Place("one", 50), incarnation: str = "one") -> Session:  # noqa: B008 - a value
    over = moments.write(ENDED) if ended else ""
    return Session(
        "v",
        "tablet",
        moments.write(BEGUN),
        ended=over,
        until=moments.write(UNTIL),
        last=last if ended else Place(),
        customer="anna",
        incarnation=incarnation,
    )


def made(incarnation: str = "one", order: int = 10, at: datetime = BEGUN, op_id: str = OLD_ID) -> Op:
    return Op(op_id, "tablet", incarnation, order, "guest:v", "customer:anna", moments.write(at), {})


def drawn(at: datetime) -> str:
    """An id that says it was drawn then (UUIDv7)."""
    head = f"{int(at.timestamp() * 1000):012x}"
    return f"{head[:8]}-{head[8:]}-7000-8000-000000000000"


def whose(session: Session, op: Op, later: timedelta = timedelta(days=3)) -> str:
    return acts_for(session, op, BEGUN + later)


def test_what_was_done_before_the_end_counts_however_late_it_comes() -> None:
    assert whose(visit(), made()) == "anna"
    assert whose(visit(ended=False), made()) == "anna"
    assert whose(visit(incarnation=""), made()) == "anna"


def test_while_it_goes_on_any_life_of_the_tablet_acts() -> None:
    assert whose(visit(ended=False), made("two"), timedelta(minutes=5)) == "anna"


@pytest.mark.parametrize(
    "op",
    [
        made(order=51),
        made("two"),
        made("two", order=0),
        made(""),
        made(at=ENDED + timedelta(hours=13)),
        made(op_id=drawn(ENDED + timedelta(hours=13))),
    ],
    ids=["after its end", "another life", "its first", "no life", "dated later", "drawn later"],
)
def test_after_the_end_nothing_more_is_done_in_their_name(op: Op) -> None:
    assert whose(visit(), op) == ""


def test_a_visit_that_ran_out_is_over_like_one_that_was_ended() -> None:
    assert whose(visit(ended=False), made("two")) == ""
    assert whose(visit(ended=False), made(at=UNTIL + timedelta(hours=13))) == ""


def test_a_copy_that_was_noticed_in_the_middle_brings_what_both_lives_did() -> None:
    between = visit(last=Place("two", 5), incarnation="one")
    assert whose(between, made("one", 10)) == "anna"
    assert whose(between, made("two", 5)) == "anna"
    assert whose(between, made("two", 6)) == ""
    assert whose(between, made("three", 1)) == ""


def test_a_guest_is_nobody() -> None:
    assert whose(Session("v", "tablet", moments.write(BEGUN)), made()) == ""
