"""The first catalogue on its way: how far it is and how long it still takes, in words and as a bar."""

import math

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.shop import Shop
from sync.client.progress import Progress

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

MEGABYTE = 1_000_000
MINUTE, HOUR = 60, 3600
IN_HOURS = 90 * MINUTE
"""Seconds from which on hours are told instead of minutes."""

NOTHING = Progress(0, 0)


@QmlElement
@QmlUncreatable("made by the app")
class LoadingModel(QObject):
    """What a tablet without a catalogue says of itself."""

    changed = Signal()

    def __init__(self, shop: Shop, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._progress = NOTHING
        self._online = True
        shop.spoken.connect(self.changed)

    def tell(self, progress: Progress) -> None:
        """Say how far it has come."""
        self._progress = progress
        self.changed.emit()

    def reach(self, *, online: bool) -> None:
        """Say whether the hub answers."""
        if online != self._online:
            self._online = online
            self.changed.emit()

    @Property(bool, notify=changed)
    def begun(self) -> bool:
        """Whether something has come already."""
        return self._progress.total > 0 and not self._progress.lacking

    @Property(float, notify=changed)
    def share(self) -> float:
        """How much of it is here, 0 to 1."""
        return self._progress.done / self._progress.total if self._progress.total else 0.0

    @Property(str, notify=changed)
    def sentence(self) -> str:
        """What is happening."""
        texts, lacking = self._shop.words.texts, self._progress.lacking
        if lacking:
            return texts.get("loading.no_room", self._megabytes(lacking))
        return texts.get("loading.text" if self._online else "loading.offline")

    @Property(str, notify=changed)
    def figures(self) -> str:
        """How much of how much, and the time left as far as it is known."""
        if not self.begun:
            return ""
        here, total = self._progress.done, self._progress.total
        amount = self._shop.words.texts.get(
            "loading.amount", self._number(here // MEGABYTE), self._megabytes(total)
        )
        left = self._left(self._progress.seconds_left) if self._online else ""
        return " · ".join(part for part in (amount, left) if part)

    def _left(self, seconds: float | None) -> str:
        texts = self._shop.words.texts
        if seconds is None:
            return ""
        if seconds <= MINUTE:
            return texts.get("loading.seconds")
        if seconds < IN_HOURS:
            return texts.get("loading.minutes", count=math.ceil(seconds / MINUTE))
        return texts.get("loading.hours", count=math.ceil(seconds / HOUR))

    def _megabytes(self, size: int) -> str:
        return self._number(-(-size // MEGABYTE))

    def _number(self, value: int) -> str:
        return self._shop.words.display.number(value)
