"""Signing in with an account at a real OpenID provider, in a real browser."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kiosk.tour.phone import FONTS, QUIET
from tests.oidc import running
from tests.sync.hub.conftest import RunningHub, start_hub
from tests.sync.hub.sign_ins.conftest import Shopper, code_of

CLIENT, SECRET = "vetrina", "a secret: with signs & spaces"
CHROMIUM = shutil.which("chromium")
PATIENCE_MS = 15_000
OVER = "This code is used or over"

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory, address: str) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("provider")
    try:
        with running.provider(CLIENT, SECRET, f"{address}/s/-/back", folder / "log") as there:
            yield there
    except running.MissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def address() -> str:
    """Where the hub will be: the provider has to know before."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture(scope="module")
def hub(issuer: str, address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    folder = tmp_path_factory.mktemp("hub")
    secret = folder / "secret"
    secret.write_text(f"{SECRET}\n")
    running_hub = start_hub(
        folder / "data",
        *("--port", address.rpartition(":")[2], "--public-url", address),
        *("--accounts", issuer, "--accounts-client", CLIENT, "--accounts-secret-file", str(secret)),
        *("--accounts-name", "Olmaia account"),
    )
    yield running_hub
    assert running_hub.stop() == 0


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
def new_page(browser: Browser) -> Iterator[Callable[[], Page]]:
    contexts: list[Any] = []

    def new() -> Page:
        contexts.append(browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB"))
        page: Page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE_MS)
        return page

    yield new
    for context in contexts:
        context.close()


def matched(shopper: Shopper, page: Page) -> None:
    begun = shopper.begin(language="en")
    page.goto(begun["url"])
    page.get_by_role("button", name=begun["number"]).click()
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()


def log_in(page: Page, who: str) -> None:
    """Go to the provider, log in there, and agree."""
    page.get_by_role("link", name="Go on with Olmaia account").click()
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill("any")
    page.locator("button[type=submit]").click()
    page.locator("button[type=submit]").click()


def sign_in(shopper: Shopper, page: Page, who: str) -> dict[str, Any]:
    matched(shopper, page)
    log_in(page, who)
    expect(page.get_by_role("heading", name="Nearly there")).to_be_visible()
    answer: dict[str, Any] = shopper.accept().raise_for_status().json()
    return answer


def test_an_account_at_the_provider_signs_in(shopper: Shopper, new_page: Callable[[], Page]) -> None:
    page = new_page()
    matched(shopper, page)
    log_in(page, "bianca")
    expect(page.get_by_role("heading", name="Nearly there")).to_be_visible()
    state = shopper.ask().json()
    assert (state["state"], state["hello"]) == ("confirmed", "B***")
    assert shopper.accept().json()["first_name"] == "Bianca"
    page.reload()
    expect(page.get_by_role("heading", name="You are signed in")).to_be_visible()


def test_the_same_account_is_the_same_customer_and_another_is_another(
    new_shopper: Callable[[], Shopper], new_page: Callable[[], Page]
) -> None:
    found = [sign_in(new_shopper(), new_page(), who)["customer"] for who in ("carla", "carla", "dora")]
    assert found[0] == found[1] != found[2]


def test_a_verified_address_leads_to_who_is_known_by_it_and_another_does_not(
    new_shopper: Callable[[], Shopper], new_page: Callable[[], Page], new_customer: Callable[..., str]
) -> None:
    known = new_customer("elena@example.com", "Elena")
    hijacked = new_customer("unverified-elena@example.com", "Elena")
    assert sign_in(new_shopper(), new_page(), "elena")["customer"] == known
    assert sign_in(new_shopper(), new_page(), "unverified-elena")["customer"] != hijacked


def test_who_says_no_at_the_provider_can_try_again(shopper: Shopper, new_page: Callable[[], Page]) -> None:
    page = new_page()
    matched(shopper, page)
    page.get_by_role("link", name="Go on with Olmaia account").click()
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("alert")).to_contain_text("That didn’t work")
    assert shopper.ask().json()["state"] == "seen"


def test_what_came_back_is_good_once_and_on_the_phone_that_went(
    new_shopper: Callable[[], Shopper], new_page: Callable[[], Page]
) -> None:
    shopper, page, thief = new_shopper(), new_page(), new_page()
    backs: list[str] = []
    page.on("request", lambda request: backs.append(request.url) if "/s/-/back" in request.url else None)
    matched(shopper, page)
    log_in(page, "fiona")
    expect(page.get_by_role("heading", name="Nearly there")).to_be_visible()
    assert "code=" in backs[0]
    assert "iss=" in backs[0]
    thief.goto(backs[0])
    expect(thief.get_by_role("heading", name=OVER)).to_be_visible()
    other = new_shopper()
    matched(other, thief)
    thief.goto(backs[0])  # its own sign-in, somebody else's answer
    expect(thief.get_by_role("heading", name=OVER)).to_be_visible()
    assert other.ask().json()["state"] == "seen"
    assert code_of(other.accept()) == "not_confirmed"
    page.goto(backs[0])
    expect(page.get_by_role("heading", name="Nearly there")).to_be_visible()
    assert shopper.accept().status_code == 200


def test_a_code_of_the_provider_that_is_made_up_proves_nobody(
    shopper: Shopper, new_page: Callable[[], Page], hub: RunningHub, issuer: str
) -> None:
    page = new_page()
    asked: list[httpx.URL] = []
    page.on("request", lambda one: asked.append(httpx.URL(one.url)) if "state=" in one.url else None)
    matched(shopper, page)
    page.get_by_role("link", name="Go on with Olmaia account").click()
    expect(page.locator("input[name=login]")).to_be_visible()
    sent = asked[0].params
    assert sent["code_challenge_method"] == "S256"
    good = {"state": sent["state"], "code": "made-up", "iss": issuer}
    for answer in (good, {**good, "iss": "https://other.example"}, {"state": good["state"]}):
        page.goto(str(httpx.URL(f"{hub.url}/s/-/back", params=answer)))
        expect(page.get_by_role("alert")).to_contain_text("That didn’t work")
    page.goto(str(httpx.URL(f"{hub.url}/s/-/back", params={**good, "state": "another"})))
    expect(page.get_by_role("heading", name=OVER)).to_be_visible()
    assert shopper.ask().json()["state"] == "seen"


def test_the_log_tells_nothing_of_them(hub: RunningHub, issuer: str) -> None:
    log = Path(f"{hub.data}.log").read_text()
    assert "/s" in log
    for text in ("bianca", "code=", "state=", SECRET):
        assert text not in log
