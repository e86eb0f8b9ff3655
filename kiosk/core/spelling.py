"""Writing with few large keys: a tree of signs, at most six branches at each fork.

A sign is two presses away in Latin letters (`abcdef`, then `c`), three in kana (`あかさ`, `か`, `き`): that
is how much larger a key gets. What a key does to the text is the same as on the small keypad.
"""

from typing import NamedTuple

from kiosk.core.keypad import HALF_VOICED, KANA_LANGUAGE, SMALL, VOICED

MOST = 6
"""Branches at a fork: the cells beside the primary one."""
SPACE = " "


class Key(NamedTuple):
    """`sign` is what it writes; '' where it opens other keys. `label` stands on it."""

    label: str
    sign: str = ""
    keys: tuple["Key", ...] = ()


EXTRA = {"it": "àèéìòù"}
"""Letters that a language has beside the 26."""


def _signs(signs: str) -> tuple[Key, ...]:
    return tuple(Key(sign, sign) for sign in signs)


def _group(signs: str) -> Key:
    return Key(signs, keys=_signs(signs))


FIGURES = Key("123", keys=(_group("12345"), _group("67890")))


def _latin(language: str) -> tuple[Key, ...]:
    extra = EXTRA.get(language, "")
    rest = [*_signs("yz"), Key("␣", SPACE), FIGURES, _group("-.'")]
    if extra:
        rest.append(_group(extra))
    groups = [_group(letters) for letters in ("abcdef", "ghijkl", "mnopqr", "stuvwx")]
    return (*groups, Key("yz␣1", keys=tuple(rest)))


def _kana() -> tuple[Key, ...]:
    rows = ("あいうえお", "かきくけこ", "さしすせそ"), ("たちつてと", "なにぬねの", "はひふへほ")
    more = (("まみむめも", "やゆよ", "らりるれろ"),)
    groups = [
        Key("".join(row[0] for row in three), keys=tuple(Key(row[0], keys=_signs(row)) for row in three))
        for three in (*rows, *more)
    ]
    marks = Key(f"{VOICED}{HALF_VOICED}{SMALL}", keys=_signs(VOICED + HALF_VOICED + SMALL))
    last = Key("わをん", keys=(*_signs("わをんー"), marks))
    return (*groups, last, Key("ABC", keys=_latin("en")))


def keys(language: str) -> tuple[Key, ...]:
    """Return the first fork of a language: five keys, so that there is room to take a sign back.

    >>> [key.label for key in keys("en")]
    ['abcdef', 'ghijkl', 'mnopqr', 'stuvwx', 'yz␣1']
    """
    return _kana() if language == KANA_LANGUAGE else _latin(language)
