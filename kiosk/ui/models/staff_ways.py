"""The ways of the staff: to the desk, the scanners and the settings, and back to what a shopper had begun."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.page import DESK, SETTINGS, STAFF
from kiosk.ui.models.pages import Pages
from kiosk.ui.models.ways import WaysModel

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

LEFT_BY_STAFF = "idle"
"""How the visit ends that the staff's touch began: as if nobody had come."""


@QmlElement
@QmlUncreatable("made by the app")
class StaffWaysModel(WaysModel):
    """A shopper's ways, and the staff's."""

    dedicated = Signal()
    """From now on no shopper is served here."""

    def __init__(self, pages: Pages, parent: QObject | None = None) -> None:
        super().__init__(pages, parent)
        self._only_desk = False

    @property
    def staffed(self) -> bool:
        """Whether the tablet is the associates', open or locked, and not only the way to a desk."""
        return self._only_desk or self._pages.desk.staffed

    @property
    def only_desk(self) -> bool:
        """Whether no shopper is ever served here."""
        return self._only_desk

    @property
    def at_desk(self) -> bool:
        """Whether this is an associates' desk at present."""
        return self._page == DESK

    @Slot()
    def toStaff(self) -> None:
        """Show the staff their scanners, unless a shopper is being asked something.

        Who has not signed in sees them only where nobody ever has: on a tablet that is being set up.
        """
        asked = self._pages.visit.offered or self._pages.visit.warning
        if self._pages.desk.opens_scanners and not asked:
            self.go(STAFF)
            self._pages.staff.open()

    @Slot()
    def toSettings(self) -> None:
        """Show a manager the tablet's settings."""
        if self._pages.desk.opens_settings:
            self.go(SETTINGS)
            self._pages.settings.open()

    @Slot()
    def toDesk(self) -> None:
        """Show associates where they sign in, unless a shopper is being asked something."""
        if not (self._pages.visit.offered or self._pages.visit.warning):
            self.go(DESK)
            self._pages.desk.model.ask_who()

    @Slot()
    def lock_staff(self) -> None:
        """The desk has locked: its scanners and the settings are behind the PIN, too."""
        if self._page in {STAFF, SETTINGS}:
            self.go(DESK)

    @Slot()
    def serve_desk(self) -> None:
        """An associate has signed in: what a shopper had begun here is over."""
        self._pages.visit.end(DESK)

    @Slot()
    def leaveDesk(self) -> None:
        """Back from where associates sign in to what was there before; a desk for good stays one."""
        if self._only_desk:
            return
        if self._pages.list.empty:
            self.toAttract()
            self._pages.visit.end(LEFT_BY_STAFF)
        else:
            self.toList()

    @Property(bool, notify=dedicated)
    def onlyDesk(self) -> bool:
        """Whether no shopper is ever served here."""
        return self._only_desk

    def stay_desk(self) -> None:
        """Serve no shopper: a desk for good."""
        self._only_desk = True
        self.dedicated.emit()
        self.go(DESK)
        self._pages.desk.model.ask_who()

    @Slot()
    def leaveStaff(self) -> None:
        """Back to the desk, or to the list that somebody has begun; without one nobody is being served."""
        if self._only_desk or self._pages.desk.is_open:
            self.go(DESK)
        elif self._pages.list.empty:
            self._pages.visit.end(LEFT_BY_STAFF)
        else:
            self.toList()
