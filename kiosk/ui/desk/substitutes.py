"""Looking for what may be offered instead of what is missing."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import msgspec

from kiosk.core.alike import Alike, Wanted, alike
from kiosk.ui.desk import line_rows
from kiosk.ui.desk.order_reading import levels_of
from kiosk.ui.desk.workplace import Workplace
from sync.catalogue import present
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError
from sync.catalogue.search import Query, Search
from sync.protocol.orders import Line
from sync.protocol.products import Product, Variant

MOST_READ = 60
"""Products of a category that are looked at: the most popular ones."""


Placed = tuple[Alike, str]
"""What is alike, and the aisle it stands in."""


class AlikeRow(msgspec.Struct, frozen=True):
    """Something that may be offered: `key` is the variant."""

    key: str
    product: str
    url: str
    name: str
    options: str
    price: str
    stock: str
    place: str


class _Question(NamedTuple):
    path: Path
    product: Product
    variant: Variant
    quantity: int
    price: int | None


class Substitutes:
    """Finds what is alike in the background. For the GUI thread."""

    def __init__(self, work: Workplace) -> None:
        self._work = work
        self.busy = False

    def find(self, line: Line, done: Callable[[list[AlikeRow]], None]) -> None:
        """Look for what may stand in for what is missing of a line."""

        def take(found: list[Placed]) -> None:
            self.busy = False
            done([self._row(*each) for each in found])

        self.busy = True
        self.alike(line.product, line.variant, line.missing, take)

    def alike(
        self, product_id: str, variant_id: str, quantity: int, done: Callable[[list[Placed]], None]
    ) -> None:
        """Look for what is like a variant and here in that quantity, nearest first, each with its aisle."""
        shop = self._work.shop
        product = shop.product(product_id)
        variant = present.variant(product, variant_id) if product else None
        if product is None or variant is None or shop.catalogue is None:
            done([])
            return
        question = _Question(shop.catalogue.path, product, variant, quantity, self._price(variant))
        self._work.read(lambda: self._look(question), done)

    def options(self, product: str, variant: str) -> dict[str, str]:
        """Return the choices that make a variant what it is."""
        found = line_rows.variant_of(self._work.shop, product, variant)
        return dict(found.options) if found else {}

    def _look(self, question: _Question) -> list[Placed]:
        """Read the category and its stock; in the background."""
        work, now = self._work, self._work.shop.now()
        others = _of_category(question.path, question.product.category)
        variants = {variant.id for product in [question.product, *others] for variant in product.variants}
        levels = levels_of(work.replica, work.store, variants)
        there = {variant: level.available(now) or 0 for variant, level in levels.items()}
        wanted = Wanted(question.product, question.variant, question.quantity, question.price)
        return [(each, levels[each.variant.id].aisle) for each in alike(wanted, others, there, self._price)]

    def _price(self, variant: Variant) -> int | None:
        price = self._work.shop.words.price(variant.prices)
        return price.amount if price else None

    def _row(self, each: Alike, aisle: str) -> AlikeRow:
        shop = self._work.shop
        price = self._price(each.variant)
        return AlikeRow(
            key=each.variant.id,
            product=each.product.id,
            url=line_rows.photo(shop, each.product, each.variant.options),
            name=shop.words.name(each.product.name),
            options=line_rows.chosen(shop, each.product, each.variant.options),
            price=shop.words.money(price) if price is not None else "",
            stock=shop.words.texts.get("order.free", shop.words.display.number(each.available)),
            place=line_rows.place_words(shop.words, aisle),
        )


def _of_category(path: Path, category: str) -> list[Product]:
    """Return the most popular products of a category; none where the catalogue cannot be read just now."""
    if not category:
        return []
    try:
        with closing(Search(path)) as search, closing(Catalogue(path)) as catalogue:
            hits = search.find(Query(category=category, limit=MOST_READ)).hits if search.ready else ()
            return [product for hit in hits if (product := catalogue.product(hit))]
    except CatalogueError:
        return []
