"""The GTINs of a shop folder: a line of gtins.toml for each SKU that has one."""

from pathlib import Path

from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.shopfolder.entries import read_toml
from sync.protocol.codes import gtin14, is_gtin


class Gtins:
    """Lines by SKU: `take` each variant's, then say which are left over."""

    def __init__(self, path: Path, ledger: Ledger) -> None:
        """Read the lines, counting each.

        Raises:
            FeedError: The file is no TOML.
        """
        self._ledger = ledger
        self._lines: dict[str, tuple[Row, str]] = {}
        for number, (sku, digits) in enumerate(read_toml(path).items(), 1):
            row = Row(path.name, number)
            ledger.count()
            if not is_gtin(str(digits)):
                ledger.note(row, sku, str(digits), "left out: the check digit is wrong, or it is no GTIN")
            self._lines[sku] = (row, gtin14(str(digits)) if is_gtin(str(digits)) else "")

    def take(self, sku: str) -> tuple[Row | None, str]:
        """Return the line that brings a variant (None for none), and its GTIN-14 or ''."""
        return self._lines.pop(sku, (None, ""))

    def refuse_rest(self) -> None:
        """Refuse the lines that no variant took."""
        for sku, (row, _) in self._lines.items():
            self._ledger.refuse(row, "sku", sku, "no variant of the range has this SKU")
