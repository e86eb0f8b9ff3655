"""axe-core looks at every page; nobody needs a script or a mouse, and nothing is cut, in any language."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kiosk.tour.phone import FONTS, QUIET
from sync.hub.admin import seats
from sync.hub.staff import roster
from sync.hub.staff.roster import NewAssociate, stamp
from sync.protocol.staff import Role as StaffRole
from tests.sync.hub.admin.conftest import Beside, Person, Visitor
from tests.sync.hub.conftest import RunningHub, Shop, Tablet, start_hub

CHROMIUM = shutil.which("chromium")
SIZES = ((390, 844), (1280, 800), (1920, 1080))
LEAST_TARGET = 44
"""CSS pixels: WCAG 2.2's enhanced target size (2.5.5)."""

UNFOLD = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
TARGETS = "button, a:not(.skip), input:not([type=hidden]), select, summary"
SMALL = """([targets, least]) => [...document.querySelectorAll(targets)]
  .filter((one) => one.getBoundingClientRect().height < least).map((one) => one.outerHTML)"""

BROKEN = """() => [...document.querySelectorAll('code.whole')]
  .filter((one) => one.getClientRects().length > 1).map((one) => one.textContent)"""
"""Commands within which a line ends."""

PLACES = ("stores", "devices", "health", "releases", "wipes", "staff", "persons", "people", "log", "me")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """How a page looks does not depend on the store: one will do."""
    running = start_hub(tmp_path_factory.mktemp("hub") / "data")
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def browser(shop: Shop) -> Iterator[Browser]:
    # The shop is there before Playwright's loop occupies this thread.
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(QUIET), env={**os.environ, "FONTCONFIG_FILE": str(FONTS)}
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_pages(
    browser: Browser, hub: RunningHub, signed_in: Callable[..., tuple[Person, Visitor]]
) -> Iterator[Callable[..., tuple[Page, Person]]]:
    """Return a function that opens a window in which an owner is signed in."""
    contexts: list[Any] = []

    def show(language: str = "en", **options: Any) -> tuple[Page, Person]:
        person, visitor = signed_in()
        context = browser.new_context(locale=language, **options)
        contexts.append(context)
        cookie = {"name": seats.COOKIE, "value": visitor.http.cookies[seats.COOKIE], "url": hub.url}
        context.add_cookies([cookie])
        return context.new_page(), person

    yield show
    for context in contexts:
        context.close()


@pytest.fixture
def somebody(beside: Beside, shop: Shop) -> str:
    new = NewAssociate("milano", f"Giulia {datetime.now(UTC):%f}", StaffRole.ASSOCIATE, ["it"])
    pin, now = roster.draw_pin(), stamp(datetime.now(UTC))
    record = beside(lambda storage: roster.add(storage, new, pin, now))
    return str(record.id)


def every(tablet: Tablet, associate: str, person: Person) -> list[str]:
    """Every page there is, with something on it."""
    ones = (f"devices/{tablet.device}", f"staff/{associate}", f"people/{person.made.admin.id}")
    return [*PLACES, *ones, "persons/nobody"]


def test_axe_finds_nothing(
    open_pages: Callable[..., tuple[Page, Person]], hub: RunningHub, tablet: Tablet, somebody: str
) -> None:
    # axe itself is a script, which these pages let in none of.
    page, person = open_pages(bypass_csp=True)
    for path in every(tablet, somebody, person):
        page.goto(f"{hub.url}/admin/{path}")
        page.evaluate(UNFOLD)
        assert faults(page) == [], path


def test_axe_finds_nothing_at_the_door(browser: Browser, hub: RunningHub) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{hub.url}/admin")
    assert faults(page) == []
    for label in ("Name", "Password", "Code"):
        page.get_by_label(label, exact=label != "Code").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("alert").is_visible()
    assert faults(page) == []
    context.close()


