"""People with phones: real Chromium on a real hub, beside a tablet that speaks the protocol."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from sync.protocol.ids import line_id
from sync.protocol.list_verbs import AddLine, AdjustLine, MoveLine
from sync.protocol.lists import Question

SMALL = {"width": 320, "height": 568}
DESK = {"width": 1280, "height": 800}
BUDGET = 66_000
"""Bytes of the whole page on the wire, without photos: 36,000 of them are three fonts."""

NAMED = r"""- '?(button|textbox) "[^"]"""
"""How Chromium's accessibility tree shows a control with a name."""

NewPhone = Callable[..., Any]


def wait_for(page: Page, condition: str) -> None:
    """Wait until an expression is true.

    Playwright's own waiting evaluates in the page once the first look failed; the page's policy forbids it.
    """
    page.evaluate(
        f"""() => new Promise((done, fail) => {{
            setTimeout(() => fail(new Error("never true")), 15000);
            const look = () => ({condition}) ? done() : requestAnimationFrame(look);
            look();
        }})"""
    )


def row(page: Page, name: str) -> Locator:
    return page.locator(".line", has=page.get_by_role("button", name=name, exact=True))


def quantity(page: Page, name: str) -> Locator:
    return row(page, name).locator("output")


def call_yourself(page: Page, name: str) -> None:
    page.get_by_role("button", name="Your name").click()
    page.get_by_role("textbox", name="Your name").fill(name)
    page.get_by_role("button", name="Save name").click()


def sofa(shared: Any) -> str:
    return line_id(shared.scope.partition(":")[2], "sofa-moss", {"colour": "moss"})


def test_the_list_says_what_how_much_and_who(shared: Any, new_phone: NewPhone) -> None:
    page = new_phone(shared.url).page
    sofa = row(page, "Larch sofa")
    expect(sofa.locator(".options")).to_have_text("Moss")
    expect(sofa.locator(".dimensions")).to_have_text("212 × 92 × 83 cm")
    expect(sofa.locator(".price strong")).to_have_text("€1,290")
    expect(sofa.locator(".price s")).to_have_text("€1,490")
    expect(sofa.locator(".stock")).to_have_text(re.compile(r"^\s*4 in Milano Brera ·\s\d\d:\d\d\s*$"))
    expect(sofa.locator(".by")).to_contain_text("Added at Kiosk 2")
    expect(row(page, "Cocco table lamp").locator(".stock")).to_contain_text(
        "Only 1 in Milano Brera, you want 2"
    )
    expect(page.locator("#total")).to_have_text("€1,528")
    loaded = sofa.locator(".photo img").evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert loaded == 240


def test_two_phones_and_the_tablet_see_each_others_changes(shared: Any, new_phone: NewPhone) -> None:
    anna, ben = new_phone(shared.url).page, new_phone(shared.url).page
    expect(quantity(anna, "Larch sofa")).to_have_text("1")
    call_yourself(anna, "Anna")
    anna.get_by_role("button", name="One more: Larch sofa").click()
    expect(quantity(ben, "Larch sofa")).to_have_text("2")
    expect(ben.locator("#toast")).to_contain_text("Anna added Larch sofa: +1")
    expect(ben.locator("#status")).to_have_text("Anna added Larch sofa: +1")
    expect(row(ben, "Larch sofa")).to_have_class(re.compile("changed"))
    ben.get_by_role("button", name="One less: Cocco table lamp").click()
    expect(anna.locator("#toast")).to_contain_text("Phone 2 took away Cocco table lamp: −1")
    shared.do(AddLine("table", "table-oak", {"colour": "oak"}))
    for page in (anna, ben):
        expect(page.locator("#toast")).to_contain_text("Kiosk 2 added Round side table: +1")
        expect(row(page, "Round side table")).to_be_visible()
        expect(page.locator("#total")).to_have_text("€2,858")


