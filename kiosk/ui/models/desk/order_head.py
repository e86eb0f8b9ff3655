"""What the order page says of the order on it."""

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import orders as desk_orders
from kiosk.ui import bars
from kiosk.ui.desk import order_rows
from kiosk.ui.desk.order_reading import SeenOrder
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.qr import outline
from kiosk.ui.reasons import reason_words
from sync.protocol import orders
from sync.protocol.orders import Order
from sync.protocol.stock import StockLevel

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


PRIMARY: Mapping[type[msgspec.Struct], tuple[str, str]] = {
    orders.ClaimOrder: ("claim", "bag"),
    orders.ResumeOrder: ("resume", "chevron-right"),
    orders.PickLine: ("pick", "scan"),
    orders.PackOrder: ("pack", "box"),
    orders.MakeReady: ("ready", "check"),
    orders.HandOver: ("hand_over", "check"),
}
"""What brings an order on: the text's key and the sign of the page's primary button."""

AT_THE_TILL = frozenset({"packed", "ready_for_pickup", "picked_up"})
"""States in which a till may be shown the order."""


@QmlElement
@QmlUncreatable("made by the app")
class OrderHead(QObject):
    """The head of an order: for whom, by when, how far, and what stands in its way."""

    changed = Signal()

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._order: Order | None = None
        self._levels: dict[str, StockLevel] = {}
        self._basket = outline("")
        self._bars = bars.outline("")

    def tell(self, seen: SeenOrder | None) -> None:
        """Speak of an order, None for none."""
        before = self._till_code()
        self._order, self._levels = (seen.order, seen.levels) if seen else (None, {})
        if self._till_code() != before:
            self._basket = outline(self._till_code())
            self._bars = bars.outline(self._till_code())
        self.changed.emit()

    @Property(bool, notify=changed)
    def there(self) -> bool:
        """Whether there is an order to show."""
        return self._order is not None

    @Property(str, notify=changed)
    def title(self) -> str:
        """Which order it is."""
        words = self._work.shop.words
        return order_rows.title(words, self._order) if self._order else words.texts.get("order.title")

    @Property(str, notify=changed)
    def subtitle(self) -> str:
        """For whom, how, by when."""
        shop = self._work.shop
        return order_rows.subtitle(shop.words, self._order, shop.now()) if self._order else ""

    @Property(str, notify=changed)
    def left(self) -> str:
        """How long is left, '' when nothing is promised or nothing to be done."""
        order = self._order
        if order is None or not order.is_open or order.state == "ready_for_pickup":
            return ""
        return order_rows.left_words(
            self._work.shop.words, desk_orders.due(order, self._work.shop.now()).left
        )

    @Property(str, notify=changed)
    def haste(self) -> str:
        """`late`, `soon` or `fine`."""
        return desk_orders.due(self._order, self._work.shop.now()).haste if self._order else "fine"

    @Property(str, notify=changed)
    def state(self) -> str:
        """The order's state."""
        return self._order.state if self._order else ""

    @Property(str, notify=changed)
    def note(self) -> str:
        """What the shopper wrote, why the order stands still or came to an end, or that pieces are gone."""
        order, words = self._order, self._work.shop.words
        if order is None:
            return ""
        if order.sold_away:
            return words.texts.get("order.counted_away" if order.is_counted_away else "order.sold_away")
        if order.state in {"on_hold", "rejected", "cancelled", "expired", "returned"}:
            why = reason_words(words, order.reason, order.remark)
            name = words.texts.get(f"order.state_{order.state}")
            return words.texts.get("order.because", name, why) if why else name
        return words.texts.get("order.quote", order.note) if order.note else ""

    @Property(str, notify=changed)
    def holder(self) -> str:
        """Who else has it, '' while it is free or one's own."""
        order, me = self._order, self._work.actor
        if order is None or order.claimed is None or (me and order.has(me.id)):
            return ""
        return order.claimed.name

    @Property(float, notify=changed)
    def part(self) -> float:
        """How much of it is settled, 0.0 to 1.0."""
        settled, lines = desk_orders.progress(self._order) if self._order else (0, 0)
        return settled / lines if lines else 0.0

    @Property(str, notify=changed)
    def progress(self) -> str:
        """How many lines are settled."""
        settled, lines = desk_orders.progress(self._order) if self._order else (0, 0)
        return self._work.shop.words.texts.get("order.progress", settled, lines)

    @Property(str, notify=changed)
    def told(self) -> str:
        """What the shopper was told last, and when."""
        return order_rows.told_words(self._work.shop, self._order) if self._order else ""

    @Property(str, notify=changed)
    def handTitle(self) -> str:
        """What is to be done with what is together."""
        return order_rows.hand_title(self._work.shop.words, self._order) if self._order else ""

    @Property(str, notify=changed)
    def handText(self) -> str:
        """Where it lies, until when, whom it is for, and whether it is to be paid."""
        if self._order is None:
            return ""
        owes = desk_orders.owes(self._order, self._levels, self._work.shop.now())
        return order_rows.hand_text(self._work.shop, self._order, owes=owes)

    @Property(str, notify=changed)
    def basket(self) -> str:
        """The code by which the till finds it, as text."""
        return self._till_code()

    @Property(str, notify=changed)
    def basketPath(self) -> str:
        """That code as a QR code: an SVG path."""
        return self._basket.path

    @Property(int, notify=changed)
    def basketSide(self) -> int:
        """How many modules it is wide, 0 for none."""
        return self._basket.side

    @Property(str, notify=changed)
    def barsPath(self) -> str:
        """That code as Code 128: an SVG path, one unit high."""
        return self._bars.path

    @Property(int, notify=changed)
    def barsModules(self) -> int:
        """How many modules it is wide, 0 for none."""
        return self._bars.modules

    @Property(int, notify=changed)
    def barsQuiet(self) -> int:
        """How many modules stay white on both sides."""
        return self._bars.quiet

    @Property(str, notify=changed)
    def primary(self) -> str:
        """What the page's one action is called, '' when there is none."""
        step = self.step
        return self._work.shop.words.texts.get(f"order.do_{PRIMARY[step][0]}") if step else ""

    @Property(str, notify=changed)
    def primarySign(self) -> str:
        """Its sign."""
        step = self.step
        return PRIMARY[step][1] if step else ""

    @property
    def step(self) -> type[msgspec.Struct] | None:
        """The verb that brings the order on, None where somebody else has to act."""
        order, me, who = self._order, self._work.actor, self._work.me
        return desk_orders.next_step(order, me, who.role) if order and me and who else None

    def _till_code(self) -> str:
        order = self._order
        return order.basket if order and order.state in AT_THE_TILL and not order.paid else ""
