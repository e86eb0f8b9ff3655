"""The shopper's phone in the tour: a real Chromium, driven from a thread of its own."""

import os
import shutil
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from playwright.sync_api import Browser, Page, Playwright, ViewportSize, sync_playwright
from playwright.sync_api import Error as BrowserError

SCREEN = ViewportSize(width=390, height=844)
TIMEOUT_MS = 10_000
LOOK_MS = 20
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser that talks to nobody but the hub, also as root in a container."""

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "fonts.conf"
"""A bare system has no Japanese font; a real phone has."""

PHOTOS_CAME = """() => [...document.images].every(one => {
    const at = one.getBoundingClientRect();
    const seen = at.height > 0 && at.bottom > 0 && at.top < innerHeight;
    return one.complete || !seen;
})"""
"""Whether no photo on the screen is still being loaded; one that cannot be had is at its end, too."""

T = TypeVar("T")


class NoBrowser(Exception):  # noqa: N818 - it says what is missing
    """There is no Chromium on this machine."""


class PhoneError(AssertionError):
    """What was looked for did not come on the phone."""


class Phone:
    """One browser with one page. Every call is answered by a future, so that the kiosk can go on painting.

    A future that waited in vain ends with a `PhoneError`.
    """

    def __init__(self, locale: str = "en-GB") -> None:
        """`locale` is what the phone is set to."""
        self._locale = locale
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="phone")
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._page: Page | None = None

    def __enter__(self) -> Self:
        self._thread.submit(self._start).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.submit(self._stop).result()
        self._thread.shutdown()

    def open(self, url: str) -> Future[None]:
        """Open an address and wait until the list is shown."""

        def act(page: Page) -> None:
            page.goto(url)
            page.wait_for_selector("#shell:not([hidden])")

        return self._submit(act)

    def visit(self, url: str) -> Future[None]:
        """Open any page of the hub's."""

        def act(page: Page) -> None:
            page.goto(url)

        return self._submit(act)

    def give_name(self, name: str) -> Future[None]:
        """Say who holds this phone."""

        def act(page: Page) -> None:
            page.click("#you")
            page.fill("#you-name", name)
            page.click("#you-form button[type=submit]")

        return self._submit(act)

    def click(self, selector: str) -> Future[float]:
        """Click; the answer is the moment before (monotonic seconds)."""

        def act(page: Page) -> float:
            element = page.locator(selector).first
            element.wait_for()
            begun = time.monotonic()
            element.click()
            return begun

        return self._submit(act)

    def write_note(self, note: str) -> Future[None]:
        """Open the first line and write a note on it."""

        def act(page: Page) -> None:
            page.locator(".line .open").first.click()
            page.locator(".line .noting textarea").first.fill(note)
            page.locator(".line .noting button[type=submit]").first.click()

        return self._submit(act)

    def shows(self, script: str, wanted: object) -> Future[float]:
        """Wait until an expression, asked at every painted frame, has a value; the answer is the moment."""

        def act(page: Page) -> float:
            page.wait_for_function(f"wanted => ({script}) === wanted", arg=wanted)
            return time.monotonic()

        return self._submit(act)

    def sees(self, selector: str) -> Future[None]:
        """Wait until something is on the page."""
        return self._submit(lambda page: page.locator(selector).first.wait_for())

    def fill(self, selector: str, text: str) -> Future[None]:
        """Write into a field."""
        return self._submit(lambda page: page.locator(selector).first.fill(text))

    def differs(self, selector: str, before: str) -> Future[None]:
        """Wait until something on the page says something else than before."""

        def act(page: Page) -> None:
            until = time.monotonic() + TIMEOUT_MS / 1000
            while page.locator(selector).first.inner_text() == before:
                if time.monotonic() > until:
                    raise PhoneError(f"on the phone: {selector} still says {before!r}")
                page.wait_for_timeout(LOOK_MS)

        return self._submit(act)

    def cut_off(self, *, off: bool) -> Future[None]:
        """Take the phone's network away, or give it back."""
        return self._submit(lambda page: page.context.set_offline(off))

    def ask(self, script: str) -> Future[Any]:
        """Evaluate an expression in the page."""
        return self._submit(lambda page: page.evaluate(script))

    def look(self, path: Path) -> None:
        """Write a screenshot, once the photos on it have come."""

        def act(page: Page) -> None:
            page.wait_for_function(PHOTOS_CAME)
            page.screenshot(path=path)

        self._submit(act).result()

    def _submit(self, act: Callable[[Page], T]) -> Future[T]:
        def run() -> T:
            assert self._page is not None
            try:
                return act(self._page)
            except BrowserError as error:
                # Behind the first line stands what the browser tried, for who writes it.
                raise PhoneError(f"on the phone: {error.message.partition(chr(10))[0]}") from error

        return self._thread.submit(run)

    def _start(self) -> None:
        chromium = (
            shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        )
        if chromium is None:
            raise NoBrowser(
                "no Chromium here: the tour shows the phone page in it (make setup says how to get it)"
            )
        self._playwright = sync_playwright().start()
        environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(FONTS)}
        self._browser = self._playwright.chromium.launch(
            executable_path=chromium, args=list(QUIET), env=environment
        )
        context = self._browser.new_context(
            viewport=SCREEN,
            device_scale_factor=2,
            has_touch=True,
            locale=self._locale,
            timezone_id="Europe/Rome",
        )
        context.set_default_timeout(TIMEOUT_MS)
        self._page = context.new_page()

    def _stop(self) -> None:
        if self._browser:
            self._browser.close()
        if self._playwright:
            self._playwright.stop()
