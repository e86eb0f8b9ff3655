"""When access mode is on: by whose gesture, for how long, and that it never stays for the next shopper."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.ui.access.guide import FOR_STAFF
from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.models.look import Look
from kiosk.ui.models.pages import Pages

IDLE_SECONDS = 150.0
"""A visit lasts at least so long without a touch; the shopper is asked first, and a touch lets it go on."""
FAREWELL_SECONDS = 120
REST_MS = 120_000
"""On the attract page access mode goes off when nobody has touched anything for so long."""
ATTRACT, FINISH = "attract", "finish"


class AccessSwitch(QObject):
    """On or off; what hangs on that in the kiosk follows."""

    turned = Signal(bool)
    """It went on, or off."""

    def __init__(self, look: Look, model: KioskModel, pages: Pages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self._pages = look, pages
        # Qt's stubs take a property for itself, not for its value.
        self._model: Any = model
        self._on = self._by_headset = False
        self._before: Any = model.page
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._go_off)
        model.access_wanted.connect(self.toggle)
        model.changed.connect(self._follow_page)
        pages.visit.ended.connect(self._end)

    @property
    def on(self) -> bool:
        """Whether it is on."""
        return self._on

    @property
    def shown(self) -> bool:
        """Whether it stands in the place of the page: the staff's stay as they are."""
        return self._on and self._model.page not in FOR_STAFF

    @Slot()
    def toggle(self) -> None:
        """The button, the key or the long press: on, or off again."""
        if self._on:
            self.leave()
        elif self._model.page not in FOR_STAFF:
            self._enter()

    @Slot(bool)
    def hear_headset(self, plugged: bool) -> None:  # noqa: FBT001 - a signal's arguments have no names
        """A headset was plugged in, or taken out again: what it turned on it turns off."""
        if plugged and not self._on and self._model.page not in FOR_STAFF:
            self._enter()
            self._by_headset = True
        elif not plugged and self._by_headset:
            self.leave()

    @Slot()
    def leave(self) -> None:
        """Turn it off; the visit goes on."""
        if self._on:
            self._on = self._by_headset = False
            self._rest.stop()
            self._pages.visit.give_time(0)
            self._look.set_access(on=False)
            self.turned.emit(self._on)

    @Slot()
    def notice(self) -> None:
        """Somebody is there."""
        if self._on and self._model.page == ATTRACT:
            self._rest.start()

    def _enter(self) -> None:
        self._on = True
        self._pages.camera.close()
        self._pages.search.hideKeys()
        self._pages.visit.give_time(IDLE_SECONDS)
        self._look.set_access(on=True)
        if self._model.page == FINISH:
            self._model.linger(FAREWELL_SECONDS)
        self.notice()
        self.turned.emit(self._on)

    @Slot(str)
    def _end(self, why: str) -> None:
        """The visit is over. Who finished still hears what was kept."""
        if why != FINISH:
            self.leave()

    @Slot()
    def _follow_page(self) -> None:
        before, self._before = self._before, self._model.page
        if not self._on or before == self._before:
            return
        if before == FINISH:
            # The next shopper's, whoever that is.
            self.leave()
            return
        self._rest.stop()
        self.notice()
        if self._before == FINISH:
            self._model.linger(FAREWELL_SECONDS)

    @Slot()
    def _go_off(self) -> None:
        """Nobody has begun: the next one finds the usual page, in the store's language."""
        self.leave()
        self._model.left.emit()
