"""A row's cells read by their meaning: what cannot be read is dropped and told, the rest of the row stays."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from sync.hub.feeds.dimensions import Measured, SizeCells, read_size
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.sales import Money, parse_money
from sync.hub.feeds.tables import read_records
from sync.hub.feeds.text import plain
from sync.hub.feeds.values import MANGLED, parse_code, parse_quantity
from sync.protocol.codes import gtin_candidates
from sync.protocol.products import Size, Texts

MAX_EXTRA = 60
"""Unknown columns that a product keeps."""
MAX_EXTRA_TEXT = 500
"""Characters of one of them that are kept."""
DIMENSIONS = re.compile(r"dimension|abmessung|misure|ingombro|medidas|寸法", re.IGNORECASE)
"""Names of columns that hold all dimensions in one cell."""
NOTHING_TOLD = SizeCells()
NO_GTIN = frozenset({"-", "none", "n/a", "na", "null", "no", "false", "does not apply", "doesnotapply"})
"""What shops write where a product has no GTIN."""

T = TypeVar("T")


class Cells:
    """The cells of one row by the names their format gives them.

    Every reading method returns an empty value for an empty cell, and for one that cannot be read, which it
    notes in the ledger.
    """

    def __init__(self, row: Row, values: Mapping[str, str], settings: Settings, ledger: Ledger) -> None:
        self.row = row
        self.values = values
        self.settings = settings
        self.columns: Collection[str] = values
        """Names of all cells, also of those that are empty in this row."""
        self.mark = ""
        """The decimal mark of the file's numbers, where it is known."""
        self.ledger = ledger

    def get(self, name: str) -> str:
        """Return a cell as it stands."""
        return self.values.get(name, "")

    def first(self, *names: str) -> str:
        """Return the first of these cells that is not empty."""
        return next(filter(None, map(self.get, names)), "")

    def text(self, name: str) -> str:
        """Return a cell as one clean line."""
        return plain(self.get(name))

    def texts(self, text: str) -> Texts:
        """Return a text in the language of the feed, {} for none."""
        return {self.settings.language: text} if text else {}

    def parsed(self, name: str, parse: Callable[[str], T], told: str = "left out") -> T | None:
        """Parse a cell; None when it is empty or `parse` raises ValueError, which is noted."""
        cell = self.get(name)
        if not cell:
            return None
        try:
            return parse(cell.removeprefix("'"))
        except ValueError as error:
            self.note(name, cell, f"{told}: {error}")
            return None

    def note(self, name: str, value: str, reason: str) -> None:
        """Tell about a field of this row."""
        self.ledger.note(self.row, name, value, reason)

    def refuse(self, name: str, value: str, reason: str) -> None:
        """Refuse this row."""
        self.ledger.refuse(self.row, name, value, reason)

    def code(self, *names: str) -> str:
        """Return the first of these cells that is a usable code; '' when none is."""
        return next(filter(None, (self.parsed(name, parse_code) for name in names)), "")

    def money(self, name: str) -> Money | None:
        """Return a price with its currency, the feed's where the cell names none."""
        return self.parsed(name, lambda cell: parse_money(cell, self.settings.currency, self.mark))

    def quantity(self, name: str) -> int | None:
        """Return how many there are."""
        return self.parsed(name, lambda cell: parse_quantity(cell, self.mark), "stock left unknown")

    def gtin(self, *names: str) -> str:
        """Return the GTIN-14 of the first of these cells that holds one; '' when none does."""
        return next(filter(None, (self.parsed(name, parse_gtin) for name in names)), "")

    def size(self, told: SizeCells) -> Measured:
        """Return size and weight as `told`, with the column that tells all dimensions in one text."""
        column = _dimensions_column(tuple(self.values))
        if told == NOTHING_TOLD and not column:
            return Measured(Size(), {})
        return read_size(told._replace(text=self.get(column), header=column), self.settings)

    def unread(self, *known: re.Pattern[str]) -> dict[str, str]:
        """Return the cells that no field takes, as they are kept with a product: none that is `known`."""
        return kept((name, self.values[name]) for name in _unknown(tuple(self.values), known))


def read_cells(
    file: FeedFile, name_of: Callable[[str], str], settings: Settings, ledger: Ledger
) -> Iterator[Cells]:
    """Read a table's rows, counting each. Of columns with one name the first that says something counts."""
    if file.table is None:
        return
    names = {column: name_of(column) for column in file.table.header}
    columns = frozenset(names.values())
    for record in read_records(file.table, ledger):
        values: dict[str, str] = {}
        for column, cell in record.cells.items():
            values.setdefault(names[column], cell)
        cells = Cells(record.row, values, settings, ledger)
        cells.columns = columns
        cells.mark = file.table.decimal
        yield cells


def kept(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what a feed says beyond the catalogue's fields: clean, without empty ones, capped.

    >>> kept([("brand", " Moss &amp; Co "), ("note", "")])
    {'brand': 'Moss & Co'}
    """
    extra: dict[str, str] = {}
    for name, text in pairs:
        # Only the beginning is kept, so only that is cleaned: a cell may be megabytes long.
        line = plain(text[: 4 * MAX_EXTRA_TEXT])[:MAX_EXTRA_TEXT]
        if line and name and len(extra) < MAX_EXTRA:
            extra[name] = line
    return extra


def split_addresses(cell: str) -> list[str]:
    """Return the addresses in a cell that lists them with commas, bars or line ends.

    >>> split_addresses("https://s.example/a,1.jpg, https://s.example/b.jpg")
    ['https://s.example/a,1.jpg', 'https://s.example/b.jpg']
    """
    comma = r",(?=\s*(?:https?:)?//)" if "//" in cell else ","
    return [address.strip() for address in re.split(rf"{comma}|[\r\n|]", cell) if address.strip()]


@lru_cache(maxsize=1024)
def _unknown(columns: tuple[str, ...], known: tuple[re.Pattern[str], ...]) -> tuple[str, ...]:
    return tuple(column for column in columns if not _is_known(column, known))


@lru_cache(maxsize=4096)
def _is_known(column: str, known: tuple[re.Pattern[str], ...]) -> bool:
    return any(pattern.match(column) for pattern in known)


@lru_cache(maxsize=1024)
def _dimensions_column(columns: tuple[str, ...]) -> str:
    """Return the column that tells all dimensions in one text, '' for none."""
    return next(filter(_tells_dimensions, columns), "")


@lru_cache(maxsize=4096)
def _tells_dimensions(column: str) -> bool:
    return DIMENSIONS.search(column) is not None


def parse_gtin(text: str) -> str:
    """Return the GTIN-14 of a cell; '' when it says that there is none. Of several, the first valid one.

    Raises:
        ValueError: There is something else in it.

    >>> parse_gtin("'4006381333931")
    '04006381333931'
    """
    if text.strip().casefold() in NO_GTIN:
        return ""
    codes = [
        re.sub(r"[\s\u00a0-]|(?<=\d{8})\.0$", "", code).removeprefix("'") for code in re.split(r"[,;|]", text)
    ]
    for code in codes:
        found = gtin_candidates(code)
        if found:
            return found[0]
    if any(MANGLED.match(code) for code in (*codes, text.strip())):
        raise ValueError("a spreadsheet has turned this code into a number; export the column as text")
    raise ValueError("this is no GTIN: its length or its check digit is wrong")
