"""Accounting of rows: every data row that was read is added, merged or refused, and no row is two of them.

- a row is *added* when it brought an entity (a product, a variant, a category, a store, a review, a stock
  level) that the hub did not have before;
- it is *refused* when it cannot be used, with the reason in words;
- it is *merged* otherwise: it told more about something another row brought, repeated it, or brought
  something the hub already had.
"""

from collections.abc import Collection
from typing import Literal, NamedTuple

SHOWN = 120
"""Characters of a refused value that the report shows."""


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
    """Keeps account of the rows of one import."""

    def __init__(self) -> None:
        self.rows = 0
        self.findings: list[Finding] = []
        self._refused: set[Row] = set()
        self._brought: dict[str, Row] = {}

    def count(self) -> None:
        """Count one data row."""
        self.rows += 1

    def bring(self, row: Row, entity: str) -> None:
        """Say which entity a row brings, such as `variant:MH01-XS-Black`; the first row counts."""
        self._brought.setdefault(entity, row)

    def refuse(self, row: Row, field: str, value: str, reason: str) -> None:
        """Refuse a row. A row refused twice is counted once."""
        self._refused.add(row)
        self._find("refused", row, field, value, reason)

    def note(self, row: Row, field: str, value: str, reason: str) -> None:
        """Tell about a row (or, number 0, a file) that stays."""
        self._find("note", row, field, value, reason)

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return len(self._refused)

    @property
    def notes(self) -> int:
        """How many notes there are about rows and files that stay."""
        return sum(finding.outcome == "note" for finding in self.findings)

    def added(self, new: Collection[str]) -> int:
        """Return how many rows brought one of the `new` entities."""
        bringers = {row for entity, row in self._brought.items() if entity in new}
        return len(bringers - self._refused)

    def merged(self, new: Collection[str]) -> int:
        """Return how many rows were neither added nor refused."""
        return self.rows - self.added(new) - self.refused

    def _find(
        self, outcome: Literal["refused", "note"], row: Row, field: str, value: str, reason: str
    ) -> None:
        self.findings.append(Finding(outcome, row, field, value[:SHOWN], reason))
