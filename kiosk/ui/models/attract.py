"""The idle screen over the hours: it moves a little, changes its photo, and is darker at night."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.resting import calm, dimming
from kiosk.ui.shop import Shop
from sync.protocol.tablet_settings import Night

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

MINUTE_MS = 60_000
SECONDS = 60


@QmlElement
@QmlUncreatable("made by the app")
class AttractModel(QObject):
    """How the idle screen stands in this minute."""

    changed = Signal()

    def __init__(self, shop: Shop, night: Night) -> None:
        super().__init__()
        self._shop = shop
        self._night = night
        self._at_once = self._asleep = False
        self._minutes = QTimer(self, interval=MINUTE_MS)
        self._minutes.timeout.connect(self.tick)
        self._minutes.start()
        self.tick()

    def darken(self, night: Night) -> None:
        """Be darker at other hours."""
        self._night = night
        self.tick()

    @Slot()
    def tick(self) -> None:
        """A minute has passed."""
        now = self._shop.now()
        self._calm = calm(int(now.timestamp()) // SECONDS)
        # Not by the words' own figures: they load babel, and the first page shows no figure.
        self._dim = dimming(self._night, now.astimezone(ZoneInfo(self._shop.store.timezone)).hour)
        self.changed.emit()

    @property
    def at_once(self) -> bool:
        """Whether the photo is there with the first frame, and the window waits for it."""
        return self._at_once

    @at_once.setter
    def at_once(self, at_once: bool) -> None:
        if at_once != self._at_once:
            self._at_once = at_once
            self.changed.emit()

    @Property(bool, notify=changed)
    def atOnce(self) -> bool:
        """`at_once`, for the page."""
        return self._at_once

    @Property(int, notify=changed)
    def x(self) -> int:
        """Units that everything stands to the right."""
        return self._calm.x

    @Property(int, notify=changed)
    def y(self) -> int:
        """Units that everything stands lower."""
        return self._calm.y

    @Property(int, notify=changed)
    def turn(self) -> int:
        """Whose turn it is of the photos."""
        return self._calm.turn

    @Property(float, notify=changed)
    def dim(self) -> float:
        """How much darker it is, 0.0 to 1.0."""
        return self._dim

    def sleep(self, *, on: bool) -> None:
        """Be black, or no longer."""
        self._asleep = on
        self.changed.emit()

    @Property(bool, notify=changed)
    def asleep(self) -> bool:
        """Whether it is black, since nobody can see it. The first touch only wakes it."""
        return self._asleep
