"""Taking the list along: the link in its QR code, opened here, closed here."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.lists import ListKeeper
from kiosk.ui.qr import QrOutline, outline
from kiosk.ui.tasks import Tasks

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class TakeAlongModel(QObject):
    """The open link as a QR code. The link itself is never shown as text and never leaves this object."""

    changed = Signal()

    def __init__(self, keeper: ListKeeper, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._tasks = tasks
        self._code = outline("")
        self._closed = False
        self._leaving = False

    def offer(self) -> None:
        """Open a link unless there is one or the shopper closed it."""
        if not self._code.path and not self._closed:
            self.open()

    def leave(self, *, leaving: bool) -> None:
        """Say whether the shopper is on the way out, so that the page offers to finish without the list."""
        self._leaving = leaving
        self.changed.emit()

    def clear(self) -> None:
        """Forget the link (part of the wipe)."""
        self._code = outline("")
        self._closed = self._leaving = False
        self.changed.emit()

    def refresh(self) -> None:
        """Look whether somebody closed the link on a phone: its code would lead nowhere."""
        if self._code.path:
            self._tasks.run(self._keeper.is_shared, self._checked)

    @Slot()
    def open(self) -> None:
        """Open a (new) link; works without the hub."""
        self._tasks.run(lambda: outline(self._keeper.share()), self._opened)

    @Slot()
    def revoke(self) -> None:
        """Close the link for good."""
        self._tasks.run(self._keeper.revoke, self._revoked)

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether there is a code to point a phone at."""
        return bool(self._code.path)

    @Property(bool, notify=changed)
    def closed(self) -> bool:
        """Whether the link was closed, here or on a phone."""
        return self._closed

    @Property(bool, notify=changed)
    def leaving(self) -> bool:
        """Whether the shopper is on the way out."""
        return self._leaving

    @Property(str, notify=changed)
    def path(self) -> str:
        """The code as an SVG path."""
        return self._code.path

    @Property(int, notify=changed)
    def side(self) -> int:
        """How many modules the code is wide."""
        return self._code.side

    def _opened(self, code: QrOutline) -> None:
        self._code, self._closed = code, False
        self.changed.emit()

    def _checked(self, shared: bool) -> None:  # noqa: FBT001 - a task's result has no name
        if self._code.path and not shared:
            self._revoked(None)

    def _revoked(self, _change: object) -> None:
        self._code, self._closed = outline(""), True
        self.changed.emit()
