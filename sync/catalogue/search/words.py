"""Words as they are compared: case, accents, elisions and the scripts of Japanese do not matter.

`terms` is for what is indexed and what is typed alike. Latin and other spaced scripts give words; runs of
kana and kanji, which have no spaces, give overlapping pairs of characters.

>>> terms("L'armadio in Legno, 2 ante"), terms("ソファー"), terms("ｿﾌｧ")
(['armadio', 'in', 'legno', '2', 'ante'], ['ソフ', 'ファ'], ['ソフ', 'ファ'])
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

UNDECOMPOSED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)
"""Letters that Unicode does not take apart into a letter and an accent."""

HIRAGANA, TO_KATAKANA = range(0x3041, 0x3097), 0x60
SCRIPT = {each: each + TO_KATAKANA for each in HIRAGANA} | {0x30FC: None}
"""Hiragana reads as katakana, and the long-vowel mark is left out: ソファー is ソファ."""

ACCENTS = re.compile("[\u0300-\u036f]+")
CJK = "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
PIECES = re.compile(rf"[{CJK}]+|(?:[^\W_{CJK}]|(?<=\d)[.,](?=\d))+")
"""A run of Japanese, or a word; a number keeps its decimal mark."""

ELISION = re.compile(
    r"\b(?:l|un|d|c|s|dell|all|dall|nell|sull|coll|quell|quest|bell|sant|qu|j|m|n|t)['\u2019\u02bc](?=\w)"
)
"""What Italian and French cut off before a vowel; it says nothing."""

POSSESSIVE = re.compile(r"['\u2019\u02bc]s?\b")
"""`women's` is `women`."""


def fold(text: str) -> str:
    """Return text as it is compared.

    >>> fold("Ｃａｆé ÉTÉ"), fold("つくえ")
    ('cafe ete', 'ツクエ')
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = ACCENTS.sub("", unicodedata.normalize("NFD", plain)).translate(UNDECOMPOSED)
    return unicodedata.normalize("NFC", plain).translate(SCRIPT)


def pieces(text: str) -> list[str]:
    """Return the words of a text, folded; a run of Japanese is one of them."""
    plain = ELISION.sub(" ", fold(text))
    return PIECES.findall(POSSESSIVE.sub(" ", plain))


def terms(text: str) -> list[str]:
    """Return what a text is indexed under, in order, with repetitions."""
    return [term for piece in pieces(text) for term in split(piece)]


def is_japanese(piece: str) -> bool:
    """Say whether a piece is a run of kana and kanji."""
    return piece[0] >= "\u3005" and unicodedata.name(piece[0], "").startswith(
        ("CJK", "KATAKANA", "HIRAGANA", "IDEOGRAPHIC")
    )


def split(piece: str) -> Iterator[str]:
    """Yield the terms of a piece: itself, or the pairs of a run of Japanese."""
    if len(piece) > 1 and is_japanese(piece):
        yield from map("".join, pairwise(piece))
    else:
        yield piece
