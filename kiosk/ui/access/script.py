"""What access mode shows and says of a page: a picture, short lines, and what can be done."""

from collections.abc import Callable

import msgspec

BACKSPACE = "\b"
CELLS = 6
"""Places beside the primary one, in two rows: four above, two below."""


class Line(msgspec.Struct, frozen=True):
    """A sentence. `tone` is '' or `ok`, `symbol` an icon before it, `spoken` how it is said if otherwise.

    One that is `aside` stands beside another where it alone would take `Read on`.
    """

    text: str
    tone: str = ""
    symbol: str = ""
    spoken: str = ""
    aside: bool = False

    @property
    def said(self) -> str:
        """How it is said."""
        return self.spoken or self.text


class Action(msgspec.Struct, frozen=True):
    """A control. `spoken` is how it is said where that differs."""

    symbol: str
    text: str
    act: Callable[[], None]
    spoken: str = ""

    @property
    def said(self) -> str:
        """What is said of it."""
        return self.spoken or self.text


class Reading(msgspec.Struct, frozen=True):
    """The place of a control that every page fills itself: `Read on`."""


READ_ON = Reading()

Cell = Action | Reading | None


class Code(msgspec.Struct, frozen=True):
    """A QR code that stands for a picture: its SVG path, and how many modules it is wide."""

    path: str
    side: int


class Near(msgspec.Struct, frozen=True):
    """How a picture is shown that is looked at closely: so many times larger, and which of its parts."""

    times: int = 1
    part: int = 0

    @property
    def parts(self) -> int:
        """How many parts it has: as many across as down."""
        return self.times**2


class Script(msgspec.Struct, frozen=True):
    """One page, or one thing of a page.

    `key` says of what: while it stays what is read goes on, and the keyboard stays where it is. `code` stands
    for a picture. `typed` takes what a keyboard writes, BACKSPACE for one sign less; with `figures` it gets
    the figures, too, which then press nothing. `spoken` is how the title is said if otherwise. With `near`
    the picture is what the page is about: it is larger, or a part of it.
    """

    key: tuple[object, ...]
    title: str
    lines: tuple[Line, ...]
    cells: tuple[Cell, ...]
    primary: Action
    picture: str = ""
    code: Code | None = None
    typed: Callable[[str], None] | None = None
    back: Callable[[], None] | None = None
    figures: bool = False
    spoken: str = ""
    near: Near | None = None


def lines(*sentences: str | Line) -> tuple[Line, ...]:
    """Return plain lines, and those that are lines already; what is '' is left out."""
    return tuple(
        sentence if isinstance(sentence, Line) else Line(sentence) for sentence in sentences if sentence
    )


def stock(level: str, words: str) -> tuple[Line, ...]:
    """Return the line that says how many there are; what is there stands out. '' is left out."""
    return (Line(words, tone="ok" if level == "there" else "", symbol=f"stock-{level}"),) if words else ()
