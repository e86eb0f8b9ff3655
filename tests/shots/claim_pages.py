"""What is photographed of the phone's page for a code: typed, unknown, one list, several, too late."""

from edges import put_aside
from phone_pages import PHONES, SETTLE_MS, browser
from playwright.sync_api import Page
from scenes import COAT, LAMP, SOFA
from studio import StandingClock, Studio


class ClaimPages:
    """Takes the pictures of one language."""

    def __init__(self, studio: Studio, language: str) -> None:
        self._studio = studio
        self._language = language

    def play(self) -> None:
        """Take them all."""
        codes = [self._waiting() for _ in PHONES]
        with browser() as chromium:
            for size, code in zip(PHONES, codes, strict=True):
                context = chromium.new_context(
                    viewport={"width": size[0], "height": size[1]},
                    device_scale_factor=2,
                    has_touch=True,
                    locale={"en": "en-GB", "it": "it-IT", "ja": "ja-JP"}[self._language],
                )
                page = context.new_page()
                for state, path in {
                    "typed": "c",
                    "unknown": "c?lack=typed",
                    "over": "c/NOTHING99",
                    "offer": f"c/{code}",
                }.items():
                    page.goto(f"{self._studio.hub.url}/{path}")
                    self._look(page, state, size)
                page.locator("button[type=submit], form button").first.click()
                self._look(page, "lists", size)
                context.close()

    def _waiting(self) -> str:
        with self._studio.kiosk((1280, 800), StandingClock()) as (kiosk, robot):
            kiosk.shop.speak(self._language)
            kiosk.start_sync()
            return put_aside(kiosk, robot, self._studio, [(SOFA, LAMP), (COAT,)])

    def _look(self, page: Page, state: str, size: tuple[int, int]) -> None:
        page.wait_for_timeout(SETTLE_MS)
        page.screenshot(path=self._studio.file(f"phone-claim-{state}-{self._language}", size))
