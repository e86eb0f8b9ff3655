"""The desk's shell: which page is on, and where scans and people lead."""

from typing import NamedTuple

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.scan import Scan
from kiosk.core.staff.desk import Phase
from kiosk.core.steps import Step, Steps
from kiosk.core.today import Task
from kiosk.ui.desk.board import Board
from kiosk.ui.desk.door import Door
from kiosk.ui.desk.finder import Finder
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.around import AroundModel
from kiosk.ui.models.desk.find import FindModel
from kiosk.ui.models.desk.pages import HOME, RAIL, SHOWS, DeskPages
from kiosk.ui.models.desk.sign_in import SignInModel

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


class DeskParts(NamedTuple):
    """What stands around the pages."""

    board: Board
    door: Door
    finder: Finder
    find: FindModel
    sign_in: SignInModel


@QmlElement
@QmlUncreatable("made by the app")
class DeskModel(AroundModel):
    """What `DeskShell.qml` is given: the pages' models and what stands around every page."""

    changed = Signal()
    equipped = Signal()
    """Said never: what stands around the pages stays the same. (Qt would not find one of the base class.)"""
    findAsked = Signal()
    """The search field shall have the keyboard."""
    fieldLeft = Signal()
    """The page shall have it again."""
    closed = Signal()
    """Nobody is signed in any more, and nothing of the desk is left."""

    def __init__(self, work: Workplace, parts: DeskParts, pages: DeskPages) -> None:
        super().__init__(work, parts.board, pages)
        self._door, self._finder = parts.door, parts.finder
        self._find, self._sign_in = parts.find, parts.sign_in
        # One tree, owned by the QML engine in the end: nothing may die before the pages that show it.
        for part in (work, *parts):
            part.setParent(self)
        for page in pages.all:
            page.setParent(self)
        self._page = ""
        self._steps = Steps()
        self._door.opened.connect(self.begin)
        self._door.locked.connect(self._step_away)
        self._door.left.connect(self._forget)
        self._door.closed.connect(self._close)
        self._board.rang.connect(self._ring)
        self._finder.several.connect(lambda text: self.show("customers", text))
        work.wanted.connect(self.show)
        work.left.connect(self.back)

    @property
    def is_open(self) -> bool:
        """Whether somebody is signed in and works here."""
        return bool(self._page)

    @property
    def staffed(self) -> bool:
        """Whether somebody is signed in here, also behind a locked desk."""
        return self._door.phase is not Phase.CLOSED

    @property
    def opens_scanners(self) -> bool:
        """Whether who is here may look at the scanners: signed in, or where nobody ever was."""
        return self.is_open or not self._work.staff.was_staffed

    @property
    def opens_settings(self) -> bool:
        """Whether who is here may change the tablet's settings: a manager who is signed in."""
        return self.is_open and self._work.staff.manages

    def ask_who(self) -> None:
        """Ask who it is, and get ready meanwhile."""
        self._sign_in.open()
        self._work.prepare()

    @Slot()
    def begin(self) -> None:
        """Somebody has signed in: back where they were when they stepped away, else on Today."""
        me = self._work.me
        step = self._steps.return_to(me.id) if me else None
        self._board.begin()
        self.greet()
        self._turn(*step or Step(HOME, ""))

    @Slot()
    def end(self) -> None:
        """Nobody is there any more: no page is on, and none holds anything."""
        self._page = ""
        self._board.end()
        self.changed.emit()
        self._find.close()
        self._steps.begin()
        for page in self._pages.all:
            page.close()
        self.hideToast()
        self.hideRung()
        self.greet()
        self._sign_in.open()

    def take_scan(self, scan: Scan, text: str) -> bool:
        """Answer a scan; return whether it led anywhere good. Where nobody is, it is a badge.

        The page that is on may have a use for it; else it leads where it leads from everywhere.
        """
        if not self._page:
            self._sign_in.scan(text)
            return True
        # A scanner's keys are nobody's input else: who works by scans alone is there all the same.
        self._door.touch()
        page = self._pages.named(self._page)
        if page.take_scan(scan):
            return not page.refuses
        return self._finder.go(scan, text)

    @Slot(str, str)
    def show(self, page: str, key: str = "") -> None:
        """Show a page about something; Back leads to where one was."""
        if not self._may_see(page):
            return
        here = self._here
        if here and here != (page, key):
            self._steps.add(here)
        self._turn(page, key)

    @Slot(str)
    def go(self, place: str) -> None:
        """Go to a place of the rail."""
        if not self._may_see(place):
            return
        self._steps.begin()
        self._turn(place, "")

    @Slot()
    def back(self) -> None:
        """Go back to the page before, or to the place of the rail that this one belongs to."""
        page, key = self._steps.back() or (RAIL.get(self._page, HOME), "")
        self._turn(HOME if page == self._page and not key else page, key)

    @Slot()
    def askFind(self) -> None:
        """Let the search field have the keyboard."""
        self.findAsked.emit()

    @Slot()
    def leaveField(self) -> None:
        """Let the page have it again."""
        self.fieldLeft.emit()

    @Slot()
    def lock(self) -> None:
        """Step away: the next one signs in, or the same one with the PIN."""
        self._door.lock()

    @Slot()
    def undo(self) -> None:
        """Take back what the toast says."""
        self.hideToast()
        if self._page:
            self._pages.named(self._page).undo()

    @Property(str, notify=changed)
    def page(self) -> str:
        """The page that is on, one of `RAIL`; '' while nobody is signed in."""
        return self._page

    @Property(str, notify=changed)
    def place(self) -> str:
        """The place of the rail that it belongs to."""
        return RAIL.get(self._page, "")

    @Slot()
    def showRung(self) -> None:
        """Show what is new on Today."""
        task = self.stop_ringing()
        if task:
            self.go(HOME)
            self._pages.today.choose_key(task.key)

    @Property(FindModel, notify=equipped)
    def find(self) -> FindModel:
        """The model of the search field."""
        return self._find

    @Property(SignInModel, notify=equipped)
    def signIn(self) -> SignInModel:
        """The model of the page where somebody signs in."""
        return self._sign_in

    @property
    def _here(self) -> Step | None:
        """The page that is on."""
        return Step(self._page, self._pages.named(self._page).key) if self._page else None

    @Slot()
    def _step_away(self) -> None:
        """The desk has locked: who was there finds the page again, and nobody else does."""
        me = self._work.me
        here = self._here
        if me and here:
            self._steps.leave(me.id, here)
        self.end()

    @Slot()
    def _forget(self) -> None:
        """Keep no place of anybody who has signed out."""
        self._steps.forget(without=(person.id for person in self._work.staff.people()))

    @Slot()
    def _close(self) -> None:
        self._steps.forget()
        self.end()
        self.closed.emit()

    def _may_see(self, page: str) -> bool:
        """Say whether a page is for who is at the desk; say so to them where it is not.

        A locked desk shows none, whatever was asked for before and comes late.
        """
        if not self._page:
            return False
        kind = SHOWS.get(page)
        allowed = kind is None or self._work.may_read(kind)
        if not allowed:
            self._work.refuse("forbidden")
        return allowed

    def _turn(self, page: str, key: str) -> None:
        before = self._page
        if before and page != before:
            self._pages.named(before).close()
        self._page = page
        self._pages.named(page).open(key)
        self.hideToast()
        if page != before:
            self.changed.emit()

    @Slot(object)
    def _ring(self, task: Task) -> None:
        """Something new: it is heard, and seen on every page but the one that shows it anyway."""
        self._work.sounded.emit("request")
        if self._page != HOME:
            self.ring(task)
