"""What is photographed of signing in on the phone: every state, on the same phones as the list's page."""

from phone_pages import PHONES, SETTLE_MS, browser, run
from playwright.sync_api import Browser
from studio import Studio

from tests.sign_in_states import STATES, State, put


class SignInPages:
    """Takes the pictures of one language."""

    def __init__(self, studio: Studio, language: str) -> None:
        self._studio = studio
        self._language = language

    def play(self) -> None:
        """Take them all."""
        with browser() as chromium:
            for size in PHONES:
                for name, state in STATES.items():
                    self._shoot(chromium, name, state, size)

    def _shoot(self, chromium: Browser, name: str, state: State, size: tuple[int, int]) -> None:
        hub, language = self._studio.hub, self._language
        there = run(put(hub.data, state, language))
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=2,
            has_touch=True,
            locale={"en": "en-GB", "it": "it-IT", "ja": "ja-JP"}[language],
        )
        context.add_cookies(
            [
                {"name": key, "value": value, "url": f"{hub.url}/s/", "sameSite": "Lax"}
                for key, value in there.cookies.items()
            ]
        )
        page = context.new_page()
        page.goto(f"{hub.url}{there.path}")
        page.wait_for_timeout(SETTLE_MS)
        file = f"phone-sign-in-{name}-{language}-{self._studio.brand}-{size[0]}x{size[1]}.png"
        page.screenshot(path=self._studio.out / file)
        context.close()
