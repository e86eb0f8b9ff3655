"""Putting a return together: nothing can be filled in that the hub then refuses."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import returns
from kiosk.core.returns import Draft, Offer, Part
from sync.protocol import receipts
from sync.protocol.acts import Act
from sync.protocol.lists import Actor
from sync.protocol.receipts import BeginReturn, Case, Receipt, Returned, Sold, TakeBack

NOW = dt.datetime(2026, 11, 26, 10, tzinfo=dt.UTC)
LATER = dt.datetime(2027, 1, 10, 10, tzinfo=dt.UTC)
MIRA = Actor("staff-mira", "associate", "Mira")
LAMP, RUG, CUP = (
    Sold("1", "lamp", "lamp-red", 2, 4_900),
    Sold("2", "rug", "rug-moss", 1, 12_900, returned=1),
    Sold("3", "cup", "cup-1", 3, 1_250, final=True),
)
RECEIPT = Receipt("r", "17", "milano", "store", "2026-11-20T10:00:00Z", "EUR", [LAMP, RUG, CUP], "2026-12-20")


line = st.sampled_from(["1", "2", "3", "9"])
steps = st.lists(
    st.one_of(
        st.tuples(st.just(returns.choose), line, st.integers(-1, 5)),
        st.tuples(st.just(returns.say), line, st.sampled_from(["too_small", "damaged"])),
        st.tuples(st.just(returns.judge), line, st.sampled_from(["as_new", "damaged"])),
        st.tuples(st.just(returns.note), line, st.sampled_from(["", "a stain"])),
    ),
    max_size=15,
)


def put_together(taken: list) -> Draft:
    draft = returns.begin(RECEIPT)
    for step, *arguments in taken:
        draft = step(draft, *arguments)
    return draft


@given(steps, st.booleans(), st.sampled_from([NOW, LATER]))
def test_what_has_no_problem_is_taken_and_comes_to_what_it_said(taken, late, now):
    draft = put_together(taken)._replace(late=late)
    act = Act("op", MIRA, "staff:s", "", now.isoformat(), returns.take_back(draft, "milano"))
    if returns.problem(draft, now):
        return
    after = receipts.apply(RECEIPT, act, receipt_id="r")
    assert after.returns[0].refund == draft.refund
    assert sum(one.quantity for one in after.returns[0].lines) == draft.pieces
    assert draft.pieces > 0


@given(steps)
def test_never_more_is_chosen_than_is_left_and_each_line_once(taken):
    draft = put_together(taken)
    for part in draft.parts:
        assert 0 < part.quantity <= RECEIPT.line(part.line).left
    assert len({part.line for part in draft.parts}) == len(draft.parts)


def test_each_line_says_why_it_does_not_come_back_just_like_that():
    assert returns.offers(RECEIPT, NOW) == [
        Offer(LAMP, 2, ""),
        Offer(RUG, 0, "all_back"),
        Offer(CUP, 3, "final_sale"),
    ]
    assert [offer.why_not for offer in returns.offers(RECEIPT, LATER)] == ["too_late", "all_back", "too_late"]


@pytest.mark.parametrize(
    ("taken", "problem"),
    [
        ([], "nothing_chosen"),
        ([(returns.choose, "1", 1)], "no_reason"),
        ([(returns.choose, "3", 1), (returns.say, "3", "changed_mind")], "final_sale"),
        ([(returns.choose, "3", 1), (returns.say, "3", "damaged")], ""),
        ([(returns.choose, "1", 1), (returns.say, "1", "too_small")], ""),
    ],
)
def test_what_stands_in_the_way_is_said_before_anybody_asks_the_hub(taken, problem):
    assert returns.problem(put_together(taken), NOW) == problem


def test_what_is_late_is_taken_only_on_purpose():
    draft = put_together([(returns.choose, "1", 1), (returns.say, "1", "too_small")])
    assert returns.problem(draft, LATER) == "too_late"
    assert returns.problem(draft._replace(late=True), LATER) == ""
    assert returns.take_back(draft._replace(late=True), "milano").late


def test_what_is_damaged_is_not_sold_again_unless_somebody_says_so():
    draft = put_together([(returns.choose, "1", 1), (returns.say, "1", "damaged")])
    assert draft.part("1") == Part("1", 1, "damaged", "damaged", restock=False)
    assert returns.restock(draft, "1", again=True).part("1").restock
    assert returns.judge(draft, "1", "as_new").part("1").restock


def test_a_case_from_the_chat_is_filled_in_and_can_be_put_aside_again():
    said = [Returned("1", 1, "not_as_expected", note="flickers"), Returned("2", 1, "other")]
    receipt = msgspec.structs.replace(RECEIPT, case=Case("chat", "", "client:chat", said, "In the evening"))
    draft = returns.begin(receipt)
    # The rug has come back meanwhile.
    assert draft.parts == (Part("1", 1, "not_as_expected", note="flickers"),)
    more = returns.choose(draft, "3", 1)
    assert returns.put_aside(more, "store", "Waits for the lamp") == BeginReturn(
        [said[0]], "store", "Waits for the lamp"
    )


def test_two_words_on_one_line_are_one_part():
    said = [Returned("1", 1, "too_small"), Returned("1", 3, "damaged")]
    receipt = msgspec.structs.replace(RECEIPT, case=Case("chat", "", "client:chat", said))
    assert returns.begin(receipt).parts == (Part("1", 2, "too_small"),)


def test_what_a_colleague_took_back_meanwhile_is_out_of_the_draft():
    draft = put_together([(returns.choose, "1", 2), (returns.choose, "3", 1)])
    taken = TakeBack([Returned("1", 1, "other")], "milano")
    act = Act("op", MIRA, "staff:s", "", NOW.isoformat(), taken)
    after = receipts.apply(RECEIPT, act, receipt_id="r")
    assert [part.quantity for part in returns.follow(draft, after).parts] == [1, 1]
    gone = receipts.apply(after, msgspec.structs.replace(act, op="again"), receipt_id="r")
    assert [part.line for part in returns.follow(draft, gone).parts] == ["3"]
