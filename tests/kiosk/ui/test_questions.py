"""A shopper asks the store in writing, about a line or the whole list, and reads the answer there."""

import msgspec
import pytest
from msgspec.structs import replace

from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.envelope import Change, Result, SyncAnswer
from sync.protocol.lists import Question

SOFA = "SOF-moss-2120"
NOW = "2026-11-22T09:00:00+00:00"
MARCO = Actor("marco", "associate", "Marco")


@pytest.fixture
def listed(kiosk, robot):
    """The list page with one line."""
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    robot.wait(lambda: not kiosk.list.empty, "the line")
    return robot


@pytest.fixture
def answer(kiosk):
    """Have the hub send the list with an answer to each of its questions."""

    def send(text):
        document = kiosk.list.document
        answered = [
            replace(one, answer=text, answered_by=MARCO.id, answered_at=NOW) for one in document.questions
        ]
        told = replace(document, questions=answered, actors={**document.actors, MARCO.id: MARCO})
        scope = scopes.shopping_list(document.id)
        body = msgspec.Raw(msgspec.json.encode(told))
        heard = [Result(one.op.id, "applied", 1) for one in kiosk._replica.pending(100)]
        news = [Change(scope, "list", document.id, 1, body)]
        kiosk._replica.receive(SyncAnswer("epoch", NOW, heard, news))
        kiosk._news.changed.emit(frozenset({scope}))

    return send


def ask(kiosk, robot, text, *, line=""):
    questions = kiosk.model.questions
    questions.askAbout(line) if line else questions.ask()
    questions.writing.write(text)
    before = len(questions.asked)
    questions.writing.accept()
    robot.wait(lambda: len(questions.asked) > before, "the question")


def last_op(kiosk):
    return kiosk._replica.pending(100)[-1].op


def test_a_line_is_asked_about_on_keys_of_the_screen(kiosk, listed):
    line = kiosk.list.document.present[0].id
    kiosk.model.line.open(line)
    listed.tap("Ask about this")
    listed.wait(lambda: kiosk.model.questions.writing.keypad.shown, "the keys")
    assert not kiosk.model.line.shown
    for key in "wool":
        listed.tap(key)
    kiosk.model.questions.writing.accept()
    listed.wait(lambda: "You asked: wool" in listed.texts(), "the question on the line")
    assert "We have passed it on. The answer comes here." in listed.texts()
    assert last_op(kiosk).args == {"verb": "AskQuestion", "text": "wool", "line": line}


def test_the_whole_list_is_asked_about_from_help(kiosk, listed):
    listed.tap("Help")
    listed.tap("Or write us a question")
    listed.wait(lambda: kiosk.model.questions.writing.shown, "the keys")
    assert not kiosk.service.asked
    kiosk.model.questions.writing.write("Do you deliver on Saturdays?")
    kiosk.model.questions.writing.accept()
    listed.wait(lambda: "“Do you deliver on Saturdays?”" in listed.texts(), "the question")
    assert last_op(kiosk).args == {"verb": "AskQuestion", "text": "Do you deliver on Saturdays?"}


def test_help_offers_no_writing_where_there_is_no_list_to_answer_on(kiosk, robot):
    kiosk.scan(SOFA)
    robot.tap("Help")
    robot.wait(lambda: "It is about Larch sofa" in robot.texts(), "the question")
    assert robot.find("Or write us a question") is None


def test_the_answer_lands_on_the_line_and_is_heard_once(kiosk, listed, answer):
    heard = []
    kiosk._flow.happened.connect(heard.append)
    ask(kiosk, listed, "Does it pill?", line=kiosk.list.document.present[0].id)
    answer("No, brush it twice a year.")
    listed.wait(lambda: "Marco: No, brush it twice a year." in listed.texts(), "the answer on the line")
    assert "No, brush it twice a year." in listed.texts()
    assert any(text.startswith("Marco, ") for text in listed.texts())
    kiosk.list.refresh()
    assert heard.count("known") == 1


def test_without_the_hub_a_question_is_noted_and_that_is_said(kiosk, listed):
    kiosk.model.tell_news(online=False, last_news=None)
    ask(kiosk, listed, "Does it pill?")
    listed.wait(lambda: "Noted. We pass it on as soon as we are connected." in listed.texts(), "what is true")


def test_more_questions_than_a_list_holds_are_refused_in_words(kiosk, listed):
    document = kiosk.list.document
    many = [Question(f"q{at}", "?", document.lines[0].by, NOW) for at in range(100)]
    scope = scopes.shopping_list(document.id)
    body = msgspec.Raw(msgspec.json.encode(replace(document, questions=many)))
    kiosk._replica.receive(SyncAnswer("epoch", NOW, changes=[Change(scope, "list", document.id, 1, body)]))
    refused = []
    kiosk.list.refused.connect(refused.append)
    kiosk.model.questions.ask()
    kiosk.model.questions.writing.write("One more?")
    kiosk.model.questions.writing.accept()
    listed.wait(lambda: refused == ["too_many_questions"], "the refusal")


def test_nothing_of_it_is_left_after_the_visit(kiosk, listed):
    ask(kiosk, listed, "Does it pill?", line=kiosk.list.document.present[0].id)
    kiosk.model.questions.ask()
    kiosk.model.questions.writing.write("half a sent")
    kiosk.visit.finish()
    assert not kiosk.model.questions.any
    assert not kiosk.model.questions.writing.shown
    assert kiosk.model.questions.writing.text == ""


def test_a_question_is_taken_back_and_asked_again_by_undo(kiosk, listed):
    line = kiosk.list.document.present[0].id
    ask(kiosk, listed, "Does it pill?", line=line)
    listed.tap("Take it back: “Does it pill?”")
    listed.wait(lambda: not kiosk.model.questions.any, "the question to go")
    assert "You asked: Does it pill?" not in listed.texts()
    assert last_op(kiosk).args["verb"] == "TakeBackQuestion"
    listed.wait(lambda: kiosk.model.said == "Your question is taken back", "the sentence")
    kiosk.model.undoList()
    listed.wait(lambda: "You asked: Does it pill?" in listed.texts(), "the question")
    kiosk.model.history.open()
    told = [row.words for row in kiosk.model.history.steps]
    assert told[:2] == ["Question asked again: “Does it pill?”", "Question taken back: “Does it pill?”"]


def test_what_has_an_answer_cannot_be_taken_back(kiosk, listed, answer):
    ask(kiosk, listed, "Does it pill?")
    [key] = [row.key for row in kiosk.model.questions.asked]
    answer("No.")
    listed.wait(lambda: "No." in listed.texts(), "the answer")
    assert listed.find("Take it back: “Does it pill?”") is None
    kiosk.model.questions.takeBack(key)
    listed.wait(lambda: "it has been answered already" in kiosk.model.said, "why not")


def test_whose_question_was_taken_back_did_not_change_the_line(kiosk, listed):
    ask(kiosk, listed, "Does it pill?", line=kiosk.list.document.present[0].id)
    before = kiosk.list.lines[0].by
    [key] = [row.key for row in kiosk.model.questions.asked]
    kiosk.model.questions.takeBack(key)
    listed.wait(lambda: not kiosk.model.questions.any, "the question to go")
    assert kiosk.list.lines[0].by == before
