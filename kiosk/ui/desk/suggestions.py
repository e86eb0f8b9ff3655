"""What could be suggested beside a list, and the reason said: in place of what is not here, or beside it."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QTimer

from kiosk.core.alike import Alike
from kiosk.core.desk_scan import goods_key
from kiosk.ui.desk import line_rows
from kiosk.ui.desk.substitutes import Placed, Substitutes
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.product_rows import tile_row
from kiosk.ui.shop import Shop
from sync.catalogue import present
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.stock import StockState

MOST = 3
LATER_MS = 100
"""So much later than the list is looked at what may be put on it: the list itself is painted by then."""


class SuggestionRow(msgspec.Struct, frozen=True):
    """A product with the reason why it is suggested; `key` is that of its goods (`goods_key`)."""

    key: str
    product: str
    name: str
    price: str
    url: str
    level: str
    stock: str
    reason: str


class Suggestions:
    """Looks for what to suggest, once the page is on: nobody waits for that.

    What goes with a thing is known, what is alike takes a moment. For the GUI thread.
    """

    def __init__(self, work: Workplace) -> None:
        self._work = work
        self._substitutes = Substitutes(work)
        self._for: ShoppingList | None = None
        self._done: Callable[[list[SuggestionRow]], None] = lambda _rows: None
        self._later = QTimer(work, interval=LATER_MS, singleShot=True)
        self._later.timeout.connect(self._look)

    def find(self, document: ShoppingList | None, done: Callable[[list[SuggestionRow]], None]) -> None:
        """Suggest for a list, in a moment and again when more was found; a later call ends this one.

        A list that is there no more has no suggestions, at once; another one has none until then.
        """
        before, self._for, self._done = self._for, document, done
        if document is None or before is None or before.id != document.id:
            self._later.stop()
            done([])
        if document:
            self._later.start()

    def _look(self) -> None:
        document, done = self._for, self._done
        if document is None:
            return
        rows = _beside(self._work.shop, document)
        gone = next((line for line in document.present if self._is_gone(line)), None)
        done(rows)
        if gone:
            take = partial(self._take, document, gone, rows, done)
            self._substitutes.alike(gone.product, gone.variant, gone.quantity, take)

    def _take(
        self,
        document: ShoppingList,
        gone: Line,
        rows: list[SuggestionRow],
        done: Callable[[list[SuggestionRow]], None],
        found: list[Placed],
    ) -> None:
        if document is not self._for:
            return
        there = {(line.product, line.variant) for line in document.present}
        nearest = next((one for one, _ in found if (one.product.id, one.variant.id) not in there), None)
        instead = self._instead(gone, nearest) if nearest else None
        done([*([instead] if instead else []), *rows][:MOST])

    def _is_gone(self, line: Line) -> bool:
        shop = self._work.shop
        product = shop.product(line.product)
        variant = present.variant(product, line.variant) if product else None
        return variant is not None and shop.here(variant).known_to_be_out

    def _instead(self, gone: Line, alike: Alike) -> SuggestionRow | None:
        shop = self._work.shop
        missing = shop.product(gone.product)
        why = shop.words.texts.get("customer.instead_of", shop.words.name(missing.name) if missing else "")
        row = _row(shop, alike.product.id, why)
        if row is None:
            return None
        options = dict(alike.variant.options)
        choices = line_rows.chosen(shop, alike.product, options)
        return msgspec.structs.replace(
            row,
            key=goods_key(alike.product.id, alike.variant.id),
            name=shop.words.texts.get("list.and").join(filter(None, [row.name, choices])),
            url=line_rows.photo(shop, alike.product, options),
            level=shop.here(alike.variant).state,
            stock=shop.words.texts.get("order.free", shop.words.display.number(alike.available)),
        )


def _beside(shop: Shop, document: ShoppingList) -> list[SuggestionRow]:
    """Return what goes with the lines of a list and is not on it yet; what is here comes first."""
    there = {line.product for line in document.present}
    reasons: dict[str, str] = {}
    for line in document.present:
        product = shop.product(line.product)
        for other in product.goes_with if product else []:
            if other not in there and product:
                reasons.setdefault(
                    other, shop.words.texts.get("customer.goes_with", shop.words.name(product.name))
                )
    here: list[SuggestionRow] = []
    elsewhere: list[SuggestionRow] = []
    for identifier, why in reasons.items():
        row = _row(shop, identifier, why)
        if row:
            (here if row.level in {StockState.THERE, StockState.LOW} else elsewhere).append(row)
        if len(here) == MOST:
            break
    return [*here, *elsewhere][:MOST]


def _row(shop: Shop, identifier: str, why: str) -> SuggestionRow | None:
    product = shop.product(identifier)
    if product is None:
        return None
    tile = tile_row(shop, product)
    key = goods_key(identifier, "")
    return SuggestionRow(key, identifier, tile.name, tile.price, tile.url, tile.level, tile.stock, why)
