"""Today: what is to be done, by urgency, and the next step of what is chosen."""

from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import orders as order_rules
from kiosk.core.today import Task
from kiosk.ui.desk import today_rows
from kiosk.ui.desk.board import Board
from kiosk.ui.desk.reading import Reading
from kiosk.ui.desk.today_rows import HourRow, MarkRow, PieceRow, TodayRow
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.rows import Rows
from sync.protocol.orders import ClaimOrder, Order
from sync.protocol.staff import FinishHelp, TakeHelp
from sync.protocol.stock import StockLevel

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

SHOWN_PIECES = 6


class _Said(NamedTuple):
    """The board in words: `rows` has its orders, by the keys of their tasks."""

    tasks: list[Task]
    rows: dict[str, TodayRow]
    marks: list[MarkRow]
    hours: list[HourRow]


@QmlElement
@QmlUncreatable("made by the app")
class TodayModel(DeskPage):
    """The page that a day begins on."""

    changed = Signal()
    chosenChanged = Signal()

    def __init__(self, work: Workplace, board: Board) -> None:
        super().__init__(work)
        self._board = board
        self._tasks: list[Task] = []
        """What the rows say, row by row."""
        self._places: dict[str, int] = {}
        self._chosen = 0
        self._key_chosen = ""
        self._rows = Rows(TodayRow, self, keyed=True)
        self._marks = Rows(MarkRow, self)
        self._hours = Rows(HourRow, self)
        self._pieces = Rows(PieceRow, self)
        self._saying = Reading(work, self._say, self._show)
        board.told.connect(self._again)

    def refresh(self) -> None:
        """Show the board as it is now; what was chosen stays chosen while it is there."""
        if self._board.is_read:
            self._saying.again(opening=self._opening)
        else:
            # It tells as soon as it was: until then there is nothing to say but the day.
            self.changed.emit()

    def pass_time(self) -> None:
        """The board reads anew what time does to it, and tells."""

    def clear(self) -> None:
        """Let go of what was shown."""
        for rows in (self._rows, self._marks, self._pieces):
            rows.replace([])
        self._tasks, self._places = [], {}
        self._chosen, self._key_chosen = 0, ""
        super().clear()

    def watches(self, scopes: frozenset[str]) -> bool:  # noqa: ARG002 - the board follows them
        """The board says when there is something new."""
        return False

    @Slot(int)
    def choose(self, row: int) -> None:
        """Look at a task."""
        if 0 <= row < len(self._tasks):
            self._chosen, self._key_chosen = row, self._tasks[row].key
            self._preview()
            self.chosenChanged.emit()

    def choose_key(self, key: str) -> None:
        """Look at a task by its key, if it is still there: now, or as soon as the page shows it."""
        if key in self._places:
            self.choose(self._places[key])
        else:
            self._key_chosen = key

    @Slot(str, result=list)
    def photos(self, key: str) -> list[str]:
        """Return the addresses of the photos of a task, for the lines that are on the screen."""
        place = self._places.get(key)
        return today_rows.photos(self._work.shop, self._tasks[place]) if place is not None else []

    @Slot()
    def act(self) -> None:
        """Do the next step of what is chosen."""
        task = self._task
        if task is None:
            return
        if task.help:
            self._help(task)
        elif task.due and self._is_free(task.due.order):
            order = task.due.order
            self._work.do(
                self._work.orders, ClaimOrder(order.id), lambda: self._work.wanted.emit("order", order.id)
            )
        else:
            self.open_chosen()

    @Slot()
    def openChosen(self) -> None:
        """Show all of what is chosen: the order, or the list that a question stands on."""
        self.open_chosen()

    def open_chosen(self) -> None:
        """Show all of what is chosen."""
        task = self._task
        if task and task.due:
            self._work.wanted.emit("order", task.due.order.id)
        elif task and task.asked:
            self._work.wanted.emit("list", task.asked.list_id)
        elif task and task.help and task.help.list_id:
            self._work.wanted.emit("list", task.help.list_id)

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        """What is to be done."""
        return self._rows

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether it is known what there is to do."""
        return self._board.is_read

    @Property(Rows, notify=changed)
    def marks(self) -> Rows:
        """Promises on the time line."""
        return self._marks

    @Property(Rows, notify=changed)
    def hours(self) -> Rows:
        """The hours of the time line."""
        return self._hours

    @Property(float, notify=changed)
    def now(self) -> float:
        """Where on the time line it is now, 0.0 to 1.0."""
        return (self._work.shop.now() - self._begin).total_seconds() / (today_rows.HOURS * today_rows.HOUR)

    @Property(str, notify=changed)
    def clock(self) -> str:
        """What time it is, in words."""
        words = self._work.shop.words
        return words.texts.get("today.now_at", words.display.time(self._work.shop.now()))

    @Property(str, notify=changed)
    def day(self) -> str:
        """Which day it is."""
        display = self._work.shop.words.display
        day = display.weekday(display.local_date(self._work.shop.now()))
        return day[:1].upper() + day[1:]

    @Property(int, notify=chosenChanged)
    def chosen(self) -> int:
        """The line that is chosen."""
        return self._chosen

    @Property(Rows, notify=chosenChanged)
    def pieces(self) -> Rows:
        """The products of what is chosen."""
        return self._pieces

    @Property(str, notify=chosenChanged)
    def previewTitle(self) -> str:
        """Whom it is about."""
        task = self._task
        return today_rows.whom(self._work.shop.words, task) if task else ""

    @Property(str, notify=chosenChanged)
    def previewDetail(self) -> str:
        """Where they are, and which language they speak."""
        task = self._task
        return today_rows.where(self._work.shop, task) if task else ""

    @Property(str, notify=chosenChanged)
    def quote(self) -> str:
        """What they said."""
        task = self._task
        return today_rows.said(self._work.shop, task) if task else ""

    @Property(str, notify=chosenChanged)
    def more(self) -> str:
        """How many products the preview has no room for, in words; '' when it has."""
        task = self._task
        left = len(task.due.order.lines) - SHOWN_PIECES if task and task.due else 0
        return self._work.shop.words.texts.get("today.more", count=left) if left > 0 else ""

    @Property(str, notify=chosenChanged)
    def action(self) -> str:
        """The next step, in words; '' when there is nothing to choose from."""
        task = self._task
        return self._work.shop.words.texts.get(f"today.do_{self._step(task)}") if task else ""

    @Property(str, notify=chosenChanged)
    def customer(self) -> str:
        """The customer it is about, '' when nobody knows."""
        task = self._task
        return task.due.order.customer if task and task.due else ""

    @Property(bool, notify=chosenChanged)
    def opens(self) -> bool:
        """Whether there is more to show of it than the preview does."""
        task = self._task
        return bool(task and (not task.help or task.help.list_id) and self._step(task) != "open")

    @Slot()
    def openCustomer(self) -> None:
        """Show the customer."""
        task = self._task
        if task and task.due and task.due.order.customer:
            self._work.wanted.emit("customer", task.due.order.customer)

    @property
    def _task(self) -> Task | None:
        return self._tasks[self._chosen] if self._open and self._chosen < len(self._tasks) else None

    @property
    def _begin(self) -> datetime:
        """The full hour that the time line begins with."""
        now = self._work.shop.now()
        return now.replace(minute=0, second=0, microsecond=0)

    def _say(self) -> _Said:
        """Say what there may be hundreds of; in the background."""
        shop, tasks = self._work.shop, self._board.tasks
        dues = [task.due for task in tasks if task.due]
        return _Said(
            tasks,
            {task.key: self._board.row(task) for task in tasks if task.due},
            today_rows.mark_rows(shop, order_rules.time_line(dues), self._begin),
            today_rows.hour_rows(shop.words, self._begin),
        )

    def _show(self, said: _Said) -> None:
        """Show it, and say the few calls and questions: about products, which only this thread looks up."""
        if not self._open:
            return
        self._tasks = said.tasks
        self._places = {task.key: at for at, task in enumerate(said.tasks)}
        self._chosen = self._places.get(self._key_chosen, self._chosen)
        self._chosen = max(0, min(self._chosen, len(said.tasks) - 1))
        self._key_chosen = said.tasks[self._chosen].key if said.tasks else ""
        self._rows.replace([said.rows.get(task.key) or self._board.row(task) for task in said.tasks])
        self._hours.replace(said.hours)
        self._marks.replace(said.marks)
        self._preview()
        self.changed.emit()

    def _step(self, task: Task) -> str:
        """Return what the primary does: a key of the texts."""
        if task.asked:
            return "answer"
        if task.help:
            return "come" if task.is_new else "done"
        assert task.due, "there is no fourth kind"
        order = task.due.order
        if self._is_free(order):
            return "bring" if order.kind == "request" else "take"
        if order.state in {"packed", "ready_for_pickup"}:
            return "hand_over"
        return "go_on" if self._mine(order) else "open"

    def _is_free(self, order: Order) -> bool:
        return order.state == "new" and order.claimed is None and self._work.may("orders", ClaimOrder)

    def _mine(self, order: Order) -> bool:
        actor = self._work.actor
        return actor is not None and order.has(actor.id)

    def _help(self, task: Task) -> None:
        verb = TakeHelp(task.id) if task.is_new else FinishHelp(task.id)
        said = "today.you_come" if task.is_new else "today.helped"
        self._work.do(self._work.people, verb, lambda: self._work.tell(said))

    def _preview(self) -> None:
        task = self._task
        lines = task.due.order.lines[:SHOWN_PIECES] if task and task.due else []
        shop, replica = self._work.shop, self._work.replica
        scope = f"stock:{self._work.store}"
        aisles = []
        for line in lines:
            level = replica.document(scope, "stock", line.variant, StockLevel)
            aisles.append(level.aisle if level else "")
        rows = [today_rows.piece_row(shop, line, aisle) for line, aisle in zip(lines, aisles, strict=True)]
        self._pieces.replace(rows or (today_rows.topic_rows(shop, task) if task else []))
        self.chosenChanged.emit()
