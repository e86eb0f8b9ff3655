"""What is said of a return: within what is left, with a reason each, going on from another channel."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.core import return_draft
from kiosk.core.return_draft import CONDITIONS, REASONS, Draft, Part, begin
from kiosk.core.scan.result import Found, Scan
from sync.protocol import receipts
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.receipts import Back, Case, Receipt, Return, Returned, Sold
from sync.protocol.staff import Role

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 10, 9, 0, tzinfo=UTC)
MIRA = Actor("associate:mira", "associate", "Mira")
LINES = [
    Sold("a", "sofa", "moss-2120", 2, 129000, returned=1),
    Sold("b", "vase", "vase", 3, 2900),
    Sold("c", "lamp", "lamp", 1, 8800, final=True),
]
RECEIPT = Receipt("r1", "17", "milano", "store", "2026-11-12T10:00:00Z", "EUR", LINES, until="2026-12-12")
STEPS = st.lists(
    st.tuples(
        st.sampled_from("abcx"), st.integers(-4, 4), st.sampled_from(REASONS), st.sampled_from(CONDITIONS)
    ),
    max_size=12,
)


def said(steps):
    draft = begin(RECEIPT)
    for line, by, reason, condition in steps:
        draft = return_draft.more(draft, line, by)
        if draft.receipt.line(line):
            draft = return_draft.because(return_draft.found_in(draft, line, condition), line, reason)
    return draft


@given(STEPS)
def test_whatever_is_said_stays_within_what_is_left_and_the_rule_agrees(steps):
    draft = said(steps)
    for line in LINES:
        assert 0 <= draft.part(line.id).quantity <= line.left
    assert draft.refund == receipts.refund(RECEIPT, draft.take_back("milano").lines)
    if draft.is_ready(NOW):
        receipts.check(RECEIPT, draft.take_back("milano"), NOW)


@given(STEPS, st.booleans())
def test_what_is_ready_is_taken_by_the_rule_and_comes_to_what_was_said(steps, late):
    draft = replace(said(steps), late=late)
    for now in (NOW, LATER):
        verb = draft.take_back("milano")
        if not draft.is_ready(now):
            continue
        after = receipts.apply(
            RECEIPT, Act("op", MIRA, "staff:s", "", now.isoformat(), verb), receipt_id="r1"
        )
        [done] = after.returns
        assert (done.refund, sum(one.quantity for one in done.lines)) == (draft.refund, draft.pieces)


def test_what_is_put_aside_goes_on_and_what_nobody_gave_a_reason_for_is_left_out():
    draft = return_draft.because(return_draft.more(begin(RECEIPT), "b", 2), "b", "too_small")
    kept = return_draft.more(draft, "a", 1).begin("store")
    assert kept.lines == [Back("b", 2, "too_small")]
    case = receipts.apply(RECEIPT, Act("op", MIRA, "staff:s", "", NOW.isoformat(), kept), receipt_id="r1")
    assert begin(case).parts == draft.parts


def test_several_words_on_one_line_are_one_part():
    told = [Returned("b", 1, "too_small"), Returned("b", 3, "damaged")]
    case = Case("chat", "2026-11-20T10:00:00Z", "bot", told)
    assert begin(replace(RECEIPT, case=case)).part("b") == Part("b", 3, "too_small")


def test_each_line_needs_its_reason_and_what_was_sold_for_good_a_defect():
    draft = return_draft.more(begin(RECEIPT), "b", 1)
    assert (draft.problem_of("b"), draft.is_ready(NOW)) == ("no_reason", False)
    draft = return_draft.because(draft, "b", "too_small")
    assert draft.is_ready(NOW)
    draft = return_draft.because(return_draft.more(draft, "c", 1), "c", "changed_mind")
    assert draft.problem(NOW) == "final_sale"
    draft = return_draft.because(draft, "c", "damaged")
    assert draft.is_ready(NOW)
    assert (draft.part("c").condition, draft.part("c").restock) == ("damaged", False)
    assert draft.refund == 2900 + 8800


def test_after_the_last_day_somebody_has_to_allow_it():
    late = datetime(2026, 12, 14, tzinfo=UTC)
    draft = return_draft.because(return_draft.more(begin(RECEIPT), "b", 1), "b", "other")
    assert draft.problem(late) == "too_late"
    allowed = Draft(draft.receipt, draft.parts, late=True)
    assert allowed.is_ready(late)
    assert allowed.take_back("milano").late


def test_what_was_said_in_a_chat_stands_here():
    case = Case("chat", "2026-11-20T10:00:00Z", "bot", [Returned("a", 5, "not_as_expected", "opened")], "dim")
    draft = begin(Receipt(**{**{n: getattr(RECEIPT, n) for n in RECEIPT.__struct_fields__}, "case": case}))
    assert (draft.pieces, draft.part("a").reason, draft.part("a").condition) == (
        1,
        "not_as_expected",
        "opened",
    )
    assert draft.is_ready(NOW)


def test_what_came_back_meanwhile_cannot_come_back_again():
    draft = return_draft.because(return_draft.more(begin(RECEIPT), "b", 3), "b", "other")
    gone = Receipt(
        **{
            **{n: getattr(RECEIPT, n) for n in RECEIPT.__struct_fields__},
            "lines": [LINES[0], Sold("b", "vase", "vase", 3, 2900, returned=2), LINES[2]],
        }
    )
    assert return_draft.renew(draft, gone).part("b").quantity == 1


def test_a_scan_is_one_of_the_lines_until_all_of_it_is_back():
    scan = Scan("product", match=Found("vase", "vase", "VASE-1"))
    draft = begin(RECEIPT)
    for _ in range(3):
        assert return_draft.scanned(draft, scan) == "b"
        draft = return_draft.more(draft, "b", 1)
    assert return_draft.scanned(draft, scan) == ""
    assert return_draft.scanned(draft, Scan("product", match=Found("chair", "", ""))) == ""
    assert return_draft.scanned(draft, Scan("unknown")) == ""


def test_a_reason_that_this_version_does_not_know_is_asked_anew():
    case = Case("chat", "2026-11-21T10:00:00Z", "bot", [Returned("b", 1, "haunted", "glowing")])
    draft = begin(replace(RECEIPT, case=case))
    assert (draft.part("b").quantity, draft.problem_of("b")) == (1, "no_reason")
    assert draft.part("b").condition == "opened"


def test_the_latest_return_of_one_s_own_can_be_undone_and_any_by_a_manager():
    def back(op, by, minutes, **more):
        taken = (NOW - timedelta(minutes=minutes)).isoformat()
        return Return(op, taken, by, "milano", [Returned("b", 1, "late")], 2900, taken, **more)

    returns = [back("old", MIRA.id, 16), back("mine", MIRA.id, 9), back("theirs", "associate:leo", 3)]
    receipt = replace(RECEIPT, returns=[*returns, back("undone", MIRA.id, 1, undone="x")])

    def found(role):
        latest = return_draft.undoable(receipt, role, MIRA.id, NOW)
        return latest.op if latest else ""

    assert (found(Role.ASSOCIATE), found(Role.MANAGER)) == ("mine", "theirs")
    later = NOW + timedelta(minutes=20)
    assert return_draft.undoable(receipt, Role.MANAGER, MIRA.id, later) is None
