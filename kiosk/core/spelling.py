"""Writing with few large keys: a tree of signs, at most six branches at each fork.

A sign is two presses away in Latin letters (`abcdef`, then `c`), three in kana (`あかさ`, `か`, `き`): that
is how much larger a key gets. What a key does to the text is the same as on the small keypad.
"""

from typing import NamedTuple

from kiosk.core.keypad import HALF_VOICED, KANA_LANGUAGE, SMALL, VOICED

MOST = 6
"""Branches at a fork: the cells beside the primary one."""
SPACE = " "
BLANK = "␣"
"""Stands for it on a key."""


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
    rest = [*_signs("yz"), Key(BLANK, SPACE), FIGURES, _group("-.'")]
    if extra:
        rest.append(_group(extra))
    groups = [_group(letters) for letters in ("abcdef", "ghijkl", "mnopqr", "stuvwx")]
    return (*groups, Key(f"yz{BLANK}1", keys=tuple(rest)))


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


def digits() -> tuple[Key, ...]:
    """Return the keys of a code of figures.

    >>> [key.label for key in digits()]
    ['123', '456', '789', '0']
    """
    return (_group("123"), _group("456"), _group("789"), Key("0", "0"))


def lengths(mark: str) -> tuple[Key, ...]:
    """Return the keys of a length: figures, and the mark before decimals.

    >>> [key.label for key in lengths(",")]
    ['123', '456', '789', '0', ',']
    """
    return (*digits(), Key(mark, mark))


def code(signs: str) -> tuple[Key, ...]:
    """Return the keys of a code's alphabet: its letters six by six, its figures behind one key.

    >>> [key.label for key in code("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")]
    ['2-9', 'ABCDEF', 'GHJKLM', 'NPQRST', 'UVWXYZ']
    """
    figures = "".join(sign for sign in signs if sign.isdecimal())
    letters = "".join(sign for sign in signs if not sign.isdecimal())
    half = len(figures) // 2
    groups = [_group(letters[at : at + MOST]) for at in range(0, len(letters), MOST)]
    first = Key(f"{figures[0]}-{figures[-1]}", keys=(_group(figures[:half]), _group(figures[half:])))
    return (first, *groups)


def address(endings: tuple[str, ...]) -> tuple[Key, ...]:
    """Return the keys of an e-mail address; `endings` are what it usually ends with.

    >>> [key.label for key in address((".com", ".net"))]
    ['abcdef', 'ghijkl', 'mnopqr', 'stuvwx', 'yz@1']
    """
    ends = Key(f"{endings[0]} …", keys=_words(endings))
    rest = (*_signs("yz@"), _group("._-"), FIGURES, ends)
    groups = [_group(letters) for letters in ("abcdef", "ghijkl", "mnopqr", "stuvwx")]
    return (*groups, Key("yz@1", keys=rest))


def web() -> tuple[Key, ...]:
    """Return the keys of a web address.

    >>> [key.label for key in web()]
    ['abcdef', 'ghijkl', 'mnopqr', 'stuvwx', 'yz.:1']
    """
    rest = (*_signs("yz.:"), _group("-/"), FIGURES)
    groups = [_group(letters) for letters in ("abcdef", "ghijkl", "mnopqr", "stuvwx")]
    return (*groups, Key("yz.:1", keys=rest))


def _words(words: tuple[str, ...]) -> tuple[Key, ...]:
    return tuple(Key(word, word) for word in words)
