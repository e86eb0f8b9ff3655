"""What a list and its store say to each other, as the list shows it."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from sync.protocol import call_rules, call_verbs, calls, list_rules, list_verbs, lists, question_rules
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.call_verbs import (
    AgreeOffer,
    CallHelp,
    CancelHelp,
    CancelRequest,
    MirrorOrder,
    RequestPreparation,
    TakeBackQuestion,
)
from sync.protocol.errors import Rejected
from sync.protocol.ids import line_id
from sync.protocol.lists import Offer, OrderMark, ShoppingList
from sync.protocol.staff import HelpCall, RaiseHelp

KIOSK = Actor("device:k", "kiosk", "Kiosk 1")
ANNA = Actor("anna", "associate", "Anna", "Milano")
NOW = "2026-11-26T10:00:00Z"
LAMP = line_id("l", "lamp", {})
ORDER = calls.order_id("op")
OFFER = Offer("q", "vase", 1, "lamp")


def do(document: ShoppingList, verb: Any, by: Actor = KIOSK, op: str = "op") -> ShoppingList:
    return call_rules.apply(document, Act(op, by, "guest:visit", NOW, NOW, verb, "tablet"))


@pytest.fixture
def document() -> ShoppingList:
    document = None
    for verb in (
        list_verbs.CreateList(),
        list_verbs.AddLine("p", "lamp", quantity=2),
        list_verbs.AddLine("p", "sofa"),
    ):
        act = list_rules.Act("made", KIOSK, NOW, verb)
        document = list_rules.apply(document, act, list_id="l", owner="guest:visit")
    assert document
    return document


def mirrored(document: ShoppingList, **fields: Any) -> ShoppingList:
    mark = OrderMark(**{"id": ORDER, "state": "picking", "version": 3, "store": "milano", **fields})
    return do(document, MirrorOrder(mark))


def test_what_is_asked_for_shows_at_once_and_the_store_says_the_rest(document: ShoppingList) -> None:
    document = do(document, RequestPreparation([LAMP], place="Kiosk 1"))
    assert document.orders[ORDER].state == "asked"
    assert document.orders[ORDER].lines == {LAMP: "open"}
    document = mirrored(document, by="Anna", version=3)
    document = mirrored(document, state="new", by="", version=1)
    assert (document.orders[ORDER].state, document.orders[ORDER].by) == ("picking", "Anna")


def test_of_one_list_only_so_much_is_open_at_other_stores(document: ShoppingList) -> None:
    for number in range(call_rules.MAX_ELSEWHERE):
        document = do(document, RequestPreparation([LAMP], store=f"s{number}"), op=f"op {number}")
    with pytest.raises(Rejected, match="too_many_orders"):
        do(document, RequestPreparation([LAMP], store="one more"))
    assert do(document, RequestPreparation([LAMP])), "here it is another matter"
    over = replace(document.orders[calls.order_id("op 0")], state="rejected", version=9)
    assert do(do(document, MirrorOrder(over)), RequestPreparation([LAMP], store="one more"), op="later")


def test_only_what_is_on_the_list_can_be_brought(document: ShoppingList) -> None:
    with pytest.raises(Rejected, match="nothing_to_bring"):
        do(document, RequestPreparation(["no such line"]))


def test_a_cancelled_request_shows_until_the_store_has_heard_it(document: ShoppingList) -> None:
    document = do(mirrored(document), CancelRequest(ORDER))
    assert document.orders[ORDER].asked == "cancel"
    assert do(document, CancelRequest(ORDER)) is document
    document = mirrored(document, state="cancelled", version=4)
    assert document.orders[ORDER].asked == ""
    with pytest.raises(Rejected, match="not_now"):
        do(document, CancelRequest(ORDER))


def test_what_was_bought_is_not_cancelled_by_whoever_has_the_list(document: ShoppingList) -> None:
    with pytest.raises(Rejected, match="not_here"):
        do(mirrored(document, kind="collect"), CancelRequest(ORDER))


def test_a_word_on_a_substitute_is_given_once(document: ShoppingList) -> None:
    document = mirrored(document, offers={"line": OFFER})
    document = do(document, AgreeOffer(ORDER, "line", agreed=True))
    assert document.orders[ORDER].offers == {}
    with pytest.raises(Rejected, match="no_offer"):
        do(document, AgreeOffer(ORDER, "line", agreed=False))
    with pytest.raises(Rejected, match="no_order"):
        do(document, AgreeOffer("another", "line", agreed=True))


def test_one_call_for_help_at_a_time(document: ShoppingList) -> None:
    document = do(document, CallHelp("lamps"))
    assert document.help
    assert do(document, CallHelp("sofas"), op="another") is document
    document = do(document, CancelHelp())
    assert document.help.state == "withdrawn"
    assert do(document, CancelHelp()) is document
    coming = call_verbs.MirrorHelp(lists.HelpMark(document.help.id, "coming", NOW, by="Anna", version=2))
    assert do(document, coming) is document
    assert do(document, CallHelp("sofas"), op="another").help.topic == "sofas"


def test_an_answer_names_who_gave_it(document: ShoppingList) -> None:
    document = do(document, call_verbs.AskQuestion("In walnut?", LAMP), op="asked")
    document = do(document, call_verbs.AnswerQuestion("asked", "Yes, in May"), by=ANNA, op="answered")
    assert document.questions[0].answer == "Yes, in May"
    assert document.actors[document.questions[0].answered_by] == ANNA
    with pytest.raises(Rejected, match="no_question"):
        do(document, call_verbs.AnswerQuestion("other", "?"), by=ANNA)


def taken_back(document: ShoppingList) -> ShoppingList:
    document = do(document, call_verbs.AskQuestion("In walnut?", LAMP), op="asked")
    return do(document, TakeBackQuestion("asked"), op="back")


def undo(document: ShoppingList, op: str, name: str) -> ShoppingList:
    act = list_rules.Act(name, KIOSK, NOW, list_verbs.Undo(op))
    return list_rules.apply(document, act, list_id="l", owner="guest:visit")


def test_a_question_is_taken_back_and_asked_again_as_often_as_one_likes(document: ShoppingList) -> None:
    document = do(document, call_verbs.AskQuestion("In walnut?", LAMP), op="asked")
    [asked] = document.questions
    document = do(document, TakeBackQuestion("asked"), op="back")
    assert document.questions == []
    assert (document.history[-1].asked, document.history[-1].before) == ("asked", "In walnut?")
    again = undo(document, "back", "undone")
    assert again.questions == [asked]
    assert again.unasked == []
    assert undo(again, "undone", "once more").questions == []
    with pytest.raises(Rejected, match="nothing_to_undo"):
        undo(again, "back", "twice")


def test_what_was_answered_is_not_taken_back(document: ShoppingList) -> None:
    document = do(document, call_verbs.AskQuestion("In walnut?"), op="asked")
    document = do(document, call_verbs.AnswerQuestion("asked", "Yes"), by=ANNA, op="answered")
    with pytest.raises(Rejected, match="answered"):
        do(document, TakeBackQuestion("asked"))
    with pytest.raises(Rejected, match="no_question"):
        do(document, TakeBackQuestion("another"))


def test_what_was_taken_back_meanwhile_is_not_answered(document: ShoppingList) -> None:
    with pytest.raises(Rejected, match="no_question"):
        do(taken_back(document), call_verbs.AnswerQuestion("asked", "Yes"), by=ANNA)


def test_only_the_last_questions_that_were_taken_back_can_be_asked_again(document: ShoppingList) -> None:
    for number in range(question_rules.MAX_UNASKED + 1):
        document = do(document, call_verbs.AskQuestion(f"{number}?"), op=f"asked {number}")
        document = do(document, TakeBackQuestion(f"asked {number}"), op=f"back {number}")
    with pytest.raises(Rejected, match="nothing_to_undo"):
        undo(document, "back 0", "undone")
    assert undo(document, "back 1", "undone").questions[0].text == "1?"


def test_what_was_paid_for_is_marked_and_never_below_zero(document: ShoppingList) -> None:
    document = do(document, call_verbs.MarkBought(LAMP, 2))
    document = do(document, call_verbs.MarkBought(LAMP, -5))
    line = document.line(LAMP)
    assert line
    assert line.bought == 0


def test_who_is_gone_is_brought_nothing_and_nobody_comes(document: ShoppingList) -> None:
    document = do(mirrored(document), CallHelp())
    assert calls.left_behind(document) == [CancelRequest(ORDER, left=True), CancelHelp()]
    for verb in calls.left_behind(document):
        document = do(document, verb)
    assert calls.left_behind(document) == []


def test_what_somebody_goes_on_with_stays(document: ShoppingList) -> None:
    document = do(mirrored(document), CallHelp())
    assert calls.left_behind(replace(document, owner="customer:mia")) == []
    linked = replace(document, shares={"link": True})
    assert len(calls.left_behind(linked)) == 2
    assert calls.left_behind(replace(linked, actors={"phone": Actor("phone", "phone")})) == []
    assert calls.left_behind(mirrored(document, state="picked_up", version=4)) == [CancelHelp()]


def test_what_is_collected_is_nobodys_who_is_gone(document: ShoppingList) -> None:
    assert calls.left_behind(mirrored(document, kind="collect")) == []


def test_calls_of_tablets_and_hubs_that_know_no_name_stay_readable() -> None:
    told = b'{"verb":"CallHelp","topic":"sofa","place":"Kiosk 1"}'
    assert msgspec.json.decode(told, type=CallHelp) == CallHelp("sofa", "Kiosk 1")
    raised = b'{"verb":"RaiseHelp","help":"h","list_id":"l","place":"Kiosk 1","topic":"","language":"it"}'
    assert msgspec.json.decode(raised, type=RaiseHelp) == RaiseHelp("h", "l", "Kiosk 1", language="it")
    board = b'{"id":"h","list_id":"l","place":"Kiosk 1","at":"","newer":"field","name":"Anna"}'
    assert msgspec.json.decode(board, type=HelpCall) == HelpCall("h", "l", "Kiosk 1", "", name="Anna")
    assert b"name" not in msgspec.json.encode(HelpCall("h", "l", "Kiosk 1", ""))
