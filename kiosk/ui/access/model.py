"""Access mode: whether it is on, what it shows and reads, and what its keys do."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.access import cells, rows, shown
from kiosk.ui.access.cells import PRIMARY, CellRow
from kiosk.ui.access.guide import Guide, Guiding
from kiosk.ui.access.hearing import signals
from kiosk.ui.access.page import Ground
from kiosk.ui.access.rows import Row, Unit
from kiosk.ui.access.script import Action, Code, Near, Reading, Script
from kiosk.ui.access.shown import Shown
from kiosk.ui.access.switch import AccessSwitch
from kiosk.ui.access.voice import Voice
from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.models.look import Look
from kiosk.ui.models.pages import Pages
from kiosk.ui.models.rows import Rows
from kiosk.ui.shop import Shop
from kiosk.ui.speech.speaker import Lack, Speaker

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

WIDTH = 1280


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
        self.voice = Voice(shop, speaker, self)
        self.voice.changed.connect(self.changed)
        self.switch = AccessSwitch(look, model, pages, self)
        self._guide = self._make_guide(Ground(shop, look, model, pages, self))
        self._shown: Shown | None = None
        self._language = ""
        self._width = float(WIDTH)
        self._at = PRIMARY
        self._rows = Rows(Row, self)
        self._cells = Rows(CellRow, self)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._tell)
        self._listen()

    def _listen(self) -> None:
        for news in self._heard():
            news.connect(self.retell)
        self._model.toasted.connect(self._hear_toast)
        self.switch.turned.connect(self._turn)
        self._pages.visit.ended.connect(self._end)

    def _make_guide(self, ground: Ground) -> Guiding:
        return Guide(ground)

    def _heard(self) -> Sequence[Any]:
        """Return the signals of all that the scripts read."""
        return signals(self._model, self._pages)

    # What the pages may ask (see `kiosk.ui.access.page.Mode`).

    @Slot()
    def retell(self) -> None:
        """Something of what is shown may have changed; told once, when all that belongs together is done."""
        if self.switch.on:
            self._later.start()

    def tell(self, news: str) -> None:
        """Have something said with what is told next."""
        self.voice.tell(news)

    def louder(self, steps: int) -> None:
        """Read louder; quieter by negative steps."""
        self.voice.louder(steps)
        self.retell()

    def quicker(self, steps: int) -> None:
        """Read quicker; slower by negative steps."""
        self.voice.quicker(steps)
        self.retell()

    def lack(self) -> Lack:
        """Return what is missing to read the language that is spoken."""
        return self.voice.lack

    def leave(self) -> None:
        """Turn it off; the visit goes on."""
        self.switch.leave()

    @Slot()
    def hush(self) -> None:
        """Somebody touched something: what is being read breaks off."""
        if self.switch.on:
            self.voice.stop()

    @Slot(bool)
    def _turn(self, on: bool) -> None:  # noqa: FBT001 - a signal's arguments have no names
        self._guide.restart()
        self._shown, self._at = None, PRIMARY
        self.voice.drop_news()
        if on:
            self.voice.tell(self._say("access.on"))
            self._tell()
        else:
            self._later.stop()
            self._rows.replace([])
            self._cells.replace([])
            self.voice.forget()
            self.changed.emit()

    @Slot()
    def _end(self) -> None:
        """The visit is over: the pages begin at their beginnings."""
        self._guide.restart()

    # Telling.

    @Slot()
    def _tell(self) -> None:
        if not self.shown:
            self.voice.stop()
            self.changed.emit()
            return
        before, language = self._shown, self._model.language
        script = self._guide.script()
        fresh = before is None or before.script.key != script.key or language != self._language
        self._language = language
        look = 0 if fresh or before is None else before.look
        now = self._shown = shown.of(script, self._look.textFamily, self._width, look)
        self._place(before, script)
        self._fill()
        if fresh:
            self._read()
        else:
            self.voice.say_changes(before, now)
        self.moved.emit()

    def _place(self, before: Shown | None, script: Script) -> None:
        """Leave the keyboard where it was while one goes through many; else it is at the primary control.

        So it is, too, after Back has led to where something else stands in its place: a key that was pressed
        twice by mistake must not finish the visit.
        """
        was = before.script if before is not None else None
        now = self._action(self._at)
        same = was is not None and was.key[0] == script.key[0]
        if not same or now is None or (was is not None and self._has_left(was, script)):
            self._at = PRIMARY

    def _has_left(self, was: Script, script: Script) -> bool:
        """Whether Back was pressed, and is not what stands there now."""
        before, now = _called(cells.of(was, self._at)), _called(self._action(self._at))
        return was.key != script.key and before == self._say("access.back") != now

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
        after = self._named(self._at) if self._shown.look == 0 else ""
        self.voice.read([unit.spoken for unit in self._shown.units], after, self._language)

    @Slot()
    def _hear_toast(self) -> None:
        if self.switch.on and self._model.said:
            self.voice.tell(self._model.said)
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
            self._at, self.voice.pressed = at, True
            act()
            self.retell()

    @Slot(int)
    def pressKey(self, at: int) -> None:
        """Do what a control does, from a key of its own: it is said which. Or write it."""
        if self._shown is not None and self._shown.script.figures:
            self.write(str(at + 1))
            return
        if self._act(at) is not None:
            self.voice.tell(self._named(at))
            self.press(at)

    @Slot(int)
    def land(self, at: int) -> None:
        """The keyboard has come to a control: it is said."""
        if at != self._at and self._act(at) is not None:
            self._at = at
            self.voice.say(self._named(at))
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
            self.voice.pressed = True
            (self._shown.script.back or self._model.back)()
            self.retell()

    @Slot(str)
    def write(self, text: str) -> None:
        """Take what a keyboard writes, where something can be written."""
        if self._shown is not None and self._shown.script.typed is not None:
            self.voice.pressed = True
            self._shown.script.typed(text)

    @Slot(float)
    def fit(self, width: float) -> None:
        """Break the lines for a stage so many units wide."""
        if width > 0 and width != self._width:
            self._width = width
            self.retell()

    def _read_on(self) -> None:
        assert self._shown is not None
        self._shown = self._shown.next
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
        return shown.wrapped(text, self._shown.script, self._look.textFamily, self._width)

    def _say(self, key: str, *values: object) -> str:
        return self._shop.words.texts.get(key, *values)

    @property
    def _near(self) -> Near | None:
        return self._shown.script.near if self._shown else None

    @property
    def _code(self) -> Code | None:
        return self._shown.script.code if self._shown else None

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

    @Property(int, notify=changed)
    def nearTimes(self) -> int:
        """How many times larger a picture is shown that is looked at closely, 0 where none is."""
        return self._near.times if self._near else 0

    @Property(int, notify=changed)
    def nearPart(self) -> int:
        """Which of its parts is shown, counted along the rows from 0."""
        return self._near.part if self._near else 0

    @Property(str, notify=changed)
    def codePath(self) -> str:
        """The code that stands for a picture as an SVG path, '' for none."""
        return code.path if (code := self._code) else ""

    @Property(int, notify=changed)
    def codeSide(self) -> int:
        """How many modules that code is wide."""
        return code.side if (code := self._code) else 0

    @Property(int, notify=changed)
    def reading(self) -> int:
        """Which sentence of those that are shown is being read, -1 for none."""
        return self.voice.at

    @Property(str, notify=changed)
    def status(self) -> str:
        """The line below: what was done, that nothing can be read, or where the reading is."""
        if self._shown is None:
            return ""
        if self._model.said:
            return self._model.said if len(self._wrapped(self._model.said)) == 1 else ""
        if self.reading >= 0:
            return self._say("access.reading", self.reading + 1, self.voice.count)
        lack = self.lack()
        return self._say(f"access.no_{lack}") if lack else ""

    @Property(str, notify=changed)
    def statusSymbol(self) -> str:
        """Its icon."""
        return "check" if self._model.said else "speech"

    @Property(bool, notify=changed)
    def writes(self) -> bool:
        """Whether what a keyboard writes is taken: a blank, too, then presses nothing."""
        return self._shown is not None and self._shown.script.typed is not None

    @Property(int, notify=moved)
    def at(self) -> int:
        """The control that has the keyboard."""
        return self._at


def _called(action: Action | Reading | None) -> str:
    """Return what stands on a control."""
    return action.text if isinstance(action, Action) else ""
