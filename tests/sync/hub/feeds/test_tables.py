from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_cells_beyond_the_header_are_left_out_with_a_note_and_the_row_stays(file: Path) -> None:
    file.write_text("sku,name\n1,a\n2,b,c\n3,d,\n", encoding="utf-8")
    cells, ledger = read(file)
    assert [row["sku"] for row in cells] == ["1", "2", "3"]
    assert [(found.outcome, found.row) for found in ledger.findings] == [("note", ("table.csv", 3))]


def test_cells_that_may_be_shifted_are_not_taken_for_others(file: Path) -> None:
    file.write_text(
        "sku,name,price,stock\nR1,Chair, oak,10.00,5\nR2,Table,20.00,3\nR3,Lamp,1,234.00,7\nR4,Cup,2.00,1,x\n"
    )
    cells, ledger = read(file)
    assert cells == [
        {"sku": "R1", "name": "Chair, oak", "price": "10.00", "stock": "5"},
        {"sku": "R2", "name": "Table", "price": "20.00", "stock": "3"},
        {"sku": "R3", "name": "Lamp"},
        {"sku": "R4", "name": "Cup", "price": "2.00", "stock": "1"},
    ]
    assert [(found.row.number, found.value) for found in ledger.findings] == [
        (2, "5"),
        (4, "1 | 234.00 | 7"),
        (5, "x"),
    ]


def test_prices_with_an_unquoted_decimal_comma_are_not_cut(file: Path) -> None:
    file.write_text("sku,name,price\n1,Chair,12,50\n2,Table,9,99\n")
    cells, ledger = read(file)
    assert [row.get("price") for row in cells] == [None, None]
    assert [found.value for found in ledger.findings] == ["12 | 50", "9 | 99"]


def test_an_endless_cell_is_left_out_and_its_row_stays(file: Path) -> None:
    file.write_text(f"sku,name,price\n1,{'x' * 200_000},5\n2,b,6\n", encoding="utf-8")
    cells, ledger = read(file)
    assert cells == [{"sku": "1", "price": "5"}, {"sku": "2", "name": "b", "price": "6"}]
    assert [(found.row.number, found.field) for found in ledger.findings] == [(2, "name")]


def test_an_endless_line_ends_somewhere_and_the_reader_goes_on(file: Path) -> None:
    file.write_text(f"sku,name\n1,{'x' * 3_000_000}\n2,b\n", encoding="utf-8")
    cells, ledger = read(file)
    assert [row["sku"] for row in cells] == ["1", "2"]
    assert ledger.rows == 2


def test_a_quote_that_is_never_closed_takes_no_other_row_with_it(file: Path) -> None:
    rows = "".join(f"{number},thing,5\n" for number in range(3, 5000))
    file.write_text(f'sku,name,price\n1,"5 inch,4\n2,b,6\n{rows}', encoding="utf-8")
    cells, ledger = read(file)
    assert cells[:2] == [
        {"sku": "1", "name": "5 inch", "price": "4"},
        {"sku": "2", "name": "b", "price": "6"},
    ]
    assert (ledger.rows, ledger.refused) == (4999, 0)


def test_two_open_quotes_do_not_make_one_row_of_three(file: Path) -> None:
    file.write_text('sku,name,price\n1,"5 inch,4\n2,b,6\n3,7",8\n4,d,9\n', encoding="utf-8")
    assert [row["sku"] for row in read(file)[0]] == ["1", "2", "3", "4"]


def test_quotes_inside_a_cell_of_several_lines_keep_the_row_whole(file: Path) -> None:
    file.write_text('sku,name,price\n1,"one\nsays "hi" there\nend",5\n2,b,6\n', encoding="utf-8")
    cells, _ = read(file)
    assert cells[0] == {"sku": "1", "name": 'one\nsays "hi" there\nend', "price": "5"}
    assert cells[1]["sku"] == "2"


def test_inch_marks_are_no_quotes(file: Path) -> None:
    file.write_text('sku\tname\n1\t"Best" tea\n2\t24" lamp\n3\t"', encoding="utf-8")
    assert [row.get("name") for row in read(file)[0]] == ['"Best" tea', '24" lamp', None]


def test_a_row_that_was_quoted_whole_is_taken_apart(file: Path) -> None:
    file.write_text('sku,name,price\n"1,""Tee, red"",12"\n2,b,3\n', encoding="utf-8")
    assert read(file)[0][0] == {"sku": "1", "name": "Tee, red", "price": "12"}


def test_titles_above_the_header_are_passed_over_and_count_as_a_spreadsheet_counts(file: Path) -> None:
    file.write_text(
        "Giacenze di magazzino;;;\nStampato il;26/11/2026;;\n;;;\n"
        "Articolo;Descrizione;Giacenza;Prezzo\n00123;Sedia;4;12,50\n00124;Tavolo;;1.290,00\n",
        encoding="utf-8",
    )
    table = open_table(file)
    assert table.header == ("articolo", "descrizione", "giacenza", "prezzo")
    assert table.decimal == ","
    assert [record.row.number for record in read_records(table, Ledger())] == [5, 6]


