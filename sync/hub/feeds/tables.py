"""Reading CSV tables as shops export them: encoding, delimiter and header by evidence, row by row.

Raises:
    NoTableError: The file is no table at all.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from sync.hub.feeds.encodings import WESTERN, encoding_of
from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.layout import column_names, lay_out
from sync.hub.feeds.overfull import certain_cells
from sync.hub.feeds.rows import SHOWN, Ledger, Row
from sync.hub.feeds.splitting import Cells, split_loosely, split_rows

SAMPLE = 1 << 16
"""Characters in which the header must end."""
MAX_CELL = 1 << 17
"""Characters of a cell; what is longer is no text for people and left out."""
CONTROLS = 0.02
"""Share of control characters that makes a file binary."""
CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f]")
OTHER_TEXT = re.compile(r"\s*(<[?!/a-z]|\{\s*\"|\[\s*[\[{\"\]\d])", re.IGNORECASE)
"""XML, HTML and JSON are text in lines too, and no tables of cells."""

FORMULA = re.compile(r'^="(.*)"$', re.DOTALL)
"""How an export keeps Excel from eating zeros: `="00123"`."""
SHEET_ERROR = re.compile(r"#(N/A|NV|N/D|N/V|NAME\?|DIV/0!|NULL!|[A-Z]{3,6}!|\?\?\?|#+)")
NOTHING = frozenset({"NULL", "\\N"})
"""How a database exports that there is nothing."""
WORD = re.compile(r"\w")
DAMAGED = re.compile("[\udc80-\udcff]")


class NoTableError(FeedError):
    """The file is empty, binary, or has no header."""


class Table(NamedTuple):
    """A file that is a table: how to read it and what its columns are called (lower case, trimmed).

    A second column of one name is `image 2`, one without a name is `column 7`. `label` is what reports call
    the file; `above` are the rows before the first data row, the header among them; `decimal` is the mark
    that its prices have, `,` or `.`, '' where nothing tells; `numbers` says which columns hold numbers.
    """

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    label: str = ""
    above: int = 1
    separator: bool = False
    decimal: str = ""
    numbers: tuple[bool, ...] = ()

    @property
    def name(self) -> str:
        """The file's name, as the report shows it."""
        return self.label or self.path.name


class Record(NamedTuple):
    """One data row: its place, and its non-empty cells by column."""

    row: Row
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """Return a cell without edge space, '' when there is none."""
        return self.cells.get(column, "")


def open_table(path: Path, label: str = "") -> Table:
    """Find out how a file is to be read; `label` is what reports call it, its name when ''.

    Raises:
        NoTableError: It is empty, binary, or has no header.
    """
    encoding = encoding_of(path)
    with _open(path, encoding) as file:
        sample = _readable(file.read(SAMPLE))
    binary = len(CONTROL.findall(sample)) > CONTROLS * len(sample)
    if binary or not sample.strip() or OTHER_TEXT.match(sample):
        raise NoTableError(f"{label or path.name} is no table")
    layout = lay_out(sample, whole=len(sample) < SAMPLE)
    if layout is None or not any(map(WORD.search, layout.header)):
        raise NoTableError(f"{label or path.name} has no header")
    return Table(path, encoding, layout.delimiter, layout.header, label, *layout[2:])


def read_records(table: Table, ledger: Ledger) -> Iterator[Record]:
    """Read the data rows, counting each. Blank rows are no data.

    Rows are numbered as a spreadsheet does: what stands above the header counts, a row of several lines is
    one. What cannot be read of a row is noted, and the rest of it stays.
    """
    with _open(table.path, table.encoding) as file:
        if table.separator:
            file.readline()
        for number, found in enumerate(split_rows(file, table.delimiter, len(table.header)), 1):
            cells = found.cells
            if number <= table.above or not any(map(str.strip, cells)):
                continue
            if found.odd and not any(cell.strip("\x00\x1a \t") for cell in cells):
                continue  # the end mark of DOS
            ledger.count()
            row = Row(table.name, number)
            if len(cells) == 1 and len(table.header) > 1 and table.delimiter in cells[0]:
                cells = split_loosely(cells[0], table.delimiter)  # a whole row that was quoted once more
            if _repeats_header(cells, table.header):
                ledger.refuse(row, "", "", "the header stands here once more")
                continue
            yield Record(row, _by_column(table, row, found, cells, ledger))


