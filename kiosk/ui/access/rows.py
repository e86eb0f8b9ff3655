"""Sentences broken into rows that fit the upper half, measured with the fonts that show them."""

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace
from PySide6.QtGui import QFont, QTextLayout, QTextOption

from kiosk.ui.access.script import Line, Script
from kiosk.ui.lines import JOINER, LOOSE, spare, tied

LINE, TITLE, PRIMARY, BUTTON = 52, 60, 60, 50
"""Sizes of type in units; what is smaller than 50 is not used (capitals of 6.2 mm)."""
ROWS = 4
"""Rows that one look shows; `Read on` leads to the next ones."""
SIGN = 68
"""Units that an icon before a sentence takes."""
SAFE = 0.98
"""Part of the width that is filled: what paints rounds otherwise than what measures."""
WEIGHTS = {TITLE: QFont.Weight.DemiBold, LINE: QFont.Weight.Normal}


class Row(msgspec.Struct, frozen=True):
    """A row of a sentence; `sentence` says of which of those that are shown."""

    text: str
    sentence: int
    size: int
    tone: str = ""
    symbol: str = ""
    indented: bool = False


class Unit(msgspec.Struct, frozen=True):
    """What is read in one breath: the sentence as it is said, and its rows."""

    spoken: str
    rows: tuple[str, ...]
    size: int = LINE
    tone: str = ""
    symbol: str = ""


def font(family: str, size: int, weight: QFont.Weight) -> QFont:
    """Return a font as QML's labels have it; sizes are in units."""
    made = QFont(family)
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def wrap(text: str, type_: QFont, width: float) -> list[str]:
    """Return the rows of a text, alike in length; a Japanese one breaks where a phrase begins.

    Args:
        text: One paragraph.
        type_: The font that shows it.
        width: Units that a row may take.
    """
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    width *= SAFE
    text = tied(text, min(LOOSE, int(width / type_.pixelSize())))
    width -= spare(text, type_, width)
    layout = QTextLayout(text, type_)
    layout.setTextOption(option)
    layout.beginLayout()
    rows = []
    # Where Qt breaks is counted in UTF-16.
    encoded = text.encode("utf-16-le")
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        begin, length = line.textStart(), line.textLength()
        rows.append(encoded[2 * begin : 2 * (begin + length)].decode("utf-16-le").replace(JOINER, "").strip())
    layout.endLayout()
    return [row for row in rows if row]


def looks(script: Script, family: str, width: float) -> list[list[Unit]]:
    """Return what is shown of a script, look by look; there is at least one.

    Args:
        script: The page.
        family: The font that shows it.
        width: Units that a row may take.
    """
    packed = _looks(script, script.lines, family, width)
    if len(packed) > 1:
        for tighter in _set_beside(script.lines):
            fewer = _looks(script, tighter, family, width)
            if len(fewer) < len(packed):
                return fewer
    return packed


def rows(units: Sequence[Unit]) -> list[Row]:
    """Return the rows of what is shown at once."""
    return [
        Row(
            text,
            at,
            unit.size,
            unit.tone,
            symbol="" if place else unit.symbol,
            indented=bool(unit.symbol),
        )
        for at, unit in enumerate(units)
        for place, text in enumerate(unit.rows)
    ]


def _looks(script: Script, lines: Iterable[Line], family: str, width: float) -> list[list[Unit]]:
    units = list(_title(script, family, width))
    for line in lines:
        units += _sentence(line, family, width)
    return _packed(units) or [[]]


def _set_beside(lines: Sequence[Line]) -> Iterable[list[Line]]:
    """Yield the lines with what is aside beside one of the others, the first of them first."""
    for aside in (line for line in lines if line.aside):
        others = [line for line in lines if line is not aside]
        for at, line in enumerate(others):
            both = replace(line, text=f"{line.text} · {aside.text}", spoken=f"{line.said}, {aside.said}")
            yield [*others[:at], both, *others[at + 1 :]]


def _title(script: Script, family: str, width: float) -> Iterable[Unit]:
    title = Line(script.title, spoken=script.spoken)
    yield from _pieces(title, wrap(script.title, font(family, TITLE, WEIGHTS[TITLE]), width), TITLE)


def _sentence(line: Line, family: str, width: float) -> Iterable[Unit]:
    room = width - (SIGN if line.symbol else 0)
    yield from _pieces(line, wrap(line.text, font(family, LINE, WEIGHTS[LINE]), room), LINE)


def _pieces(line: Line, broken: list[str], size: int) -> Iterable[Unit]:
    """Return a sentence as one unit, or as several where it takes more rows than one look has."""
    if len(broken) <= ROWS:
        yield Unit(line.spoken or line.text, tuple(broken), size, line.tone, line.symbol)
        return
    # A shopper who reads along sees what is said: each look is a piece of its own.
    for at in range(0, len(broken), ROWS):
        piece = tuple(broken[at : at + ROWS])
        yield Unit(" ".join(piece), piece, size, line.tone, line.symbol)


def _packed(units: Iterable[Unit]) -> list[list[Unit]]:
    packed: list[list[Unit]] = []
    room = 0
    for unit in units:
        # The first one may have no row: a page whose title is still to come.
        if not packed or len(unit.rows) > room:
            packed.append([])
            room = ROWS
        packed[-1].append(unit)
        room -= len(unit.rows)
    return packed
