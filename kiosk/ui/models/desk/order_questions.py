"""What is asked on the order page before something is done: why, what instead, where, which code."""

from typing import Any, NamedTuple

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.desk import line_rows, order_rows
from kiosk.ui.desk.order_acts import OrderActs
from kiosk.ui.desk.order_answers import WHOLE_REASONS, WITHOUT_CODE, AnswerRow, answer_rows, place
from kiosk.ui.desk.order_rows import StepRow
from kiosk.ui.desk.substitutes import AlikeRow, Substitutes
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.keypad import KeypadModel
from kiosk.ui.models.rows import Rows
from sync.protocol import orders
from sync.protocol.orders import Line, Order
from sync.protocol.staff import Role

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

SECOND_MS = 1000


class _LineAnswer(NamedTuple):
    """What was answered to a question about a line."""

    order: Order
    line: Line
    kind: str
    key: Any
    missing: int
    offered: AlikeRow | None


@QmlElement
@QmlUncreatable("made by the app")
class OrderQuestions(QObject):
    """At most one question at a time; `kind` says which, '' for none."""

    changed = Signal()

    def __init__(self, work: Workplace, acts: OrderActs, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._acts = acts
        self._kind = ""
        self._order: Order | None = None
        self._line: Line | None = None
        self._count = 1
        self._wrong = ""
        self._braked = QTimer(self, interval=SECOND_MS)
        self._braked.timeout.connect(self._tell_brake)
        self._keys = KeypadModel(work.shop, self, letters=True)
        self._choices = Rows(AnswerRow, self)
        self._steps = Rows(StepRow, self)
        self._alike = Rows(AlikeRow, self)
        self._substitutes = Substitutes(work)

    def ask(self, order: Order, line: Line | None, kind: str) -> None:
        """Ask: `short`, `reject_line`, `substitute`, `history`, `hand_over`, `hold`, `reject`, `cancel`."""
        needs_line = kind in {"short", "reject_line", "substitute"}
        if needs_line and (line is None or line.state not in {"open", "short"}):
            return
        self._order, self._kind, self._wrong = order, kind, ""
        self._line = line if needs_line else None
        self._count = 1
        if kind == "substitute":
            self._find_alike()
        elif kind == "history":
            self._steps.replace(order_rows.step_rows(self._work.shop, order))
        manager = self._work.me is not None and self._work.me.role is Role.MANAGER
        self._choices.replace(answer_rows(self._work.shop.words.texts, kind, manager=manager))
        self.changed.emit()

    def ask_place(self, order: Order) -> None:
        """Ask where what is packed is laid."""
        self.ask(order, None, "place")

    def ask_code(self, order: Order) -> None:
        """Ask for the claim code, where the order has one; else it is handed over at once."""
        if order.claim:
            self.ask(order, None, "hand_over")
        else:
            self._acts.hand_over(order, "")

    def take_code(self, order: Order, code: str) -> bool:
        """Hand over for a code that was scanned; return whether it is this order's, and is looked at."""
        if self._kind == "hand_over":
            self._try(code)
            return True
        if not order.claim or orders.claim_hash(code) != order.claim or self._work.brake.seconds_left():
            return False
        self._hand_over(order, code)
        return True

    def _hand_over(self, order: Order, code: str) -> None:
        self.close()
        if order.state in orders.MAY[orders.HandOver]:
            self._acts.hand_over(order, code)
        else:
            self._work.warn(f"order.not_ready_{'over' if not order.is_open else 'yet'}")

    def follow(self, order: Order) -> None:
        """The order was read anew: what is asked is about it as it is now."""
        if self._kind:
            self._order = order
            self._line = order.line(self._line.id) if self._line else None

    @Slot()
    def close(self) -> None:
        """Ask nothing (part of the wipe)."""
        self._kind, self._order, self._line, self._wrong = "", None, None, ""
        self._braked.stop()
        self._keys.close()
        for rows in (self._choices, self._steps, self._alike):
            rows.replace([])
        self.changed.emit()

    @Slot(int)
    def countBy(self, by: int) -> None:
        """More or fewer pieces are missing."""
        self._count = min(self.most, max(1, self._count + by))
        self.changed.emit()

    @Slot(str)
    def choose(self, key: str) -> None:
        """This is the reason, the place, or what to offer."""
        order, line, kind, count = self._order, self._line, self._kind, self._count
        if order is None:
            return
        offered = next((row for row in self._alike if row.key == key), None)
        self.close()
        if line is not None:
            self._answer_line(_LineAnswer(order, line, kind, key, count, offered))
        elif kind == "place":
            self._acts.ready(order, place(self._work.shop.words.texts, key))
        elif kind == "hand_over":
            reason = next(code for code in WITHOUT_CODE if code == key)
            self._acts.hand_over(order, "", reason)
        elif kind in WHOLE_REASONS:
            self._acts.end(order, kind, key)

    def _answer_line(self, answer: _LineAnswer) -> None:
        order, line = answer.order, answer.line
        if answer.offered:
            product, variant = answer.offered.product, answer.offered.key
            self._acts.offer(order, line, product, variant, self._substitutes.options(product, variant))
        elif answer.kind == "short":
            self._acts.short(order, line, answer.missing, answer.key)
        elif answer.kind == "reject_line":
            self._acts.reject_line(order, line, answer.key)

    @Slot(str)
    def enter(self, text: str) -> None:
        """A code was typed."""
        self._try(text)
        if self._wrong:
            self._work.sounded.emit("unknown")

    def _try(self, text: str) -> None:
        """Hand over for the code that is asked for, or say what is wrong with it."""
        order, hashed = self._order, orders.claim_hash(text)
        if order is None:
            return
        if self._work.brake.seconds_left():
            self._braked.start()
            self._tell_brake()
        elif hashed and hashed == order.claim:
            self._hand_over(order, text)
            return
        else:
            if hashed:
                self._work.brake.count()
            self._wrong = self._work.shop.words.texts.get(f"order.code_{'other' if hashed else 'misread'}")
        self.changed.emit()

    @Slot()
    def _tell_brake(self) -> None:
        """Say for how many seconds no code is looked at, until one is again."""
        left = self._work.brake.seconds_left()
        self._wrong = self._work.shop.words.texts.get("order.code_wait", count=left) if left else ""
        if not left:
            self._braked.stop()
        self.changed.emit()

    @Property(str, notify=changed)
    def kind(self) -> str:
        """What is asked."""
        return self._kind

    @Property(str, notify=changed)
    def title(self) -> str:
        """The question."""
        return self._work.shop.words.texts.get(f"order.ask_{self._kind}", self._name()) if self._kind else ""

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What to know before answering, '' for nothing."""
        raw, kind = self._work.shop.words.texts.raw, self._kind
        text = (raw(f"order.hint_{kind}") or "") if kind else ""
        if kind == "hand_over" and self._order and not self._order.paid:
            return f"{text} {raw('order.hint_hand_over_unpaid')}"
        return text

    @Property(KeypadModel, notify=changed)
    def keypad(self) -> KeypadModel:
        """The on-screen keys for a code."""
        return self._keys

    @Property(str, notify=changed)
    def wrong(self) -> str:
        """What is wrong with the code that was given."""
        return self._wrong

    @Property(bool, notify=changed)
    def counts(self) -> bool:
        """Whether it is asked how many are missing."""
        return self._kind == "short" and self.most > 1

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many are missing."""
        return self._count

    @Property(int, notify=changed)
    def most(self) -> int:
        """How many can be missing."""
        return self._line.missing if self._line else 1

    @Property(bool, notify=changed)
    def searching(self) -> bool:
        """Whether alike products are still looked for."""
        return self._kind == "substitute" and self._substitutes.busy

    @Property(Rows, notify=changed)
    def choices(self) -> Rows:
        """The answers to choose from."""
        return self._choices

    @Property(Rows, notify=changed)
    def alike(self) -> Rows:
        """What may be offered instead."""
        return self._alike

    @Property(Rows, notify=changed)
    def steps(self) -> Rows:
        """What was done about the order."""
        return self._steps

    def _name(self) -> str:
        if self._line:
            return line_rows.name_of(self._work.shop, self._line.product, self._line.variant)
        return self._order.number if self._order else ""

    def _find_alike(self) -> None:
        self._alike.replace([])
        assert self._line, "a substitute is for a line"
        self._substitutes.find(self._line, self._take_alike)

    def _take_alike(self, rows: list[AlikeRow]) -> None:
        if self._kind == "substitute":
            self._alike.replace(rows)
            self.changed.emit()
