"""The on-screen keys: which there are now, and whether they are shown. What is typed goes to who listens."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import keypad
from kiosk.ui.shop import Shop

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

NAMES = {
    ".": "dot",
    ",": "comma",
    "-": "dash",
    "'": "apostrophe",
    "@": "at",
    "_": "underscore",
    ":": "colon",
    "/": "slash",
    keypad.VOICED: "voiced",
    keypad.HALF_VOICED: "half_voiced",
    keypad.SMALL: "small",
}
"""Keys that are called otherwise than they look."""


@QmlElement
@QmlUncreatable("made by the app")
class KeypadModel(QObject):
    """The keys of the language that is spoken; Japanese has kana first, and letters behind a key."""

    changed = Signal()
    pressed = Signal(str)
    """A sign, or a mark of kana (see `kiosk.core.keypad.press`)."""
    erased = Signal()
    closed = Signal()

    def __init__(
        self,
        shop: Shop,
        parent: QObject,
        *,
        letters: bool = False,
        address: bool = False,
        signs: tuple[str, ...] = keypad.ADDRESS,
    ) -> None:
        """`letters` come first also where the language begins with kana: for codes and the like.

        An `address` has its own rows of `signs` and no others: no kana, no blanks, and its usual endings.
        """
        super().__init__(parent)
        self._shop = shop
        self._address = address
        self._signs = signs
        self._begins = self._letters = letters or address
        self._shown = self._names = False
        shop.spoken.connect(self.reset)

    def write_names(self, *, on: bool) -> None:
        """Begin every name with a capital letter: there are no keys for those."""
        self._names = on

    @Slot()
    def reset(self) -> None:
        """Show the keys that a language begins with."""
        self._letters = self._begins
        self.changed.emit()

    def type_into(self, text: Callable[[], str], write: Callable[[str], None]) -> None:
        """Let the keys change a text: `text` says what it is now, `write` what it becomes."""

        def take(key: str) -> None:
            before = text()
            if self._names and keypad.begins_name(before):
                key = key.upper()
            # The mark of a kana changes the sign before it; everything else is put behind.
            write(before[:-1] + keypad.press(before[-1:], key))

        self.pressed.connect(take)
        self.erased.connect(lambda: write(text()[:-1]))

    @Slot(str)
    def press(self, key: str) -> None:
        """A key was pressed."""
        self.pressed.emit(key)

    @Slot(str, result=str)
    def spoken(self, key: str) -> str:
        """Return what a key is called."""
        name = NAMES.get(key)
        if name is None and key in self._endings:
            return self._shop.words.texts.get("keys.ending", key)
        return self._shop.words.texts.get(f"keys.{name}") if name else key

    @Slot()
    def erase(self) -> None:
        """The last sign is to go."""
        self.erased.emit()

    @Slot()
    def show(self) -> None:
        """Show the keys that it begins with."""
        self._shown = True
        self.reset()

    @Slot()
    def close(self) -> None:
        """The keys are to go."""
        self._shown = False
        self.changed.emit()
        self.closed.emit()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether they are on the screen, where it is not for the page to say."""
        return self._shown

    @Slot()
    def switch(self) -> None:
        """Show letters instead of kana, or kana again."""
        self._letters = not self._letters
        self.changed.emit()

    @Property(bool, notify=changed)
    def hasKana(self) -> bool:
        """Whether there is a second set of keys."""
        return self._shop.words.language == keypad.KANA_LANGUAGE and not self._address

    @Property(str, notify=changed)
    def endings(self) -> str:
        """What the address usually ends with, a line each; '' where it is none that is typed."""
        return "\n".join(self._endings)

    @Property(str, notify=changed)
    def extra(self) -> str:
        """A sign beside the figures that addresses may have, '' for none."""
        return keypad.BESIDE_ZERO[self._signs] if self._address else ""

    @Property(bool, notify=changed)
    def kana(self) -> bool:
        """Whether kana are shown."""
        return self._kana

    @Property(str, notify=changed)
    def rows(self) -> str:
        """The rows of keys, a line each, a sign a key; an ideographic space is an empty place."""
        if self._address:
            return "\n".join(self._signs)
        return "\n".join(keypad.rows(self._shop.words.language, kana=self._kana))

    @property
    def _endings(self) -> tuple[str, ...]:
        return keypad.endings(self._shop.words.language) if self._address else ()

    @property
    def _kana(self) -> bool:
        return self._shop.words.language == keypad.KANA_LANGUAGE and not self._letters
