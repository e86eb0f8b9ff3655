"""Access mode of a fresh tablet's page: the hub's address and the code, in a few large keys."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.core import spelling
from kiosk.ui.access.guide import Guiding
from kiosk.ui.access.model import AccessModel
from kiosk.ui.access.page import Ground, Page
from kiosk.ui.access.script import BACKSPACE, READ_ON, Action, Script, lines
from kiosk.ui.access.speller import Speller
from kiosk.ui.models.pairing import ADDRESS, CODE, PairingModel
from sync.protocol.devices import CODE_SIGNS, grouped

NAME = "pairing"
KEYS = spelling.code(CODE_SIGNS)
WEB_KEYS = spelling.web()
READ, WRITE = "read", "write"


class PairingHost(QObject):
    """The kiosk, as far as access mode asks for one, while the tablet is nobody's: one page and no visit."""

    changed = Signal()
    spoken = Signal()
    toasted = Signal()
    left = Signal()
    access_wanted = Signal()
    ended = Signal(str)

    def __init__(self, pairing: PairingModel) -> None:
        super().__init__()
        self.pairing: Any = pairing
        self.page, self.said = NAME, ""
        pairing.access_wanted.connect(self.access_wanted)
        # What a visit, the camera and the search are asked for there is nothing to do about.
        self.visit = self.camera = self.search = self

    @property
    def language(self) -> str:
        """The language that is spoken."""
        return str(self.pairing.language)

    @Slot()
    def back(self) -> None:
        """There is no way back from the first page."""

    @Slot(float)
    def give_time(self, _seconds: float) -> None:
        """No visit ends here."""

    def close(self) -> None:
        """Access mode has no camera."""

    def hideKeys(self) -> None:
        """The keys are another page's."""


class PairingAccess(AccessModel):
    """Access mode of that page."""

    def _make_guide(self, ground: Ground) -> Guiding:
        return PairingGuide(ground)

    def _heard(self) -> Sequence[Any]:
        return (self._pages.pairing.changed, self._pages.pairing.facts.changed)


class PairingGuide:
    """Holds the one script there is."""

    def __init__(self, ground: Ground) -> None:
        self._page = PairingPage(ground)

    def script(self) -> Script:
        """Return what is shown and said now."""
        return self._page.script()

    def restart(self) -> None:
        """Begin at the beginning."""
        self._page.enter()


class PairingPage(Page):
    """First what there is to know, then the keys; and what came of it."""

    name = NAME

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._model = ground.model
        self._pairing: Any = self._pages.pairing
        self._code = Speller(ground.mode, self._pairing.press, str)
        self._web = Speller(ground.mode, self._pairing.keypad.press, self._pairing.keypad.spoken)
        self._turn = READ

    def enter(self) -> None:
        """Begin with what there is to know."""
        self._code.restart()
        self._web.restart()
        self._turn = READ

    def script(self) -> Script:
        """Return what is shown and said now."""
        pairing = self._pairing
        if pairing.busy or pairing.step not in {ADDRESS, CODE}:
            return self._waiting()
        if self._turn == READ:
            return self._reading()
        return self._address() if pairing.step == ADDRESS else self._keys()

    @property
    def _fault(self) -> tuple[str, ...]:
        return (self._pairing.faultTitle, self._pairing.faultText) if self._pairing.faultTitle else ()

    def _reading(self) -> Script:
        pairing, facts = self._pairing, self._pairing.facts
        step = pairing.step
        said = self._fault or (self._say(f"pairing.{step}_title"), self._say(f"pairing.{step}_how"))
        title, *more = said
        hub = self._say("pairing.hub_is", facts.hub) if facts.hub else ""
        told = (
            self._say("pairing.tablet_is", facts.tablet),
            self._say("pairing.key_is", " ".join(facts.key)),
        )
        other = (
            None if facts.fixed or step == ADDRESS else self._do("edit", "other_address", self._to_address)
        )
        first, second = self._languages()
        return Script(
            key=(self.name, READ, step, title),
            title=title,
            lines=lines(*more, facts.network, hub, *told),
            cells=(first, second, READ_ON, None, self._do("contrast", "leave", self._mode.leave), other),
            primary=self._do("edit", "write_address" if step == ADDRESS else "write_code", self._begin),
            typed=self._type,
            figures=True,
        )

    def _languages(self) -> tuple[Action | None, Action | None]:
        """Return the two languages that follow the one that is spoken."""
        rows = self._pairing.languages[:]
        spoken = next((at for at, row in enumerate(rows) if row.key == self._pairing.language), 0)
        others = [*(rows[spoken + 1 :] + rows[:spoken]), None, None][:2]
        acts = [row and Action("globe", row.name, partial(self._pairing.speak, row.key)) for row in others]
        return acts[0], acts[1]

    def _keys(self) -> Script:
        pairing, speller = self._pairing, self._code
        title = grouped(pairing.typed) if pairing.typed else self._say("pairing.code_title")
        return Script(
            # What is written is said sign by sign: that is no new page.
            key=(self.name, WRITE, CODE),
            title=title,
            lines=lines(*(self._fault or (self._say("pairing.code_how"),))),
            cells=speller.cells(KEYS, self._erase if pairing.typed else self._back),
            primary=self._do("check", "enrol", pairing.enter) if speller.first else self._other_keys,
            typed=self._type,
            back=self._leave if speller.first else speller.leave,
            figures=True,
            spoken=" ".join(pairing.typed),
        )

    def _address(self) -> Script:
        pairing, speller = self._pairing, self._web
        return Script(
            key=(self.name, WRITE, ADDRESS),
            title=pairing.address or self._say("pairing.address_title"),
            lines=lines(*(self._fault or (self._say("pairing.address_how"),))),
            cells=speller.cells(WEB_KEYS, self._erase if pairing.address else self._back),
            primary=self._do("check", "go_on", pairing.enter) if speller.first else self._other_keys,
            typed=self._type,
            back=self._leave if speller.first else speller.leave,
            figures=True,
        )

    def _waiting(self) -> Script:
        said = self._pairing.said
        wait = Action("clock", self._say("access.wait"), lambda: None)
        return Script(
            key=(self.name, "waiting", said),
            title=said,
            lines=(),
            cells=(None, None, READ_ON, None, None, None),
            primary=wait,
        )

    @property
    def _erase(self) -> Action:
        pairing = self._pairing
        return self._do("erase", "erase", pairing.keypad.erase if pairing.step == ADDRESS else pairing.erase)

    @property
    def _back(self) -> Action:
        return self._do("chevron-left", "back", self._leave)

    @property
    def _other_keys(self) -> Action:
        speller = self._web if self._pairing.step == ADDRESS else self._code
        return self._do("chevron-left", "other_keys", speller.leave)

    def _begin(self) -> None:
        self._turn = WRITE
        self._mode.retell()

    def _leave(self) -> None:
        self._turn = READ
        self._mode.retell()

    def _to_address(self) -> None:
        self._pairing.changeAddress()
        self._begin()

    def _type(self, text: str) -> None:
        pairing = self._pairing
        self._turn = WRITE
        self._code.restart()
        self._web.restart()
        if pairing.step == ADDRESS:
            pairing.write(pairing.address[:-1] if text == BACKSPACE else pairing.address + text)
        elif text == BACKSPACE:
            pairing.erase()
        else:
            pairing.press(text)
        self._mode.retell()