def test_a_name_from_right_to_left_turns_nothing_but_itself(shared: Any, new_phone: NewPhone) -> None:
    sara, ben = new_phone(shared.url).page, new_phone(shared.url).page
    expect(quantity(sara, "Larch sofa")).to_have_text("1")
    call_yourself(sara, "שרה 12")
    sara.get_by_role("button", name="One more: Larch sofa").click()
    expect(ben.locator("#toast")).to_contain_text("\u2068שרה 12\u2069 added Larch sofa: +1")
    # The sentence goes on from left to right: what was done stands to the right of who did it.
    sides = ben.locator("#toast").evaluate(
        """toast => {
            const walk = document.createTreeWalker(toast, NodeFilter.SHOW_TEXT);
            while (walk.nextNode() && !walk.currentNode.data.includes('added'));
            const text = walk.currentNode.data;
            const left = (word) => {
                const range = document.createRange();
                range.setStart(walk.currentNode, text.indexOf(word));
                range.setEnd(walk.currentNode, text.indexOf(word) + word.length);
                return range.getBoundingClientRect().left;
            };
            return ['שרה', 'added', 'Larch'].map(left);
        }"""
    )
    assert sides == sorted(sides)


def test_a_line_is_removed_without_a_question_and_comes_back(shared: Any, new_phone: NewPhone) -> None:
    here, there = new_phone(shared.url).page, new_phone(shared.url).page
    here.get_by_role("button", name="Remove Larch sofa").click()
    expect(row(here, "Larch sofa")).to_have_count(0)
    expect(there.locator("#toast")).to_contain_text("Phone 1 removed Larch sofa")
    here.locator("#toast").get_by_role("button", name="Undo").click()
    expect(row(there, "Larch sofa")).to_be_visible()
    expect(quantity(here, "Larch sofa")).to_have_text("1")


def test_what_somebody_else_removed_can_be_brought_back(shared: Any, new_phone: NewPhone) -> None:
    page = new_phone(shared.url).page
    expect(row(page, "Larch sofa")).to_be_visible()
    shared.do(AdjustLine(sofa(shared), -1))
    expect(page.locator("#toast")).to_contain_text("Kiosk 2 removed Larch sofa")
    page.locator("#toast").get_by_role("button", name="Undo").click()
    expect(quantity(page, "Larch sofa")).to_have_text("1")


def test_undo_goes_back_step_by_step(shared: Any, new_phone: NewPhone) -> None:
    page = new_phone(shared.url).page
    undo = page.locator("#undo")
    expect(undo).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="One more: Larch sofa").dblclick()
    expect(quantity(page, "Larch sofa")).to_have_text("3")
    undo.click()
    expect(quantity(page, "Larch sofa")).to_have_text("2")
    undo.click()
    expect(quantity(page, "Larch sofa")).to_have_text("1")
    expect(undo).to_have_attribute("aria-disabled", "true")


def names(page: Page) -> Locator:
    return page.locator(".line .open")


def test_lines_are_put_in_order_by_hand_and_by_key_and_back(shared: Any, new_phone: NewPhone) -> None:
    shared.do(AddLine("table", "table-oak", {"colour": "oak"}))
    here, there = new_phone(shared.url).page, new_phone(shared.url).page
    expect(names(there)).to_have_text(["Larch sofa", "Cocco table lamp", "Round side table"])
    expect(here.get_by_role("button", name="Move Larch sofa down")).to_be_hidden()
    here.get_by_role("button", name="Arrange").click()
    expect(here.get_by_role("button", name="One more: Larch sofa")).to_be_hidden()
    expect(here.get_by_role("button", name="Move Larch sofa up")).to_have_attribute("aria-disabled", "true")
    here.get_by_role("button", name="Move Round side table up").click()
    for page in (here, there):
        expect(names(page)).to_have_text(["Larch sofa", "Round side table", "Cocco table lamp"])
    expect(there.locator("#toast")).to_contain_text("Phone 1 moved Round side table")
    expect(here.locator("#status")).to_have_text("Round side table is number 2 now")
    down = here.get_by_role("button", name="Move Larch sofa down")
    down.focus()
    here.keyboard.press("Enter")
    expect(names(there)).to_have_text(["Round side table", "Larch sofa", "Cocco table lamp"])
    expect(down).to_be_focused()
    here.keyboard.press("Enter")
    expect(names(there)).to_have_text(["Round side table", "Cocco table lamp", "Larch sofa"])
    here.keyboard.press("Enter")
    here.locator("#undo").click()
    expect(names(there)).to_have_text(["Round side table", "Larch sofa", "Cocco table lamp"])
    here.get_by_role("button", name="Done", exact=True).click()
    expect(here.get_by_role("button", name="One more: Larch sofa")).to_be_visible()


