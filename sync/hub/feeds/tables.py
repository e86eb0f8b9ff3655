"""Reading CSV tables as shops export them: encoding and delimiter by evidence, row by row.

Raises:
    NoTableError: The file is no table at all.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.rows import Ledger, Row

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
DELIMITERS = ",;\t|"
SAMPLE = 1 << 16
"""Characters in which the header must end; also bytes decoded at once."""


class NoTableError(FeedError):
    """The file is empty, binary, or has no header."""


class Table(NamedTuple):
    """A file that is a table: how to read it and what its columns are called (lower case, trimmed)."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]

    @property
    def name(self) -> str:
        """The file's name, as the report shows it."""
        return self.path.name


class Record(NamedTuple):
    """One data row: its place, and its non-empty cells by column."""

    row: Row
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """Return a cell without edge space, '' when there is none."""
        return self.cells.get(column, "")


def open_table(path: Path) -> Table:
    """Find out how a file is to be read.

    Raises:
        NoTableError: It is empty, binary, or has no header.
    """
    encoding = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(SAMPLE)
    if not sample.strip() or "\x00" in sample:
        message = f"{path.name} is no table"
        raise NoTableError(message)
    headers = {delimiter: _first_row(sample, delimiter) for delimiter in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda candidate: len(headers[candidate]))
    header = tuple(cell.strip().casefold() for cell in headers[delimiter])
    if not any(header):
        message = f"{path.name} has no header"
        raise NoTableError(message)
    return Table(path, encoding, delimiter, header)


def read_records(table: Table, ledger: Ledger) -> Iterator[Record]:
    """Read the data rows, counting each; what is no proper row is refused. Blank rows are no data."""
    with table.path.open(encoding=table.encoding, errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=table.delimiter)
        next(reader, None)
        number = 1
        while True:
            number += 1
            row = Row(table.name, number)
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                ledger.count()
                ledger.refuse(row, "", "", f"the row cannot be read: {error}")
                continue
            if not any(cell.strip() for cell in cells):
                continue
            ledger.count()
            if any(cell.strip() for cell in cells[len(table.header) :]):
                ledger.refuse(row, "", "", "the row has more cells than the header has columns")
                continue
            yield _record(table, row, cells, ledger)


def _record(table: Table, row: Row, cells: list[str], ledger: Ledger) -> Record:
    trimmed = {
        column: cell.strip() for column, cell in zip(table.header, cells, strict=False) if cell.strip()
    }
    for column, cell in trimmed.items():
        if "\ufffd" in cell:
            ledger.note(row, column, cell, "some letters could not be read in the file's encoding")
    return Record(row, trimmed)


def _first_row(sample: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def _encoding(path: Path) -> str:
    """Tell the encoding: byte order mark, zero bytes of UTF-16, valid UTF-8, else Windows' Western one."""
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    for mark, encoding in BOMS:
        if start.startswith(mark):
            return encoding
    zeros = start.count(b"\x00")
    if zeros * 3 > len(start):
        return "utf-16-be" if start[:1] == b"\x00" else "utf-16-le"
    return "utf-8" if _mostly_utf8(path) else "cp1252"


def _mostly_utf8(path: Path) -> bool:
    """One broken letter in a UTF-8 file must not turn all the others into mojibake: the majority decides."""
    good = broken = 0
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        while chunk := file.read(SAMPLE):
            if chunk.isascii():
                continue
            lost = chunk.count("\ufffd")
            broken += lost
            good += sum(not character.isascii() for character in chunk) - lost
    return good >= broken
