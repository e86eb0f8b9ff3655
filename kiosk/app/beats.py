"""The kiosk's signs of life to its launcher, and its end for an update: once nobody is there.

Only the kiosk can tell that nobody is there, so it is the kiosk that ends; the launcher never takes it away
from somebody. Nothing is asked of who stands there, and a locked tablet does it as well.
"""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot

from kiosk.update import health

if TYPE_CHECKING:
    from kiosk.app.kiosk import Kiosk
    from kiosk.app.pairing import PairingApp

TICK_MS = 2_000
REST_TICKS = 5
"""So long nobody is there before the kiosk ends for an update: the wipe is through by then."""

LONGEST_DELIVERY_SECONDS = 24 * 3600.0
"""So long an update waits for acts to reach the hub. A store without a network gets its updates all the same:
what is unsent is kept with the store's copy, and carried over should the update fail."""

log = logging.getLogger(__name__)


class Beats(QObject):
    """Beats from the first frame on, as long as events are answered."""

    def __init__(self, kiosk: "Kiosk | PairingApp", run: Path) -> None:
        """`kiosk` may be the page of a fresh tablet; its window is open, and not painted yet.

        `run` is the folder that the launcher named.
        """
        super().__init__(kiosk)
        self._kiosk = kiosk
        self._run = run
        self._count = self._rest = 0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        kiosk.window.frameSwapped.connect(self._begin, Qt.ConnectionType.SingleShotConnection)

    @Slot()
    def _begin(self) -> None:
        self._timer.start()
        self._beat()

    @Slot()
    def _tick(self) -> None:
        self._beat()
        self._rest = self._rest + 1 if self._may_end() else 0
        if self._rest >= REST_TICKS:
            log.info("nobody is here: this kiosk ends for an update")
            self._timer.stop()
            QCoreApplication.exit(health.HAND_OVER)

    def _may_end(self) -> bool:
        waited = health.wanted_for(self._run)
        if waited is None or not self._kiosk.can_end_for_update:
            return False
        return self._kiosk.undelivered == 0 or waited > LONGEST_DELIVERY_SECONDS

    def _beat(self) -> None:
        self._count += 1
        try:
            health.beat(self._run, self._count)
        except OSError as error:
            # A full disk must not end a kiosk that serves; the launcher sees that it is silent.
            log.warning("no sign of life can be given: %s", error.strerror)
