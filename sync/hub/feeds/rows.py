"""Accounting of rows: every data row that was read is added, merged or refused, and no row is two of them.

- a row is *added* when it brought an entity (a product, a variant, a category, a store, a review, a stock
  level) that the hub did not have before;
- it is *refused* when nothing tells what it is about, with the reason in words;
- it is *merged* otherwise: it told more about something another row brought, repeated it, or brought
  something the hub already had.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from sync.hub.feeds.scratch import scratch

SHOWN = 120
"""Characters of a refused value that the report shows."""

FILE_BITS = 40
"""Rows are kept as one number: the file's above these bits, the row's below them."""

TABLES = """
CREATE TABLE finding (outcome TEXT, file TEXT, number INTEGER, field TEXT, value TEXT, reason TEXT);
CREATE TABLE refused (row INTEGER PRIMARY KEY);
CREATE TABLE added (row INTEGER PRIMARY KEY);
"""


class Row(NamedTuple):
    """A data row as a spreadsheet counts it: the header is row 1. Number 0 means the file as a whole."""

    file: str
    number: int


class Finding(NamedTuple):
    """One line of the report: a refused row, or something to know about a row that stays."""

    outcome: Literal["refused", "note"]
    row: Row
    field: str
    value: str
    reason: str


class Ledger:
    """Keeps account of the rows of one import, on disk: a report may be as long as the feed."""

    def __init__(self) -> None:
        self.rows = 0
        self.refused = 0
        """How many rows were refused."""
        self.notes = 0
        """How many notes there are about rows and files that stay."""
        self.cut = ""
        """A file that ends before it is complete: what is not in it may still exist. '' for none."""
        self._files: dict[str, int] = {}
        self._kept = scratch(self, TABLES)

    def count(self) -> None:
        """Count one data row."""
        self.rows += 1

    def refuse(self, row: Row, field: str, value: str, reason: str) -> None:
        """Refuse a row. A row refused twice is counted once."""
        self.refused += self._kept.execute(
            "INSERT OR IGNORE INTO refused VALUES (?)", (self._number(row),)
        ).rowcount
        self._find("refused", row, field, value, reason)

    def note(self, row: Row, field: str, value: str, reason: str) -> None:
        """Tell about a row (or, number 0, a file) that stays."""
        self.notes += 1
        self._find("note", row, field, value, reason)

    def tell_cut(self, file: str, value: str, reason: str) -> None:
        """Tell that a file ends, or cannot be read any further, before it is complete."""
        self.cut = self.cut or file
        self.note(Row(file, 0), "", value, reason)

    def credit(self, rows: Iterable[Row]) -> None:
        """Say that each of these rows brought something the hub did not have."""
        self._kept.executemany(
            "INSERT OR IGNORE INTO added VALUES (?)", [(self._number(row),) for row in rows if row.number]
        )

    @property
    def credited(self) -> int:
        """How many rows were added: credited, and not refused."""
        return int(
            self._kept.execute(
                "SELECT count(*) FROM added WHERE row NOT IN (SELECT row FROM refused)"
            ).fetchone()[0]
        )

    def walk(self) -> Iterator[Finding]:
        """Yield what there is to report, in the order it was found."""
        for outcome, file, number, *rest in self._kept.execute("SELECT * FROM finding ORDER BY rowid"):
            yield Finding(outcome, Row(file, number), *rest)

    @property
    def findings(self) -> list[Finding]:
        """All there is to report."""
        return list(self.walk())

    def rest(self) -> None:
        """Give back the memory that is not needed until something is asked again."""
        self._kept.execute("PRAGMA shrink_memory")

    def _number(self, row: Row) -> int:
        return self._files.setdefault(row.file, len(self._files)) << FILE_BITS | row.number

    def _find(
        self, outcome: Literal["refused", "note"], row: Row, field: str, value: str, reason: str
    ) -> None:
        finding = (outcome, *row, _whole(field[:SHOWN]), _whole(value[:SHOWN]), _whole(reason))
        self._kept.execute("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)", finding)


def _whole(text: str) -> str:
    """Return a text without halves of letters, which broken JSON may hold and no database takes."""
    return text.encode("utf-8", "replace").decode()
