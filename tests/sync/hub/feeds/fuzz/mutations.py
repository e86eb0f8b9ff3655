"""What can happen to a file on its way. Each mutation is a pure function of the file and of a few numbers."""

import csv
import io
from collections.abc import Callable
from typing import NamedTuple

NASTY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b"\r", b"\n\n", b"\t", b";", b",", b"\x1a",
    b"\xe9\x80", b"&", b"&amp;", b"&#0;", b"&nbsp;", b"<", b">", b"</item>", b"<item>", b"<![CDATA[",
    b"]]>", b"<!--", b"<?x?>", b'<!DOCTYPE a [<!ENTITY b "c">]>', b"{", b"}", b"[", b"]", b"[[[[[[[[",
    b":", b"\\", b"\\u0000", b"\\ud800", b"null", b"1e999", b"NaN", b"sep=;\n", b"\xf0\x9f\x92\xa9",
    b"\xe2\x80\xae", b"%s", b"'", b"=1+1",
)  # fmt: skip
CELLS = (
    "", " ", "0", "-1", "1.23E+12", "NaN", "inf", "1e400", "9" * 400, "'", '"', "=HYPERLINK(1)", "\n",
    "a\nb", "\x00", "x" * 200_000, "<p>" * 3_000, "&amp;" * 50, "é" * 5_000, "\ud7ff", "💩", "\u202e",
    "null", "None", "-", "1,234.56", "1.234,56", "12/31/2026", "2026-02-31", "2026-01-01/2026-13-01",
    "12 EUR EUR", "$", "€", "a > b > > c", ",,,,", "id:", "id:10", "https://", "//", "../../etc/passwd",
    "4006381333932", "0" * 14, "true", "FALSE", "variation", "variable", "configurable", "draft",
    "not stocked", "parent", "|||", "sku=A|sku=A", "size=,=", "{", "[1]",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig", "shift_jis", "mac_roman", "utf-32")
DELIMITERS = ",;\t|"
DEEP = 400
GIANT = 300_000


class Numbers(NamedTuple):
    """Where and how: two places between 0 and 1, and a number to choose with."""

    where: float
    other: float
    choice: int


Mutation = Callable[[bytes, Numbers], bytes]


def flip(content: bytes, at: Numbers) -> bytes:
    """Change a byte."""
    place = _place(content, at.where)
    return content[:place] + bytes([at.choice % 256]) + content[place + 1 :]


def insert(content: bytes, at: Numbers) -> bytes:
    """Put something unwelcome somewhere."""
    place = _place(content, at.where)
    return content[:place] + NASTY[at.choice % len(NASTY)] + content[place:]


def cut(content: bytes, at: Numbers) -> bytes:
    """Lose a piece."""
    start, end = _slice(content, at)
    return content[:start] + content[end:]


def truncate(content: bytes, at: Numbers) -> bytes:
    """Break off."""
    return content[: _place(content, at.where)]


def repeat(content: bytes, at: Numbers) -> bytes:
    """Have a piece twice."""
    start, end = _slice(content, at)
    return content[:end] + content[start:]


def swap_lines(content: bytes, at: Numbers) -> bytes:
    """Have two lines in each other's place."""
    lines = content.splitlines(keepends=True)
    first, second = _index(lines, at.where), _index(lines, at.other)
    if lines:
        lines[first], lines[second] = lines[second], lines[first]
    return b"".join(lines)


def repeat_line(content: bytes, at: Numbers) -> bytes:
    """Have a line many times."""
    lines = content.splitlines(keepends=True)
    place = _index(lines, at.where)
    return b"".join(
        [*lines[: place + 1], *(lines[place : place + 1] * (at.choice % 40)), *lines[place + 1 :]]
    )


def drop_line(content: bytes, at: Numbers) -> bytes:
    """Lose a line."""
    lines = content.splitlines(keepends=True)
    place = _index(lines, at.where)
    return b"".join([*lines[:place], *lines[place + 1 :]])


def encode(content: bytes, at: Numbers) -> bytes:
    """Come in another encoding."""
    return content.decode(errors="replace").encode(ENCODINGS[at.choice % len(ENCODINGS)], errors="replace")


def end_lines(content: bytes, at: Numbers) -> bytes:
    """Have other line ends."""
    return content.replace(b"\r\n", b"\n").replace(b"\n", (b"\r", b"\r\n", b"\n\n", b"\n\r")[at.choice % 4])


def drop_column(content: bytes, at: Numbers) -> bytes:
    """Lose a column."""
    return _columns(content, lambda row: row[: _index(row, at.where)] + row[_index(row, at.where) + 1 :])


def repeat_column(content: bytes, at: Numbers) -> bytes:
    """Have a column twice."""
    return _columns(content, lambda row: [*row, *row[_index(row, at.where) :][:1]])


def swap_columns(content: bytes, at: Numbers) -> bytes:
    """Have the header of two columns in each other's place."""

    def swapped(rows: list[list[str]]) -> list[list[str]]:
        header = list(rows[0])
        first, second = _index(header, at.where), _index(header, at.other)
        if header:
            header[first], header[second] = header[second], header[first]
        return [header, *rows[1:]]

    return _grid(content, swapped)


def rename_column(content: bytes, at: Numbers) -> bytes:
    """Call a column otherwise."""
    name = CELLS[at.choice % len(CELLS)]
    return _grid(content, lambda rows: [_set(rows[0], at.where, name), *rows[1:]])


def set_cell(content: bytes, at: Numbers) -> bytes:
    """Have something unwelcome in a cell."""

    def changed(rows: list[list[str]]) -> list[list[str]]:
        place = 1 + _index(rows[1:], at.where)
        word = CELLS[at.choice % len(CELLS)]
        return [_set(row, at.other, word) if number == place else row for number, row in enumerate(rows)]

    return _grid(content, changed)


def lengthen_row(content: bytes, at: Numbers) -> bytes:
    """Have more cells in a row than columns."""
    cells = [CELLS[at.choice % len(CELLS)]] * (at.choice % 7)
    place = at.where
    return _grid(
        content,
        lambda rows: [[*row, *cells] if n == _index(rows, place) else row for n, row in enumerate(rows)],
    )


def delimit(content: bytes, at: Numbers) -> bytes:
    """Have another delimiter."""
    return _write(_rows(content), DELIMITERS[at.choice % len(DELIMITERS)])


def nest(content: bytes, at: Numbers) -> bytes:
    """Open many elements, arrays or objects, or quote a giant cell."""
    piece = (b"<x>" * DEEP, b"[" * 100_000, b'{"a":' * DEEP, b'"' + b"x" * GIANT + b'"', b"<title>" * 50)
    place = _place(content, at.where)
    return content[:place] + piece[at.choice % len(piece)] + content[place:]


BYTES: tuple[Mutation, ...] = (
    flip, insert, cut, truncate, repeat, swap_lines, repeat_line, drop_line, encode, end_lines, nest,
)  # fmt: skip
TABLES: tuple[Mutation, ...] = (
    drop_column, repeat_column, swap_columns, rename_column, set_cell, lengthen_row, delimit,
)  # fmt: skip


def _place(content: bytes, where: float) -> int:
    return int(where * len(content))


def _slice(content: bytes, at: Numbers) -> tuple[int, int]:
    """Return the ends of a piece: mostly a short one."""
    start = _place(content, at.where)
    length = int(at.other * (64 if at.choice % 3 else len(content)))
    return start, min(start + length, len(content))


def _index(listed: list, where: float) -> int:
    return min(int(where * len(listed)), max(len(listed) - 1, 0))


def _set(row: list[str], where: float, word: str) -> list[str]:
    place = _index(row, where)
    return [*row[:place], word, *row[place + 1 :]]


def _rows(content: bytes) -> list[list[str]]:
    text = content.decode(errors="replace").replace("\x00", "")
    header = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=header.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)) or [[]]
    except csv.Error:
        return [[]]


def _write(rows: list[list[str]], delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(errors="replace")


def _grid(content: bytes, change: Callable[[list[list[str]]], list[list[str]]]) -> bytes:
    header = content.split(b"\n", 1)[0].decode(errors="replace")
    return _write(change(_rows(content)), max(DELIMITERS, key=header.count))


def _columns(content: bytes, change: Callable[[list[str]], list[str]]) -> bytes:
    return _grid(content, lambda rows: [change(row) for row in rows])
