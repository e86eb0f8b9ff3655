"""The size that fits: preselected with its reason, changed and forgotten by the shopper."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.choice import Choice
from kiosk.core.size_memory import SizeAdvice, SizeMemory
from kiosk.ui.models.rows import Rows
from kiosk.ui.product_rows import ValueRow, value_rows
from kiosk.ui.shop import Shop
from kiosk.ui.size_words import size_words
from kiosk.ui.tasks import Tasks

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class SizesModel(QObject):
    """What is known of one choice's size."""

    changed = Signal()
    corrected = Signal(str, str)
    """The shopper said which size it is: option and value."""

    def __init__(self, shop: Shop, memory: SizeMemory, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._memory = memory
        self._tasks = tasks
        self._choice: Choice | None = None
        self._advice: SizeAdvice | None = None
        self._asked = False
        self._values = Rows(ValueRow, self)
        shop.spoken.connect(self._retell)

    def preselect(self, choice: Choice) -> Choice:
        """Return a choice with the size that fits, where it comes in it."""
        advice = self._memory.find(choice.product, choice.variant.options)
        return choice.pick(advice.axis, advice.size) if advice else choice

    def choose(self, choice: Choice) -> None:
        """Count a choice of a guest's."""
        self._memory.choose(choice.product, choice.variant.options)

    def tell(self, choice: Choice | None) -> None:
        """Say what is known about another choice; None for nothing."""
        self._choice = choice
        self._retell()

    def clear(self) -> None:
        """Forget it (part of the wipe)."""
        self._asked = False
        self._values.replace([])
        self._memory.clear()
        self.tell(None)

    @Slot()
    def ask(self) -> None:
        """Let the shopper change it."""
        if self._choice is not None and self._advice is not None:
            axes = [axis for axis in self._choice.product.options if axis.id == self._advice.axis]
            self._values.replace(value_rows(self._shop, self._choice, axes[0]) if axes else [])
            self._asked = True
            self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Put the question away."""
        if self._asked:
            self._asked = False
            self.changed.emit()

    @Slot(str)
    def say(self, size: str) -> None:
        """The shopper's size is another."""
        choice, advice = self._choice, self._advice
        if choice is not None and advice is not None:
            self.close()
            self._tasks.run(
                lambda: self._memory.say(choice.product, advice.axis, size),
                lambda _done: self.corrected.emit(advice.axis, size),
            )

    @Slot()
    def forget(self) -> None:
        """Forget what is known of it."""
        choice, advice = self._choice, self._advice
        if choice is not None and advice is not None:
            self.close()
            self._tasks.run(lambda: self._memory.forget(choice.product, advice), lambda _done: self._retell())

    @Property(str, notify=changed)
    def reason(self) -> str:
        """Which size fits and why, '' where nothing is known."""
        if self._choice is None or self._advice is None:
            return ""
        return size_words(self._shop.words, self._choice, self._advice)

    @Property(bool, notify=changed)
    def asked(self) -> bool:
        """Whether the shopper is changing it."""
        return self._asked

    @Property(Rows, notify=changed)
    def values(self) -> Rows:
        """The sizes to choose from."""
        return self._values

    @Slot()
    def _retell(self) -> None:
        choice = self._choice
        self._advice = self._memory.find(choice.product, choice.variant.options) if choice else None
        self.changed.emit()
