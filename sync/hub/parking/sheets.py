"""What the phone shows of a code: which one is it, is it yours, here are your lists. Plain forms alone."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from sync.hub.page import by_code
from sync.hub.page.assets import Assets
from sync.hub.page.by_code import NOBODY
from sync.hub.page.plain import PlainPages, button, form, safe
from sync.hub.parking.claiming import Way


class Sheets:
    """Writes the pages, in the hub's brand."""

    def __init__(self, assets: Assets, resources: Path, domain: str) -> None:
        """`resources` holds the words (`i18n/claim`); `domain` is where the reader is."""
        self._pages = PlainPages(assets, "claim", resources, domain)

    def language(self, *wanted: str) -> str:
        """Return the first of the wanted languages that there is, else English."""
        return self._pages.language(*wanted)

    def type_code(self, language: str, *, lacks: bool) -> bytes:
        """Ask for the code that the screen showed."""
        words = self._pages.texts[language]
        lack = f'<p class="lack" id="lack" role="alert">{safe(words.get("lack"))}</p>' if lacks else ""
        return by_code.type_code(self._pages, "c", language, lack, lacks=lacks)

    def offer(self, code: str, shown: str, language: str) -> bytes:
        """Offer to take the lists to this phone."""
        words = self._pages.texts[language]
        body = (
            f"<p>{safe(words.get('offer.text', shown))}</p>"
            + form(code, button(words.get("offer.go"), "take", filled=True))
            + f'<p class="quiet">{safe(words.get("offer.once"))}</p>'
        )
        return self._pages.write(code, language, words.get("offer.title"), body)

    def lists(self, code: str, language: str, ways: Sequence[Way]) -> bytes:
        """Lead to each of several lists."""
        words = self._pages.texts[language]
        links = "".join(
            f'<p><a class="wide filled" href="../l/{quote(way.token, safe="")}">'
            f"{safe(way.title or words.get('lists.untitled', number))}</a></p>"
            for number, way in enumerate(ways, 1)
        )
        body = f"<p>{safe(words.get('lists.text'))}</p>{links}"
        return self._pages.write(code, language, words.get("lists.title"), body)

    def over(self, language: str) -> bytes:
        """Say that a code is good for nothing: whichever it was, and whyever."""
        words = self._pages.texts[language]
        again = f'<p><a class="wide" href="../c">{safe(words.get("over.again"))}</a></p>'
        body = f"<p>{safe(words.get('over.text'))}</p>{again}"
        return self._pages.write(NOBODY, language, words.get("over.title"), body)
