"""The space that a shopper has: three lengths, typed on keys of their own."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.space import usual_unit
from kiosk.core.space_kept import KeptSpace, SpaceKeeper
from kiosk.ui import fit_words
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.protocol.spaces import MM, Space, Unit, measured

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

FIELDS = ("width", "depth", "height")
MOST_SIGNS = 6
MARKS = ",."


@QmlElement
@QmlUncreatable("made by the app")
class SpaceModel(QObject):
    """What is being typed, and the space that holds (`shop.space`)."""

    changed = Signal()
    told = Signal(str)
    """A sentence for the toast: the text's key."""

    def __init__(self, shop: Shop, keeper: SpaceKeeper, tasks: Tasks) -> None:
        super().__init__()
        self._shop = shop
        self._keeper = keeper
        self._tasks = tasks
        self._asked = self._own = False
        self._unit: Unit = "cm"
        self._field = FIELDS[0]
        self._typed = dict.fromkeys(FIELDS, "")
        for news in (shop.measured, shop.spoken):
            news.connect(self.changed)

    @Slot()
    def recall(self) -> None:
        """Take up what is kept: of a visit that a crash interrupted, or of who has signed in."""
        self._tasks.run(self._keeper.read, self._show)

    def clear(self) -> None:
        """Forget it (part of the wipe)."""
        self._asked = False
        self._typed = dict.fromkeys(FIELDS, "")
        self._show(KeptSpace())

    @Slot()
    def ask(self) -> None:
        """Ask for the space, with what is known of it filled in."""
        space = self._shop.space
        self._unit = space.unit if space.known else usual_unit(self._shop.store.currency)
        self._typed = {name: self._text(getattr(space, name)) for name in FIELDS}
        self._field = FIELDS[0]
        self._asked = True
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Put the question away; what held before holds."""
        if self._asked:
            self._asked = False
            self.changed.emit()

    @Slot(str)
    def choose(self, field: str) -> None:
        """Type into another field: `width`, `depth` or `height`."""
        if field in FIELDS:
            self._field = field
            self.changed.emit()

    @Slot(str)
    def press(self, key: str) -> None:
        """Type a digit, or the mark before decimals: once."""
        typed = self._typed[self._field]
        again = key in MARKS and (not typed or any(mark in typed for mark in MARKS))
        if len(typed) < MOST_SIGNS and not again:
            self._typed[self._field] = typed + key
            self.changed.emit()

    @Slot()
    def erase(self) -> None:
        """Take the last sign back."""
        self._typed[self._field] = self._typed[self._field][:-1]
        self.changed.emit()

    @Slot(str)
    def use(self, unit: str) -> None:
        """Type in another unit, `cm` or `in`; what was typed is converted."""
        if unit in MM and unit != self._unit:
            lengths = {name: measured(text, self._unit) for name, text in self._typed.items()}
            self._unit = "in" if unit == "in" else "cm"
            self._typed = {name: self._text(length) for name, length in lengths.items()}
            self.changed.emit()

    @Slot()
    def save(self) -> None:
        """Let what was typed hold, for every product."""
        lengths = {name: measured(text, self._unit) for name, text in self._typed.items()}
        self._hold(Space(**lengths, unit=self._unit))

    @Slot()
    def forget(self) -> None:
        """Let no space hold, and let it be forgotten where it was kept."""
        self._hold(Space(), "mine.forgotten")

    @Slot()
    def keepIt(self) -> None:
        """Keep for good what was measured in this visit."""
        self._hold(self._shop.space, "mine.noted")

    @Property(bool, notify=changed)
    def asked(self) -> bool:
        """Whether the shopper is being asked."""
        return self._asked

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether a space holds."""
        return self._shop.space.known

    @Property(bool, notify=changed)
    def own(self) -> bool:
        """Whether it is kept with who has signed in; else it is forgotten with the visit."""
        return self._own

    @Property(str, notify=changed)
    def words(self) -> str:
        """The space in words, '' where none holds."""
        return fit_words.space(self._shop.words, self._shop.space)

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether anything was typed that can hold."""
        return any(measured(text, self._unit) for text in self._typed.values())

    @Property(str, notify=changed)
    def field(self) -> str:
        """Which field is typed into."""
        return self._field

    @Property(str, notify=changed)
    def unit(self) -> str:
        """What is typed in: `cm` or `in`."""
        return self._unit

    @Property(str, notify=changed)
    def mark(self) -> str:
        """The sign before decimals."""
        return self._mark

    @Property(str, notify=changed)
    def width(self) -> str:
        """The width as typed."""
        return self._typed["width"]

    @Property(str, notify=changed)
    def depth(self) -> str:
        """The depth as typed."""
        return self._typed["depth"]

    @Property(str, notify=changed)
    def height(self) -> str:
        """The height as typed."""
        return self._typed["height"]

    @property
    def _mark(self) -> str:
        return self._shop.words.display.decimal_mark

    def _hold(self, space: Space, told: str = "") -> None:
        """Let a space hold at once; what was kept of it is shown when it is on the disk."""

        def kept(what: KeptSpace) -> None:
            self._show(what)
            if told:
                self.told.emit(told)

        self._asked = False
        self._shop.measure(space)
        self._tasks.run(lambda: self._keeper.keep(space), kept)

    def _show(self, kept: KeptSpace) -> None:
        self._own = kept.own
        self._shop.measure(kept.space)
        self.changed.emit()

    def _text(self, millimetres: int) -> str:
        if not millimetres:
            return ""
        return f"{millimetres / MM[self._unit]:.1f}".removesuffix(".0").replace(".", self._mark)
