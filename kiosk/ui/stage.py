"""The QML engine of the kiosk: where pages, fonts, pictures and words come together."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QRect, QTimer, QUrl, Slot
from PySide6.QtGui import QFont, QFontDatabase, QWindow
from PySide6.QtQml import QQmlApplicationEngine, QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow

from kiosk import collector
from kiosk.ui.access.model import AccessModel
from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.models.look import Look
from kiosk.ui.pictures import corners, icons, media, outlines, shades
from kiosk.ui.pictures.corners import CornerPictures
from kiosk.ui.pictures.icons import IconPictures
from kiosk.ui.pictures.media import MediaPictures
from kiosk.ui.pictures.outlines import OutlinePictures
from kiosk.ui.pictures.shades import ShadePictures
from kiosk.ui.shop import Shop
from kiosk.ui.translator import TextsTranslator
from sync.brand import Brand

if TYPE_CHECKING:
    from kiosk.ui.models.camera import CameraModel
    from kiosk.ui.models.pairing import PairingModel

QML = Path(__file__).parent / "qml"
MAIN = QML / "Vetrina" / "Main.qml"
PAIRING = QML / "Vetrina" / "pairing" / "PairingWindow.qml"

FORGET_AFTER_MS = 500
"""By then the lines of a list that was cleared are gone, and so is the page that showed them."""

FONT_ENDINGS = ("*.ttf", "*.otf")

EMOJI = "Noto Emoji"
"""The family of the pictures in people's and shops' texts, in the colour of the text."""


class StageError(Exception):
    """The pages cannot be shown; Qt has said why on the error stream."""


class Stage(QQmlApplicationEngine):
    """Shows one kiosk. QML finds the brand here (`look`) and everything else in the kiosk's model."""

    def __init__(self, look: Look, shop: Shop, pictures: tuple[MediaPictures, IconPictures]) -> None:
        super().__init__()
        self.look = look
        look.setParent(self)
        self._shop = shop
        # The engine owns providers in C++; these names keep their Python halves.
        self._media, self._icons = pictures
        self._shades = ShadePictures()
        self._outlines = OutlinePictures()
        self._corners = CornerPictures()
        self.addImageProvider(media.NAME, self._media)
        self.addImageProvider(icons.NAME, self._icons)
        self.addImageProvider(shades.NAME, self._shades)
        self.addImageProvider(outlines.NAME, self._outlines)
        self.addImageProvider(corners.NAME, self._corners)
        self.addImportPath(str(QML))
        self._translator = TextsTranslator(shop.words.texts, self)
        QCoreApplication.installTranslator(self._translator)
        shop.spoken.connect(self._retranslate)

    def open(
        self, kiosk: KioskModel, access: AccessModel, *, full_screen: bool, place: QRect | None = None
    ) -> None:
        """Show the window; `place` is where one that is not on the full screen stands, and how large any is.

        Raises:
            StageError: The pages do not load.
        """
        kiosk.setParent(self)
        access.setParent(self)
        where: dict[str, object] = {}
        if place is not None:
            where = {"x": place.x(), "y": place.y(), "width": place.width(), "height": place.height()}
            where["awaited"] = True
        self._load(MAIN, {"kiosk": kiosk, "access": access, "fullScreen": full_screen, **where})
        if place is not None:
            # Shown while its pages are loaded it would be empty for a frame.
            shown = QWindow.Visibility.FullScreen if full_screen else QWindow.Visibility.Windowed
            self.window.setVisibility(shown)

    def open_pairing(
        self, pairing: "PairingModel", access: AccessModel, camera: "CameraModel", *, full_screen: bool
    ) -> None:
        """Show the window of a tablet that is nobody's yet.

        Raises:
            StageError: The page does not load.
        """
        models = {"pairing": pairing, "access": access, "camera": camera}
        for model in models.values():
            model.setParent(self)
        self._load(PAIRING, {**models, "fullScreen": full_screen})

    def _load(self, page: Path, properties: dict[str, object]) -> None:
        self.setInitialProperties(properties)
        self.load(QUrl.fromLocalFile(str(page)))
        if not self.rootObjects():
            raise StageError("the pages do not load")

    @property
    def window(self) -> QQuickWindow:
        """The window, once `open` has shown it."""
        window = self.rootObjects()[0]
        assert isinstance(window, QQuickWindow)
        return window

    @Slot()
    def forget(self) -> None:
        """Free the words that pages no longer show (part of the wipe), once they have let go of them."""
        QTimer.singleShot(FORGET_AFTER_MS, self, self._forget_garbage)

    def take_down(self) -> None:
        """Take the window away; its models stay.

        Before they are wiped: a view that is just building a tile would give it up only after the row behind
        it had gone (`DelegateModel::cancel`).
        """
        for window in self.rootObjects():
            shiboken6.delete(window)

    def close(self) -> None:
        """Take away what is left, with the models."""
        self._shop.spoken.disconnect(self._retranslate)
        QCoreApplication.removeTranslator(self._translator)
        shiboken6.delete(self)

    def _forget_garbage(self) -> None:
        """Let go of what scripts and Python hold no longer: it may hold words of a visit."""
        self.collectGarbage()
        collector.sweep()

    def _retranslate(self) -> None:
        self._translator.texts = self._shop.words.texts
        self.look.speak(self._shop.words.language)
        self.retranslate()


def check_pages() -> None:
    """Load the pages, and show none.

    Raises:
        StageError: They do not load; it says where.
    """
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    component = QQmlComponent(engine, QUrl.fromLocalFile(str(MAIN)))
    fault = component.errorString().strip() if component.isError() else ""
    shiboken6.delete(component)
    shiboken6.delete(engine)
    if fault:
        raise StageError(f"the pages do not load: {fault}")


@cache
def load_fonts(folder: Path) -> None:
    """Make the fonts of all brands known; a second time there is nothing to do."""
    for ending in FONT_ENDINGS:
        for path in sorted(folder.glob(ending)):
            QFontDatabase.addApplicationFont(str(path))


def complete_fonts(brand: Brand) -> None:
    """Have Japanese and emoji come to every family of the brand's that has none."""
    fonts = brand.fonts
    for family in (fonts.text.family, fonts.display.family):
        QFont.insertSubstitutions(family, [fonts.japanese.family, EMOJI])
    # Else a system that has coloured ones draws those, each as it likes.
    QFontDatabase.setApplicationEmojiFontFamilies([EMOJI])
