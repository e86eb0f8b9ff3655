"""Access mode of the shopper's own space: three lengths, one by one, in a few large keys."""

from kiosk.core import spelling
from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import BACKSPACE, READ_ON, Script, lines
from kiosk.ui.access.speller import Speller
from kiosk.ui.models.space import FIELDS, MARKS


class SpaceQuestion(Page):
    """How much room is there?"""

    name = "space"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._typing = False
        self._turns = Turns(ground.mode.retell)
        self._speller = Speller(ground.mode, self._pages.space.press, self._named)

    def enter(self) -> None:
        """Begin with the width."""
        self._typing = False
        self._turns.restart()
        self._speller.restart()

    def script(self) -> Script:
        """Return what is shown and said now."""
        return self._keys() if self._typing else self._length()

    @property
    def _field(self) -> str:
        field = self._turns.of(FIELDS)
        assert field is not None
        return field

    def _told(self, field: str) -> str:
        space = self._pages.space
        typed = {"width": space.width, "depth": space.depth, "height": space.height}[field]
        length = f"{typed} {self._say(f'space.{space.unit}')}" if typed else self._say("space.any")
        return self._of(self._say(f"space.{field}"), length)

    def _length(self) -> Script:
        space = self._pages.space
        other = "in" if space.unit == "cm" else "cm"
        type_it = self._do("edit", "type", self._here(self._begin))
        primary = self._do("check", "fits", space.save) if space.ready else type_it
        return Script(
            key=(self.name, self._field),
            title=self._told(self._field),
            lines=lines(
                self._place(self._turns, FIELDS),
                *(self._told(each) for each in FIELDS if each != self._field),
                self._say("space.text"),
            ),
            cells=(
                type_it if space.ready else None,
                self._do("chevron-right", "next", self._turns.next),
                READ_ON,
                self._do("close", "forget", space.forget) if space.known else self._help,
                self._do("chevron-left", "back", space.close),
                self._do("ruler", f"unit_{other}", lambda: space.use(other)),
            ),
            primary=primary,
            back=space.close,
        )

    def _keys(self) -> Script:
        space, speller = self._pages.space, self._speller
        leave = self._here(self._end)
        done = self._do("check", "written", leave)
        return Script(
            # What is written is said sign by sign: that is no new page.
            key=(self.name, self._field, "keys"),
            title=self._told(self._field),
            lines=lines(self._say("space.title")),
            cells=speller.cells(spelling.lengths(space.mark), self._do("erase", "erase", space.erase)),
            primary=done if speller.first else self._do("chevron-left", "other_digits", speller.leave),
            typed=self._type,
            back=leave if speller.first else speller.leave,
            figures=True,
        )

    def _begin(self) -> None:
        self._typing = True
        self._speller.restart()
        self._pages.space.choose(self._field)

    def _end(self) -> None:
        self._typing = False

    def _named(self, sign: str) -> str:
        return self._say("space.mark") if sign in MARKS else sign

    def _type(self, text: str) -> None:
        space = self._pages.space
        self._speller.restart()
        if text == BACKSPACE:
            space.erase()
        elif text.isdecimal():
            space.press(text)
        elif text in MARKS:
            space.press(space.mark)
