"""How a store speaks to a shopper in a letter: words, money, days and things in the shopper's language."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from sync.catalogue import present
from sync.catalogue.display import Display
from sync.catalogue.read import Catalogue
from sync.hub.mail.content import Item
from sync.hub.media import FOLDER, MEDIA_TYPES
from sync.protocol import moments
from sync.protocol.products import Store
from sync.texts import FALLBACK, Texts

RENDITION = "240"


def texts(folder: Path) -> dict[str, Texts]:
    """Return the words of all languages that there are in a folder, by language."""
    return {path.stem: Texts.load(folder, path.stem) for path in sorted(folder.glob("*.toml"))}


def choose(known: Mapping[str, Texts], *wanted: str) -> Texts:
    """Return the words of the first wanted language (`it`, `it-CH`) that there are, else English."""
    tags = (tag.replace("_", "-").partition("-")[0].lower() for tag in wanted)
    return known[next((tag for tag in tags if tag in known), FALLBACK)]


class Speech:
    """Words, figures and things for one shopper of one store."""

    def __init__(self, words: Texts, store: Store, catalogue: Catalogue | None, data: Path) -> None:
        """`data` is the hub's folder, where pictures are."""
        self.words = words
        self.store = store
        self._catalogue = catalogue
        self._media = data / FOLDER

    @property
    def language(self) -> str:
        """The language that is spoken."""
        return self.words.language

    @cached_property
    def display(self) -> Display:
        """How money and times are written, in the store's time zone."""
        return Display.of(self.language, self.store.timezone)

    @property
    def where(self) -> str:
        """The store's name with its address."""
        store = self.store
        known = [part for part in (store.name, store.address) if part]
        if store.city and store.city not in " ".join(known):
            known.append(store.city)
        return ", ".join(known)

    def moment(self, text: str) -> str:
        """Return a moment as day and time, '' where there is none."""
        if not moments.is_real(text):
            return ""
        moment = moments.parse(text)
        day = self.display.day(self.display.local_date(moment))
        return self.words.get("moment", day, self.display.time(moment))

    def day(self, day: dt.date | None) -> str:
        """Return a day with its year, '' where there is none."""
        return self.display.full_day(day) if day else ""

    def item(
        self, product: str, variant: str, options: Mapping[str, str], pieces: int, more: Mapping[str, str]
    ) -> Item:
        """Return a thing with its name, choices and picture; `more` holds fields that the caller knows.

        What has left the catalogue is called what the caller says (`name`), else by its number.
        """
        found = self._catalogue.product(product) if self._catalogue else None
        sold = present.variant(found, variant) if found else None
        chosen = {**(sold.options if sold else {}), **options}
        known = {
            "name": present.text(found.name, self.language) if found else variant,
            "choices": ", ".join(present.choices(found, chosen, self.language)) if found else "",
            "quantity": self.words.get("items.quantity", self.display.number(pieces)),
        }
        said = {name: text for name, text in more.items() if text and not (found and name == "name")}
        picture = present.picture(found, chosen) if found else None
        return Item(**{**known, **said}, picture=self._file(picture.media) if picture else None)

    def price(self, product: str, variant: str) -> int | None:
        """Return what one piece costs in the store today, in minor units; None where nobody knows."""
        found = self._catalogue.product(product) if self._catalogue else None
        sold = present.variant(found, variant) if found else None
        price = sold.prices.get(self.store.currency) if sold else None
        return price.amount if price else None

    def _file(self, media: str) -> Path | None:
        folder = self._media / media[:2]
        paths = (folder / f"{media}-{RENDITION}{suffix}" for suffix in MEDIA_TYPES)
        return next((path for path in paths if path.is_file()), None)
