import csv
from pathlib import Path

from sync.hub.feeds.report import write_report
from sync.hub.feeds.rows import Ledger, Row


def test_the_report_names_row_field_value_and_reason(tmp_path: Path) -> None:
    ledger = Ledger()
    ledger.refuse(Row("a.csv", 7), "price", "abc", "this is not a price")
    ledger.note(Row("b.jpg", 0), "", "", "no such picture")
    write_report(tmp_path / "rows.csv", ledger.findings)
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["outcome", "file", "row", "field", "value", "reason"],
            ["refused", "a.csv", "7", "price", "abc", "this is not a price"],
            ["note", "b.jpg", "", "", "", "no such picture"],
        ]


def test_a_cell_never_becomes_a_formula_and_long_ones_are_cut(tmp_path: Path) -> None:
    ledger = Ledger()
    ledger.refuse(Row("a.csv", 2), "sku", '=HYPERLINK("x")' + "y" * 500, "no")
    write_report(tmp_path / "rows.csv", ledger.findings)
    text = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in text
    assert len(text) < 250
