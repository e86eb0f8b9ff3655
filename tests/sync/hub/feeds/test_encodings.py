from pathlib import Path

import pytest

from sync.hub.feeds.encodings import encoding_of

ITALIAN = "sku;nome\n1;Caffè già più caro, perché è così: città\n2;Novità\n"
GERMAN = "sku;Name\n1;Größe für Türen, schöner Stuhl\n2;Bücherregal weiß\n"
JAPANESE = "商品コード,商品名,価格\n1,木製の椅子,1290\n2,テーブル ﾃｰﾌﾞﾙ,9800\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ITALIAN, "cp1252"),
        (ITALIAN, "mac_roman"),
        (ITALIAN, "cp850"),
        (GERMAN, "cp1252"),
        (GERMAN, "mac_roman"),
        (GERMAN, "cp850"),
        ("sku;name\n1;dell’arte “bella” – 5 €\n2;l’altra\n3;un’altra “cosa”\n", "cp1252"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (JAPANESE.replace("ﾃｰﾌﾞﾙ", ""), "iso2022_jp"),
        (JAPANESE, "utf-8"),
        (JAPANESE, "utf-16-le"),
        (JAPANESE, "utf-16-be"),
    ],
)
def test_letters_come_back_as_they_were_written(file: Path, text: str, encoding: str) -> None:
    file.write_bytes(text.encode(encoding))
    assert file.read_bytes().decode(encoding_of(file)) == text


def test_one_letter_is_no_evidence_against_windows(file: Path) -> None:
    file.write_bytes("sku;name\n1;Citt\x85\n".encode("latin-1"))
    assert encoding_of(file) == "cp1252"


def test_letters_deep_in_a_large_file_count(file: Path) -> None:
    file.write_bytes(b"1;plain text\n" * 20_000 + "2;Größe\n".encode("cp1252"))
    assert encoding_of(file) == "cp1252"


def test_a_letter_cut_by_a_block_is_whole(file: Path) -> None:
    for shift in range(3):
        file.write_bytes(b"x" * (65_535 - shift) + "é\n".encode() * 3)
        assert encoding_of(file) == "utf-8"
