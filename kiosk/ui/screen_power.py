"""A screen that nobody can see is off: while the store is closed, until somebody is there all the same."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.core.resting import is_off
from kiosk.ui.backlight import Backlight
from kiosk.ui.models.attract import AttractModel
from kiosk.ui.shop import Shop
from sync.protocol.tablet_settings import Night

LOOK_EVERY_MS = 30_000
QUIET_SECONDS = 120.0
"""So long nobody touches, types or scans before the screen goes off."""


class ScreenPower(QObject):
    """Turns the idle screen off and on, the light behind it too."""

    def __init__(
        self,
        shop: Shop,
        attract: AttractModel,
        backlight: Backlight,
        *,
        alone: Callable[[], bool],
        seconds: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`alone` says whether nobody is served here; `seconds` is a clock that nobody sets."""
        super().__init__(parent)
        self._shop = shop
        self._attract = attract
        self._backlight = backlight
        self._alone = alone
        self._seconds = seconds
        self._night = Night()
        self._off = False
        self._noticed = seconds()
        self._looks = QTimer(self, interval=LOOK_EVERY_MS)
        self._looks.timeout.connect(self.look)

    def begin(self, night: Night) -> None:
        """Go by these settings from now on; a light that another kiosk left off goes on."""
        self._night = night
        self._noticed = self._seconds()
        self._backlight.on()
        self._looks.start()

    def go_by(self, night: Night) -> None:
        """Go by other settings."""
        self._night = night
        self.look()

    @Slot()
    def notice(self) -> None:
        """Somebody is here."""
        self._noticed = self._seconds()
        self._turn(off=False)

    @Slot()
    def look(self) -> None:
        """See whether anybody is here, and whether the store is open."""
        quiet = self._seconds() - self._noticed >= QUIET_SECONDS
        self._turn(off=quiet and self._alone() and is_off(self._night, self._shop.store, self._shop.now()))

    def light(self) -> None:
        """Leave the light on: the kiosk ends."""
        self._looks.stop()
        self._turn(off=False)

    def _turn(self, *, off: bool) -> None:
        if off == self._off:
            return
        self._off = off
        self._attract.sleep(on=off)
        if off:
            self._backlight.off()
        else:
            self._backlight.on()
