"""Splitting text into rows of cells as CSV does (RFC 4180), also where its quotes are broken.

Python's strict CSV reader does the work. A row it cannot read is read again by a rule that always ends: a
quote opens a cell only at its start and closes it only before a delimiter or a line's end. Whatever the file
holds, no row takes the rest of the file with it.
"""

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple, TextIO

MAX_LINE = 1 << 20
"""Characters of a line; the rest is passed over."""
MAX_LINES = 2000
"""Lines of one row; more are an open quote, not a description."""
LOOK_AHEAD = 20
"""Lines in which a row with broken quotes may end."""
MAX_LOOK = 200_000
"""Characters looked through for that."""


class Cells(NamedTuple):
    """One row: its cells as written, and what was wrong with it in words, '' when nothing.

    `odd` says that its letters want a closer look (lost ones, NUL, spreadsheet formulas).
    """

    cells: list[str]
    problem: str = ""
    odd: bool = False


class _Lines:
    """The lines of a file, of bounded length, that can be given back; it remembers those just taken."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.odd = self.cut = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        if len(self.taken) >= MAX_LINES:
            self._again.appendleft(line)
            raise csv.Error("the row does not end")
        self.taken.append(line)
        if not self.odd:
            self.odd = _is_odd(line)
        return line.replace("\x00", "") if "\x00" in line else line

    @property
    def again(self) -> int:
        """How many lines were given back and wait."""
        return len(self._again)

    def begin(self) -> None:
        """Begin a row."""
        self.taken = []
        self.odd = self.cut = False

    def give_back(self, lines: list[str]) -> None:
        """Give lines back, to be taken once more."""
        self._again.extendleft(reversed(lines))

    def ahead(self, count: int) -> list[str]:
        """Return the next lines without taking them."""
        while len(self._again) < count and (line := self._read()):
            self._again.append(line)
        return list(self._again)[:count]

    def drop(self, count: int) -> None:
        """Take lines and forget them."""
        for _ in range(count):
            self._again.popleft()

    def _read(self) -> str:
        line = self._file.readline(MAX_LINE)
        if len(line) == MAX_LINE and line[-1] not in "\r\n":
            self.cut = True
            while (rest := self._file.readline(MAX_LINE)) and rest[-1] not in "\r\n":
                pass
            line += "\n"
        return line


def split_rows(file: TextIO, delimiter: str, width: int = 0) -> Iterator[Cells]:
    """Split a file (opened with newline='') into rows; `width` is how many cells a row should have."""
    lines = _Lines(file)
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    alone = 0  # so many lines were looked through for the end of a row: each is read by itself
    while True:
        lines.begin()
        try:
            if alone:
                alone -= 1
                yield _loose(lines, delimiter, 0, next(lines))
                continue
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            taken = lines.taken
            lines.give_back(taken[1:])
            lines.taken = taken[:1]
            alone = lines.again - 1 if len(taken) > LOOK_AHEAD else 0
            yield _loose(lines, delimiter, 0 if alone else width, taken[0])
            continue
        if len(lines.taken) > 1 and _swallowed(lines.taken, delimiter, width):
            lines.give_back(lines.taken[1:])
            yield Cells(split_loosely(lines.taken[0], delimiter), "a quote is not closed", odd=lines.odd)
            continue
        problem = "the line is too long; its end is left out" if lines.cut else ""
        yield Cells(cells, problem, odd=lines.odd)


def split_loosely(text: str, delimiter: str) -> list[str]:
    r"""Split one row whose quotes may be broken.

    >>> split_loosely('1,"5" screen, flat",say "hi"', ",")
    ['1', '5" screen, flat', 'say "hi"']
    """
    text = text.rstrip("\r\n")
    cells: list[str] = []
    start = 0
    closable = True
    while True:
        while text.startswith(" ", start):
            start += 1
        close = after = -1
        if closable and text.startswith('"', start):
            close, after = _closing(text, start + 1, delimiter)
            closable = close >= 0
        if close >= 0:
            cells.append(text[start + 1 : close].replace('""', '"').replace('\\"', '"'))
        else:
            after = text.find(delimiter, start)
            after = len(text) if after < 0 else after
            cell = text[start:after]
            # A quote that was never closed belongs to nobody; others are inch marks and the like.
            cells.append(cell[1:] if cell.startswith('"') and cell.count('"') == 1 else cell)
        if after >= len(text):
            return cells
        start = after + 1


def _closing(text: str, start: int, delimiter: str) -> tuple[int, int]:
    """Return where the quote is that closes a cell, and where its delimiter or the end is; -1 for none."""
    place = text.find('"', start)
    while place >= 0:
        after = place + 1
        while text.startswith(" ", after):
            after += 1
        if after == len(text) or text[after] == delimiter:
            return place, after
        escaped = text.startswith('"', place + 1) or text[place - 1] == "\\"
        place = text.find('"', place + (2 if escaped and text[place - 1] != "\\" else 1))
    return -1, -1


def _loose(lines: _Lines, delimiter: str, width: int, first: str) -> Cells:
    """Read a row again by the rule that always ends: where it has as many cells as it should."""
    problem = "the line is too long; its end is left out" if lines.cut else "its quotes are broken"
    cells = split_loosely(first, delimiter)
    if len(cells) >= width:
        return Cells(cells, problem if lines.cut or len(cells) > width > 0 else "", odd=True)
    text = first
    for count, line in enumerate(lines.ahead(LOOK_AHEAD), 1):
        text += line
        if len(text) > MAX_LOOK:
            break
        longer = split_loosely(text, delimiter)
        if len(longer) == width:
            lines.drop(count)
            return Cells(longer, problem, odd=True)
        if len(longer) > width:
            break
    return Cells(cells, problem if '"' in first else "", odd=True)


def _swallowed(taken: list[str], delimiter: str, width: int) -> bool:
    """Whether lines that were read as one row are whole rows each: then a quote was never closed."""
    return width > 2 and all(line.count(delimiter) == width - 1 for line in taken)  # noqa: PLR2004 - one delimiter is too common in a text to tell


def _is_odd(line: str) -> bool:
    if "\x00" in line or '="' in line or "#" in line or "NULL" in line or "\\N" in line or "\x1a" in line:
        return True
    if line.isascii():
        return False
    if "\ufffd" in line or "\ufeff" in line:
        return True
    try:
        line.encode()
    except UnicodeEncodeError:  # a byte that the encoding does not know (surrogateescape)
        return True
    return False