def test_what_somebody_else_moved_is_seen_and_can_be_moved_back(shared: Any, new_phone: NewPhone) -> None:
    page = new_phone(shared.url).page
    expect(names(page)).to_have_text(["Larch sofa", "Cocco table lamp"])
    shared.do(MoveLine(sofa(shared)))
    expect(names(page)).to_have_text(["Cocco table lamp", "Larch sofa"])
    expect(page.locator("#toast")).to_contain_text("Kiosk 2 moved Larch sofa")
    page.locator("#toast").get_by_role("button", name="Undo").click()
    expect(names(page)).to_have_text(["Larch sofa", "Cocco table lamp"])


def test_a_note_is_written_in_the_opened_line(shared: Any, new_phone: NewPhone) -> None:
    here, there = new_phone(shared.url).page, new_phone(shared.url).page
    here.get_by_role("button", name="Larch sofa", exact=True).click()
    expect(row(here, "Larch sofa").locator(".detail")).to_contain_text("Made to be sat in for years.")
    here.get_by_role("textbox", name="Note").fill("For the bay window")
    here.get_by_role("button", name="Save note").click()
    expect(row(there, "Larch sofa").locator(".noted")).to_have_text("For the bay window")
    here.locator("#undo").click()
    expect(row(there, "Larch sofa").locator(".noted")).to_be_hidden()


def test_a_half_written_note_survives_news(shared: Any, new_phone: NewPhone) -> None:
    page = new_phone(shared.url).page
    page.get_by_role("button", name="Larch sofa", exact=True).click()
    page.get_by_role("textbox", name="Note").fill("For the bay")
    shared.do(AdjustLine(sofa(shared), 1))
    expect(quantity(page, "Larch sofa")).to_have_text("2")
    expect(page.get_by_role("textbox", name="Note")).to_have_value("For the bay")


def test_the_title_is_changed_in_place(shared: Any, new_phone: NewPhone) -> None:
    here, there = new_phone(shared.url).page, new_phone(shared.url).page
    here.get_by_role("button", name="Living room").click()
    here.get_by_role("textbox", name="Title of the list").fill("Summer house")
    here.keyboard.press("Enter")
    expect(there.get_by_role("heading", level=1)).to_have_text("Summer house")
    expect(there).to_have_title("Summer house")


def test_closing_the_link_takes_two_steps_and_closes_it_for_all(shared: Any, new_phone: NewPhone) -> None:
    here, there = new_phone(shared.url).page, new_phone(shared.url).page
    expect(row(there, "Larch sofa")).to_be_visible()
    here.get_by_role("button", name="More", exact=True).click()
    here.get_by_role("button", name="Close this link").click()
    here.get_by_role("button", name="Keep it open").click()
    here.get_by_role("button", name="Close this link").click()
    here.get_by_role("button", name="Close the link").click()
    for page in (here, there):
        expect(page.get_by_role("heading", name="This link is closed")).to_be_visible()
        expect(page.locator(".line:visible")).to_have_count(0)
    answer = there.reload()
    assert answer is not None
    assert answer.status == 404
    expect(there.get_by_role("heading", name="This link is closed")).to_be_visible()


def test_work_without_network_is_kept_and_arrives_once(shared: Any, new_phone: NewPhone) -> None:
    phone, other = new_phone(shared.url), new_phone(shared.url).page
    expect(row(phone.page, "Larch sofa")).to_be_visible()
    with phone.without_network():
        phone.page.get_by_role("button", name="One more: Larch sofa").click(click_count=3)
        expect(quantity(phone.page, "Larch sofa")).to_have_text("4")
        note = phone.page.locator("#offline")
        expect(note).to_have_text(
            re.compile(r"No connection. Last news \d\d:\d\d. Your changes are kept and sent later.")
        )
        expect(quantity(other, "Larch sofa")).to_have_text("1")
    expect(quantity(other, "Larch sofa")).to_have_text("4")
    expect(note).to_be_hidden()


def test_a_lost_answer_is_asked_for_again_and_done_once(shared: Any, new_phone: NewPhone) -> None:
    phone = new_phone(shared.url)
    page: Page = phone.page
    lost: list[str] = []

    def lose(route: Route) -> None:
        route.fetch()
        lost.append(route.request.post_data or "")
        route.abort("connectionreset")

    page.route("**/ops", lose, times=1)
    expect(row(page, "Larch sofa")).to_be_visible()
    with page.expect_response("**/ops") as answered:
        page.get_by_role("button", name="One more: Larch sofa").click()
    assert answered.value.request.post_data == lost[0]
    assert answered.value.json()["status"] == "applied"
    expect(page.locator("#offline")).to_be_hidden()
    expect(quantity(page, "Larch sofa")).to_have_text("2")


