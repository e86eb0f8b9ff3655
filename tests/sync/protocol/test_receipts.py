"""The receipt's rule: whatever is said, in whatever order, nothing comes back that was not bought."""

import datetime as dt
from collections import Counter

import msgspec
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from sync.protocol import receipts, rules
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.orders import Contact
from sync.protocol.receipts import (
    Back,
    BeginReturn,
    Case,
    DropReturn,
    IssueReceipt,
    Receipt,
    Returned,
    Sold,
    TakeBack,
    UndoReturn,
    Verb,
)

MIRA = Actor("staff-mira", "associate", "Mira", "Milano")
AT = "2026-11-26T10:00:00Z"
LAST_DAY = "2026-12-26"
SOLD = [
    Sold("1", "lamp", "lamp-red", 2, 4_900),
    Sold("2", "rug", "rug-moss", 1, 12_900),
    Sold("3", "cup", "c", 3),
]
ISSUE = IssueReceipt(
    "0017", "milano", "store", AT, "EUR", SOLD, LAST_DAY, contact=Contact(email="m@e.example")
)

line = st.sampled_from(["1", "2", "3", "9"])
reason = st.sampled_from(["too_small", "damaged", "changed_mind"])
part = st.builds(Returned, line, st.integers(1, 4), reason)
parts = st.lists(part, max_size=3)
verbs = st.one_of(
    st.builds(
        BeginReturn, parts, st.sampled_from(["chat", "store"]), st.sampled_from(["", "a stain", "late"])
    ),
    st.just(DropReturn()),
    st.builds(TakeBack, st.lists(part, min_size=1, max_size=3), st.just("milano")),
    st.just(ISSUE),
    st.builds(UndoReturn, st.integers(0, 12).map(str)),
)
histories = st.lists(st.tuples(st.integers(0, 12).map(str), verbs), max_size=25)


def act(verb: Verb, op: str = "op", now: str = AT) -> Act:
    return Act(op, MIRA, "staff:s", AT, now, verb)


def issued(verb: IssueReceipt = ISSUE) -> Receipt:
    return receipts.apply(None, act(verb), receipt_id="r")


def do(document: Receipt, verb: Verb, op: str = "op", now: str = AT) -> Receipt:
    return receipts.apply(document, act(verb, op, now), receipt_id="r")


def refusal(document: Receipt | None, verb: Verb, now: str = AT) -> str:
    with pytest.raises(Rejected) as refused:
        receipts.apply(document, act(verb, now=now), receipt_id="r")
    return refused.value.reason


def fold(history: list[tuple[str, Verb]]) -> Receipt:
    document = issued()
    for op, verb in history:
        try:
            document = do(document, verb, op)
        except Rejected:
            continue
    return document


@given(histories)
def test_nothing_comes_back_that_was_not_bought_and_every_piece_that_did_was_paid_for_once(history) -> None:
    document = fold(history)
    back = Counter[str]()
    standing = [done for done in document.returns if not done.undone]
    for done in standing:
        for one in done.lines:
            back[one.line] += one.quantity
    for sold in document.lines:
        assert sold.returned == back[sold.id] <= sold.quantity
        assert sold.left == sold.quantity - sold.returned
    assert sum(done.refund for done in standing) == sum(sold.price * sold.returned for sold in document.lines)
    assert document.is_all_back == all(sold.returned == sold.quantity for sold in document.lines)
    assert len({done.op for done in document.returns}) == len(document.returns)


@given(histories)
def test_what_was_bought_and_by_whom_never_changes(history) -> None:
    document = fold(history)
    bare = [msgspec.structs.replace(sold, returned=0) for sold in document.lines]
    assert bare == SOLD
    assert msgspec.structs.replace(document, lines=SOLD, returns=[], case=None) == issued()


@given(histories, verbs)
def test_the_same_again_changes_nothing(history, verb) -> None:
    document = fold(history)
    try:
        after = do(document, verb, "last")
    except Rejected:
        reject()
    if isinstance(verb, DropReturn):
        assert refusal(after, verb) == "no_case"
    else:
        assert do(after, verb, "last") is after


@given(histories)
def test_a_case_is_made_of_lines_that_there_are_and_a_return_ends_it(history) -> None:
    document = issued()
    for op, verb in history:
        try:
            after = do(document, verb, op)
        except Rejected:
            continue
        if isinstance(verb, TakeBack) and after is not document:
            assert after.case is None
        if after.case:
            assert {one.line for one in after.case.lines} <= {"1", "2", "3"}
        document = after


def test_a_case_that_was_begun_in_the_chat_goes_on_at_the_desk() -> None:
    told = Returned("1", 1, "not_as_expected", note="flickers")
    begun = do(issued(), BeginReturn([told], "chat", "Flickers in the evening"), "chat")
    assert begun.case == Case("chat", AT, MIRA.id, [told], "Flickers in the evening")
    seen = Returned("1", 1, "damaged", "damaged", restock=False)
    on = do(begun, BeginReturn([seen], "store", "The switch is loose"), "desk")
    assert on.case == Case("chat", AT, MIRA.id, [seen], "Flickers in the evening\nThe switch is loose")
    done = do(on, TakeBack(on.case.lines, "milano"), "take")
    assert done.case is None
    assert [(one.place, one.refund, one.lines) for one in done.returns] == [("milano", 4_900, [seen])]
    assert do(begun, DropReturn()).case is None


