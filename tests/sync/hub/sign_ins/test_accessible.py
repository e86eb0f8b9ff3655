"""axe-core looks at every page for signing in; nobody needs a script, or sees a word cut."""

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kiosk.tour.phone import FONTS, QUIET
from tests.sign_in_states import STATES, put
from tests.sync.hub.conftest import RunningHub
from tests.sync.hub.sign_ins.conftest import Post, Shopper, an_address

CHROMIUM = shutil.which("chromium")
SIZES = ((360, 740), (390, 844))
LEAST_TARGET = 44
"""CSS pixels: LOOKS.md, and WCAG 2.2's enhanced target size (2.5.5)."""

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(QUIET), env={**os.environ, "FONTCONFIG_FILE": str(FONTS)}
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_state(browser: Browser, hub: RunningHub) -> Iterator[Open]:
    """Return a function that opens a state on a phone, without scripts where it is asked to."""
    contexts: list[Any] = []

    def show(name: str, language: str = "en", **options: Any) -> Page:
        with ThreadPoolExecutor(1) as pool:
            there = pool.submit(asyncio.run, put(hub.data, STATES[name], language)).result()
        context = browser.new_context(
            viewport={"width": SIZES[0][0], "height": SIZES[0][1]}, locale=language, **options
        )
        contexts.append(context)
        context.add_cookies(
            [
                {"name": key, "value": value, "url": f"{hub.url}/s/", "sameSite": "Lax"}
                for key, value in there.cookies.items()
            ]
        )
        page: Page = context.new_page()
        page.goto(f"{hub.url}{there.path}")
        return page

    yield show
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing(name: str, open_state: Open) -> None:
    # axe itself is a script, which these pages let in none of.
    page = open_state(name, bypass_csp=True)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(f"() => {{ {AXE_SCRIPT} }}")
        found = page.evaluate("() => axe.run()")
        assert len(found["passes"]) > 10
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]] == []


@pytest.mark.parametrize("language", ["en", "it", "ja"])
@pytest.mark.parametrize("name", STATES)
def test_everything_fits_and_can_be_touched(name: str, language: str, open_state: Open) -> None:
    page = open_state(name, language)
    assert page.locator("html").get_attribute("lang") == language
    wide = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]
    for target in page.locator("button, a, input:not([type=checkbox]), label.check").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= LEAST_TARGET, target.inner_text()


def test_it_goes_without_scripts_from_begin_to_end(
    open_state: Open, browser: Browser, shopper: Shopper, post: Post
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="it-IT")
    page, begun, address = context.new_page(), shopper.begin(language="it"), an_address()
    page.goto(begun["url"])
    page.get_by_role("button", name=begun["number"]).press("Enter")
    page.get_by_label("Il tuo indirizzo e-mail").fill(address)
    page.get_by_label("Il tuo indirizzo e-mail").press("Enter")
    page.get_by_label("Codice ricevuto per e-mail").fill(post.code(address))
    page.get_by_label("Nome, se vuoi").fill("Anna")
    page.get_by_label("Nome, se vuoi").press("Enter")
    expect(page.get_by_role("heading", name="Ci siamo quasi")).to_be_visible()
    assert shopper.accept().json()["hello"] == "A***"
    page.reload()
    expect(page.get_by_role("heading", name="Hai effettuato l’accesso")).to_be_visible()
    context.close()
