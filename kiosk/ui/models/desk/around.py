"""What stands around every page of the desk: who is here, how old its news is, what is said in passing.

All pages are built, and each of them shows this. So each part has a signal of its own, and says nothing where
it stays as it is: turning a page would else ask for all of it, once for every page that is not shown.
"""

from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.today import Task
from kiosk.ui.desk import today_rows
from kiosk.ui.desk.bell import Bell
from kiosk.ui.desk.board import Board
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.pages import SHOWS, DeskPages, PagesModel
from kiosk.ui.toast import Toast

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


class _Standing(NamedTuple):
    """Whether the hub answers, and how old the news is, in words."""

    online: bool
    words: str


class _Here(NamedTuple):
    """Who is signed in, and whether they see customers."""

    name: str = ""
    serves: bool = False


@QmlElement
@QmlUncreatable("made by the app")
class AroundModel(PagesModel):
    """The pages, and what stands around them."""

    toasted = Signal()
    rang = Signal()
    synced = Signal()
    manned = Signal()
    counted = Signal()

    def __init__(self, work: Workplace, board: Board, pages: DeskPages) -> None:
        super().__init__(pages)
        self._work, self._board = work, board
        self._toast = Toast(self)
        self._toast.changed.connect(self.toasted)
        self._bell = Bell(self)
        self._bell.changed.connect(self.rang)
        self._last_news = work.replica.last_news()
        self._standing = self._stand()
        self._person, self._waiting = _Here(), 0
        work.told.connect(self._tell)
        work.shop.spoken.connect(self._speak)
        work.shop.stocked.connect(self._tell_age)
        board.told.connect(self._follow_board)

    def tell_news(self, *, online: bool, last_news: datetime | None) -> None:
        """Say whether the hub answers, and when it last did."""
        self._work.in_step, self._last_news = online, last_news
        self._tell_age()

    @Slot()
    def hideToast(self) -> None:
        """Stop saying it."""
        self._toast.hide()

    @Slot()
    def hideRung(self) -> None:
        """Show no more that there is something new."""
        self._bell.hide()

    @Property(str, notify=manned)
    def who(self) -> str:
        """The first name of who is signed in, '' while nobody is."""
        return self._person.name

    @Property(str, notify=manned)
    def mark(self) -> str:
        """The letter in the disc beside it."""
        return self._person.name[:1]

    @Property(bool, notify=manned)
    def serves(self) -> bool:
        """Whether who is signed in sees customers, with their lists and receipts."""
        return self._person.serves

    @Property(int, notify=counted)
    def waiting(self) -> int:
        """How many orders wait for somebody."""
        return self._waiting

    @Property(bool, notify=synced)
    def inStep(self) -> bool:
        """Whether the hub answers."""
        return self._standing.online

    @Property(str, notify=synced)
    def sync(self) -> str:
        """How old the desk's news is, in words."""
        return self._standing.words

    @Property(str, notify=rang)
    def rung(self) -> str:
        """What is new, '' when nothing is."""
        return today_rows.title(self._work.shop.words, self._bell.task) if self._bell.task else ""

    @Property(str, notify=toasted)
    def said(self) -> str:
        """The toast, '' when there is none."""
        return self._toast.text

    @Property(bool, notify=toasted)
    def saidUndo(self) -> bool:
        """Whether Undo belongs to the toast."""
        return self._toast.undo

    @Property(bool, notify=toasted)
    def saidDone(self) -> bool:
        """Whether the toast says that something was done."""
        return self._toast.done

    def ring(self, task: Task) -> None:
        """Show that something is new."""
        self._bell.ring(task)

    def stop_ringing(self) -> Task | None:
        """Show it no more; return what it was."""
        task = self._bell.task
        self._bell.hide()
        return task

    def greet(self) -> None:
        """Say who is here now."""
        me = self._work.me
        here = _Here(me.name, self._work.may_read(SHOWS["customers"])) if me else _Here()
        if here != self._person:
            self._person = here
            self.manned.emit()

    def _stand(self) -> _Standing:
        words, now, online = self._work.shop.words, self._work.shop.now(), self._work.in_step
        if self._last_news is None:
            return _Standing(online, words.texts.get("desk.never"))
        if online:
            return _Standing(online, words.texts.get("desk.in_step"))
        return _Standing(online, words.texts.get("desk.news_from", words.clock(self._last_news, now)))

    @Slot()
    def _tell_age(self) -> None:
        standing = self._stand()
        if standing != self._standing:
            self._standing = standing
            self.synced.emit()

    @Slot()
    def _speak(self) -> None:
        self._tell_age()
        self.rang.emit()

    @Slot()
    def _follow_board(self) -> None:
        """Count what waits, and show nothing as new that somebody has answered, or taken, since."""
        rung = self._bell.task
        if rung and not any(task.key == rung.key and task.is_new for task in self._board.tasks):
            self._bell.hide()
        if self._board.waiting != self._waiting:
            self._waiting = self._board.waiting
            self.counted.emit()

    @Slot(str, list, bool, bool)
    def _tell(self, key: str, values: list[object], undo: bool, done: bool) -> None:  # noqa: FBT001 - a signal's arguments have no names
        self._toast.say(self._work.shop.words.texts.get(key, *values), undo=undo, done=done)
