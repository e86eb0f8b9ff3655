"""The on-screen keys: which signs a keypad offers in a language, and what the marks of kana do."""

import unicodedata

KANA_LANGUAGE = "ja"

LATIN = ("qwertyuiop", "asdfghjkl'", "zxcvbnm,.-")
LAYOUTS = {"it": ("qwertyuiopè", "asdfghjklòà", "zxcvbnmùì'-")}
"""Rows of letters by language; other languages have `LATIN`. The figures stand beside them."""

ADDRESS = ("qwertyuiop", "asdfghjkl-", "zxcvbnm_.@")
"""Rows of an e-mail address's signs, in every language; what it usually ends with stands below."""

WEB = ("qwertyuiop", "asdfghjkl-", "zxcvbnm.:/")
"""Rows of a web address's signs, in every language."""

BESIDE_ZERO: dict[tuple[str, ...], str] = {ADDRESS: "+", WEB: "_"}
"""One more sign that such an address may have."""

ENDINGS = {"it": (".it", ".com", ".eu"), "ja": (".jp", ".co.jp", ".com")}
"""What addresses end with, by language; other languages have `COMMON_ENDINGS`."""

COMMON_ENDINGS = (".com", ".net", ".org")

KANA = (
    "あいうえおかきくけこさしすせそ",
    "たちつてとなにぬねのはひふへほ",
    "まみむめもや\u3000ゆ\u3000よらりるれろ",
    "わをんー\u309b\u309c小",
)
"""Three lines of the table of kana side by side; \\u3000 is an empty place.

The last three change the sign before them: voiced, half voiced, small.
"""

VOICED, HALF_VOICED, SMALL = "\u309b", "\u309c", "小"
_COMBINING = {VOICED: "\u3099", HALF_VOICED: "\u309a"}
_SMALL = dict(zip("あいうえおつやゆよわ", "ぁぃぅぇぉっゃゅょゎ", strict=True))
_LARGE = {small: large for large, small in _SMALL.items()}

LONGEST = 80
"""Signs; nobody looks for more, and a scanner gone wild does not fill the field."""


def rows(language: str, *, kana: bool) -> tuple[str, ...]:
    """Return the rows of letter keys."""
    return KANA if kana else LAYOUTS.get(language, LATIN)


def endings(language: str) -> tuple[str, ...]:
    """Return what e-mail addresses usually end with where a language is spoken."""
    return ENDINGS.get(language, COMMON_ENDINGS)


def press(text: str, key: str) -> str:
    """Return the text after a key; a mark of kana changes the last sign, and does nothing to any other.

    >>> press("か", VOICED), press("ば", HALF_VOICED), press("つ", SMALL), press("か", "き")
    ('が', 'ぱ', 'っ', 'かき')
    """
    if key in _COMBINING:
        return text[:-1] + _marked(text[-1:], _COMBINING[key])
    if key == SMALL:
        last = text[-1:]
        return text[:-1] + (_SMALL.get(last) or _LARGE.get(last) or last)
    return (text + key)[:LONGEST]


def begins_name(before: str) -> bool:
    """Say whether a name begins behind what is written.

    >>> [begins_name(before) for before in ("", "Anna", "Anna ", "Jean-")]
    [True, False, True, True]
    """
    return not before or before[-1] in " -"


def _marked(sign: str, mark: str) -> str:
    """Return a kana with its mark, without it when it has it already, unchanged where there is none."""
    if not sign:
        return ""
    apart = unicodedata.normalize("NFD", sign)
    changed = apart[0] if apart[1:] == mark else unicodedata.normalize("NFC", apart[0] + mark)
    return changed if len(changed) == 1 else sign
