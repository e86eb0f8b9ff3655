"""Noticing a headset: something to hear with that was not there when the tablet began."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtMultimedia import QMediaDevices


class Headset(QObject):
    """Says when one is plugged in and when it is taken out.

    The system must list it as an output of its own, as it does with what has a USB plug; one that only
    switches the tablet's own output over (many round plugs do) is not seen.
    """

    plugged = Signal(bool)

    def __init__(self, outputs: Callable[[], Iterable[str]], parent: QObject | None = None) -> None:
        """`outputs` returns the names of what there is to hear with now."""
        super().__init__(parent)
        self._outputs = outputs
        self._own = frozenset(outputs())
        self._there = False

    @Slot()
    def look(self) -> None:
        """The outputs have changed."""
        there = bool(frozenset(self._outputs()) - self._own)
        if there != self._there:
            self._there = there
            self.plugged.emit(there)


class SystemHeadset(Headset):
    """Looks at what the system lists."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_listed, parent)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self.look)


def _listed() -> list[str]:
    return [bytes(output.id().data()).decode(errors="replace") for output in QMediaDevices.audioOutputs()]
