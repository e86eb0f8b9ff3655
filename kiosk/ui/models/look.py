"""The brand as the pages see it: colours, shapes, fonts and words. QML's `Theme` is built on it."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImageReader
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.ui import lines
from kiosk.ui.pictures.media import CROPPED_PART
from sync.brand import Brand, Tone

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

JAPANESE = "ja"

MEASURED_SIZE = 100
"""Pixels: large enough that rounding in font metrics does not show."""


VEIL_DARKER = 190
"""Per cent by which the veil on the attract photo is darker than the ink."""
HALF = 0.5
AS_GOOD = 0.05
"""Photos whose width to height differs by no more are of one shape."""


class Stage(Protocol):
    """A QML engine that owns a look."""

    look: "Look"


@QmlElement
@QmlSingleton
class Look(QObject):
    """One brand in the language that is spoken now. The engine owns it; QML asks `create` for it."""

    changed = Signal()

    def __init__(self, brand: Brand, language: str, scale: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._brand = brand
        self._language = language
        self._scale = scale
        self._access = False

    @staticmethod
    def create(engine: Stage) -> "Look":
        """Return the engine's look; QML calls this on first use."""
        return engine.look

    def speak(self, language: str) -> None:
        """Use the brand's words and fonts for another language."""
        self._language = language
        self.changed.emit()

    def set_access(self, *, on: bool) -> None:
        """Look as in access mode, or as the brand does."""
        self._access = on
        self.changed.emit()

    @property
    def apology(self) -> str:
        """What is said when something went wrong on our side."""
        return self._tone.error

    @property
    def _display_family(self) -> str:
        fonts = self._brand.fonts
        return fonts.japanese.family if self._language == JAPANESE else fonts.display.family

    @property
    def _tone(self) -> Tone:
        return self._brand.words(self._language)

    @Slot(str, result=QColor)
    def colour(self, name: str) -> QColor:
        """Return a colour of the palette (`page`, `ink`, `primary` …)."""
        return QColor(getattr(self._brand.colours, name))

    @Slot(str, result=int)
    def radius(self, name: str) -> int:
        """Return a corner radius: `card`, `photo`, `button`, `chip`."""
        return int(getattr(self._brand.radius, name))

    @Slot(str, QFont, float, result=float)
    @Slot(str, QFont, float, int, result=float)
    def spare(self, text: str, font: QFont, width: float, most: int = 0) -> float:
        """Return the pixels that a text leaves empty in lines of that width, `most` of them at most."""
        return lines.spare(text, font, width, most)

    @Slot(str, result=str)
    def tied(self, text: str) -> str:
        """Return a text that breaks between phrases, also in Japanese."""
        return lines.tied(text)

    @Slot(int, int, result=QUrl)
    def attractPhoto(self, width: int, height: int) -> QUrl:
        """Return the attract photo whose shape comes closest to a screen's."""
        wanted = width / max(1, height)
        best = min(self._brand.attract.photos, key=lambda path: abs(_shape(path) - wanted))
        return QUrl.fromLocalFile(str(best))

    @Slot(int, int, int, result=QUrl)
    def attractPhotoOf(self, width: int, height: int, turn: int) -> QUrl:
        """Return the photo whose turn it is, of those that suit a screen as well as the best one."""
        wanted = width / max(1, height)
        photos = self._brand.attract.photos
        nearest = min(abs(_shape(path) - wanted) for path in photos)
        alike = [path for path in photos if abs(_shape(path) - wanted) <= nearest + AS_GOOD]
        return QUrl.fromLocalFile(str(alike[turn % len(alike)]))

    @Property(QColor, notify=changed)
    def attractInk(self) -> QColor:
        """The colour of the words on the attract photo."""
        return QColor(self._brand.attract.text)

    @Property(QColor, notify=changed)
    def attractVeil(self) -> QColor:
        """What lies between the photo and the words on it: dark behind light words, else light."""
        colours = self._brand.colours
        if QColor(self._brand.attract.text).lightnessF() > HALF:
            return QColor(colours.ink).darker(VEIL_DARKER)
        return QColor(colours.surface)

    @Property(float, notify=changed)
    def scale(self) -> float:
        """Pixels per layout unit, from the panel's physical size."""
        return self._scale

    @Property(float, notify=changed)
    def croppedPart(self) -> float:
        """How much of a photo may be cut off to fill its frame, as a part of it."""
        return CROPPED_PART

    @Property(bool, notify=changed)
    def access(self) -> bool:
        """Whether the pages are shown in access mode."""
        return self._access

    @Property(bool, notify=changed)
    def still(self) -> bool:
        """Whether nothing moves."""
        return self._access

    @Property(str, notify=changed)
    def name(self) -> str:
        """The shop's name."""
        return self._brand.name

    @Property(str, notify=changed)
    def signature(self) -> str:
        """The shop's name as it stands at the top of a page."""
        return self._brand.signature

    @Property(int, notify=changed)
    def signatureWeight(self) -> int:
        """The weight of the shop's name, 400 to 700."""
        return self._brand.wordmark.weight

    @Property(float, notify=changed)
    def signatureTracking(self) -> float:
        """Letter spacing of the shop's name in em."""
        return self._brand.wordmark.tracking

    @Property(str, notify=changed)
    def signatureFamily(self) -> str:
        """The font of the shop's name, the same in every language."""
        return self._brand.fonts.display.family

    @Property(bool, notify=changed)
    def signed(self) -> bool:
        """Whether the sign stands before the shop's name."""
        return self._brand.wordmark.sign

    @Property(bool, notify=changed)
    def pairsUpright(self) -> bool:
        """Whether upright photos stand side by side, two at a time."""
        gallery = self._brand.gallery
        return gallery.shape != "portrait" or gallery.photos > 1

    @Property(str, notify=changed)
    def textFamily(self) -> str:
        """The font of running text; Japanese comes to it as the fallback."""
        return self._brand.fonts.text.family

    @Property(str, notify=changed)
    def displayFamily(self) -> str:
        """The font of headings."""
        return self._display_family

    @Property(int, notify=changed)
    def displayWeight(self) -> int:
        """The weight of headings, 400 to 700."""
        fonts = self._brand.fonts
        return fonts.japanese.weight if self._language == JAPANESE else fonts.display.weight

    @Property(float, notify=changed)
    def displayTracking(self) -> float:
        """Letter spacing of headings in em; Japanese has none."""
        return 0.0 if self._language == JAPANESE else self._brand.fonts.display.tracking

    @Property(float, notify=changed)
    def displayLine(self) -> float:
        """Height of the heading font's own line in em."""
        return _line_height(self._display_family)

    @Property(str, notify=changed)
    def headline(self) -> str:
        """The attract page's two lines."""
        return "\n".join(self._tone.headline)

    @Property(str, notify=changed)
    def lines(self) -> str:
        """The two small lines below."""
        return "\n".join(self._tone.lines)

    @Property(str, notify=changed)
    def emptyList(self) -> str:
        """What an empty list says."""
        return self._tone.empty_list

    @Property(str, notify=changed)
    def unknownCode(self) -> str:
        """What an unknown code is answered with."""
        return self._tone.unknown_code

    @Property(str, notify=changed)
    def thanks(self) -> str:
        """How a visit ends."""
        return self._tone.thanks

    @Property(str, notify=changed)
    def finish(self) -> str:
        """What is said after the wipe."""
        return self._tone.finish


def _line_height(family: str) -> float:
    font = QFont(family)
    font.setPixelSize(MEASURED_SIZE)
    return QFontMetricsF(font).height() / MEASURED_SIZE


def _shape(path: Path) -> float:
    """Return a picture's width by its height; one that cannot be read fits worst."""
    size = QImageReader(str(path)).size()
    return size.width() / size.height() if size.isValid() else float("inf")
