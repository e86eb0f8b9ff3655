"""Where in the store a shopper is when somebody comes to them: at this kiosk, in an area, elsewhere."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.asking import Asking, Meeting
from kiosk.ui.models.desk.writing import WritingModel
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop
from sync.catalogue import present

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

HERE, ELSEWHERE = "here", "elsewhere"
LONGEST = 40
"""Signs of a place and of a name, as both travel (`sync.protocol.call_verbs`)."""


class AreaRow(msgspec.Struct, frozen=True):
    """A place to choose; one of them is chosen."""

    key: str
    name: str
    chosen: bool


class Purpose(NamedTuple):
    """What somebody comes for: keys of the texts, and what happens once it is said where."""

    title: str
    go: str
    done: Callable[[Meeting], None]


@QmlElement
@QmlUncreatable("made by the app")
class WhereaboutsModel(QObject):
    """Asks where, and whom to ask for. The name is written; places are chosen beside it."""

    changed = Signal()

    def __init__(self, shop: Shop, asking: Asking, writing: WritingModel, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._asking = asking
        self._writing = writing
        self._rows = Rows(AreaRow, self, keyed=True)
        self._purpose: Purpose | None = None
        self._chosen, self._typed, self._name = HERE, "", ""
        self._placing = False
        self._writing.changed.connect(self.changed)
        for news in (shop.spoken, shop.restocked):
            news.connect(self._retell)

    def ask(self, purpose: Purpose) -> None:
        """Ask for a place and a name, to begin with this kiosk and nobody in particular."""
        self._purpose = purpose
        self._chosen, self._typed, self._name = HERE, "", ""
        self._ask_name()

    def clear(self) -> None:
        """Forget it (part of the wipe)."""
        self._purpose = None
        self._chosen, self._typed, self._name = HERE, "", ""
        self._writing.cancel()
        self._retell()

    @Slot(str)
    def choose(self, key: str) -> None:
        """Be somewhere: a row's key. Elsewhere is written."""
        if key == ELSEWHERE:
            self._name = str(self._writing.text)
            self._ask_place()
        else:
            self._chosen = key
            self._retell()

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        """The places to choose from."""
        return self._rows

    @Property(bool, notify=changed)
    def choosing(self) -> bool:
        """Whether places are to choose now, beside the name."""
        return bool(self._writing.shown) and not self._placing

    @property
    def place(self) -> str:
        """What staff call the place: in the store's language."""
        if self._chosen == ELSEWHERE:
            return self._typed
        if self._chosen == HERE:
            return self._asking.place
        areas, at = self._shop.store.areas, int(self._chosen)
        return present.text(areas[at], self._shop.store.language) if at < len(areas) else self._asking.place

    def _ask_name(self) -> None:
        if self._purpose is None:
            return
        texts = self._shop.words.texts
        self._placing = False
        self._retell()
        self._writing.ask(
            texts.get(self._purpose.title),
            self._go,
            hint=texts.get("where.name"),
            text=self._name,
            longest=LONGEST,
            needed=False,
        )
        self._writing.keypad.write_names(on=True)
        self._writing.call_accept(texts.get(self._purpose.go))
        self._writing.keypad.show()

    def _ask_place(self) -> None:
        texts = self._shop.words.texts
        self._placing = True
        self._writing.ask(
            texts.get("where.title"),
            self._take_place,
            hint=texts.get("where.hint"),
            text=self._typed,
            longest=LONGEST,
        )
        self._writing.tell_given_up(self._ask_name)
        self._writing.keypad.show()

    def _take_place(self, text: str) -> None:
        self._chosen, self._typed = ELSEWHERE, " ".join(text.split())
        self._ask_name()

    def _go(self, name: str) -> None:
        purpose, self._purpose = self._purpose, None
        if purpose:
            purpose.done(Meeting(self.place, " ".join(name.split())))

    @Slot()
    def _retell(self) -> None:
        texts = self._shop.words.texts
        areas = enumerate(self._shop.store.areas)
        named = [
            (HERE, texts.get("where.here", self._asking.place)),
            *((str(at), self._shop.words.name(area)) for at, area in areas),
            (ELSEWHERE, self._typed or texts.get("where.elsewhere")),
        ]
        self._rows.replace([AreaRow(key, name, key == self._chosen) for key, name in named])
        self.changed.emit()