def test_the_line_that_tells_excel_the_delimiter_is_obeyed_and_not_counted(file: Path) -> None:
    file.write_text("sep=|\r\nsku|name\r\n1|a,b;c\r\n", encoding="utf-8-sig", newline="")
    records = list(read_records(open_table(file), Ledger()))
    assert records[0].cells == {"sku": "1", "name": "a,b;c"}
    assert records[0].row.number == 2


def test_decimal_commas_are_no_delimiters(file: Path) -> None:
    file.write_text("sku;price;weight\n1;12,50;1,20\n2;3,20;4,10\n", encoding="utf-8")
    assert open_table(file).header == ("sku", "price", "weight")


def test_kanji_without_kana_are_known_too(file: Path) -> None:
    file.write_bytes("品番\t品名\t価格\n001\t椅子\t１２，０００円\n002\t机\t9,800円\n".encode("cp932"))
    assert [row["品名"] for row in read(file)[0]] == ["椅子", "机"]


def test_a_header_with_two_columns_of_one_name_is_known_again(file: Path) -> None:
    file.write_text("sku,price,price\n1,2,3\nsku,price,price\n2,3,4\n")
    cells, ledger = read(file)
    assert [row["sku"] for row in cells] == ["1", "2"]
    assert ledger.refused == 1


def test_the_ends_of_entities_are_no_delimiters(file: Path) -> None:
    file.write_text(
        'sku,name,text\nH1,"<b>Chair</b> &amp; co","&lt;p&gt;One&lt;/p&gt;&lt;ul&gt;&lt;li&gt;a&lt;/li&gt;"\n'
        "H2,Café &amp; Crème,soft\n"
    )
    cells, _ = read(file)
    assert [row["sku"] for row in cells] == ["H1", "H2"]


def test_a_list_without_header_loses_no_row(file: Path) -> None:
    file.write_text("4006381333931;12\n4006381333948;3\n", encoding="utf-8")
    table = open_table(file)
    assert table.header == ("column 1", "column 2")
    assert [record.get("column 2") for record in read_records(table, Ledger())] == ["12", "3"]


def test_columns_of_one_name_or_none_are_told_apart(file: Path) -> None:
    file.write_text("sku;Bild;Bild;;\n1;a.jpg;b.jpg;;\n", encoding="utf-8")
    assert read(file)[0] == [{"sku": "1", "bild": "a.jpg", "bild 2": "b.jpg"}]
    file.write_text("sku;;name\n1;x;b\n", encoding="utf-8")
    assert open_table(file).header == ("sku", "column 2", "name")


def test_header_names_are_one_line_and_narrow(file: Path) -> None:
    file.write_text('ＳＫＵ,"Price\n(EUR)"\n1,2\n', encoding="utf-8")
    assert open_table(file).header == ("sku", "price (eur)")


def test_what_spreadsheets_and_databases_write_for_nothing_is_nothing(file: Path) -> None:
    file.write_text('sku,name,price,stock\n"=""00123""",NULL,#N/A,\\N\n', encoding="utf-8")
    cells, ledger = read(file)
    assert cells == [{"sku": "00123"}]
    assert [found.field for found in ledger.findings] == ["price"]


def test_nul_bytes_and_the_end_mark_of_dos_are_no_text(file: Path) -> None:
    file.write_bytes(b"sku,name\r\n1,a\x00b" + b"c" * 200 + b"\r\n\x1a")
    cells, ledger = read(file)
    assert cells == [{"sku": "1", "name": "ab" + "c" * 200}]
    assert ledger.rows == 1


def test_a_header_in_the_middle_is_no_product(file: Path) -> None:
    file.write_text("sku,name\n1,a\nSKU,Name\n2,b\n", encoding="utf-8")
    cells, ledger = read(file)
    assert [row["sku"] for row in cells] == ["1", "2"]
    assert (ledger.rows, ledger.refused) == (3, 1)


def test_lines_of_another_encoding_are_read_in_their_own(file: Path) -> None:
    file.write_bytes("sku,name\n1,Città è lì\n".encode() + "2,Caffè\n".encode("cp1252"))
    cells, ledger = read(file)
    assert [row["name"] for row in cells] == ["Città è lì", "Caffè"]
    assert [found.row.number for found in ledger.findings] == [3]


@given(st.binary(max_size=300) | st.text('a1,;"\n\r\t é\x00', max_size=200).map(str.encode))
def test_whatever_the_bytes_every_row_is_accounted_for(tmp_path_factory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(content)
    try:
        cells, ledger = read(file)
    except NoTableError:
        return
    assert ledger.rows == len(cells) + ledger.refused
    for row in cells:
        assert all(cell == cell.strip() for cell in row.values())
        "".join(row.values()).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"<?xml version='1.0'?><a/>",
        b'[{"a": 1}]',
        b" ;;\n;",
    ],
)
def test_what_is_no_table_is_said_so(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(NoTableError):
        open_table(file)


def test_a_japanese_mail_encoding_that_is_broken_is_read_as_far_as_it_goes(file: Path) -> None:
    file.write_bytes(b"sku,name\nA1," + "椅子".encode("iso2022_jp") + b"\nB2,\x1b$B!\x01\x1b(B\n")
    cells, ledger = read(file)
    assert [row["sku"] for row in cells] == ["A1", "B2"]
    assert cells[0]["name"] == "椅子"
    assert ledger.rows == 2
