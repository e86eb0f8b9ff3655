"""The stock's rule: whatever comes, twice and in any order, nothing is promised that is not there."""

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sync.protocol import moments
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.stock import (
    HOLD_SECONDS,
    MAX_CLOSED,
    MAX_HOLDS,
    MAX_MOVES,
    Confidence,
    CountStock,
    Hold,
    Move,
    MoveStock,
    ReleaseStock,
    ReserveStock,
    StockLevel,
    StockState,
    confidence,
    state,
)
from sync.protocol.stock_rules import apply, counted, fed

NOW = dt.datetime(2026, 11, 26, 10, tzinfo=dt.UTC)
TILL = Actor("client:till", "shop", "Till 1")
SALE = MoveStock("v", "sale", -1)


def at(seconds: float = 0) -> str:
    return moments.write(NOW + dt.timedelta(seconds=seconds))


def do(level: StockLevel | None, verb: Any, op: str, seconds: float = 0) -> Any:
    return apply(level, Act(op, TILL, TILL.id, at(seconds), at(seconds), verb), variant="v")


def level(on_hand: int | None = 3, **more: Any) -> StockLevel:
    return StockLevel("v", on_hand, at(-3600), **more)


def test_a_sale_takes_one_away_and_the_same_sale_again_does_not() -> None:
    sold = do(level(), SALE, "one")
    assert (sold.on_hand, sold.moved, sold.as_of) == (2, at(), at(-3600))
    assert sold.moves[1:] == [Move("one", "sale", -1, at(), 2)]
    assert (sold.moves[0].kind, sold.moves[0].delta, sold.moves[0].at) == ("count", 3, at(-3600))
    assert do(sold, SALE, "one", 5) is sold
    assert do(sold, SALE, "two").on_hand == 1


def test_a_sale_is_a_fact_also_of_what_was_not_there() -> None:
    assert do(level(0), SALE, "one").on_hand == -1
    assert do(level(None), SALE, "one").on_hand is None
    assert do(None, SALE, "one") == StockLevel(
        "v", None, "", moves=[Move("one", "sale", -1, at())], moved=at()
    )


def test_the_first_delivery_of_something_new_is_a_count() -> None:
    there = do(None, MoveStock("v", "receipt", 5), "one")
    assert (there.on_hand, there.as_of) == (5, at())
    assert do(do(None, SALE, "one"), MoveStock("v", "receipt", 5), "two").on_hand is None


def test_what_moved_after_a_count_is_put_on_top_of_it_when_the_count_comes_late() -> None:
    sold = do(do(level(10), SALE, "one", 10), SALE, "two", 30)
    shelf = do(sold, CountStock("v", 7, at(20)), "count", 60)
    assert (shelf.on_hand, shelf.as_of) == (6, at(20))
    assert shelf.moves == [Move("count", "count", -2, at(20), 7), Move("two", "sale", -1, at(30), 8)]


def test_a_count_of_the_future_is_one_of_now_and_an_old_one_says_nothing() -> None:
    shelf = do(level(10), CountStock("v", 7, at(9999)), "count", 5)
    assert (shelf.on_hand, shelf.as_of) == (7, at(5))
    assert do(shelf, CountStock("v", 2, at(1)), "older", 50) is shelf
    assert do(shelf, CountStock("v", 7), "count", 50) is shelf


def test_a_count_forgets_what_was_not_found_and_keeps_what_is_promised() -> None:
    kept = level(3, holds={"a": Hold(2)}, shorts=2)
    shelf = do(kept, CountStock("v", 5), "count")
    assert (shelf.shorts, shelf.available(NOW)) == (0, 3)


def test_pieces_are_kept_until_they_are_not() -> None:
    kept = do(level(), ReserveStock("v", "a", 2), "one")
    assert kept.holds == {"a": Hold(2, at(HOLD_SECONDS))}
    assert kept.available(NOW) == 1
    assert kept.available(NOW + dt.timedelta(seconds=HOLD_SECONDS)) == 3
    assert do(kept, ReleaseStock("v", "a"), "two").available(NOW) == 3
    assert do(kept, SALE, "late", HOLD_SECONDS + 1).holds == {}


def test_the_same_reservation_again_confirms_it_and_never_undoes_that() -> None:
    kept = do(level(1), ReserveStock("v", "a"), "one")
    assert do(kept, ReserveStock("v", "a"), "again", 5) is kept
    firm = do(kept, ReserveStock("v", "a", firm=True, reference="VT-1"), "two")
    assert firm.holds == {"a": Hold(1, "", "VT-1")}
    assert do(firm, ReserveStock("v", "a"), "late") is firm


