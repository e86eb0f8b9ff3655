"""The list of orders: what is open, what is mine, what waits, what is over."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec
from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import orders as desk_orders
from kiosk.core.orders import Bucket, Due
from kiosk.core.picking import suggested_wave
from kiosk.ui.desk import order_rows
from kiosk.ui.desk.order_rows import OrderRow
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.rows import Rows
from sync.protocol.orders import Order

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

MOST_OVER = 200
"""Orders that are over and still listed, the latest first."""

Kept = Callable[[Due, str], bool]
KINDS: Mapping[str, Kept] = {
    "open": lambda _due, _me: True,
    "free": lambda due, _me: due.order.claimed is None and due.bucket is not Bucket.WAITING,
    "mine": lambda due, me: due.order.has(me),
    "waiting": lambda due, _me: due.bucket is Bucket.WAITING,
}
"""What of the open orders each filter keeps; `me` is the actor's id of who looks."""
OVER = "over"


class KindRow(msgspec.Struct, frozen=True):
    """A filter: its name with how many orders it keeps."""

    key: str
    words: str
    chosen: bool


class _Read(NamedTuple):
    rows: list[OrderRow]
    kinds: list[KindRow]
    orders: dict[str, Order]
    wave: list[str]


@QmlElement
@QmlUncreatable("made by the app")
class OrdersModel(DeskPage):
    """The orders page. Rows are made in the background: there may be hundreds."""

    changed = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._kind = "open"
        self._chosen = 0
        self._orders: dict[str, Order] = {}
        self._wave: list[str] = []
        self._rows = Rows(OrderRow, self, keyed=True)
        self._kinds = Rows(KindRow, self, keyed=True)

    def clear(self) -> None:
        """Let go of the orders; which filter was chosen stays."""
        self._orders, self._wave, self._chosen = {}, [], 0
        self._rows.replace([])
        super().clear()

    def watches(self, scopes: frozenset[str]) -> bool:
        """Orders concern the page, nothing else."""
        return self._work.orders in scopes

    def refresh(self) -> None:
        """Read the orders anew."""
        self.look(self._read, self._take)

    @Slot(str)
    def keep(self, kind: str) -> None:
        """Keep another part of the orders."""
        self._kind, self._chosen = kind, 0
        self.refresh()

    @Slot(int)
    def choose(self, row: int) -> None:
        """Stand on a row."""
        self._chosen = max(0, min(row, len(self._rows) - 1))
        self.changed.emit()

    @Slot()
    def openChosen(self) -> None:
        """Open the order that one stands on."""
        if len(self._rows):
            self._work.wanted.emit("order", self._rows[self._chosen].key)

    @Slot()
    def pickTogether(self) -> None:
        """Pick several orders in one go."""
        if self._wave:
            self._work.wanted.emit("wave", " ".join(self._wave))

    @Slot(str, result=list)
    def photos(self, key: str) -> list[str]:
        """Return the addresses of an order's photos."""
        order = self._orders.get(key)
        return order_rows.photos(self._work.shop, order) if order else []

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        """The orders, the most urgent first."""
        return self._rows

    @Property(Rows, notify=changed)
    def kinds(self) -> Rows:
        """The filters."""
        return self._kinds

    @Property(int, notify=changed)
    def chosen(self) -> int:
        """The row that one stands on."""
        return self._chosen

    @Property(str, notify=changed)
    def together(self) -> str:
        """How many orders are well picked together, in words; '' when none are."""
        count = len(self._wave)
        return self._work.shop.words.texts.get("orders.together", count=count) if count else ""

    def _read(self) -> _Read:
        """Read and say everything; in the background."""
        work, words, now = self._work, self._work.shop.words, self._work.shop.now()
        documents = [each for each in work.all_orders() if not each.erased]
        me = work.actor.id if work.actor else ""
        queue = desk_orders.queue(documents, now, me)
        parts = {kind: [due for due in queue if kept(due, me)] for kind, kept in KINDS.items()}
        over = sorted((each for each in documents if not each.is_open), key=_last, reverse=True)[:MOST_OVER]
        parts[OVER] = [desk_orders.due(order, now, me) for order in over]
        shown = parts[self._kind]
        return _Read(
            [order_rows.order_row(words, due, now) for due in shown],
            [
                KindRow(kind, words.texts.get(f"orders.{kind}", len(found)), kind == self._kind)
                for kind, found in parts.items()
            ],
            {due.order.id: due.order for due in shown},
            [order.id for order in suggested_wave(documents, me)],
        )

    def _take(self, read: _Read) -> None:
        if not self._open:
            return
        self._orders, self._wave = read.orders, read.wave
        self._rows.replace(read.rows)
        self._kinds.replace(read.kinds)
        self._chosen = max(0, min(self._chosen, len(read.rows) - 1))
        self.changed.emit()


def _last(order: Order) -> str:
    return order.history[-1].at if order.history else order.placed
