"""What the models of all desk pages have in common: they open on something, follow it, and let go of it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.scan import Scan
from kiosk.ui.desk.workplace import Workplace

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

T = TypeVar("T")


@QmlElement
@QmlUncreatable("made by the app")
class DeskPage(QObject):
    """One page's model. It shows something between `open` and `close`, and holds nothing otherwise.

    Subclasses fill in `refresh`, which is called whenever something may look different: a document changed,
    another language is spoken, time has passed, stock news came.

    Each subclass declares `changed = Signal()` for its properties to notify with: Qt does not take a signal
    of a base class (the property would have none, silently).
    """

    changed: Signal

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._key = ""
        self._open = False
        self._opening = False
        """Whether it is about to be shown: a little that is read now comes before the first frame."""
        work.changed.connect(self._follow)
        work.shop.spoken.connect(self._again)
        work.shop.stocked.connect(self._pass_time)
        work.shop.restocked.connect(self._again)

    @property
    def refuses(self) -> bool:
        """Whether the scan that the page took last was the wrong thing: that sounds so."""
        return False

    @property
    def key(self) -> str:
        """The id of what the page is about, '' for nothing in particular."""
        return self._key

    def open(self, key: str) -> None:
        """Show something: the page is on the screen from now on."""
        self._key, self._open = key, True
        self._opening = True
        self.refresh()
        self._opening = False

    def close(self) -> None:
        """Another page is on the screen. What was shown is let go of."""
        self._open = False
        self.clear()

    def clear(self) -> None:
        """Let go of everything that was read: part of the wipe."""
        self._key = ""
        self.changed.emit()

    def refresh(self) -> None:
        """Read and show anew what the page is about."""
        self.changed.emit()

    def look(self, read: Callable[[], T], show: Callable[[T], None]) -> None:
        """Read what the page is about, and show it: not when the page is about something else by then."""
        key = self._key

        def take(found: T) -> None:
            if self._open and key == self._key:
                show(found)

        self._work.read(read, take, opening=self._opening)

    def watches(self, scopes: frozenset[str]) -> bool:
        """Say whether a change of these scopes concerns the page; every one does, unless it knows better."""
        return bool(scopes)

    def renew(self) -> None:
        """There is news that concerns the page: read and show it anew, unless the page knows better."""
        self.refresh()

    def pass_time(self) -> None:
        """Time has passed, or stock news came: show ages and figures anew, unless the page knows better."""
        self.refresh()

    def take_scan(self, scan: Scan) -> bool:  # noqa: ARG002 - what a page that takes none does with it
        """Do with a scan what the page alone can do; return whether it did."""
        return False

    @Slot()
    def undo(self) -> None:
        """Take back what was said to be undoable."""

    @Slot()
    def back(self) -> None:
        """Leave the page."""
        self._work.left.emit()

    @Slot(object)
    def _follow(self, scopes: frozenset[str]) -> None:
        if self._open and self.watches(scopes):
            self.renew()

    @Slot()
    def _pass_time(self) -> None:
        if self._open:
            self.pass_time()

    @Slot()
    def _again(self) -> None:
        if self._open:
            self.refresh()
