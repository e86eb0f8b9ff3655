"""Measures as tokens: one spelling for every mark, sign and letter shape, then number, unit, side, sign."""

import re
import unicodedata
from typing import Literal, NamedTuple

from sync.hub.feeds.measures.numbers import NUMBER
from sync.hub.feeds.measures.units import UNITS
from sync.hub.feeds.measures.words import LABELS, LETTERS, SIDES, TIMES

VULGAR = "\u00bc-\u00be\u2150-\u215e"
SPELLINGS = (
    (re.compile("[\u201c-\u201f\u2033\u02ba\u3003]|[\u2032\u2018\u2019\u00b4`']{2}"), '"'),
    (re.compile("[\u2018\u2019\u2032\u02b9\u00b4`]"), "'"),
    (re.compile("[\u00d7\u2715\u2716\u2573\u2a2f\u2217*\u0445\u0425]"), "x"),
    (re.compile("[\u2010-\u2015\u2212\u301c~\uff5e]"), "-"),
    (re.compile("\u2044"), "/"),
    (re.compile("[ \t\u00a0\u2000-\u200a\u3000]+"), " "),
)
JAPANESE = "\u3040-\u30ff\u3400-\u9fff\u3005"
TOKENS = re.compile(
    rf"(?P<number>{NUMBER})|(?P<word>[^\W\d_{JAPANESE}]+|[{JAPANESE}]+|[\"'\u2300])|(?P<sign>\S)"
)
UNIT = "mm|cm|in|ft"
SIDE = "|".join((*sorted(LETTERS), "dia"))
GLUED = re.compile(
    rf"(?P<unit>{UNIT}|m(?=x))?(?P<side>{SIDE})?(?:(?P<times>x)(?P<next>{SIDE})?)?", re.IGNORECASE
)
ORDER = re.compile(rf"(?:{SIDE})(?:x(?:{SIDE}))+x?", re.IGNORECASE)

Kind = Literal["number", "unit", "side", "times", "label", "sign", "word"]


class Token(NamedTuple):
    """A piece of a measure. `value` is the number's text, the unit, the side or its letter, or the sign."""

    kind: Kind
    value: str


def normalise(text: str) -> str:
    """Return text with one spelling for every mark.

    >>> normalise("47\u00bd\u2033 \u00d7 30\u2033")
    '47 1/2" x 30"'
    """
    text = re.sub(rf"(?<=\d)(?=[{VULGAR}])", " ", text)
    text = unicodedata.normalize(
        "NFKC", _spelled(text)
    )  # before it too: NFKC takes an acute accent for a space
    return _spelled(text).strip()


def _spelled(text: str) -> str:
    for pattern, mark in SPELLINGS:
        text = pattern.sub(mark, text)
    return text


def tokens(text: str) -> list[Token]:
    """Take normalised text apart. Words that nobody knows come as `word`."""
    found: list[Token] = []
    for match in TOKENS.finditer(text):
        if match["number"]:
            found.append(Token("number", match["number"]))
        elif match["sign"]:
            found.append(Token("sign", match["sign"]))
        else:
            found += _word(match["word"])
    return found


def _word(word: str) -> list[Token]:
    known = _known(word)
    if known:
        return [known]
    if ORDER.fullmatch(word):
        parts = re.split("(x)", word.casefold())
    elif match := GLUED.fullmatch(word):
        parts = [match["unit"], match["side"], match["times"], match["next"]]
    else:
        return [Token("word", word)]
    return [token for part in parts if part and (token := _known(part))]


def _known(word: str) -> Token | None:
    folded = word.casefold()
    if folded in UNITS:
        return Token("unit", UNITS[folded])
    if folded in SIDES:
        return Token("side", SIDES[folded])
    if folded in LETTERS:
        # In French `L` is the length and `l` the width: the case is kept where it can matter.
        return Token("side", word if folded == "l" else folded)
    if folded in TIMES:
        return Token("times", "x")
    return Token("label", folded) if folded in LABELS else None