def test_unsent_work_survives_a_reload(shared: Any, new_phone: NewPhone) -> None:
    page: Page = new_phone(shared.url).page
    page.route("**/ops", lambda route: route.abort("connectionfailed"))
    page.get_by_role("button", name="One more: Larch sofa").click()
    expect(quantity(page, "Larch sofa")).to_have_text("2")
    page.unroute("**/ops")
    with page.expect_response("**/ops"):
        page.reload()
    expect(quantity(page, "Larch sofa")).to_have_text("2")
    wait_for(page, "!Object.keys(localStorage).some(key => key.includes('pending'))")


def test_what_people_write_is_text_and_nothing_else(shared: Any, new_phone: NewPhone) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    here, there = new_phone(shared.url).page, new_phone(shared.url).page
    call_yourself(here, "<b onclick=alert(3)>Eve</b>")
    here.get_by_role("button", name="Living room").click()
    here.get_by_role("textbox", name="Title of the list").fill(attack)
    here.keyboard.press("Enter")
    expect(there.get_by_role("heading", level=1)).to_have_text(attack)
    expect(there.locator("#toast")).to_contain_text("<b onclick=alert(3)>Eve</b>")
    here.get_by_role("button", name="Larch sofa", exact=True).click()
    here.get_by_role("textbox", name="Note").fill(attack)
    here.get_by_role("button", name="Save note").click()
    expect(row(there, "Larch sofa").locator(".noted")).to_have_text(attack)
    there.get_by_role("button", name="More", exact=True).click()
    expect(there.locator("#history")).to_contain_text(
        "<b onclick=alert(3)>Eve</b> wrote a note on Larch sofa"
    )
    assert there.locator("script:not([src]), main img[src='x'], b").count() == 0


def test_a_new_count_is_shown_and_tinted(
    shared: Any, new_phone: NewPhone, count_stock: Callable[[str, int], None]
) -> None:
    page = new_phone(shared.url).page
    expect(row(page, "Larch sofa").locator(".stock")).to_contain_text("4 in Milano Brera")
    count_stock("sofa-moss", 3)
    expect(row(page, "Larch sofa").locator(".stock")).to_contain_text("3 in Milano Brera")
    expect(row(page, "Larch sofa")).to_have_class(re.compile("changed"))
    count_stock("sofa-moss", 4)
    expect(row(page, "Larch sofa").locator(".stock")).to_contain_text("4 in Milano Brera")


def test_the_language_is_the_lists_until_it_is_changed_here(shared: Any, new_phone: NewPhone) -> None:
    page = new_phone(shared.url, locale="it-IT").page
    expect(row(page, "Larch sofa")).to_be_visible()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="日本語").click()
    expect(page.get_by_role("button", name="リストを共有", include_hidden=True)).to_have_count(1)
    page.reload()
    expect(row(page, "ラーチ ソファ").locator(".options")).to_have_text("モス")
    assert page.evaluate("document.documentElement.lang") == "ja"


def test_nothing_is_called_outside_the_link_and_the_page_is_light(shared: Any, new_phone: NewPhone) -> None:
    page: Page = new_phone("about:blank").page
    called: list[str] = []
    page.on("request", lambda request: called.append(request.url))
    page.goto(shared.url)
    expect(row(page, "Larch sofa")).to_be_visible()
    page.get_by_role("button", name="Larch sofa", exact=True).click()
    wait_for(page, "document.querySelector('.large').complete")
    assert [url for url in called if url != shared.url and not url.startswith(f"{shared.url}/")] == []
    sizes = page.evaluate(
        """Object.fromEntries(performance.getEntries().filter(({encodedBodySize}) => encodedBodySize)
           .map(({name, encodedBodySize}) => [name, encodedBodySize]))"""
    )
    weight = sum(size for name, size in sizes.items() if "/media/" not in name)
    assert 20_000 < weight <= BUDGET, sizes


