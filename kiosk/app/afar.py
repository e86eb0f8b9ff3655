"""Settings that the hub gave while the kiosk runs: taken up once nobody is there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.core.settings_order import Decided


class SettingsFromAfar(QObject):
    """Hears that there are other settings, and waits: nothing changes under a shopper's hands."""

    taken = Signal(object)
    """The settings that count from now on (`Settings`)."""

    def __init__(
        self, unattended: Callable[[], bool], decide: Callable[[], Decided], parent: QObject
    ) -> None:
        """`unattended` says whether nobody is there; `decide` says what counts by now."""
        super().__init__(parent)
        self._unattended = unattended
        self._decide = decide
        self._due = False

    @Slot()
    def hear(self) -> None:
        """Other settings have come."""
        self._due = True
        self.look()

    @Slot()
    def look(self) -> None:
        """Take them up if they are due and nobody is there."""
        if self._due and self._unattended():
            self._due = False
            self.taken.emit(self._decide().settings)
