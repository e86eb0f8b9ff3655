"""One order: its states, its lines in the order of the shelf, what may be done now."""

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import picking
from kiosk.core.scan import Scan
from kiosk.ui.desk import line_rows, order_rows
from kiosk.ui.desk.line_rows import LineRow
from kiosk.ui.desk.order_acts import MORE, SLIP, OrderActs
from kiosk.ui.desk.order_reading import SeenOrder, read_order
from kiosk.ui.desk.order_rows import ActionRow, StateRow
from kiosk.ui.desk.refusals import Refusal, wrong_piece
from kiosk.ui.desk.slip_printing import SlipPrinter
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.order_head import OrderHead
from kiosk.ui.models.desk.order_questions import OrderQuestions
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.desk.way import WayModel
from kiosk.ui.models.rows import Rows
from sync.protocol import orders, own_codes
from sync.protocol.orders import Line, Order

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class OrderModel(DeskPage):
    """The order page; its key is an order's id."""

    changed = Signal()
    made = Signal()
    """Said never: the parts of the page stay the same."""
    listed = Signal()
    """The lines were read anew; the current one may be another."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._seen: SeenOrder | None = None
        self._head = OrderHead(work, self)
        self._chosen = self._current = ""
        self._refused = Refusal()
        self.printer: SlipPrinter | None = None
        self._acts = OrderActs(work, self._take_refusal)
        self._way = WayModel(work, self)
        self._questions = OrderQuestions(work, self._acts, self)
        self._states = Rows(StateRow, self)
        self._lines = Rows(LineRow, self, keyed=True)
        self._more = Rows(ActionRow, self)

    def open(self, key: str) -> None:
        """Show an order, from its first line that is still to be picked."""
        if key != self._key:
            self._forget()
        super().open(key)
        if self._seen is None:
            # It takes longer to read: until then nothing is shown of the one before.
            self._empty()
            self.changed.emit()
        self._way.open()

    def clear(self) -> None:
        """Let go of the order."""
        self._forget()
        self._empty()
        super().clear()

    def refresh(self) -> None:
        """Read the order anew."""
        work, key = self._work, self._key
        self.look(lambda: read_order(work, key), self._take)

    def watches(self, scopes: frozenset[str]) -> bool:
        """Orders and stock concern the page."""
        return self._work.orders in scopes

    def take_scan(self, scan: Scan) -> bool:
        """Pick what was scanned, or hand over for a claim code; the wrong thing is refused and named."""
        order = self.order
        if order is None:
            return False
        if scan.kind == "order" and scan.keys[0].type == "order":
            return self._questions.take_code(order, own_codes.write("order", scan.keys[0].value))
        self._refused = Refusal()
        if scan.match is None:
            return False
        if not self._picks(order):
            return self._name_holder(order, scan.match.variant)
        self._chosen = ""
        code = scan.keys[0].value if scan.keys else ""
        verbs = picking.taken([order], scan.match.variant, 1, code) if scan.match.variant else []
        if verbs:
            self._acts.pick(order, verbs)
        else:
            self._refused = wrong_piece(self._work.shop, [order], scan.match.product, scan.match.variant)
        self._tell()
        return True

    @property
    def refuses(self) -> bool:
        """Whether what was scanned last is not taken."""
        return bool(self._refused.words or self._questions.wrong)

    @property
    def order(self) -> Order | None:
        """The order that is shown."""
        return self._seen.order if self._seen else None

    @Slot()
    def undo(self) -> None:
        """Take back what was done last here."""
        self._acts.undo()

    @Slot(str)
    def choose(self, line: str) -> None:
        """Work on another line first."""
        self._chosen, self._refused = line, Refusal()
        self._tell()

    @Slot(int)
    def step(self, by: int) -> None:
        """Work on the line above or below."""
        keys = [row.key for row in self._lines]
        if self._current in keys:
            self.choose(keys[min(len(keys) - 1, max(0, keys.index(self._current) + by))])

    @Slot()
    def goOn(self) -> None:
        """Do what brings the order on: the page's one action."""
        order, step = self.order, self._head.step
        if order is None or step is None:
            return
        if step is orders.PickLine:
            self.takeByHand()
        elif step is orders.MakeReady:
            self._questions.ask_place(order)
        elif step is orders.HandOver:
            self._questions.ask_code(order)
        else:
            self._acts.simple(order, step)

    @Slot()
    def takeByHand(self) -> None:
        """A piece of the current line is in hand, and was not scanned."""
        order, line = self.order, self._line()
        if order is None or line is None:
            return
        left = picking.still_to_pick(line)
        if left <= 1:
            # A line that was chosen and is done leaves its place to the next that is open.
            self._chosen = ""
        if left:
            self._refused = Refusal()
            self._acts.pick(order, [orders.PickLine(order.id, line.id)])
        self._tell()

    @Slot(bool)
    def answer(self, agreed: bool) -> None:  # noqa: FBT001 - a slot's arguments have no names in QML
        """The shopper stands here and says what they think of what is offered."""
        order, line = self.order, self._line()
        if order and line and line.waits:
            self._acts.agree(order, line, agreed=agreed)

    @Slot()
    def reopen(self) -> None:
        """Begin the line that was chosen again."""
        order, line = self.order, self._line()
        if order and line:
            self._acts.reopen(order, line)

    @Slot(str)
    def ask(self, what: str) -> None:
        """Begin one of the acts that need a word: `short`, `reject_line`, `substitute`, or one of `MORE`."""
        order, line = self.order, self._line()
        if order is None:
            return
        if what == SLIP:
            if self.printer:
                self.printer.print(order)
        elif what in MORE and not MORE[what].asks:
            self._acts.more(order, what)
        else:
            self._questions.ask(order, line, what)

    @Property(OrderHead, notify=made)
    def head(self) -> OrderHead:
        """What is said of the order as a whole."""
        return self._head

    @Property(OrderQuestions, notify=made)
    def questions(self) -> OrderQuestions:
        """What is being asked."""
        return self._questions

    @Property(WayModel, notify=made)
    def way(self) -> WayModel:
        """The way along the shelves."""
        return self._way

    @Property(bool, notify=changed)
    def picks(self) -> bool:
        """Whether lines can be worked on here and now."""
        me = self._work.actor
        return bool(
            self.order and me and self.order.has(me.id) and self.order.state in {"accepted", "picking"}
        )

    @Property(str, notify=changed)
    def refusal(self) -> str:
        """Why what was scanned is not taken, '' when it was."""
        return self._refused.words

    @Property(str, notify=changed)
    def refusalPhoto(self) -> str:
        """The photo of what was scanned instead."""
        return self._refused.photo

    @Property(str, notify=changed)
    def takeOver(self) -> str:
        """What taking it over from a colleague is called, '' where that cannot be."""
        return next((row.words for row in self._more if row.key == "take_over"), "")

    @Property(bool, notify=changed)
    def undoable(self) -> bool:
        """Whether what was done last here can be taken back."""
        return self._acts.undoable

    @Property(Rows, notify=changed)
    def states(self) -> Rows:
        """The way of the order."""
        return self._states

    @Property(Rows, notify=changed)
    def lines(self) -> Rows:
        """Its lines."""
        return self._lines

    @Property(int, notify=changed)
    def at(self) -> int:
        """The row of the line that is in work, -1 for none."""
        return next((at for at, row in enumerate(self._lines[:]) if row.here), -1)

    @Property(Rows, notify=changed)
    def more(self) -> Rows:
        """What else may be done."""
        return self._more

    def _picks(self, order: Order) -> bool:
        """Whether a scan is a pick: in hand here, or free to be taken with it."""
        me = self._work.actor
        mine = me is not None and (order.claimed is None or order.has(me.id))
        return mine and order.state in {"new", "accepted", "picking"}

    def _line(self) -> Line | None:
        return self.order.line(self._current) if self.order else None

    def _name_holder(self, order: Order, variant: str) -> bool:
        """Say who has the order that a piece belongs to; return whether that is why it is not taken."""
        holder = self._head.holder
        if not (holder and any(picking.wanted(line)[1] == variant for line in order.lines)):
            return False
        self._refused = Refusal(self._work.shop.words.texts.get("order.has_it", holder))
        self.changed.emit()
        return True

    def _forget(self) -> None:
        self._seen = None
        self._chosen = self._current = ""
        self._refused = Refusal()
        self._acts.forget()
        self._questions.close()

    def _empty(self) -> None:
        self._head.tell(None)
        self._way.clear()
        # As many marks as most orders have: what is filled in anew is not built anew.
        self._states.replace(order_rows.way_rows(self._work.shop.words))
        for rows in (self._lines, self._more):
            rows.replace([])

    def _take(self, seen: SeenOrder | None) -> None:
        if self._open:
            self._seen = seen
            self._tell()

    def _take_refusal(self) -> None:
        """What was done here was refused: show how things are."""
        self.refresh()

    def _tell(self) -> None:
        seen, shop = self._seen, self._work.shop
        self._head.tell(seen)
        if seen is None:
            self.changed.emit()
            return
        lines = picking.in_shelf_order(seen.order, seen.levels)
        self._current = self._choose_current(lines)
        self._states.replace(order_rows.state_rows(shop.words, seen.order))
        self._lines.replace(line_rows.line_rows(shop, seen, self._current))
        self._more.replace(self._acts.rows(seen.order))
        self._way.tell(seen, self._current)
        self._questions.follow(seen.order)
        self.changed.emit()
        self.listed.emit()

    def _choose_current(self, lines: list[Line]) -> str:
        """The line somebody chose, while it is still to be done; else the first that is."""
        todo = [line.id for line in lines if picking.still_to_pick(line)]
        chosen = self._chosen if any(line.id == self._chosen for line in lines) else ""
        return chosen or next(iter(todo), "")
