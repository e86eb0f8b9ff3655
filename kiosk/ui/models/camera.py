"""The camera as shoppers see it: what it shows, what it says, its light."""

from PySide6.QtCore import Property, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.core.scanners.guides import GUIDE_HEIGHT, GUIDE_WIDTH
from kiosk.ui.scanners.rack import Rack
from kiosk.ui.shop import Shop

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

READY = "ready"
HOPELESS = frozenset({"absent", "denied", "failed"})
"""States in which there is nothing to hold a code into."""


@QmlElement
@QmlUncreatable("made by the app")
class CameraModel(QObject):
    """Opens the camera for one scan."""

    changed = Signal()
    seen = Signal(QImage)
    """A frame to aim by."""

    def __init__(self, shop: Shop, rack: Rack) -> None:
        super().__init__()
        self._shop = shop
        self._rack = rack
        self._shown = False
        self._joined = False
        shop.spoken.connect(self.changed)
        rack.changed.connect(self.changed)

    @Slot()
    def open(self) -> None:
        """Look for a code."""
        camera = self._rack.camera
        if not self._joined:
            self._joined = True
            camera.seen.connect(self.seen)
            camera.scanned.connect(self._close_after)
        self._shown = True
        camera.open()
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Put the camera away."""
        if self._shown:
            self._shown = False
            self._rack.camera.close()
            self.changed.emit()

    @Slot()
    def toggleLight(self) -> None:
        """Turn the camera's light on or off."""
        self._rack.camera.light(on=not self._rack.camera.torch)

    @Property(bool, notify=changed)
    def offered(self) -> bool:
        """Whether shoppers may scan with the camera here."""
        return self._rack.settings.camera.use

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether it is on the screen."""
        return self._shown

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether it shows something."""
        return self._shown and self._rack.camera.state == READY

    @Property(bool, notify=changed)
    def hopeless(self) -> bool:
        """Whether there is no picture and none will come; the sentence says why."""
        return self._shown and self._rack.camera.state in HOPELESS

    @Property(str, notify=changed)
    def sentence(self) -> str:
        """What to do, or why it cannot be done."""
        state = self._rack.camera.state if self._shown else "off"
        return self._shop.words.texts.raw(f"camera.{state}") or ""

    @Property(bool, notify=changed)
    def withLight(self) -> bool:
        """Whether there is a light to turn on."""
        return self._shown and self._rack.camera.torch_possible

    @Property(bool, notify=changed)
    def lit(self) -> bool:
        """Whether it is on."""
        return self._shown and self._rack.camera.torch

    @Property(float, notify=changed)
    def guideWidth(self) -> float:
        """The part of the picture's width that is looked at."""
        return GUIDE_WIDTH

    @Property(float, notify=changed)
    def guideHeight(self) -> float:
        """The part of its height."""
        return GUIDE_HEIGHT

    @Slot(str)
    def _close_after(self, _text: str) -> None:
        self.close()


@QmlElement
class CameraView(QQuickPaintedItem):
    """Paints what the camera sees, and keeps no frame once it is hidden.

    Qt's own video item shows nothing where there is no graphics card.
    """

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._camera: CameraModel | None = None
        self._frame = QImage()
        self.visibleChanged.connect(self._forget)

    def paint(self, painter: QPainter) -> None:
        """Paint the frame so that it fills the item; what does not fit is cut off."""
        if self._frame.isNull():
            return
        whole = self._frame.size().scaled(
            self.boundingRect().size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
        )
        left, top = (self.width() - whole.width()) / 2, (self.height() - whole.height()) / 2
        painter.drawImage(QRectF(left, top, whole.width(), whole.height()), self._frame)

    @Property(CameraModel, notify=changed)
    def camera(self) -> CameraModel | None:
        """Whose frames are shown."""
        return self._camera

    @camera.setter  # type: ignore[no-redef]
    def camera(self, camera: CameraModel) -> None:
        self._camera = camera
        camera.seen.connect(self._show)
        self.changed.emit()

    @Slot(QImage)
    def _show(self, frame: QImage) -> None:
        self._frame = frame
        self.update()

    @Slot()
    def _forget(self) -> None:
        if not self.isVisible():
            self._frame = QImage()