def test_one_that_wants_more_gets_it_only_where_there_is_more() -> None:
    kept = do(level(3), ReserveStock("v", "a", 2), "one")
    assert do(kept, ReserveStock("v", "a", 3), "two").holds["a"].quantity == 3
    with pytest.raises(Rejected, match="not_available"):
        do(kept, ReserveStock("v", "a", 4), "three")
    sold = do(do(kept, SALE, "s1"), SALE, "s2")
    assert do(sold, ReserveStock("v", "a", 1), "four").holds["a"].quantity == 1, "less is always possible"


@pytest.mark.parametrize(
    ("there", "verb", "reason"),
    [
        (None, ReserveStock("v", "a"), "not_counted"),
        (level(None, status="in_stock"), ReserveStock("v", "a"), "not_counted"),
        (level(1), ReserveStock("v", "a", 2), "not_available"),
        (level(1, holds={"b": Hold(1)}), ReserveStock("v", "a"), "not_available"),
        (level(-1), ReserveStock("v", "a"), "not_available"),
        (
            level(9999, holds={str(n): Hold(1) for n in range(MAX_HOLDS)}),
            ReserveStock("v", "a"),
            "too_many_holds",
        ),
    ],
)
def test_what_cannot_be_promised_is_refused(there: StockLevel | None, verb: Any, reason: str) -> None:
    with pytest.raises(Rejected) as refused:
        do(there, verb, "one")
    assert refused.value.reason == reason


def test_what_was_kept_for_somebody_and_is_theirs_now_is_kept_no_more() -> None:
    kept = level(5, holds={"a": Hold(3)})
    one = do(kept, MoveStock("v", "sale", -1, hold="a"), "one")
    assert (one.on_hand, one.holds, one.available(NOW)) == (4, {"a": Hold(2)}, 2)
    rest = do(one, MoveStock("v", "sale", -2, hold="a"), "two")
    assert (rest.on_hand, rest.holds, rest.available(NOW)) == (2, {}, 2)


def test_nothing_leaves_no_trace() -> None:
    assert do(None, ReleaseStock("v", "a"), "one") is None
    assert do(None, MoveStock("v", "correction", 0), "one") is None


def test_more_movements_than_are_kept_add_up_all_the_same() -> None:
    there = level(500)
    for number in range(MAX_MOVES + 40):
        there = do(there, SALE, str(number), number)
    assert len(there.moves) == MAX_MOVES
    assert sum(move.delta for move in there.moves) == there.on_hand == 500 - (MAX_MOVES + 40)
    recount = do(there, CountStock("v", 450, at(MAX_MOVES + 38.5)), "count", 999)
    assert recount.on_hand == 449
    in_doubt = do(there, CountStock("v", 450, at(10.5)), "count", 999)
    assert in_doubt.on_hand <= 450 - (MAX_MOVES + 40 - 11), "what is in doubt is not promised"


def test_a_status_in_place_of_a_figure_keeps_the_holds_and_the_next_count_adds_up() -> None:
    sold = do(level(5, holds={"a": Hold(1)}, aisle="B"), SALE, "one")
    told = fed(sold, StockLevel("v", None, at(60), status="in_stock"))
    assert (told.on_hand, told.holds, told.aisle) == (None, {"a": Hold(1)}, "B")
    gone = do(told, SALE, "two", 90)
    again = counted(gone, Move("count", "count", 0, at(100), 8))
    deltas = [5, -1, *(move.delta for move in told.moves), -1, again.moves[0].delta]
    assert sum(deltas) == again.on_hand == 8


def test_a_feed_again_takes_the_place_of_one_that_nothing_was_built_upon() -> None:
    sold = do(level(5), SALE, "one")
    first = fed(sold, StockLevel("v", 9, at(60)))
    assert fed(first, StockLevel("v", 9, at(60))) is first
    assert (first.moves[0].delta, first.moves[0].waiting) == (5, True)
    second = fed(first, StockLevel("v", 5, at(60)))
    assert (second.moves[0].delta, second.moves[0].waiting) == (1, True)
    moved = do(second, SALE, "two", 90)
    assert (moved.moves[0].delta, moved.moves[0].waiting, moved.on_hand) == (1, False, 4)
    third = fed(moved, StockLevel("v", 5, at(95)))
    assert third.moves[0].delta == 1
    assert len({each.moves[0].op for each in (sold, first, second, third)}) == 4


def test_counts_before_the_last_one_are_kept_for_the_ledger_but_not_for_ever() -> None:
    one = do(level(5), SALE, "sale")
    seen = [one.moves[0]]
    for number in range(MAX_CLOSED + 2):
        one = do(one, CountStock("v", number), f"count {number}", 10 * number)
        assert one.counts == seen[-MAX_CLOSED:] + one.moves[:1]
        seen.append(one.moves[0])
    told = fed(one, StockLevel("v", None, at(900), status="in_stock"))
    assert told.closed == seen[-MAX_CLOSED:]
    assert fed(told, StockLevel("v", 3, at(901))).closed == told.closed  # what waits is not kept


