"""All scanners of a tablet in one place: each code comes out as one signal, and is measured."""

import time
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQuick import QQuickWindow

from kiosk.core.scanners import learned
from kiosk.core.scanners.meter import Meter, Source
from kiosk.core.scanners.profile import Profile
from kiosk.ui.scanners.wedge import WedgeScanner
from kiosk.ui.tasks import Tasks
from sync.protocol.tablet_settings import Scanners

if TYPE_CHECKING:
    from kiosk.ui.scanners.camera import CameraScanner
    from kiosk.ui.scanners.serial import SerialScanner

KNOWN, UNKNOWN = "known", "unknown"


class Rack(QObject):
    """Holds the scanners. Their codes go to the shopper's pages, or while `testing` to the staff's."""

    scanned = Signal(str)
    tested = Signal(str)
    """While testing: what was read."""
    measured = Signal()
    """The meter has something new."""
    changed = Signal()
    """A port or the camera came or went, or a scanner was learned."""
    heard = Signal(list, str)
    """A burst while the wedge listens for the test code."""

    def __init__(self, settings: Scanners, data: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.meter = Meter()
        self.testing = False
        self.serial: list[SerialScanner] = []
        self.foreign = ""
        """The keyboard layout that the last mended scan gave away, '' for none."""
        self._data = data
        self._tasks = tasks
        self._camera: CameraScanner | None = None
        self._window: QQuickWindow | None = None
        self._source: Source | None = None
        self.wedge = WedgeScanner(self)
        self.wedge.profiles = learned.load(data)
        self.wedge.scanned.connect(self._take_wedge)
        self.wedge.missed.connect(self._miss)
        self.wedge.heard.connect(self.heard)
        self.wedge.mismatched.connect(self._note_layout)

    @property
    def profiles(self) -> Sequence[Profile]:
        """The wedge scanners that were learned, the newest first."""
        return self.wedge.profiles

    @property
    def camera(self) -> "CameraScanner":
        """The tablet's camera, built when it is first asked for."""
        if self._camera is None:
            from kiosk.ui.scanners.camera import CameraScanner  # noqa: PLC0415 - loads Qt's multimedia library

            self._camera = CameraScanner(self.settings.camera, self)
            self._camera.scanned.connect(self._take_camera)
            self._camera.changed.connect(self.changed)
        return self._camera

    @property
    def reading(self) -> bool:
        """Whether a scanner is in the middle of a code."""
        return self.wedge.reading or self.ports_reading

    @property
    def ports_reading(self) -> bool:
        """Whether one at a port is."""
        return any(port.reading for port in self.serial)

    def watch(self, window: QQuickWindow) -> None:
        """Begin to listen to the keys of this window."""
        self._window = window
        self.wedge.watch(window)
        window.frameSwapped.connect(self._painted)

    def open_ports(self, handed: Sequence[int | None] = ()) -> None:
        """Begin to listen at the ports that are set up, or at those that were open in another process."""
        if self.settings.serial:
            from kiosk.ui.scanners.serial import SerialScanner  # noqa: PLC0415 - loads Qt's serial library

            self.serial = [SerialScanner(each, self) for each in self.settings.serial]
        for port, file in zip_longest(self.serial, handed[: len(self.serial)]):
            port.scanned.connect(self._take_serial)
            port.changed.connect(self.changed)
            if file is None:
                port.open()
            else:
                port.take_over(file)

    def hand_over_ports(self) -> list[int | None]:
        """Listen no more at the ports; return them for another process, open, None for an absent one."""
        return [port.hand_over() for port in self.serial]

    def close(self) -> None:
        """Stop listening, and wait for the decoder's last frame."""
        for port in self.serial:
            port.close()
        if self._camera is not None:
            self._camera.shut_down()

    def keep(self, profile: Profile) -> None:
        """Know a scanner from now on."""
        self._replace(learned.with_learned(self.profiles, profile))

    def forget(self) -> None:
        """Know none: each burst is read as it stands."""
        self.foreign = ""
        self._replace([])

    @Slot(str)
    def answered(self, sound: str) -> None:
        """The pages have answered a scan, with this sound; other sounds are none of the meter's business."""
        if self._source is not None and sound in {KNOWN, UNKNOWN}:
            self.meter.count(self._source, "known" if sound == KNOWN else "unknown")
            self._source = None
            self.measured.emit()

    def _replace(self, profiles: Sequence[Profile]) -> None:
        self.wedge.profiles = profiles
        self._tasks.run(lambda: learned.save(self._data, profiles))
        self.changed.emit()

    @Slot(str)
    def _take_wedge(self, text: str) -> None:
        self._take("wedge", text, self.wedge.arrived)

    @Slot(str)
    def _take_serial(self, text: str) -> None:
        self._take("serial", text, max(port.arrived for port in self.serial))

    @Slot(str)
    def _take_camera(self, text: str) -> None:
        self._take("camera", text, self.camera.arrived)

    def _take(self, source: Source, text: str, at: float) -> None:
        self._source = source
        self.meter.begin(source, at)
        if self.testing:
            self.tested.emit(text)
        else:
            self.scanned.emit(text)
        if self._window is not None:
            # The same product once more changes nothing on the screen; the answer is a frame all the same.
            self._window.update()

    @Slot()
    def _miss(self) -> None:
        self.meter.count("wedge", "missed")
        self.measured.emit()

    @Slot(str)
    def _note_layout(self, layout: str) -> None:
        if layout != self.foreign:
            self.foreign = layout
            self.changed.emit()

    @Slot()
    def _painted(self) -> None:
        if self.meter.painted(time.monotonic()):
            self.measured.emit()
