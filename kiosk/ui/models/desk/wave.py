"""Several orders picked in one go: one way along the shelves, then everything into its bag."""

from typing import NamedTuple

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import picking
from kiosk.core.floor import aisle_of
from kiosk.core.scan import Scan
from kiosk.ui.desk import wave_rows
from kiosk.ui.desk.order_acts import OrderActs
from kiosk.ui.desk.order_reading import read_levels
from kiosk.ui.desk.refusals import Refusal, wrong_piece
from kiosk.ui.desk.wave_rows import BagRow, PickRow
from kiosk.ui.desk.workplace import Act, Workplace
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.desk.way import WayModel
from kiosk.ui.models.rows import Rows
from sync.protocol import orders
from sync.protocol.orders import Order
from sync.protocol.stock import StockLevel

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

IN_WORK = frozenset({"accepted", "picking"})


class _Seen(NamedTuple):
    orders: list[Order]
    levels: dict[str, StockLevel]


@QmlElement
@QmlUncreatable("made by the app")
class WaveModel(DeskPage):
    """The page of a wave; its key names the orders, with spaces between."""

    changed = Signal()
    made = Signal()
    """Said never: the parts of the page stay the same."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._seen = _Seen([], {})
        self._refused = Refusal()
        self._acts = OrderActs(work, self.refresh)
        self._way = WayModel(work, self)
        self._picks = Rows(PickRow, self, keyed=True)
        self._bags = Rows(BagRow, self, keyed=True)

    def open(self, key: str) -> None:
        """Show some orders as one wave."""
        super().open(key)
        self._way.open()

    def clear(self) -> None:
        """Let go of the orders."""
        self._seen, self._refused = _Seen([], {}), Refusal()
        self._acts.forget()
        self._way.clear()
        self._picks.replace([])
        self._bags.replace([])
        super().clear()

    def watches(self, scopes: frozenset[str]) -> bool:
        """Orders concern the page, nothing else."""
        return self._work.orders in scopes

    def refresh(self) -> None:
        """Read the orders anew."""
        keys = self._key.split()
        self.look(lambda: self._read(keys), self._take)

    def take_scan(self, scan: Scan) -> bool:
        """Pick what was scanned: the most urgent order gets it first."""
        if scan.match is None or not self._walked:
            return False
        code = scan.keys[0].value if scan.keys else ""
        verbs = picking.taken(self._walked, scan.match.variant, 1, code) if scan.match.variant else []
        self._refused = Refusal()
        if verbs:
            self._pick(verbs)
        else:
            self._refused = wrong_piece(self._work.shop, self._walked, scan.match.product, scan.match.variant)
        self.changed.emit()
        return True

    @property
    def refuses(self) -> bool:
        """Whether what was scanned last belongs to none of the orders."""
        return bool(self._refused.words)

    @Slot()
    def undo(self) -> None:
        """Take back the last piece."""
        self._acts.undo()

    @Slot()
    def goOn(self) -> None:
        """Take the orders; then take piece by piece; at the end all of it is together."""
        if self._free:
            claims: list[Act] = [(self._work.orders, orders.ClaimOrder(order.id)) for order in self._free]
            self._work.do_all(claims, self.refresh, self._refuse)
        elif len(self._picks):
            self._refused = Refusal()
            self._pick(picking.taken(self._mine, self._picks[0].key))
        elif self._packable:
            packs: list[Act] = [(self._work.orders, orders.PackOrder(order.id)) for order in self._packable]
            self._work.do_all(packs, lambda: self._work.tell("wave.packed"), self._refuse)

    @Slot(str)
    def openOrder(self, order: str) -> None:
        """Go to one order of the wave: something is missing, or it is to be laid aside."""
        self._work.wanted.emit("order", order)

    @Slot()
    def openFirst(self) -> None:
        """Go to the order that the piece in work is for: it cannot be had."""
        stops = picking.route(self._walked, self._seen.levels)
        if stops:
            self.openOrder(stops[0].picks[0].shares[0].order)

    @Property(WayModel, notify=made)
    def way(self) -> WayModel:
        """The way along the shelves."""
        return self._way

    @Property(Rows, notify=changed)
    def picks(self) -> Rows:
        """What is still to be taken."""
        return self._picks

    @Property(Rows, notify=changed)
    def bags(self) -> Rows:
        """What goes into which bag."""
        return self._bags

    @Property(str, notify=changed)
    def subtitle(self) -> str:
        """How many orders, how many pieces."""
        if not self._seen.orders:
            return ""
        pieces = sum(line.quantity for line in self._lines)
        texts = self._work.shop.words.texts
        return texts.get("list.and").join(
            [texts.get("wave.orders", count=len(self._wanted)), texts.get("order.pieces", count=pieces)]
        )

    @Property(float, notify=changed)
    def part(self) -> float:
        """How much of it is settled, 0.0 to 1.0."""
        lines = self._lines
        return sum(line.state != "open" for line in lines) / len(lines) if lines else 0.0

    @Property(str, notify=changed)
    def progress(self) -> str:
        """How many lines are settled."""
        lines = self._lines
        settled = sum(line.state != "open" for line in lines)
        return self._work.shop.words.texts.get("order.progress", settled, len(lines))

    @Property(str, notify=changed)
    def refusal(self) -> str:
        """Why what was scanned is not taken, '' when it was."""
        return self._refused.words

    @Property(bool, notify=changed)
    def undoable(self) -> bool:
        """Whether the last piece can be taken back."""
        return self._acts.undoable

    @Property(str, notify=changed)
    def primary(self) -> str:
        """What the page's one action is called, '' when there is none."""
        key = "claim" if self._free else "pick" if len(self._picks) else "pack" if self._packable else ""
        return self._work.shop.words.texts.get(f"wave.do_{key}") if key else ""

    @property
    def _wanted(self) -> list[Order]:
        """Those that nobody has called off or fetched meanwhile."""
        return [order for order in self._seen.orders if order.is_open]

    @property
    def _lines(self) -> list[orders.Line]:
        return [line for order in self._wanted for line in order.lines]

    @property
    def _free(self) -> list[Order]:
        free = [order for order in self._seen.orders if order.claimed is None]
        return [order for order in free if order.state in IN_WORK or order.state == "new"]

    @property
    def _mine(self) -> list[Order]:
        me = self._work.actor
        return [order for order in self._seen.orders if me and order.has(me.id) and order.state in IN_WORK]

    @property
    def _walked(self) -> list[Order]:
        """Those that are picked here, and those that would be."""
        return [*self._mine, *self._free]

    @property
    def _packable(self) -> list[Order]:
        return [order for order in self._mine if all(line.state != "open" for line in order.lines)]

    def _pick(self, verbs: list[orders.PickLine]) -> None:
        order = next(order for order in self._walked if verbs and order.id == verbs[0].order)
        self._acts.pick(order, [verb for verb in verbs if verb.order == order.id])

    def _refuse(self, reason: str) -> None:
        self._work.refuse(reason)
        self.refresh()

    def _read(self, keys: list[str]) -> _Seen:
        replica, work = self._work.replica, self._work
        found = [order for key in keys if (order := work.order(key))]
        return _Seen(found, read_levels(replica, work.store, found))

    def _take(self, seen: _Seen) -> None:
        if not self._open:
            return
        self._seen = seen
        shop, named = self._work.shop, wave_rows.letters(seen.orders)
        walked = self._walked
        stops = picking.route(walked, seen.levels)
        self._picks.replace(wave_rows.pick_rows(shop, stops, named))
        bags = picking.sort_out(seen.orders)
        self._bags.replace(wave_rows.bag_rows(shop, bags, {order.id: order for order in seen.orders}, named))
        self._way.draw(walked, seen.levels, aisle_of(stops[0].aisle) if stops else "")
        self.changed.emit()
