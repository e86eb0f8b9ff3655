"""The report of an import: one CSV line for every refused row and every note."""

import csv
from collections.abc import Iterable
from pathlib import Path

from sync.hub.feeds.rows import Finding

COLUMNS = ("outcome", "file", "row", "field", "value", "reason")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that starts so (OWASP, CSV injection)."""


def write_report(path: Path, findings: Iterable[Finding]) -> None:
    """Write the report, readable by any spreadsheet (UTF-8 with BOM)."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for finding in findings:
            number = finding.row.number or ""
            cells = (finding.outcome, finding.row.file, number, finding.field, finding.value, finding.reason)
            writer.writerow([_harmless(str(cell)) for cell in cells])


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
