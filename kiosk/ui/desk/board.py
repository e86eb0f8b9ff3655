"""The store's board: what is to be done, read once for Today, for the rail's badge and for the bell."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.core import today
from kiosk.core.today import Task
from kiosk.ui.desk import today_rows
from kiosk.ui.desk.board_lists import BoardLists
from kiosk.ui.desk.reading import Reading
from kiosk.ui.desk.said_tasks import SaidTasks
from kiosk.ui.desk.today_rows import TodayRow
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.words import Words
from sync.client.store.people import DESK
from sync.protocol import scopes
from sync.protocol.staff import HelpCall

CONCERNED = frozenset({"orders", "staff", "list"})


class _Read(NamedTuple):
    """Orders are said where they are read: there may be hundreds. What else there is, is little."""

    tasks: list[Task]
    lists: frozenset[str]
    rows: dict[str, TodayRow]
    words: Words


class Board(QObject):
    """Holds the tasks between `begin` and `end`. Lives in the GUI thread."""

    told = Signal()
    """The tasks were read anew."""
    rang = Signal(object)
    """Somebody wants something that nobody asked for before (a `Task`)."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self.tasks: list[Task] = []
        self.waiting = 0
        """How many tasks nobody has taken yet."""
        self._rows: dict[str, TodayRow] = {}
        self._lists, self._said = BoardLists(work), SaidTasks()
        self._words: Words | None = None
        self._known: set[str] | None = None
        self._open = False
        self._reading = Reading(work, self._read, self._take)
        work.changed.connect(self._follow)
        work.shop.stocked.connect(self._again)

    @property
    def is_read(self) -> bool:
        """Whether the tasks were read since somebody came."""
        return self._known is not None

    def row(self, task: Task) -> TodayRow:
        """Say a task in one line, in the language that is spoken now."""
        said = self._rows.get(task.key) if self._words is self._work.shop.words else None
        return said or today_rows.today_row(self._work.shop, task)

    def begin(self) -> None:
        """Somebody is signed in: keep the board from now on. What is there already rings no bell."""
        self._open = True
        # Somebody else may see other lists.
        self._lists = BoardLists(self._work)
        self._again()

    def end(self) -> None:
        """Keep it no more, and hold nothing."""
        self._open = False
        self.tasks, self._rows, self.waiting = [], {}, 0
        self._lists, self._said = BoardLists(self._work), SaidTasks()
        self._work.forget()
        self._known = None
        self.told.emit()

    @Slot(object)
    def _follow(self, changed: frozenset[str]) -> None:
        self._lists.hear(changed)
        if CONCERNED & {scopes.parse(scope).kind for scope in changed}:
            self._again()

    @Slot()
    def _again(self) -> None:
        if self._open:
            self._reading.again()

    def _read(self) -> _Read:
        work, replica = self._work, self._work.replica
        orders = work.all_orders()
        helps = replica.documents(work.people, "help", HelpCall)
        me = work.actor.id if work.actor else ""
        found = today.tasks(orders, helps, self._lists.read(), work.shop.now(), me)
        wanted = {task.due.order.list_id for task in found if task.due} - {""}
        words = work.shop.words
        rows = self._said.rows(work.shop, found)
        held = replica.scopes_of(DESK, "list")
        return _Read(found, frozenset(map(scopes.shopping_list, wanted)).difference(held), rows, words)

    def _take(self, read: _Read) -> None:
        if not self._open:
            return
        self.tasks, self._rows, self._words = read.tasks, read.rows, read.words
        self.waiting = today.waiting(read.tasks)
        self._ring()
        self.told.emit()
        if read.lists:
            self._work.watch(read.lists)

    def _ring(self) -> None:
        new = {task.key: task for task in self.tasks if task.is_new}
        if self._known is not None:
            arrived = [task for key, task in new.items() if key not in self._known]
            if arrived:
                self.rang.emit(arrived[0])
        self._known = (self._known or set()) | new.keys()