def _open(path: Path, encoding: str) -> TextIO:
    # UTF-16 and its like know no escape for what they cannot read; nor does what is made of ASCII bytes.
    wide = encoding.startswith(("utf-16", "utf-32", "iso2022"))
    return path.open(encoding=encoding, errors="replace" if wide else "surrogateescape", newline="")


def _by_column(table: Table, row: Row, found: Cells, told: Sequence[str], ledger: Ledger) -> dict[str, str]:
    if found.problem:
        ledger.note(row, "", _readable(found.cells[0][:SHOWN]), found.problem)
    if any(map(str.strip, told[len(table.header) :])):
        told = _settled(table, row, told, ledger)
    cells = {
        column: trimmed for column, cell in zip(table.header, told, strict=False) if (trimmed := cell.strip())
    }
    if found.odd:
        mended = {column: _mended(row, column, cell, ledger) for column, cell in cells.items()}
        return {column: cell for column, cell in mended.items() if cell}
    return cells


def _settled(table: Table, row: Row, told: Sequence[str], ledger: Ledger) -> Sequence[str]:
    """Return the cells of a row that has too many of them, those that are certain; the others are told."""
    while not told[-1].strip():
        told = told[:-1]
    numbers = table.numbers or (False,) * len(table.header)
    certain = certain_cells(told, numbers, table.delimiter)
    kept = {piece.strip() for cell in certain for piece in (cell, *cell.split(table.delimiter))}
    rest = [cell.strip() for cell in told if cell.strip() and cell.strip() not in kept]
    reason = "the row has more cells than the header has columns; " + (
        "those are left out of which it is not certain where they belong" if rest else "put together again"
    )
    ledger.note(row, "", _readable(" | ".join(rest or told[len(table.header) :])), reason)
    return certain


def _mended(row: Row, column: str, cell: str, ledger: Ledger) -> str:
    """Return a cell that wants a closer look as people would read it, '' when there is nothing in it."""
    if len(cell) > MAX_CELL:
        ledger.note(row, column, _readable(cell[:SHOWN]), f"left out: it has more than {MAX_CELL} characters")
        return ""
    cell = cell.strip("\x00\x1a").replace("\ufeff", "").strip()
    if formula := FORMULA.match(cell):
        cell = formula[1].strip()
    if cell in NOTHING:
        return ""
    if SHEET_ERROR.fullmatch(cell):
        ledger.note(row, column, cell, "left out: the spreadsheet wrote an error here")
        return ""
    if (readable := _readable(cell)) != cell:
        cell = readable
        ledger.note(row, column, cell, "some letters are in another encoding than the rest of the file")
    elif "\ufffd" in cell:
        ledger.note(row, column, cell, "some letters could not be read in the file's encoding")
    return cell


def _readable(text: str) -> str:
    """Return text with the letters that Windows' Western encoding has for bytes its own does not know."""
    return DAMAGED.sub(_western_letter, text)


def _western_letter(match: re.Match[str]) -> str:
    """Return the letter Windows' Western encoding has for a byte that is none in the file's own."""
    return bytes([ord(match[0]) - 0xDC00]).decode(WESTERN, "replace")


def _repeats_header(cells: Sequence[str], header: Sequence[str]) -> bool:
    if len(cells) < 2 or cells[0].casefold().strip() != header[0]:  # noqa: PLR2004 - one cell may be a name
        return False
    return column_names(cells) == header
