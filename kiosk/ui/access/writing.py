"""Access mode of whatever is written: a few words, in a few large keys or on a keyboard."""

from typing import Any

from kiosk.core import spelling
from kiosk.ui.access.page import Ground, Page, Turns
from kiosk.ui.access.script import BACKSPACE, Script, lines
from kiosk.ui.access.speller import Speller
from kiosk.ui.models.whereabouts import AreaRow

SHOWN = 60
"""Signs of what is written that are shown: its end, two rows at most."""


def writings(pages: Any) -> tuple[Any, ...]:
    """Return every place where a shopper writes (`pages` are the pages' models)."""
    return (
        pages.lists.writing,
        pages.line.writing,
        pages.service.writing,
        pages.questions.writing,
    )


class WritingQuestion(Page):
    """A few words: a list's name, a note, a question, whom to ask for; and before that where."""

    name = "writing"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._speller = Speller(ground.mode, self._press, self._named)
        self._turns = Turns(ground.mode.retell)
        self._placed = False

    @property
    def _now(self) -> Any:
        """Where something is written just now, None for nowhere."""
        return next((one for one in writings(self._pages) if one.shown), None)

    def _press(self, sign: str) -> None:
        self._now.keypad.press(sign)

    def _named(self, sign: str) -> str:
        return self._say("keys.space") if sign == spelling.SPACE else self._now.keypad.spoken(sign)

    def enter(self) -> None:
        """Begin with the place where one is asked for, else with the first keys."""
        self._speller.restart()
        self._turns.restart()
        self._placed = False

    def script(self) -> Script:
        """Return what is shown and said now."""
        where = self._pages.service.whereabouts
        place = self._turns.of(where.rows[:]) if where.choosing and not self._placed else None
        return self._keys() if place is None else self._place_of(place)

    def _place_of(self, row: AreaRow) -> Script:
        """Return the places where somebody can come to, one by one."""
        now, rows = self._now, self._pages.service.whereabouts.rows[:]
        return Script(
            key=(self.name, "place", row.key),
            title=row.name,
            lines=lines(
                self._ticked(chosen=row.chosen),
                self._say("where.title"),
                self._place(self._turns, rows),
            ),
            cells=self._among(self._turns, now.cancel),
            primary=self._do("check", "choose", self._here(lambda: self._choose(row.key))),
            back=now.cancel,
        )

    def _choose(self, key: str) -> None:
        self._placed = True
        self._pages.service.whereabouts.choose(key)

    def _keys(self) -> Script:
        now, speller = self._now, self._speller
        erase = self._do("erase", "erase", now.keypad.erase)
        language = self._model.language if now.keypad.kana or not now.keypad.hasKana else "en"
        return Script(
            # What is written is said sign by sign: that is no new page.
            key=(self.name, now.title),
            title=_end_of(now.text) or now.title,
            lines=lines(now.title if now.text else "", now.hint, now.left),
            cells=speller.cells(
                spelling.keys(language), erase if now.text else self._do("chevron-left", "back", now.cancel)
            ),
            primary=(
                self._do("check", "written", self._accept)
                if speller.first
                else self._do("chevron-left", "other_keys", speller.leave)
            ),
            typed=self._type,
            back=now.cancel if speller.first else speller.leave,
            figures=True,
            spoken=next(reversed(now.text.split()), ""),
        )

    def _accept(self) -> None:
        if self._now.ready:
            self._now.accept()
        else:
            self._model.toast("access.nothing_written", done=False)

    def _type(self, text: str) -> None:
        now = self._now
        self._speller.restart()
        if text == BACKSPACE:
            now.keypad.erase()
        else:
            now.write(now.text + text)


def _end_of(text: str) -> str:
    """Return what is shown of a text that is being written.

    >>> _end_of("short"), _end_of("x" * 70) == "…" + "x" * 60
    ('short', True)
    """
    return text if len(text) <= SHOWN else f"…{text[-SHOWN:]}"
