"""Access mode: whether it is on, what it shows and reads, and what its keys do."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.access import cells, rows
from kiosk.ui.access.cells import PRIMARY, CellRow
from kiosk.ui.access.guide import Guide
from kiosk.ui.access.page import Ground
from kiosk.ui.access.reader import Reader
from kiosk.ui.access.rows import Row, Unit
from kiosk.ui.access.script import Action, Reading, Script
from kiosk.ui.access.switch import AccessSwitch
from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.models.look import Look
from kiosk.ui.models.pages import Pages
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop
from kiosk.ui.speech.speaker import Lack, Speaker

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

PICTURE = 434
"""Units that the picture takes, with its gap."""
MARGINS = 64
WIDTH = 1280


class Shown(msgspec.Struct, frozen=True):
    """What is on: the script, its looks, and which of them."""

    script: Script
    looks: list[list[Unit]]
    look: int = 0

    @property
    def units(self) -> list[Unit]:
        """What is shown at once."""
        return self.looks[min(self.look, len(self.looks) - 1)]


@QmlElement
@QmlUncreatable("made by the app")
class AccessModel(QObject):
    """One generic page over the models of all pages. Reads what it shows, in the language that is spoken."""

    changed = Signal()
    moved = Signal()
    """The keyboard is at another control."""

    def __init__(
        self,
        shop: Shop,
        look: Look,
        model: KioskModel,
        pages: Pages,
        speaker: Callable[[QObject], Speaker],
    ) -> None:
        """`speaker` makes what reads, when it is first needed."""
        super().__init__()
        self._shop, self._pages = shop, pages
        # Qt's stubs take a property for itself, not for its value.
        self._look: Any = look
        self._model: Any = model
        self.make_speaker = speaker
        self._voice: Reader | None = None
        self.switch = AccessSwitch(look, model, pages, self)
        self._guide = Guide(Ground(shop, look, model, pages, self))
        self._shown: Shown | None = None
        self._language = ""
        self._width = float(WIDTH)
        self._at = PRIMARY
        self._news: list[str] = []
        self._pressed = False
        self._rows = Rows(Row, self)
        self._cells = Rows(CellRow, self)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._tell)
        self._listen()

    def _listen(self) -> None:
        pages, model = self._pages, self._model
        for news in (
            model.changed, model.spoken, model.answer.changed, model.hub.changed,
            pages.home.changed, pages.product.changed, pages.list.changed, pages.take.changed,
            pages.visit.changed, pages.search.changed, pages.category.changed, pages.compare.changed,
            pages.service.changed, pages.product.details.count_changed,
            pages.product.reviews.rows.count_changed,
        ):  # fmt: skip
            news.connect(self.retell)
        model.toasted.connect(self._hear_toast)
        self.switch.turned.connect(self._turn)
        pages.visit.ended.connect(self._end)

    # What the pages may ask (see `kiosk.ui.access.page.Mode`).

    @Slot()
    def retell(self) -> None:
        """Something of what is shown may have changed; told once, when all that belongs together is done."""
        if self.switch.on:
            self._later.start()

    def louder(self, steps: int) -> None:
        """Read louder; quieter by negative steps."""
        self._reader.manner = self._reader.manner.louder(steps)
        self._try_voice()

    def quicker(self, steps: int) -> None:
        """Read quicker; slower by negative steps."""
        self._reader.manner = self._reader.manner.quicker(steps)
        self._try_voice()

    def lack(self) -> Lack:
        """Return what is missing to read the language that is spoken."""
        return self._reader.lack(self._model.language)

    def leave(self) -> None:
        """Turn it off; the visit goes on."""
        self.switch.leave()

    @Slot()
    def hush(self) -> None:
        """Somebody touched something: what is being read breaks off."""
        if self.switch.on:
            self._reader.stop()

    @Slot(bool)
    def _turn(self, on: bool) -> None:  # noqa: FBT001 - a signal's arguments have no names
        self._guide.restart()
        self._shown, self._at, self._pressed = None, PRIMARY, False
        if on:
            self._news = [self._say("access.on")]
            self._tell()
        else:
            self._later.stop()
            self._news = []
            self._rows.replace([])
            self._cells.replace([])
            self._reader.forget()
            self.changed.emit()

    @Slot()
    def _end(self) -> None:
        """The visit is over: the pages begin at their beginnings."""
        self._guide.restart()

    # Telling.

    @Slot()
    def _tell(self) -> None:
        if not self.shown:
            self._reader.stop()
            self.changed.emit()
            return
        before, language = self._shown, self._model.language
        script = self._guide.script()
        fresh = before is None or before.script.key != script.key or language != self._language
        self._language = language
        room = self._width - MARGINS - (PICTURE if script.picture or script.code else 0)
        looks = rows.looks(script, self._look.textFamily, room)
        now = self._shown = Shown(script, looks, 0 if fresh or before is None else before.look)
        self._place(before, script)
        self._fill()
        if fresh:
            self._read()
        else:
            self._tell_changes(before, now)
        self.moved.emit()

    def _place(self, before: Shown | None, script: Script) -> None:
        """Leave the keyboard where it was while one goes through many; else it is at the primary control."""
        same = before is not None and before.script.key[0] == script.key[0]
        if not same or self._action(self._at) is None:
            self._at = PRIMARY

    def _fill(self) -> None:
        assert self._shown is not None
        said, units = self._model.said, self._shown.units
        if said and len(wrapped := self._wrapped(said)) > 1:
            # A long sentence in passing has the whole upper half.
            units = [Unit(said, tuple(wrapped[: rows.ROWS]), tone="said")]
        self._rows.replace(rows.rows(units))
        more = len(self._shown.looks) > 1
        read_on = self._say("access.read_on" if more else "access.read_again")
        self._cells.replace(cells.told(self._shown.script, read_on, self._look.textFamily, self._width))
        self.changed.emit()

    def _read(self) -> None:
        assert self._shown is not None
        first, self._news, self._pressed = ". ".join(self._news), [], False
        after = self._named(self._at) if self._shown.look == 0 else ""
        self._reader.read([unit.spoken for unit in self._shown.units], after, self._language, first=first)

    def _tell_changes(self, before: Shown | None, now: Shown) -> None:
        """Say what came of a press; what changes by itself is shown and not said."""
        known = {unit.spoken for look in before.looks for unit in look} if before else set()
        new = [unit.spoken for unit in now.units if unit.spoken not in known]
        if self._news or (self._pressed and new):
            self._reader.say(". ".join([*self._news, *(new if self._pressed else [])]), self._language)
            self._news, self._pressed = [], False

    @Slot()
    def _hear_toast(self) -> None:
        if self.switch.on and self._model.said:
            self._news.append(self._model.said)
        self.retell()

    def _try_voice(self) -> None:
        manner = self._reader.manner
        self._news.append(self._say("access.voice_now", manner.loudness, manner.pace + 4))
        self.retell()

    # What keys and touches do.

    @Slot(int)
    def press(self, at: int) -> None:
        """Do what a control does.

        Args:
            at: Its place, 0 to 5, and 6 for the primary one.
        """
        act = self._act(at)
        if act is not None:
            self._at, self._pressed = at, True
            act()
            self.retell()

    @Slot(int)
    def pressKey(self, at: int) -> None:
        """Do what a control does, from a key of its own: it is said which."""
        if self._act(at) is not None:
            self._news.append(self._named(at))
            self.press(at)

    @Slot(int)
    def land(self, at: int) -> None:
        """The keyboard has come to a control: it is said."""
        if at != self._at and self._act(at) is not None:
            self._at = at
            self._reader.say(self._named(at), self._language)
            self.moved.emit()

    @Slot(int, int)
    def move(self, across: int, down: int) -> None:
        """Go to the control beside, above or below."""
        there = [at for at in range(PRIMARY + 1) if self._act(at) is not None]
        self.land(cells.beside(self._at, across, down, there))

    @Slot()
    def back(self) -> None:
        """Go back: Escape."""
        if self._shown is not None:
            self._pressed = True
            (self._shown.script.back or self._model.back)()
            self.retell()

    @Slot(str)
    def write(self, text: str) -> None:
        """Take what a keyboard writes, where something can be written."""
        if self._shown is not None and self._shown.script.typed is not None:
            self._pressed = True
            self._shown.script.typed(text)

    @Slot(float)
    def fit(self, width: float) -> None:
        """Break the lines for a stage so many units wide."""
        if width > 0 and width != self._width:
            self._width = width
            self.retell()

    def _read_on(self) -> None:
        assert self._shown is not None
        look = (self._shown.look + 1) % len(self._shown.looks)
        self._shown = msgspec.structs.replace(self._shown, look=look)
        self._fill()
        self._read()

    def _action(self, at: int) -> Action | Reading | None:
        if self._shown is None:
            return None
        return cells.of(self._shown.script, at)

    def _act(self, at: int) -> Callable[[], None] | None:
        action = self._action(at)
        if isinstance(action, Reading):
            return self._read_on
        return action.act if action else None

    def _named(self, at: int) -> str:
        return self._cells[at].spoken if at < len(self._cells) else ""

    def _wrapped(self, text: str) -> list[str]:
        assert self._shown is not None
        script = self._shown.script
        room = self._width - MARGINS - rows.SIGN - (PICTURE if script.picture or script.code else 0)
        return rows.wrap(text, rows.font(self._look.textFamily, rows.LINE, rows.WEIGHTS[rows.LINE]), room)

    def _say(self, key: str, *values: object) -> str:
        return self._shop.words.texts.get(key, *values)

    @property
    def _reader(self) -> Reader:
        if self._voice is None:
            self._voice = Reader(self.make_speaker(self), self)
            self._voice.changed.connect(self.changed)
        return self._voice

    # What is shown.

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether access mode stands in the place of the page."""
        return self.switch.shown

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        """What stands in the upper half."""
        return self._rows

    @Property(Rows, notify=changed)
    def cells(self) -> Rows:
        """The controls, seven; one without a text is an empty place."""
        return self._cells

    @Property(str, notify=changed)
    def title(self) -> str:
        """What the page is called."""
        return self._shown.script.title if self._shown else ""

    @Property(str, notify=changed)
    def picture(self) -> str:
        """Address of the picture, '' for none."""
        return self._shown.script.picture if self._shown and not self._shown.script.code else ""

    @Property(bool, notify=changed)
    def code(self) -> bool:
        """Whether the list's code stands for a picture."""
        return bool(self._shown and self._shown.script.code)

    @Property(int, notify=changed)
    def reading(self) -> int:
        """Which sentence of those that are shown is being read, -1 for none."""
        return self._voice.at if self._voice and self._voice.at < self._voice.count else -1

    @Property(str, notify=changed)
    def status(self) -> str:
        """The line below: what was done, that nothing can be read, or where the reading is."""
        if self._shown is None or self._voice is None:
            return ""
        if self._model.said:
            return self._model.said if len(self._wrapped(self._model.said)) == 1 else ""
        if self.reading >= 0:
            return self._say("access.reading", self.reading + 1, self._voice.count)
        lack = self.lack()
        return self._say(f"access.no_{lack}") if lack else ""

    @Property(str, notify=changed)
    def statusSymbol(self) -> str:
        """Its icon."""
        return "check" if self._model.said else "speech"

    @Property(int, notify=moved)
    def at(self) -> int:
        """The control that has the keyboard."""
        return self._at
