"""The tablet's camera as a scanner: frames go to a thread of their own, sure codes come back.

While the decoder works frames are dropped, never queued: what it looks at is what is held up now.
"""

import logging
import time
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import NamedTuple

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoSink,
)

from kiosk.core.scanners.agreement import TwoReads
from kiosk.core.scanners.decode import Symbol
from kiosk.core.scanners.watch import look
from kiosk.ui.scanners.frames import grey
from sync.protocol.tablet_settings import Camera

log = logging.getLogger(__name__)

PREVIEW_WIDTH = 960
FIRST_FRAME_MS = 5000
"""A camera that shows nothing for so long is broken, or another program has it."""

OFF, STARTING, READY, ABSENT, DENIED, FAILED = "off", "starting", "ready", "absent", "denied", "failed"


class _Looked(NamedTuple):
    """What one frame held, and how it looks."""

    symbols: list[Symbol]
    preview: QImage
    at: float
    run: int


class CameraScanner(QObject):
    """Says `scanned(text)` for each code that is held into the camera, while it is open."""

    scanned = Signal(str)
    changed = Signal()
    """Another state."""
    seen = Signal(QImage)
    """A frame for people to aim by."""
    _looked = Signal(object)

    def __init__(
        self, settings: Camera, parent: QObject | None = None, *, executor: Executor | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="decoder")
        system = QCoreApplication.instance()
        assert system is not None
        self._system = system
        self.arrived = 0.0
        """When the frame came that made the last code sure, in monotonic seconds."""
        self._state = OFF
        self._camera: QCamera | None = None
        self._reads = TwoReads()
        self._mirror = True
        self._busy = False
        self._turn = 0
        self._run = 0
        self.dropped = 0
        """Frames that came while the decoder worked."""
        self.sink = QVideoSink(self)
        self.sink.videoFrameChanged.connect(self._take)
        self._session = QMediaCaptureSession(self)
        self._session.setVideoSink(self.sink)
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self._look_again)
        self._patience = QTimer(self, interval=FIRST_FRAME_MS, singleShot=True)
        self._patience.timeout.connect(self._give_up)
        self._looked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def state(self) -> str:
        """One of the words above: what the camera is at, or why there is none."""
        return self._state

    @Slot()
    def open(self) -> None:
        """Look, from now on; asks the system for leave where it wants to be asked."""
        permission = QCameraPermission()
        match self._system.checkPermission(permission):
            case Qt.PermissionStatus.Granted:
                self._start()
            case Qt.PermissionStatus.Denied:
                self._tell(DENIED)
            case Qt.PermissionStatus.Undetermined:
                self._tell(STARTING)
                self._system.requestPermission(permission, self, self._permitted)

    @Slot()
    def close(self) -> None:
        """Look no more, and forget what was seen."""
        self._run += 1
        self._patience.stop()
        self._reads.clear()
        if self._camera is not None:
            self._camera.stop()
            self._camera.deleteLater()
            self._camera = None
        self._tell(OFF)

    def shut_down(self) -> None:
        """End for good: waits for the frame that the decoder is at."""
        self.close()
        self._executor.shutdown(wait=True)

    @property
    def torch_possible(self) -> bool:
        """Whether this camera has a light."""
        return self._camera is not None and self._camera.isTorchModeSupported(QCamera.TorchMode.TorchOn)

    @property
    def torch(self) -> bool:
        """Whether its light is on."""
        return self._camera is not None and self._camera.torchMode() == QCamera.TorchMode.TorchOn

    def light(self, *, on: bool) -> None:
        """Turn its light on or off, where it has one."""
        if self._camera is not None and self.torch_possible:
            self._camera.setTorchMode(QCamera.TorchMode.TorchOn if on else QCamera.TorchMode.TorchOff)
            self.changed.emit()

    def _permitted(self, permission: QCameraPermission) -> None:
        if self._state != STARTING:
            return
        if self._system.checkPermission(permission) == Qt.PermissionStatus.Granted:
            self._start()
        else:
            self._tell(DENIED)

    def _start(self) -> None:
        device = _find(self._settings.name)
        if device is None:
            self._tell(ABSENT)
            return
        # Aiming at oneself goes by a mirror; only a camera on the back shows things as they lie.
        self._mirror = device.position() != QCameraDevice.Position.BackFace
        self._camera = QCamera(device, self)
        self._camera.errorOccurred.connect(self._give_up)
        self._session.setCamera(self._camera)
        self._camera.setFocusMode(QCamera.FocusMode.FocusModeAutoNear)
        self._tell(STARTING)
        self._patience.start()
        self._camera.start()
        self.light(on=self._settings.torch)

    @Slot(QVideoFrame)
    def _take(self, frame: QVideoFrame) -> None:
        if self._state in {OFF, ABSENT, DENIED} or not frame.isValid():
            return
        self._patience.stop()
        self._tell(READY)
        if self._busy:
            self.dropped += 1
            return
        self._busy = True
        self._turn += 1
        self._executor.submit(self._look, frame, self._turn, self._run)

    def _look(self, frame: QVideoFrame, turn: int, run: int) -> None:
        """The decoder's thread: read one frame, and shrink it for the screen."""
        at = time.monotonic()
        try:
            symbols = look(grey(frame), turn)
            preview = frame.toImage().scaledToWidth(PREVIEW_WIDTH)
            if self._mirror:
                preview.flip(Qt.Orientation.Horizontal)
        except Exception as error:  # noqa: BLE001 - one bad frame must not end the camera
            log.warning("a camera frame could not be read: %s", type(error).__name__)
            symbols, preview = [], QImage()
        self._looked.emit(_Looked(symbols, preview, at, run))

    @Slot(object)
    def _answer(self, looked: _Looked) -> None:
        self._busy = False
        if looked.run != self._run or self._state != READY:
            return
        if not looked.preview.isNull():
            self.seen.emit(looked.preview)
        sure = self._reads.offer(looked.symbols, looked.at)
        if sure is not None:
            self.arrived = looked.at
            self.scanned.emit(sure.text)

    @Slot()
    def _give_up(self) -> None:
        if self._camera is not None and self._state in {STARTING, READY}:
            self.close()
            self._tell(FAILED)

    @Slot()
    def _look_again(self) -> None:
        """A camera was plugged in or pulled out."""
        if self._state in {ABSENT, FAILED}:
            self.open()
        elif self._camera is not None and self._camera.cameraDevice() not in QMediaDevices.videoInputs():
            self.close()
            self._tell(ABSENT)

    def _tell(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()


def _find(name: str) -> QCameraDevice | None:
    """Return the camera of this name, or the system's choice for ''; None when there is none."""
    if name:
        return next((each for each in QMediaDevices.videoInputs() if name in each.description()), None)
    device = QMediaDevices.defaultVideoInput()
    return None if device.isNull() else device
