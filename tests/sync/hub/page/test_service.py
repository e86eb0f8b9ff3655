"""What the store does about a list, on the shopper's phone: real Chromium on a real hub."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from sync.protocol.actors import Actor
from sync.protocol.ids import line_id
from sync.protocol.list_verbs import AddLine
from sync.protocol.lists import HelpMark, Line, Offer, OrderMark, Question

MARCO = Actor("associate:1", "associate", "Marco", "Milano Brera")
SMALL = {"width": 320, "height": 568}

NewPhone = Callable[..., Any]


def now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def lamp(shared: Any) -> str:
    return line_id(shared.scope.partition(":")[2], "lamp-terracotta", {"colour": "terracotta"})


def sofa(shared: Any) -> str:
    return line_id(shared.scope.partition(":")[2], "sofa-moss", {"colour": "moss"})


def sofa_line(shared: Any, quantity: int = 1, **changed: Any) -> Line:
    return Line(sofa(shared), "sofa", "sofa-moss", quantity, {"colour": "moss"}, **changed)


def mark(shared: Any, **changed: Any) -> OrderMark:
    whole: dict[str, Any] = {
        "id": "o1",
        "state": "accepted",
        "at": now(),
        "by": "Marco",
        "place": "kiosk 2",
        "promise": "2026-11-26T10:20:00Z",
        "version": 2,
        "lines": {sofa(shared): "picked", lamp(shared): "open"},
    }
    return OrderMark(**{**whole, **changed})


def row(page: Page, name: str) -> Any:
    return page.locator(".line", has=page.get_by_role("button", name=name, exact=True))


def test_an_order_says_who_brings_what_where_and_by_when(
    shared: Any, new_phone: NewPhone, put_list: Any
) -> None:
    page = new_phone(shared.url, locale="en-GB", timezone_id="UTC").page
    expect(page.locator(".card")).to_have_count(0)
    put_list(orders={"o1": mark(shared)})
    card = page.get_by_role("article")
    expect(card.get_by_role("heading")).to_have_text("Marco is bringing 3 pieces")
    expect(card).to_contain_text(re.compile(r"to you, kiosk 2 · by .*10:20"))
    expect(row(page, "Larch sofa").locator(".fate")).to_have_text("Ready for you")
    expect(row(page, "Cocco table lamp").locator(".fate")).to_be_hidden()
    put_list(orders={"o1": mark(shared, state="picked_up", version=3)})
    expect(page.locator("#toast")).to_contain_text("Marco brought 3 pieces")
    expect(card.get_by_role("button")).to_have_count(0)


def test_what_ended_long_ago_is_not_told_any_more(shared: Any, new_phone: NewPhone, put_list: Any) -> None:
    put_list(orders={"o1": mark(shared, state="cancelled", at="2026-01-01T10:00:00Z")})
    page = new_phone(shared.url).page
    expect(row(page, "Larch sofa")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)


def test_an_associates_line_says_who_and_where(shared: Any, new_phone: NewPhone, put_list: Any) -> None:
    page = new_phone(shared.url).page
    expect(row(page, "Larch sofa")).to_be_visible()
    put_list(lines=[sofa_line(shared, by=MARCO.id)], actors={MARCO.id: MARCO})
    expect(row(page, "Larch sofa").locator(".by")).to_contain_text("Added by Marco, Milano Brera")
    page.get_by_role("button", name="Larch sofa", exact=True).click()
    expect(row(page, "Larch sofa").locator(".helped")).to_have_text("Helped by Marco, Milano Brera")


def test_what_was_bought_is_marked(shared: Any, new_phone: NewPhone, put_list: Any) -> None:
    page = new_phone(shared.url).page
    put_list(lines=[sofa_line(shared, quantity=2, bought=1)])
    expect(row(page, "Larch sofa").locator(".fate")).to_have_text("1 of 2 bought")


@pytest.mark.parametrize(
    ("reason", "remark", "words"),
    [
        ("goods_come", "", "The goods are still on their way"),
        ("other", "The lift is broken", "The lift is broken"),
        ("other", "", "For another reason"),
        ("flood", "", "For another reason"),
        ("Der Aufzug steht", "", "Der Aufzug steht"),
    ],
)
def test_why_an_order_waits_is_said_in_words(
    shared: Any, new_phone: NewPhone, put_list: Any, *, reason: str, remark: str, words: str
) -> None:
    page = new_phone(shared.url).page
    put_list(orders={"o1": mark(shared, state="on_hold", reason=reason, remark=remark)})
    expect(page.get_by_role("article")).to_contain_text(words)


@pytest.mark.parametrize("language", ["English", "Italiano", "日本語"])
def test_cards_and_sheets_fit_a_small_phone(
    shared: Any, new_phone: NewPhone, put_list: Any, language: str
) -> None:
    offer = Offer("table", "table-oak", 2, "lamp-terracotta")
    put_list(
        orders={"o1": mark(shared, offers={"l2": offer}, reason="A very long reason told by somebody")},
        help=HelpMark("h1", "coming", now(), "x" * 120, "Massimiliano", 9),
    )
    page = new_phone(shared.url, SMALL).page
    page.locator("#more").click()
    page.get_by_role("button", name=language).click()
    page.locator("#more-close").click()
    expect(page.get_by_role("article")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]
    for control in page.locator(".service button:visible, .asks button:visible").all():
        area = control.bounding_box()
        assert area is not None
        assert min(area["width"], area["height"]) >= 44


def test_a_substitute_is_shown_with_what_it_replaces_and_answered(
    shared: Any, new_phone: NewPhone, put_list: Any
) -> None:
    page = new_phone(shared.url).page
    put_list(orders={"o1": mark(shared)})
    expect(page.get_by_role("article")).to_be_visible()
    offer = Offer("table", "table-oak", 1, "lamp-terracotta")
    put_list(orders={"o1": mark(shared, version=3, offers={"l2": offer})})
    shown = page.get_by_role("group", name="Instead of Cocco table lamp:")
    expect(shown).to_contain_text("Round side table")
    expect(shown).to_contain_text("Oak")
    expect(shown).to_contain_text("€159")
    expect(page.locator("#toast")).to_contain_text("Marco offers you something instead")
    with page.expect_response("**/ops") as answered:
        shown.get_by_role("button", name="Yes, please").click()
    assert answered.value.request.post_data_json["args"] == {
        "verb": "AgreeOffer",
        "order": "o1",
        "line": "l2",
        "agreed": True,
    }
    assert answered.value.json()["status"] == "applied"
    expect(page.locator("#toast")).to_contain_text("You said yes.")
    expect(shown.get_by_role("button", name="Yes, please")).to_have_count(0)


def test_a_request_is_cancelled_after_one_more_question(
    shared: Any, new_phone: NewPhone, put_list: Any
) -> None:
    put_list(orders={"o1": mark(shared)})
    page = new_phone(shared.url).page
    page.get_by_role("button", name="I don’t need it any more").click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="I don’t need it any more").click()
    with page.expect_response("**/ops") as answered:
        page.get_by_role("button", name="Yes, cancel it").click()
    assert answered.value.json()["status"] == "applied"


def test_the_list_is_brought_to_where_the_shopper_is_and_called_off(shared: Any, new_phone: NewPhone) -> None:
    here, there = new_phone(shared.url).page, new_phone(shared.url).page
    here.get_by_role("button", name="Have it brought to me").click()
    sheet = here.get_by_role("dialog", name="Have it brought to me")
    expect(sheet).to_contain_text("3 pieces, to where you are in Milano Brera.")
    sheet.get_by_role("button", name="Have it brought", exact=True).click()
    expect(sheet.get_by_role("alert")).to_contain_text("Please say where you are")
    expect(sheet.get_by_role("textbox", name="Where are you?")).to_be_focused()
    sheet.get_by_role("textbox", name="Where are you?").fill("by the lamps")
    sheet.get_by_role("textbox", name="Your first name").fill("Anna")
    with here.expect_response("**/ops") as answered:
        sheet.get_by_role("button", name="Have it brought", exact=True).click()
    assert answered.value.json()["status"] == "applied"
    for page in (here, there):
        card = page.get_by_role("article")
        expect(card.get_by_role("heading")).to_have_text("The store has your request: 3 pieces")
        expect(card).to_contain_text("to you, by the lamps")
        expect(page.get_by_role("button", name="Have it brought to me")).to_be_hidden()
    shared.do(AddLine("table", "table-oak", {"colour": "oak"}))
    there.get_by_role("button", name="Have the rest brought").click()
    expect(there.locator("#bring-what")).to_contain_text("1 piece,")
    there.get_by_role("button", name="Not now").click()
    here.get_by_role("button", name="I don’t need it any more").click()
    here.get_by_role("button", name="Yes, cancel it").click()
    expect(there.get_by_role("heading", name="Your request is cancelled")).to_be_visible()
    expect(here.get_by_role("button", name="Have it brought to me")).to_be_visible()


def test_what_the_view_has_before_the_answer_comes_is_not_shown_twice(
    shared: Any, new_phone: NewPhone
) -> None:
    page = new_phone(shared.url).page
    late: list[tuple[Route, APIResponse]] = []
    page.route("**/ops", lambda route: late.append((route, route.fetch())))
    page.get_by_role("button", name="Have it brought to me").click()
    sheet = page.get_by_role("dialog", name="Have it brought to me")
    sheet.get_by_role("textbox", name="Where are you?").fill("by the lamps")
    sheet.get_by_role("button", name="Have it brought", exact=True).click()
    # The stream brings the order under its own name, which the forecast does not know.
    expect(page.get_by_role("heading", name="The store has your request: 3 pieces")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(1)
    while not late:
        page.title()  # lets the route go on, which may still be fetching
    (route, answer) = late.pop()
    route.fulfill(response=answer)
    expect(page.get_by_role("article")).to_have_count(1)


def test_nothing_is_brought_where_no_store_is_known(shared: Any, new_phone: NewPhone, put_list: Any) -> None:
    put_list(store="")
    page = new_phone(shared.url).page
    expect(row(page, "Larch sofa")).to_be_visible()
    expect(page.get_by_role("button", name="Have it brought to me")).to_be_hidden()


def test_a_question_is_asked_about_a_line_and_its_answer_says_who(
    shared: Any, new_phone: NewPhone, put_list: Any
) -> None:
    here, there = new_phone(shared.url).page, new_phone(shared.url).page
    expect(row(there, "Larch sofa")).to_be_visible()
    here.get_by_role("button", name="Larch sofa", exact=True).click()
    here.get_by_role("button", name="Ask about this").click()
    expect(here.locator("#ask-about")).to_have_text("About Larch sofa")
    here.get_by_role("textbox", name="Ask the store").fill("Does <b>wool</b> pill?")
    here.get_by_role("button", name="Send question").click()
    for page in (here, there):
        expect(row(page, "Larch sofa").locator(".question")).to_contain_text("Does <b>wool</b> pill?")
        expect(row(page, "Larch sofa")).to_contain_text("Waiting for an answer")
    asked = Question("q1", "Does wool pill?", "phone:1", now(), sofa(shared))
    put_list(questions=[asked], actors={MARCO.id: MARCO})
    answer = {"answer": "No, brush it twice a year.", "answered_by": MARCO.id, "answered_at": now()}
    put_list(questions=[Question("q1", asked.text, asked.by, asked.at, asked.line, **answer)])
    expect(there.locator("#toast")).to_contain_text("Marco answered: No, brush it twice a year.")
    expect(row(here, "Larch sofa").locator(".answer")).to_contain_text("No, brush it twice a year.")
    expect(row(here, "Larch sofa")).to_contain_text("Marco, Milano Brera")
    here.get_by_role("button", name="Ask the store").click()
    expect(here.locator("#ask-sheet .answer")).to_contain_text("No, brush it twice a year.")


def test_somebody_is_called_and_told_off_again(shared: Any, new_phone: NewPhone, put_list: Any) -> None:
    page = new_phone(shared.url).page
    page.get_by_role("button", name="Call someone").click()
    page.get_by_role("textbox", name="Where are you?").fill("by the lamps")
    page.get_by_role("textbox", name="What is it about?").fill("A shade")
    with page.expect_response("**/ops") as answered:
        page.get_by_role("dialog").get_by_role("button", name="Call someone").click()
    assert answered.value.json()["status"] == "applied"
    expect(page.get_by_role("article")).to_contain_text(re.compile("calling somebody|with you soon"))
    put_list(help=HelpMark("h1", "coming", now(), "A shade", "Giulia", 9))
    expect(page.get_by_role("article").get_by_role("heading")).to_have_text("Giulia is on the way to you")
    expect(page.locator("#toast")).to_contain_text("Giulia is on the way to you")
    page.get_by_role("button", name="I don’t need anyone any more").click()
    page.get_by_role("button", name="Yes, nobody needs to come").click()
    expect(page.get_by_role("article")).to_have_count(0)
    expect(page.get_by_role("button", name="Call someone")).to_be_visible()


def test_what_was_bought_stands_on_its_receipt_with_the_code_for_a_return(
    shared: Any, new_phone: NewPhone, sold: Callable[..., str]
) -> None:
    page = new_phone(shared.url, timezone_id="America/Los_Angeles").page
    expect(row(page, "Larch sofa")).to_be_visible()
    expect(page.locator(".receipt")).to_have_count(0)
    code = sold(shared.scope.partition(":")[2])
    receipt = page.locator(".receipt")
    expect(receipt.locator("summary")).to_contain_text("Receipt 0017")
    expect(receipt.locator("summary")).to_contain_text("€1,349")
    receipt.locator("summary").click()
    expect(receipt).to_contain_text("Round side table, 1 brought back")
    expect(receipt).to_contain_text("Can be brought back until 12 December")
    assert receipt.locator(".code strong").inner_text().replace(" ", "") == code


def test_how_much_a_thing_is_wanted_is_said_on_the_phone_and_seen_on_another(
    shared: Any, new_phone: NewPhone
) -> None:
    here, there = new_phone(shared.url).page, new_phone(shared.url).page
    here.get_by_role("button", name="Larch sofa", exact=True).click()
    must = row(here, "Larch sofa").get_by_role("button", name="Must have")
    expect(must).to_have_attribute("aria-pressed", "false")
    must.click()
    expect(row(there, "Larch sofa").locator(".wish")).to_have_text("Must have")
    expect(must).to_have_attribute("aria-pressed", "true")
    must.click()
    expect(row(there, "Larch sofa").locator(".wish")).to_be_hidden()
    here.locator("#undo").click()
    expect(row(there, "Larch sofa").locator(".wish")).to_have_text("Must have")


def test_a_question_is_taken_back_on_the_phone_until_it_is_answered(shared: Any, new_phone: NewPhone) -> None:
    here, there = new_phone(shared.url).page, new_phone(shared.url).page
    here.get_by_role("button", name="Ask the store").click()
    here.locator("#ask-text").fill("In walnut?")
    here.get_by_role("button", name="Send question").click()
    there.get_by_role("button", name="Ask the store").click()
    expect(there.locator("#thread")).to_contain_text("In walnut?")
    here.get_by_role("button", name="Ask the store").click()
    here.locator("#thread").get_by_role("button", name="Take it back: In walnut?").click()
    here.locator("#ask-close").click()
    expect(there.locator("#thread li")).to_have_count(0)
    here.locator("#undo").click()
    expect(there.locator("#thread")).to_contain_text("In walnut?")