def test_one_line_may_come_back_in_parts_of_different_condition() -> None:
    two = TakeBack(
        [Returned("1", 1, "too_small"), Returned("1", 1, "damaged", "damaged", restock=False)], "milano"
    )
    assert do(issued(), two).line("1").left == 0
    three = TakeBack([*two.lines, Returned("1", 1, "other")], "milano")
    assert refusal(issued(), three) == "more_than_bought"


@pytest.mark.parametrize(
    ("now", "late"),
    [
        ("2026-12-26T23:59:59Z", False),
        ("2026-12-27T11:59:59Z", False),  # it is still the 26th on Baker Island
        ("2026-12-27T12:00:00Z", True),
        ("2027-06-01T10:00:00Z", True),
    ],
)
def test_the_last_day_lasts_until_it_is_over_everywhere(now, late) -> None:
    back = TakeBack([Returned("2", 1, "changed_mind")], "milano")
    assert issued().is_late(dt.datetime.fromisoformat(now)) is late
    if late:
        assert refusal(issued(), back, now) == "too_late"
        back = msgspec.structs.replace(back, late=True)
    assert do(issued(), back, now=now).returns[0].refund == 12_900


def test_of_a_moment_that_another_hub_wrote_its_day_is_the_last() -> None:
    document = msgspec.structs.replace(issued(), until="2026-12-26T23:30:00+09:00")
    assert document.last_day == dt.date(2026, 12, 26)
    assert not document.is_late(dt.datetime.fromisoformat("2026-12-27T11:59:59Z"))
    assert document.is_late(dt.datetime.fromisoformat("2026-12-27T12:00:00Z"))


def test_without_a_last_day_it_is_never_too_late() -> None:
    for until in ("", "soon", "2026-13-40"):
        document = issued(msgspec.structs.replace(ISSUE, until=until))
        assert document.until == ""
        assert not document.is_late(dt.datetime(2099, 1, 1, tzinfo=dt.UTC))


def test_what_was_sold_for_good_comes_back_only_damaged() -> None:
    document = issued(msgspec.structs.replace(ISSUE, lines=[Sold("1", "lamp", "red", 1, 4_900, final=True)]))
    assert refusal(document, TakeBack([Returned("1", 1, "changed_mind")], "milano")) == "final_sale"
    assert do(document, TakeBack([Returned("1", 1, "damaged")], "milano")).is_all_back


def test_what_cannot_be_is_refused_in_a_word() -> None:
    back = TakeBack([Returned("1", 1, "other")], "milano")
    assert refusal(None, back) == "no_receipt"
    assert refusal(Receipt("r", "", "", "", "", "", [], erased=True), back) == "erased"
    assert refusal(issued(), TakeBack([Returned("9", 1, "other")], "milano")) == "no_line"
    assert refusal(issued(), BeginReturn([Returned("2", 2, "other")])) == "more_than_bought"
    assert refusal(issued(), TakeBack([Returned("1", 1, "other")])) == "no_store"
    assert refusal(issued(), DropReturn()) == "no_case"
    assert refusal(None, msgspec.structs.replace(ISSUE, lines=[SOLD[0], SOLD[0]])) == "malformed"


def test_an_erased_receipt_is_not_written_down_again() -> None:
    erased = Receipt("r", "", "", "", "", "", [], erased=True)
    assert receipts.apply(erased, act(ISSUE), receipt_id="r") is erased


def test_a_fresh_receipt_has_nothing_back_whatever_is_said() -> None:
    said = msgspec.structs.replace(ISSUE, lines=[msgspec.structs.replace(SOLD[0], returned=2)])
    assert issued(said).lines[0].returned == 0


@given(histories, st.lists(part, min_size=1, max_size=3))
def test_taken_back_and_undone_the_receipt_is_as_it_was(history, lines) -> None:
    before = fold(history)
    try:
        taken = do(before, TakeBack(lines, "milano"), "last")
    except Rejected:
        reject()
    after = do(taken, UndoReturn("last"), "undo")
    assert msgspec.structs.replace(after, returns=before.returns) == before
    assert do(after, UndoReturn("last"), "again") is after


def test_a_return_is_undone_within_a_quarter_of_an_hour_by_the_hub_s_clock() -> None:
    taken = do(issued(), TakeBack([Back("1", 1, "other")], "milano"), "take")
    assert refusal(taken, UndoReturn("no"), AT) == "no_return"
    assert refusal(taken, UndoReturn("take"), "2026-11-26T10:15:00.001Z") == "too_late_to_undo"
    assert do(taken, UndoReturn("take"), now="2026-11-26T10:15:00Z").returns[0].undone
    unknown = [msgspec.structs.replace(taken.returns[0], taken="")]
    old = msgspec.structs.replace(taken, returns=unknown)
    assert refusal(old, UndoReturn("take")) == "too_late_to_undo"


def test_a_reason_of_a_newer_hub_is_read_and_kept_and_said_by_nobody() -> None:
    body = b'{"line":"1","quantity":1,"reason":"haunted","condition":"glowing"}'
    read = msgspec.json.decode(body, type=Returned)
    assert (read.reason, read.condition) == ("haunted", "glowing")
    document = msgspec.structs.replace(issued(), case=Case("chat", AT, "c", [read]))
    again = msgspec.json.decode(msgspec.json.encode(document), type=Receipt)
    assert again == document
    assert do(again, BeginReturn([Back("2", 1, "other")], "store")).case.lines[0] == read
    for verb in ("TakeBack", "BeginReturn"):
        with pytest.raises(Rejected) as refused:
            rules.read("receipt", "r", {"verb": verb, "lines": [msgspec.json.decode(body)], "store": "m"})
        assert refused.value.reason == "malformed"
