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

HIRAGANA, TO_KATAKANA, LONG_VOWEL = range(0x3041, 0x3097), 0x60, 0x30FC
EXCHANGED: dict[int, int | str | None] = {
    **{each: each + TO_KATAKANA for each in HIRAGANA},
    LONG_VOWEL: None,
    **dict(
        zip(
            map(ord, "\u00f8\u00e6\u0153\u0142\u0111\u00f0\u00fe\u0131"),
            ("o", "ae", "oe", "l", "d", "d", "th", "i"),
            strict=True,
        )
    ),
}
"""Hiragana reads as katakana, and the long-vowel mark is left out: ソファー is ソファ. Then the letters that
Unicode does not take apart into a letter and an accent: ø æ œ ł đ ð þ, and i without its dot."""

EXCHANGEABLE = re.compile("[\u3041-\u3096\u30fc\u00f8\u00e6\u0153\u0142\u0111\u00f0\u00fe\u0131]")
ACCENTED = re.compile("[\u00c0-\u052f\u1e00-\u1fff]")
"""Whatever may have an accent; a text without skips the dear part."""

ACCENTS = re.compile("[\u0300-\u036f]+")
CJK = "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
FIRST_JAPANESE = "\u3005"
JAPANESE = re.compile(f"[{CJK}]")
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
    if ACCENTED.search(plain):
        plain = unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFD", plain)))
    return plain.translate(EXCHANGED) if EXCHANGEABLE.search(plain) else plain


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


SCRIPTS = re.compile(
    "[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[\u3041-\u306d\u306f-\u309f]+|\u306e|[\u30a1-\u30ff]+"
)
"""Kanji, hiragana, katakana; の stands alone."""

LITTLE = "の と な が を に で は も や へ から まで より ない い き り"
PARTICLES = frozenset(fold(word) for word in LITTLE.split())


def runs(text: str, run: str) -> list[str]:
    """Return the parts of a run of Japanese, where its script changes; particles are left out.

    `text` is the text that the run stands in, as it was typed: folding makes one script of both kana.

    >>> runs("緑のソファー", "緑ノソファ")
    ['緑', 'ソファ']
    """
    parts = [fold(found) for found in SCRIPTS.findall(unicodedata.normalize("NFKC", text))]
    inside = [part for part in parts if part and part in run]
    return [part for part in inside if part not in PARTICLES] or inside or [run]
