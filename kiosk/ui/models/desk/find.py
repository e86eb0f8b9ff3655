"""Finding anything by what is typed: orders of this store, products, and the way to a customer."""

from typing import NamedTuple

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import desk_scan
from kiosk.ui.codes import CodeReader
from kiosk.ui.desk import today_rows
from kiosk.ui.desk.finder import Finder
from kiosk.ui.desk.goods import GoodsFinder, tiles
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.keypad import KeypadModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.product_rows import TileRow
from sync.protocol.orders import Order

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

SHOWN = 4
"""Hits of a kind."""
LEAST = 2
"""Letters that are looked for."""


class FindRow(msgspec.Struct, frozen=True):
    """One hit: the page it leads to and its key, how it is shown."""

    page: str
    key: str
    symbol: str
    url: str
    title: str
    detail: str


class _Asked(NamedTuple):
    text: str
    products: list[str]


@QmlElement
@QmlUncreatable("made by the app")
class FindModel(QObject):
    """What is typed in the search field, and what it may mean; Enter takes the one that is chosen."""

    changed = Signal()

    def __init__(self, work: Workplace, finder: Finder, read_code: CodeReader) -> None:
        super().__init__()
        self._work = work
        self._finder = finder
        self._read_code = read_code
        self._goods = GoodsFinder(work.shop)
        self._text = ""
        self._chosen = 0
        self._rows = Rows(FindRow, self)
        self._keypad = KeypadModel(work.shop, self)
        self._keypad.type_into(lambda: self._text, self.seek)

    @Slot(str)
    def seek(self, text: str) -> None:
        """Look for it; of several words in a row the last one counts."""
        self._text, self._chosen = text, 0
        sought = text.strip()
        if len(sought) < LEAST:
            self._show([])
            return
        self.changed.emit()
        catalogue = self._work.shop.catalogue
        path = catalogue.path if catalogue else None
        self._work.read(lambda: _Asked(sought, self._goods.find(sought, path)), self._take)

    @Slot(int)
    def step(self, by: int) -> None:
        """Choose the hit so many lines further."""
        self._chosen = max(0, min(self._chosen + by, len(self._rows) - 1))
        self.changed.emit()

    @Slot()
    def accept(self) -> None:
        """Go to the hit that is chosen; unless one was, a code leads where it would if it were scanned."""
        text = self._text.strip()
        scan = self._read_code(text) if text and not self._chosen else None
        if scan and desk_scan.where(scan, text, self._finder.orders):
            self.close()
            self._finder.go(scan, text)
        elif text:
            self.pick(self._chosen)

    @Slot(int)
    def pick(self, place: int) -> None:
        """Go to a hit."""
        if 0 <= place < len(self._rows):
            row: FindRow = self._rows[place]
            self.close()
            self._work.wanted.emit(row.page, row.key)

    @Slot()
    def close(self) -> None:
        """Let go of what was typed and found."""
        self._text, self._chosen = "", 0
        self._keypad.close()
        self._show([])

    @Property(str, notify=changed)
    def text(self) -> str:
        """What is typed."""
        return self._text

    @Property(int, notify=changed)
    def chosen(self) -> int:
        """The hit that Enter takes."""
        return self._chosen

    @Property(KeypadModel, notify=changed)
    def keypad(self) -> KeypadModel:
        """The on-screen keys."""
        return self._keypad

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        """The hits."""
        return self._rows

    def _take(self, asked: _Asked) -> None:
        if asked.text != self._text.strip():
            return
        orders = [self._order(each) for each in desk_scan.named(asked.text, self._finder.orders)[:SHOWN]]
        products = [self._product(tile) for tile in tiles(self._work.shop, asked.products[:SHOWN])]
        self._show([*orders, *products, *self._customer(asked.text)])

    def _customer(self, text: str) -> list[FindRow]:
        """Return the way to whoever is called or reached like that, for who may see them."""
        if not self._work.may_read("person"):
            return []
        title = self._work.shop.words.texts.get("find.customer", text)
        return [FindRow("customers", text, "person", "", title, "")]

    def _order(self, order: Order) -> FindRow:
        words = self._work.shop.words
        url = today_rows.photo(self._work.shop, order.lines[0]) if order.lines else ""
        return FindRow(
            "order",
            order.id,
            today_rows.ICONS[order.kind],
            url,
            today_rows.order_title(words, order),
            words.texts.get(f"today.kind_{order.kind}"),
        )

    def _product(self, tile: TileRow) -> FindRow:
        detail = self._work.shop.words.texts.get("list.and").join(
            part for part in (tile.price, tile.stock) if part
        )
        return FindRow("stock", desk_scan.goods_key(tile.product, ""), "store", tile.url, tile.name, detail)

    def _show(self, rows: list[FindRow]) -> None:
        self._rows.replace(rows)
        self.changed.emit()
