"""The way along the shelves, drawn: where one goes next, and where after that."""

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import picking
from kiosk.core.floor import Floor, aisle_of, floor
from kiosk.core.stock import parse_moment
from kiosk.ui.desk.order_reading import SeenOrder, read_shelves
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.rows import Rows
from sync.protocol.moments import is_real
from sync.protocol.orders import Order
from sync.protocol.stock import StockLevel

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

NOTHING = Floor([], [], [], 0.0, 0.0)


class ShelfRow(msgspec.Struct, frozen=True):
    """A box of the drawing, in parts of its width and height; `part` is `next`, `stop` or ''."""

    label: str
    across: float
    down: float
    part: str


class StopRow(msgspec.Struct, frozen=True):
    """A stop; `part` is `here` for the one that is gone to now."""

    number: int
    across: float
    down: float
    part: str


@QmlElement
@QmlUncreatable("made by the app")
class WayModel(QObject):
    """What `WayCard` draws. Places are parts of the drawing, 0.0 to 1.0; paths are SVG in thousandths."""

    changed = Signal()

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._labels: list[str] = []
        self._floor = NOTHING
        self._here = ""
        self._oldest = ""
        self._shelves = Rows(ShelfRow, self)
        self._stops = Rows(StopRow, self)

    def open(self) -> None:
        """Read the labels of the store's shelves, which the drawing is made of."""
        replica, store = self._work.replica, self._work.store
        if not self._labels:
            self._work.read(lambda: read_shelves(replica, store), self._take_labels)

    def clear(self) -> None:
        """Draw no way. The shelves stand where they stand: they stay, for the next one."""
        self._floor, self._here, self._oldest = NOTHING, "", ""
        self._shelves.replace([replace(row, part="") for row in self._shelves[:]])
        self._stops.replace([])
        self.changed.emit()

    def tell(self, seen: SeenOrder, current: str) -> None:
        """Draw the way of one order, of which a line is in work."""
        line = seen.order.line(current)
        level = seen.levels.get(picking.wanted(line)[1]) if line else None
        self.draw([seen.order], seen.levels, aisle_of(level.aisle) if level else "")

    def draw(self, orders: list[Order], levels: dict[str, StockLevel], here: str) -> None:
        """Draw the way for some orders, with `here` the aisle that is gone to now."""
        stops = [stop.aisle for stop in picking.route(orders, levels)]
        self._floor = floor(self._labels, stops)
        self._here = here
        self._oldest = min((level.as_of for level in levels.values() if is_real(level.as_of)), default="")
        self._show()

    @Property(bool, notify=changed)
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self._floor.shelves)

    @Property(str, notify=changed)
    def count(self) -> str:
        """How many stops there are."""
        return self._work.shop.words.texts.get("order.stops", count=len(self._floor.stops))

    @Property(str, notify=changed)
    def age(self) -> str:
        """How old the figures of the shelves are, the oldest of them."""
        if not self._oldest:
            return ""
        words = self._work.shop.words
        return words.texts.get(
            "order.figures", words.since(parse_moment(self._oldest), self._work.shop.now())
        )

    @Property(Rows, notify=changed)
    def shelves(self) -> Rows:
        """The boxes."""
        return self._shelves

    @Property(Rows, notify=changed)
    def stops(self) -> Rows:
        """The stops, in order."""
        return self._stops

    @Property(float, notify=changed)
    def shelfWidth(self) -> float:
        """How wide a box is."""
        return self._floor.width

    @Property(float, notify=changed)
    def shelfHeight(self) -> float:
        """How high a box is."""
        return self._floor.height

    @Property(str, notify=changed)
    def ahead(self) -> str:
        """The whole way."""
        return "".join(_path(way) for way in self._floor.ways)

    def _take_labels(self, labels: list[str]) -> None:
        self._labels = labels
        if self._floor.stops:
            self._floor = floor(labels, [stop.label for stop in self._floor.stops])
            self._show()

    def _show(self) -> None:
        stops = {stop.label for stop in self._floor.stops}
        parts = {label: "next" if label == self._here else "stop" for label in stops}
        self._shelves.replace(
            [ShelfRow(each.label, each.x, each.y, parts.get(each.label, "")) for each in self._floor.shelves]
        )
        self._stops.replace(
            [
                StopRow(each.number, each.x, each.y, "here" if each.label == self._here else "")
                for each in self._floor.stops
            ]
        )
        self.changed.emit()


def _path(way: list[tuple[float, float]]) -> str:
    points = [f"{x * 1000:.0f} {y * 1000:.0f}" for x, y in way]
    return f"M{points[0]}" + "".join(f"L{point}" for point in points[1:])
