"""Writing a few words at the desk: a note, an answer, a reason. On the keys below, or on a keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.models.keypad import KeypadModel
from kiosk.ui.shop import Shop

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST = 500


@QmlElement
@QmlUncreatable("made by the app")
class WritingModel(QObject):
    """What `WriteDialog` shows. One text at a time; `done` gets it when somebody says so."""

    changed = Signal()

    def __init__(self, shop: Shop, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._keypad = KeypadModel(shop, self)
        self._keypad.type_into(lambda: self._text, self.write)
        self._title, self._hint, self._text, self._accept = "", "", "", ""
        self._longest, self._shown, self._needed = LONGEST, False, True
        self._done: Callable[[str], None] = _nothing
        self._given_up: Callable[[], None] = _nobody

    def ask(
        self,
        title: str,
        done: Callable[[str], None],
        *,
        hint: str = "",
        text: str = "",
        longest: int = LONGEST,
        needed: bool = True,
    ) -> None:
        """Let somebody write: `title` and `hint` are said, `text` is there to begin with.

        `needed` takes no empty text.
        """
        self._title, self._hint, self._text, self._longest = title, hint, text, longest
        self._done, self._needed, self._shown = done, needed, True
        self._given_up = _nobody
        self._accept = ""
        self._keypad.write_names(on=False)
        self._keypad.reset()
        self.changed.emit()

    def call_accept(self, text: str) -> None:
        """Call the button that takes what is written something else than Done, for this once."""
        self._accept = text
        self.changed.emit()

    def tell_given_up(self, given_up: Callable[[], None]) -> None:
        """Call this if nothing is written after all, for this once."""
        self._given_up = given_up

    @Slot(str)
    def write(self, text: str) -> None:
        """This is what is written now."""
        self._text = text[: self._longest]
        self.changed.emit()

    @Slot()
    def accept(self) -> None:
        """It is written."""
        if not self.ready:
            return
        text, done = self._text.strip(), self._done
        self._given_up = _nobody
        self.cancel()
        done(text)

    @Slot()
    def cancel(self) -> None:
        """Write nothing after all; also part of the wipe."""
        given_up, self._given_up = self._given_up, _nobody
        self._shown, self._text, self._done = False, "", _nothing
        self.changed.emit()
        given_up()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether somebody is to write."""
        return self._shown

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """Whether what is written will do."""
        return self._shown and (bool(self._text.strip()) or not self._needed)

    @Property(bool, notify=changed)
    def lines(self) -> bool:
        """Whether it may have several lines: Enter alone then ends a line."""
        return self._longest >= LONGEST

    @Property(str, notify=changed)
    def title(self) -> str:
        """What is written."""
        return self._title

    @Property(str, notify=changed)
    def hint(self) -> str:
        """What else to know: who will read it."""
        return self._hint

    @Property(str, notify=changed)
    def acceptText(self) -> str:
        """What the button is called that takes it."""
        return self._accept or self._shop.words.texts.get("writing.done")

    @Property(str, notify=changed)
    def text(self) -> str:
        """What is written so far."""
        return self._text

    @Property(str, notify=changed)
    def left(self) -> str:
        """How many signs there is still room for, said when it gets narrow."""
        left = self._longest - len(self._text)
        return self._shop.words.texts.get("writing.left", count=left) if left < self._longest // 5 else ""

    @Property(KeypadModel, notify=changed)
    def keypad(self) -> KeypadModel:
        """The keys."""
        return self._keypad


def _nothing(_text: str) -> None:
    """Nobody waits for a text."""


def _nobody() -> None:
    """Nobody hears that it was given up."""
