"""The drawing to scale: a product beside a person and a door, and what follows from it in words."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.choice import Choice
from kiosk.core.space import Fitting, Setting, narrowest, setting_of, stands_up, through_door
from kiosk.ui import fit_words
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
        self._choice: Choice | None = None
        self._fitting: Fitting | None = None
        shop.measured.connect(self._refit)

    def show(self, choice: Choice) -> None:
        """Draw another variant."""
        self._choice = choice
        self._size = choice.variant.size
        self._setting = setting_of(choice.product, choice.variant.size)
        self._drawing = self._shop.pictures.drawing_url(choice.product.scale)
        self._refit()

    @Slot()
    def _refit(self) -> None:
        if self._choice is not None:
            product, variant = self._choice.product, self._choice.variant
            # Once for all that is said of it: half of the lines below ask.
            self._fitting = fit_words.fitting(product, variant, self._shop.space)
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
        """Address of the transparent front drawing, '' when there is none, or its side is seen."""
        return "" if self._is_turned else self._drawing

    @Property(int, notify=changed)
    def width(self) -> int:
        """Width in mm, of the side that is seen."""
        return self._across

    @Property(int, notify=changed)
    def height(self) -> int:
        """Height in mm."""
        return self._size.height

    @Property(bool, notify=changed)
    def turned(self) -> bool:
        """Whether it fits the shopper's space only a quarter turned: its side is seen then."""
        return self._is_turned

    @Property(int, notify=changed)
    def depth(self) -> int:
        """How far it goes back in mm, as it stands."""
        return self._size.width if self._is_turned else self._size.depth

    @Property(int, notify=changed)
    def spaceDepth(self) -> int:
        """Depth in mm of the space that it is drawn in, 0 where it has no limit."""
        return self._shop.space.depth if self._fitting else 0

    @Property(str, notify=changed)
    def widthText(self) -> str:
        """The width as it is written beside its bracket."""
        return self._measure("cm", self._across)

    @Property(str, notify=changed)
    def heightText(self) -> str:
        """The height as it is written beside its bracket."""
        return self._measure("cm", self._size.height)

    @Property(bool, notify=changed)
    def fitted(self) -> bool:
        """Whether it is said of it if it fits the shopper's space."""
        return self._fitting is not None

    @Property(bool, notify=changed)
    def fits(self) -> bool:
        """Whether it fits the shopper's space."""
        return self._fitting is not None and self._fitting.fits

    @Property(bool, notify=changed)
    def placeable(self) -> bool:
        """Whether a space makes sense for it: not for what is worn."""
        return self._setting != "rail"

    @Property(int, notify=changed)
    def spaceWidth(self) -> int:
        """Width in mm of the space that it is drawn in, 0 for none."""
        return self._shop.space.width if self._fitting else 0

    @Property(int, notify=changed)
    def spaceHeight(self) -> int:
        """Height in mm of that space, 0 where it has no limit."""
        return self._shop.space.height if self._fitting else 0

    @Property(str, notify=changed)
    def spaceText(self) -> str:
        """What stands over that space."""
        space = self._shop.space
        return self._shop.words.texts.get("fit.yours", fit_words.length(self._shop.words, space.width, space))

    @Property(str, notify=changed)
    def title(self) -> str:
        """Whether it fits the shopper's space; without one, how it passes a door."""
        fitting = self._fitting
        if fitting:
            return fit_words.title(self._shop.words, fitting)
        return self._passage or self._shop.words.texts.get("scale.title")

    @property
    def _across(self) -> int:
        return self._size.depth if self._is_turned else self._size.width

    @property
    def _is_turned(self) -> bool:
        return self._fitting is not None and self._fitting.turned

    @property
    def _passage(self) -> str:
        """How it passes a door, '' where that is no question."""
        passage = through_door(self._size) if self._setting == "floor" else "unknown"
        if passage == "unknown":
            return ""
        if passage == "no":
            return self._measure("opening", narrowest(self._size))
        return self._shop.words.texts.get(f"scale.through_{passage}")

    @Property(str, notify=changed)
    def lines(self) -> str:
        """What is free around it and how it passes a door; without a space its dimensions: one a line."""
        fitting = self._fitting
        if fitting:
            said = fit_words.lines(self._shop.words, fitting, self._shop.space)
            return "\n".join([*said[: 2 if self._passage else 3], *filter(None, [self._passage])])
        size = self._size
        if self._setting == "rail":
            known = [("long", size.height), ("across", size.width)]
        else:
            known = [("width", size.width), ("depth", size.depth), ("height", size.height)]
        said = [self._measure(name, value) for name, value in known if value]
        # Three lines and a heading of two do not fit above the link.
        first, rest = (said[:2], said[2:]) if self._setting == "floor" else (said[:1], said[1:])
        lines = filter(None, [self._shop.words.texts.get("list.and").join(first), *rest])
        return "\n".join(line[:1].upper() + line[1:] for line in lines)

    @Property(str, notify=changed)
    def spoken(self) -> str:
        """The whole drawing in words."""
        return self._shop.words.texts.get("scale.drawing", self.lines.replace("\n", ", "))

    def _measure(self, name: str, millimetres: int) -> str:
        return self._shop.words.texts.get(f"scale.{name}", self._shop.words.display.centimetres(millimetres))