@pytest.mark.parametrize(
    ("hours", "shorts", "on_hand", "said"),
    [
        (1, 0, 5, Confidence.SURE),
        (24, 0, 5, Confidence.SURE),
        (30, 0, 5, Confidence.FAIR),
        (1, 1, 5, Confidence.FAIR),
        (1, 2, 5, Confidence.DOUBTFUL),
        (24 * 4, 0, 5, Confidence.DOUBTFUL),
        (1, 0, -1, Confidence.DOUBTFUL),
    ],
)
def test_a_figure_is_trusted_less_when_it_is_old_and_when_it_was_not_found(
    hours: float, shorts: int, on_hand: int, said: Confidence
) -> None:
    assert confidence(StockLevel("v", on_hand, at(-3600 * hours), shorts=shorts), NOW) is said


def test_a_figure_of_unknown_age_is_not_trusted() -> None:
    assert confidence(StockLevel("v", 5, "once"), NOW) is Confidence.DOUBTFUL


def test_what_is_kept_for_somebody_is_not_shown_as_there() -> None:
    assert state(level(1, holds={"a": Hold(1)}), NOW) is StockState.NONE
    assert state(level(4, holds={"a": Hold(2)}), NOW) is StockState.LOW


verbs = st.one_of(
    st.builds(
        MoveStock,
        st.just("v"),
        st.sampled_from(["receipt", "sale", "return", "correction", "transfer"]),
        st.integers(-4, 4),
        hold=st.sampled_from(["", "a", "b", "c"]),
    ),
    st.builds(CountStock, st.just("v"), st.integers(0, 9), st.integers(-50, 300).map(at) | st.just("")),
    st.builds(
        ReserveStock,
        st.just("v"),
        st.sampled_from(["a", "b", "c"]),
        st.integers(1, 4),
        st.integers(-50, 300).map(at) | st.just(""),
        firm=st.booleans(),
    ),
    st.builds(ReleaseStock, st.just("v"), st.sampled_from(["a", "b", "c"]), st.booleans()),
)


class Shelf(RuleBasedStateMachine):
    """A shelf with its book: every movement that took effect is written down beside the level."""

    def __init__(self) -> None:
        super().__init__()
        self.level: StockLevel | None = StockLevel("v", 5, at(-100))
        self.book = 0
        self.clock = 0
        self.done: dict[str, Any] = {}

    @rule(verb=verbs, passes=st.integers(0, 20))
    def does(self, verb: Any, passes: int) -> None:
        self.clock += passes
        self._do(f"op{len(self.done)}", verb)

    @rule(data=st.data())
    def sends_again(self, data: st.DataObject) -> None:
        """As a till does that never heard the answer; the hub knows the operation by its id."""
        assert self.level is not None
        known = {move.op for move in self.level.moves} & self.done.keys()
        if known:
            op = data.draw(st.sampled_from(sorted(known)))
            assert do(self.level, self.done[op], op, self.clock) is self.level

    def _do(self, op: str, verb: Any) -> None:
        before = self.level
        assert before is not None
        now = NOW + dt.timedelta(seconds=self.clock)
        self.done[op] = verb
        try:
            after = do(before, verb, op, self.clock)
        except Rejected:
            assert isinstance(verb, ReserveStock)
            return
        if after is before:
            return
        written = {move.op for move in before.moves}
        self.book += sum(move.delta for move in after.moves if move.op not in written)
        if isinstance(verb, ReserveStock):
            free = before.available(now) or 0
            had = before.holds.get(verb.hold)
            own = had.quantity if had and (not had.until or moments.parse(had.until) > now) else 0
            assert verb.quantity <= max(own, free + own)
        self.level = after

    @invariant()
    def the_figure_is_what_the_book_says(self) -> None:
        assert self.level is not None
        if self.level.moves:
            assert self.level.on_hand == self.book

    @invariant()
    def nothing_is_promised_that_is_not_there(self) -> None:
        assert self.level is not None
        now = NOW + dt.timedelta(seconds=self.clock)
        assert self.level.available(now) == max(0, (self.level.on_hand or 0) - self.level.reserved(now))

    @invariant()
    def it_reads_back(self) -> None:
        packed = msgspec.json.encode(self.level)
        assert msgspec.json.decode(packed, type=StockLevel) == self.level


Shelf.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestShelf = Shelf.TestCase


@given(st.permutations([("a", 2), ("b", 1), ("c", 3), ("d", 1)]), st.integers(0, 6))
def test_whoever_comes_first_no_more_is_promised_than_is_there(
    buyers: list[tuple[str, int]], on_hand: int
) -> None:
    there = level(on_hand)
    for name, quantity in buyers:
        try:
            there = do(there, ReserveStock("v", name, quantity), name)
        except Rejected:
            assert (there.available(NOW) or 0) < quantity
    assert there.reserved(NOW) <= on_hand
