"""The drawing to scale: a product beside a person and a door, and what follows from it in words."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.choice import Choice
from kiosk.core.space import Setting, narrowest, setting_of, stands_up, through_door
from kiosk.ui.shop import Shop
from sync.protocol.products import Size

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class ScaleModel(QObject):
    """Dimensions of the chosen variant; lengths are whole millimetres."""

    changed = Signal()

    def __init__(self, shop: Shop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._size = Size()
        self._setting: Setting = "floor"
        self._drawing = ""

    def show(self, choice: Choice) -> None:
        """Draw another variant."""
        self._size = choice.variant.size
        self._setting = setting_of(choice.product, choice.variant.size)
        self._drawing = self._shop.pictures.drawing_url(choice.product.scale)
        self.changed.emit()

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether there is anything to draw."""
        return stands_up(self._size)

    @Property(str, notify=changed)
    def setting(self) -> str:
        """What it is shown on: `floor`, `table`, `rail` or `wall`."""
        return self._setting

    @Property(str, notify=changed)
    def drawing(self) -> str:
        """Address of the transparent front drawing, '' when there is none."""
        return self._drawing

    @Property(int, notify=changed)
    def width(self) -> int:
        """Width in mm."""
        return self._size.width

    @Property(int, notify=changed)
    def height(self) -> int:
        """Height in mm."""
        return self._size.height

    @Property(str, notify=changed)
    def widthText(self) -> str:
        """The width as it is written beside its bracket."""
        return self._measure("cm", self._size.width)

    @Property(str, notify=changed)
    def heightText(self) -> str:
        """The height as it is written beside its bracket."""
        return self._measure("cm", self._size.height)

    @Property(str, notify=changed)
    def title(self) -> str:
        """What follows for the room: how it passes a door, where that is a question."""
        passage = through_door(self._size) if self._setting == "floor" else "unknown"
        texts = self._shop.words.texts
        if passage == "unknown":
            return texts.get("scale.title")
        if passage == "no":
            return self._measure("opening", narrowest(self._size))
        return texts.get(f"scale.through_{passage}")

    @Property(str, notify=changed)
    def lines(self) -> str:
        """The dimensions in words, one a line."""
        size = self._size
        if self._setting == "rail":
            known = [("long", size.height), ("across", size.width)]
        else:
            known = [("width", size.width), ("depth", size.depth), ("height", size.height)]
        return "\n".join(self._measure(name, value) for name, value in known if value)

    @Property(str, notify=changed)
    def spoken(self) -> str:
        """The whole drawing in words."""
        return self._shop.words.texts.get("scale.drawing", self.lines.replace("\n", ", "))

    def _measure(self, name: str, millimetres: int) -> str:
        return self._shop.words.texts.get(f"scale.{name}", self._shop.words.display.centimetres(millimetres))
