import doctest

import pytest

from sync.catalogue.search import words
from sync.catalogue.search.words import fold, pieces, terms


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(words).failed == 0


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("SOFA", "sofa"),
        ("bouclé", "boucle"),
        ("Straße", "strasse"),
        ("ｔａｂｌｅ", "table"),
        ("ﾃｰﾌﾞﾙ", "テーブル"),
        ("てーぶる", "テーブル"),
        ("がくぶち", "ガクブチ"),
        ("smørrebrød", "smorrebrod"),
    ],
)
def test_two_ways_of_writing_are_one(typed: str, written: str) -> None:
    assert fold(typed) == fold(written)


def test_voiced_and_plain_kana_stay_apart() -> None:
    assert fold("ハス") != fold("バス") != fold("パス")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'armadio", ["armadio"]),
        ("un’altra dell’olio", ["altra", "olio"]),
        ("women's tee", ["women", "tee"]),
        ("t-shirt_blu", ["t", "shirt", "blu"]),
        ("9,5 cm", ["9,5", "cm"]),
        ("オークの椅子 table", ["オクノ椅子", "table"]),
        ("", []),
        (" -- ' ", []),
    ],
)
def test_a_text_falls_into_pieces(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_japanese_is_indexed_in_pairs() -> None:
    assert terms("木の棚 A") == ["木ノ", "ノ棚", "a"]
    assert terms("棚") == ["棚"]
