"""The frame around every page: who one is, where one can go, and in which brand."""

from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import urlsplit

from sync.hub.admin.markup import Html, join, link, tag, text
from sync.hub.admin.rights import Right
from sync.hub.admin.seats import Guest
from sync.hub.page.assets import STATIC, Assets
from sync.texts import FALLBACK, Texts


class Place(NamedTuple):
    """A page that the navigation leads to: its path below the root, and the right that it asks for."""

    path: str
    right: Right


PLACES = (
    Place("stores", Right.SEE_DEVICES),
    Place("devices", Right.SEE_DEVICES),
    Place("health", Right.SEE_DEVICES),
    Place("releases", Right.SEE_DEVICES),
    Place("wipes", Right.SEE_DEVICES),
    Place("staff", Right.SEE_STAFF),
    Place("persons", Right.PERSONS),
    Place("people", Right.PEOPLE),
    Place("log", Right.PEOPLE),
)


def places(guest: Guest) -> list[str]:
    """Return where somebody can go."""
    return [place.path for place in PLACES if guest.may(place.right)]


class Frame:
    """Writes whole pages; `texts` are their words by language, `root` is where they are."""

    def __init__(self, assets: Assets, resources: Path, public_url: str) -> None:
        """`resources` holds the words (`i18n/admin`)."""
        self._assets = assets
        self._frame = Template((STATIC / "admin.html").read_text(encoding="utf-8"))
        folder = resources / "i18n" / "admin"
        self.texts = {path.stem: Texts.load(folder, path.stem) for path in sorted(folder.glob("*.toml"))}
        self.root = f"{urlsplit(public_url).path.rstrip('/')}/admin"

    def language(self, *wanted: str) -> str:
        """Return the first of the wanted languages that there is, else English."""
        return next((one for one in wanted if one in self.texts), FALLBACK)

    def write(
        self, language: str, title: str, body: Html, *, guest: Guest | None, here: str, out: Html
    ) -> bytes:
        """Return a page.

        Args:
            language: One of `texts`.
            title: Its headline.
            body: What stands below that.
            guest: Who is signed in, None for nobody.
            here: Which of the places it belongs to, '' for none.
            out: The form that signs out.
        """
        words = self.texts[language]
        return self._frame.substitute(
            self._assets.common("", language),
            root=text(self.root),
            title=text(title),
            skip=text(words.get("skip")),
            navigation=self._navigation(words, guest, here) if guest else "",
            who=self._who(words, guest, here, out) if guest else "",
            body=body,
            foot=text(words.get("foot")),
        ).encode()

    def _navigation(self, words: Texts, guest: Guest, here: str) -> Html:
        each = join(tag("li", self._way(words, path, here)) for path in places(guest))
        return tag("nav", tag("ul", each), aria_label=words.get("navigation"))

    def _way(self, words: Texts, path: str, here: str) -> Html:
        label, where = text(words.get(f"nav.{path}")), f"{self.root}/{path}"
        return (
            tag("a", label, href=where, aria_current="page") if path == here else tag("a", label, href=where)
        )

    def _who(self, words: Texts, guest: Guest, here: str, out: Html) -> Html:
        role = words.get(f"role.{guest.admin.role}")
        named = link(f"{self.root}/me", words.get("who", guest.admin.name, role))
        if here == "me":
            named = tag(
                "a",
                text(words.get("who", guest.admin.name, role)),
                href=f"{self.root}/me",
                aria_current="page",
            )
        return tag("div", join([named, out]), class_="who")