def test_axe_finds_nothing_where_something_is_shown_once(
    open_pages: Callable[..., tuple[Page, Person]], hub: RunningHub, shop: Shop
) -> None:
    page, person = open_pages(bypass_csp=True)
    page.goto(f"{hub.url}/admin/devices")
    page.get_by_role("button", name="Make a code").click()
    page.get_by_role("heading", name="The code").wait_for()
    assert faults(page) == []
    page.goto(f"{hub.url}/admin/staff")
    page.get_by_label("First name").fill(f"Ivo {person.name}")
    page.get_by_role("button", name="Take on").click()
    page.get_by_role("heading", name="PIN of Ivo").wait_for()
    assert faults(page) == []
    page.goto(f"{hub.url}/admin/people")
    page.get_by_label("Name").fill(f"Bo {person.name}")
    page.get_by_label("Code").fill(person.app.code())
    page.get_by_role("button", name="Let in").click()
    page.get_by_role("heading", name="For Bo").wait_for()
    assert faults(page) == []
    page.goto(f"{hub.url}/admin/persons")
    page.get_by_label("E-mail").fill("nobody@example.com")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("alert").wait_for()
    assert faults(page) == []


def faults(page: Page) -> list[tuple[str, list[str]]]:
    found = list[tuple[str, list[str]]]()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(f"() => {{ {AXE_SCRIPT} }}")
        seen = page.evaluate("() => axe.run()")
        assert len(seen["passes"]) > 10
        found += [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in seen["violations"]]
    return found


@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_everything_fits_and_can_be_touched(
    language: str,
    open_pages: Callable[..., tuple[Page, Person]],
    hub: RunningHub,
    tablet: Tablet,
    somebody: str,
) -> None:
    page, person = open_pages(language)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for path in every(tablet, somebody, person):
            page.goto(f"{hub.url}/admin/{path}")
            assert page.locator("html").get_attribute("lang") == language
            page.evaluate(UNFOLD)
            wide = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
            assert wide[0] <= wide[1], (path, width)
            assert page.evaluate(SMALL, [TARGETS, LEAST_TARGET]) == [], (path, width)
            assert page.evaluate(BROKEN) == [], (path, width)


@pytest.mark.parametrize("language", ["en", "it", "ja"])
def test_no_line_ends_within_a_command(
    language: str, open_pages: Callable[..., tuple[Page, Person]], hub: RunningHub, shop: Shop, tablet: Tablet
) -> None:
    clock = round(datetime.now(UTC).timestamp() * 1000)
    said = {"clock": clock, "version": "0.1.0", "quarantine": 2, "findings": ["enrolment.unconfirmed"]}
    tablet.http.post("/v1/devices/heartbeat", json=said).raise_for_status()
    page, _ = open_pages(language)
    commands = set()
    for path in ("health", "releases", f"devices/{tablet.device}"):
        page.goto(f"{hub.url}/admin/{path}")
        commands |= set(page.locator("code.whole").all_inner_texts())
        for width in (320, 390, 480, 640, 800, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(BROKEN) == [], (path, width)
    assert commands == {"vetrina outbox", "vetrina-hub release", "vetrina-hub devices"}


def test_it_goes_by_keys_and_without_scripts(
    browser: Browser, hub: RunningHub, shop: Shop, tablet: Tablet, new_person: Callable[..., Person]
) -> None:
    person = new_person()
    context = browser.new_context(java_script_enabled=False, locale="it-IT")
    page = context.new_page()
    page.goto(f"{hub.url}/admin")
    expect(page.get_by_label("Nome")).to_be_focused()
    page.keyboard.type(person.name)
    for typed in (person.password, person.made.proofs.codes[0]):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Negozi").wait_for()
    page.get_by_role("link", name="Tablet", exact=True).press("Enter")
    page.get_by_role("link", name="Kiosk").last.press("Enter")
    page.goto(f"{hub.url}/admin/devices/{tablet.device}")
    page.get_by_text("Ritira", exact=True).press("Enter")
    page.get_by_role("button", name="Ritira questo tablet").press("Enter")
    page.get_by_role("status").wait_for()
    assert page.get_by_role("status").inner_text() == "Il tablet è fuori servizio."
    page.get_by_role("button", name="Esci").press("Enter")
    page.get_by_role("heading", name="Accedi").wait_for()
    context.close()
