from pathlib import Path

import pytest

from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.tables import NoTableError, open_table, read_records


def read(path: Path) -> tuple[list[dict[str, str]], Ledger]:
    ledger = Ledger()
    return [record.cells for record in read_records(open_table(path), ledger)], ledger


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_by_evidence(file: Path, encoding: str, delimiter: str) -> None:
    file.write_bytes(
        delimiter.join(("sku", "name")).encode(encoding)
        + f"\n1{delimiter}Caffè\n".encode(
            encoding.removesuffix("-sig") if encoding != "utf-16" else "utf-16-le"
        )
    )
    assert read(file)[0] == [{"sku": "1", "name": "Caffè"}]


def test_one_broken_letter_does_not_spoil_the_others(file: Path) -> None:
    file.write_bytes("sku,name\n1,Città è\n2,X".encode() + b"\xff\n")
    cells, ledger = read(file)
    assert cells[0]["name"] == "Città è"
    assert [finding.field for finding in ledger.findings] == ["name"]
    assert ledger.refused == 0


def test_cells_may_hold_lines_quotes_and_delimiters(file: Path) -> None:
    file.write_text('sku,name\n1,"a\nb ""c"", d"\n2,e\n', encoding="utf-8")
    assert [cells["name"] for cells in read(file)[0]] == ['a\nb "c", d', "e"]


def test_header_names_are_trimmed_and_lower_case(file: Path) -> None:
    file.write_text(" SKU , Name\n1,a\n", encoding="utf-8")
    assert read(file)[0] == [{"sku": "1", "name": "a"}]


def test_blank_rows_are_no_data_and_short_rows_are_filled(file: Path) -> None:
    file.write_text("sku,name,price\n\n1\n,,\n2,b,3\n", encoding="utf-8")
    cells, ledger = read(file)
    assert cells == [{"sku": "1"}, {"sku": "2", "name": "b", "price": "3"}]
    assert ledger.rows == 2


def test_a_row_with_too_many_cells_is_refused_with_its_number(file: Path) -> None:
    file.write_text("sku,name\n1,a\n2,b,c\n3,d,\n", encoding="utf-8")
    cells, ledger = read(file)
    assert [row["sku"] for row in cells] == ["1", "3"]
    assert [finding.row for finding in ledger.findings] == [("table.csv", 3)]


def test_an_endless_cell_is_refused_and_the_reader_goes_on(file: Path) -> None:
    file.write_text(f"sku,name\n1,{'x' * 200_000}\n2,b\n", encoding="utf-8")
    cells, ledger = read(file)
    assert cells == [{"sku": "2", "name": "b"}]
    assert (ledger.rows, ledger.refused) == (2, 1)


@pytest.mark.parametrize("content", [b"", b"   \n", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b",,\n1,2,3\n"])
def test_what_is_no_table_is_said_so(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(NoTableError):
        open_table(file)