def test_everything_has_a_name_and_room_for_a_thumb(shared: Any, new_phone: NewPhone) -> None:
    for size in (SMALL, DESK):
        page: Page = new_phone(shared.url, size).page
        page.get_by_role("button", name="Larch sofa", exact=True).click()
        expect(page.get_by_role("main")).to_have_count(1)
        expect(page.get_by_role("navigation", name="What you can do")).to_have_count(1)
        expect(page.get_by_role("list", name="Products on the list")).to_have_count(1)
        controls = page.locator("button:visible, input:visible, textarea:visible").all()
        assert len(controls) > 10
        for control in controls:
            # The name of a product opens its line by a touch anywhere on it.
            is_name = control.get_attribute("class") == "open"
            touched = control.locator("xpath=ancestor::li") if is_name else control
            area = touched.bounding_box()
            assert area is not None
            assert min(area["width"], area["height"]) >= 44, control.inner_text()
            snapshot = control.aria_snapshot()
            assert re.match(NAMED, snapshot), snapshot


def test_a_small_screen_never_scrolls_sideways(shared: Any, new_phone: NewPhone) -> None:
    page = new_phone(shared.url, SMALL).page
    for language in ("English", "Italiano", "日本語"):
        page.locator("#more").click()
        page.get_by_role("button", name=language).click()
        page.locator("#more-close").click()
        expect(page.locator(".line")).to_have_count(2)
        assert page.evaluate("document.documentElement.scrollWidth") == SMALL["width"]


def test_the_keyboard_reaches_and_does_everything(shared: Any, new_phone: NewPhone) -> None:
    page = new_phone(shared.url, DESK).page
    expect(row(page, "Larch sofa")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Go to the products")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Larch sofa", exact=True)).to_be_focused()
    page.get_by_role("button", name="Remove Larch sofa").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Cocco table lamp", exact=True)).to_be_focused()
    page.locator("#more").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#more")).to_be_focused()


def test_paper_shows_the_list_and_nothing_to_press(shared: Any, new_phone: NewPhone) -> None:
    page = new_phone(shared.url, DESK).page
    sofa = row(page, "Larch sofa")
    expect(sofa).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="One more: Larch sofa")).to_be_hidden()
    expect(page.locator(".bar")).to_be_hidden()
    for part in (".photo img", ".options", ".dimensions", ".stock", ".price strong"):
        expect(sofa.locator(part)).to_be_visible()
    expect(page.locator("#printed")).to_contain_text("Printed")
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_time_that_is_none_is_left_out(shared: Any, new_phone: NewPhone, put_list: Any) -> None:
    put_list(questions=[Question("q1", "Does wool pill?", "", "2026-99-99T10:00:00Z", sofa(shared))])
    page = new_phone(shared.url).page
    expect(row(page, "Larch sofa").locator(".question")).to_contain_text("Does wool pill?")
    assert "Invalid" not in page.locator("#shell main").inner_text()


@pytest.mark.parametrize("call", ["ops", "list*"])
def test_a_strangers_404_closes_nothing(shared: Any, new_phone: NewPhone, call: str) -> None:
    page, other = new_phone(shared.url).page, new_phone(shared.url).page
    expect(row(page, "Larch sofa")).to_be_visible()
    page.route(f"**/{call}", lambda route: route.fulfill(status=404, body="<h1>Sign in</h1>"), times=1)
    page.get_by_role("button", name="One more: Larch sofa").click()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(quantity(other, "Larch sofa")).to_have_text("2")
    expect(quantity(page, "Larch sofa")).to_have_text("2")
    expect(page.locator("#offline")).to_be_hidden()


def test_two_tabs_keep_each_others_unsent_work(shared: Any, new_phone: NewPhone) -> None:
    phone = new_phone(shared.url)
    first, second = phone.page, phone.context.new_page()
    second.goto(shared.url)
    phone.context.route("**/ops", lambda route: route.abort("connectionfailed"))
    for page, name in ((first, "Larch sofa"), (second, "Cocco table lamp")):
        page.get_by_role("button", name=f"One more: {name}").click()
    expect(quantity(first, "Larch sofa")).to_have_text("2")
    expect(quantity(second, "Cocco table lamp")).to_have_text("3")
    second.close()
    phone.context.unroute("**/ops")
    first.reload()
    expect(quantity(first, "Larch sofa")).to_have_text("2")
    expect(quantity(first, "Cocco table lamp")).to_have_text("3")
