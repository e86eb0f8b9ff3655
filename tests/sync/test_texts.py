"""Texts: plural forms, placeholders, fallback."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.texts import Texts, isolated, joined

ENGLISH = """
greeting = "Hello %1"
only_english = "Just here"
[list]
pieces = { one = "%n piece", other = "%n pieces" }
total = "%1 of %2"
"""
ITALIAN = """
greeting = "Ciao %1"
[list]
pieces = { one = "%n pezzo", other = "%n pezzi" }
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "en.toml").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "it.toml").write_text(ITALIAN, encoding="utf-8")
    return tmp_path


def test_values_are_filled_in(folder):
    texts = Texts.load(folder, "en")
    assert texts.get("greeting", "Ada") == "Hello Ada"
    assert texts.get("list.total", 2, 3) == "2 of 3"


def test_a_value_that_reads_like_a_placeholder_stays_as_it_is(folder):
    texts = Texts.load(folder, "en")
    assert texts.get("list.total", "%2 %1", "%1") == "%2 %1 of %1"
    assert texts.get("list.total", "one") == "one of %2"


@pytest.mark.parametrize(("count", "text"), [(0, "0 pezzi"), (1, "1 pezzo"), (2, "2 pezzi")])
def test_plural_forms_follow_the_language(folder, count, text):
    assert Texts.load(folder, "it").get("list.pieces", count=count) == text


def test_what_is_missing_falls_back_to_english(folder):
    texts = Texts.load(folder, "it")
    assert texts.get("only_english") == "Just here"
    assert texts.all()["only_english"] == "Just here"


def test_an_unknown_key_is_an_error(folder):
    with pytest.raises(KeyError):
        Texts.load(folder, "en").get("nobody.wrote.this")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Ada", "Ada"),
        ("さくら", "さくら"),
        ("נועה", "\u2068נועה\u2069"),
        ("Ada\u202egnp", "\u2068Adagnp\u2069"),
        ("Ada\u2069", "\u2068Ada\u2069"),
        ("Ada\u2067 x", "\u2068Ada x\u2069"),
        ("\u2068נועה\u2069", "\u2068נועה\u2069"),
        ("\u2068נועה\u2069 and \u2068שרה\u2069", "\u2068\u2068נועה\u2069 and \u2068שרה\u2069\u2069"),
        ("Ada\x1b[2J\x9b", "Ada[2J"),
        ("Ada\u200f!", "\u2068Ada!\u2069"),
        ("to \u2068נועה\u2069", "\u2068to \u2068נועה\u2069\u2069"),
    ],
)
def test_a_value_turns_nothing_but_itself(folder, name, kept):
    assert Texts.load(folder, "en").get("greeting", name) == f"Hello {kept}"


@given(st.text(alphabet=st.sampled_from("aא1 ,\u2066\u2067\u2068\u2069\u202e\u202c\u200f\x1b")))
def test_whatever_stands_beside_it_a_value_ends_where_it_begins(text):
    seen = isolated(text)
    assert isolated(seen) == seen
    assert not set("\u202e\u202c\u200f\x1b") & set(seen)
    depth = 0
    for sign in seen:
        depth += {"\u2066": 1, "\u2067": 1, "\u2068": 1, "\u2069": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0


def test_texts_beside_each_other_turn_none_of_each_other():
    assert joined(", ", ("Ada", "", "נועה", "4107")) == "Ada, \u2068נועה\u2069, 4107"
