"""The shop as the pages ask for it: catalogue, stock, words and clock behind one object."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.core.stock import Availability, Position, neighbourhood, places, together
from kiosk.ui.pictures.media import MediaPictures
from kiosk.ui.words import Words
from sync.brand import Asked
from sync.catalogue import present
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError
from sync.protocol.products import Category, Product, Store, Variant
from sync.protocol.spaces import Space
from sync.protocol.stock import StockLevel
from sync.texts import Texts

Levels = Callable[[str, Sequence[str]], Mapping[str, StockLevel]]
"""In a store (code) the stock levels of variants (ids), by their ids, as the tablet knows them."""

Clock = Callable[[], datetime]

VARIANTS_ADDED = 24
"""A tile's figure is made of so many variants at most."""

DEEPEST = 8
"""Categories within each other that a way to one names: a feed may close a ring."""

log = logging.getLogger(__name__)
T = TypeVar("T")


def utc_now() -> datetime:
    """Return the moment."""
    return datetime.now(UTC)


class Shop(QObject):
    """What is sold here and how it is spoken about. Lives in the GUI thread."""

    spoken = Signal()
    """Another language is spoken: everything in words is said again."""
    stocked = Signal()
    """Stock news, or time has passed: figures and ages are told again."""
    recounted = Signal()
    """Stock news alone: some figure has changed."""
    opened = Signal()
    """The first catalogue is in force: there is something to sell."""
    restocked = Signal()
    """Another catalogue is in force."""
    damaged = Signal()
    """The catalogue can no longer be read; until another is in force there is nothing to sell."""
    measured = Signal()
    """The shopper's space is another: what is said of products in it is said again."""
    pictured = Signal()
    """Photos have arrived."""

    def __init__(
        self,
        texts: Path,
        store: Store,
        pictures: MediaPictures,
        levels: Levels,
        now: Clock = utc_now,
        *,
        own: Callable[[Texts], Texts] = lambda texts: texts,
    ) -> None:
        """`texts` is the folder of what is said; `own` puts it into the brand's words."""
        super().__init__()
        self._own = own
        self.asked: Sequence[Asked] = ()
        """What shoppers may agree to."""
        self._texts = texts
        self._levels = levels
        self.store = store
        self.pictures = pictures
        self.now = now
        self.catalogue: Catalogue | None = None
        self.stores: list[Store] = [store]
        self.space = Space()
        self.words = self._words(store.language)

    @property
    def languages(self) -> list[str]:
        """The languages there are texts for, English first."""
        found = {path.stem for path in self._texts.glob("*.toml")}
        return sorted(found, key=lambda language: (language != present.FALLBACK, language))

    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        self.words = self._words(language)
        self.spoken.emit()

    def measure(self, space: Space) -> None:
        """Say of every product from now on whether it fits a space."""
        if space != self.space:
            self.space = space
            self.measured.emit()

    def use(self, catalogue: Catalogue) -> None:
        """Sell from another catalogue; this store's record comes from it."""
        store = catalogue.store(self.store.code) or self.store
        here = Position(store.code, store.latitude, store.longitude)
        around = neighbourhood(here, list(catalogue.walk("store", Position)))[1:]
        stores = [store, *filter(None, (catalogue.store(each.code) for each in around))]
        # Not before those could be read: a damaged catalogue changes nothing.
        old, self.catalogue = self.catalogue, catalogue
        self.store, self.stores = store, stores
        self.words = self._words(self.words.language)
        self.restocked.emit()
        if old is None:
            self.opened.emit()
        else:
            old.close()

    def give_up(self, error: CatalogueError) -> None:
        """Sell nothing from a catalogue that cannot be read."""
        log.warning("the catalogue is put away: %s", error)
        self.close()
        # Later: a page may just be reading, and must not be told to read anew in the middle of that.
        QTimer.singleShot(0, self, self._tell_damage)

    def close(self) -> None:
        """Let go of the catalogue's file, which Windows gives nobody while it is open; no page is told."""
        if self.catalogue:
            self.catalogue.close()
            self.catalogue = None

    @Slot()
    def _tell_damage(self) -> None:
        self.restocked.emit()
        self.damaged.emit()

    def product(self, identifier: str) -> Product | None:
        """Return a product, None when it is not in the catalogue or nothing of it can be bought."""
        product = self._ask(lambda catalogue: catalogue.product(identifier))
        return product if product and product.variants else None

    def category(self, identifier: str) -> str:
        """Return a category's name, '' when it has none."""
        category = self._category(identifier) if identifier else None
        return self.words.name(category.name) if category else ""

    def way_to(self, identifier: str) -> list[Category]:
        """Return a category with those it lies in, the outermost first; [] when nobody knows it."""
        way: list[Category] = []
        while identifier and len(way) < DEEPEST:
            category = self._category(identifier)
            if category is None:
                break
            way.insert(0, category)
            identifier = category.parent
        return way

    def _category(self, identifier: str) -> Category | None:
        return self._ask(lambda catalogue: catalogue.category(identifier))

    def bought_with(self, product: str) -> list[str]:
        """Return the products that many bought with one, as far as the hub has learned."""
        return self._ask(lambda catalogue: catalogue.together(product)) or []

    def bought_here(self) -> list[str]:
        """Return the products that many bought in this store, likewise."""
        return self._ask(lambda catalogue: catalogue.popular(self.store.code)) or []

    def _ask(self, question: Callable[[Catalogue], T | None]) -> T | None:
        """Return the catalogue's answer, None while there is none; one that cannot answer is put away."""
        try:
            return question(self.catalogue) if self.catalogue else None
        except CatalogueError as error:
            self.give_up(error)
            return None

    def city_of(self, store: str) -> str:
        """Return where a store is, as people say it: its city, else its name, else its code."""
        found = next((each for each in self.stores if each.code == store), None)
        return (found.city or found.name) if found else store

    def places(self, variant: Variant) -> list[Availability]:
        """Return where a variant is: here, elsewhere by distance, online."""
        known = {store.code: self._levels(store.code, [variant.id]).get(variant.id) for store in self.stores}
        levels = {code: level for code, level in known.items() if level}
        return places(self.store, self.stores, levels, self.now())

    def here(self, variant: Variant) -> Availability:
        """Return how a variant stands in this store."""
        return self.all_here([variant])[0]

    def all_here(self, variants: Sequence[Variant]) -> list[Availability]:
        """Return how each of some variants stands in this store: one look into the replica for all."""
        levels = self._levels(self.store.code, [variant.id for variant in variants])
        here, code, now = [self.store], self.store.code, self.now()
        known = ({code: levels[one.id]} if one.id in levels else {} for one in variants)
        return [places(self.store, here, level, now)[0] for level in known]

    def here_at_all(self, product: Product) -> Availability:
        """Return how a product stands in this store, its variants added up."""
        return together(self.all_here(product.variants[:VARIANTS_ADDED]))

    def native_name(self, language: str) -> str:
        """Return what a language calls itself."""
        return self.texts_of(language).get("language.name")

    def texts_of(self, language: str) -> Texts:
        """Return the texts of a language, English where there are none in it."""
        known = language if language in self.languages else present.FALLBACK
        return self._own(Texts.load(self._texts, known))

    def _words(self, language: str) -> Words:
        return Words(self.texts_of(language), self.store)
