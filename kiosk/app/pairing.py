"""The app of a tablet that is nobody's yet: one page, until the hub has let it in."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.app.hub_line import way_of
from kiosk.app.kiosk import RESOURCES, TEXTS, speak_aloud
from kiosk.core import enrolment_file
from kiosk.core.machine import Machine, this_machine
from kiosk.core.pairing import Pairing
from kiosk.core.settings import panel_scale
from kiosk.ui.access.gesture import AccessGesture
from kiosk.ui.access.pairing import PairingAccess, PairingHost
from kiosk.ui.lock_down import LockDown
from kiosk.ui.models.camera import CameraModel
from kiosk.ui.models.look import Look
from kiosk.ui.models.pairing import Means, PairingModel
from kiosk.ui.pictures.icons import IconPictures
from kiosk.ui.pictures.media import MediaPictures
from kiosk.ui.scanners.rack import Rack
from kiosk.ui.shop import Shop
from kiosk.ui.sounds import SoundPlayer
from kiosk.ui.stage import Stage, complete_fonts, load_fonts
from kiosk.ui.tasks import Tasks
from sync import brand as brands
from sync.client.identity import Identity
from sync.client.pictures.media import MediaCache
from sync.protocol.products import Store
from sync.protocol.stock import StockLevel
from sync.protocol.tablet_settings import Settings

READ_MS = 1_500
"""So long it stands there who the tablet is from now on, before the kiosk opens."""


class PairingApp(QObject):
    """The objects of that page, built and connected. Close it before the application ends."""

    def __init__(
        self, data: Path, settings: Settings, app: QGuiApplication, machine: Machine | None = None
    ) -> None:
        """`data` is the tablet's folder; the settings may say which hub it is for.

        `machine` is what is shown of this one, by default what it tells itself.
        """
        super().__init__()
        self.identity: Identity | None = None
        """Who the tablet is, once it is known."""
        self._app = app
        self._lock: LockDown | None = None
        self._settings = settings
        self._brand = brands.load(brands.choose(RESOURCES / "brand", settings.brand))
        self._tasks = [Tasks(ThreadPoolExecutor(1), self) for _ in range(3)]
        writing, asking, looking = self._tasks
        pictures = MediaPictures(MediaCache(data), lambda _media, _rendition: None)
        own = partial(brands.speak, self._brand, "kiosk")
        self.shop = Shop(TEXTS, Store("", ""), pictures, _nothing, own=own)
        self._rack = Rack(settings.scanners, data, writing, self)
        find = partial(enrolment_file.find, settings.enrolment_file)
        machine = machine or this_machine()
        pairing = Pairing(data, settings.hub, machine.name, way_of(settings.network))
        self.model = PairingModel(self.shop, Means(pairing, machine, asking, looking, find))
        self._camera = CameraModel(self.shop, self._rack)
        self._scale = self._measure()
        self._stage = self._make_stage(pictures)
        self._host = PairingHost(self.model)
        host: Any = self._host
        self.access = PairingAccess(self.shop, self._stage.look, host, host, speak_aloud)
        self._host.setParent(self.access)
        self._connect()

    def open(self, *, full_screen: bool) -> None:
        """Show the page, and look around from then on."""
        self._show(full_screen=full_screen)
        self.model.begin()

    def _show(self, *, full_screen: bool) -> None:
        language = self._settings.language or QLocale.system().name().partition("_")[0]
        if language in self.shop.languages:
            self.shop.speak(language)
        self._stage.open_pairing(self.model, self.access, self._camera, full_screen=full_screen)
        self._gesture.watch(self.window)
        self._rack.watch(self.window)
        self._rack.open_ports()

    def start(self, *, full_screen: bool) -> None:
        """Show the page as `open` does, and sound."""
        self._show(full_screen=full_screen)
        # Before anything works in the background: a worker that loads a library while Qt loads its multimedia
        # can leave both waiting for good (most starts of a tablet with a code stood still).
        player = SoundPlayer(RESOURCES / "sounds", self._brand.sounds, self._settings.sound.volume, self)
        self.model.answered.connect(player.play)
        self.model.begin()

    def try_code(self, code: str) -> None:
        """Try a code that was told at the start, as if somebody had scanned it; '' is none."""
        if code:
            self.model.take(code)

    @property
    def window(self) -> QQuickWindow:
        """The page's window, once it is open."""
        return self._stage.window

    def lock_down(self) -> None:
        """Let nothing that somebody does at the open page close it, as in the kiosk."""
        self._lock = LockDown(self.window, self)

    def make_room(self) -> None:
        """Let the kiosk have the screen."""
        if self._lock:
            self._lock.make_room()

    @property
    def can_end_for_update(self) -> bool:
        """Whether nobody is typing here, and nothing is asked of the hub."""
        return self.model.idle

    @property
    def undelivered(self) -> int:
        """Acts that the hub has not heard of: a tablet that is nobody's yet has none."""
        return 0

    def close(self) -> None:
        """Stop everything, and take the window away."""
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.make_room()
        self.model.stop()
        self._rack.close()
        for tasks in self._tasks:
            tasks.close()
        self._stage.close()

    def _measure(self) -> float:
        size = self._app.primaryScreen().size()
        return panel_scale(self._settings.panel, size.width(), size.height())

    def _make_stage(self, pictures: MediaPictures) -> Stage:
        load_fonts(RESOURCES / "fonts")
        complete_fonts(self._brand)
        icons = IconPictures(RESOURCES / "icons", self._brand.logo)
        return Stage(Look(self._brand, self.shop.words.language, self._scale), self.shop, (pictures, icons))

    def _connect(self) -> None:
        self._gesture = AccessGesture(self._scale, self)
        self._gesture.made.connect(self.access.switch.toggle)
        self._gesture.acted.connect(self.access.hush)
        self._rack.scanned.connect(self.model.take)
        self.model.paired.connect(self._know)

    @Slot(object)
    def _know(self, identity: Identity) -> None:
        self.identity = identity
        # It asks no window: one that is locked down refuses to close.
        QTimer.singleShot(READ_MS, self, self._app.exit)


def _nothing(_store: str, _variants: Sequence[str]) -> Mapping[str, StockLevel]:
    """Return the stock that a tablet knows of that is nobody's: none."""
    return {}
