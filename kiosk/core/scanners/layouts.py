"""Keyboard layouts: what a tablet shows when a scanner types for another country's keyboard.

A wedge scanner sends key positions, and the tablet turns them into characters by its own layout. Where the
two differ, `9521` becomes `ç(é&`. A row lists what the key at each position gives; positions are those of the
US keyboard. Rows are those of Windows and X11 (105 keys, JIS: 109), dead keys left out.
"""

from functools import cache
from typing import NamedTuple

NOTHING = "\0"
"""A position that gives no character by itself: a dead key, or none at all."""

US = "us"

ROWS: dict[str, tuple[str, str]] = {
    US: (
        "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
        '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
    ),
    "fr": (
        "²&é\"'(-è_çà)=azertyuiop\0$*qsdfghjklmùwxcvbn,;:!",
        "\0" + "1234567890°+AZERTYUIOP\0£µQSDFGHJKLM%WXCVBN?./§",
    ),
    "de": (
        "\0" + "1234567890ß\0qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
        "°!\"§$%&/()=?\0QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
    ),
    "it": (
        "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-",
        '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_',
    ),
    "es": (
        "º1234567890'¡qwertyuiop\0+çasdfghjklñ\0zxcvbnm,.-",
        'ª!"·$%&/()=?¿QWERTYUIOP\0*ÇASDFGHJKLÑ\0ZXCVBNM;:_',
    ),
    "uk": (
        "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./",
        '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?',
    ),
    "jp": (
        "\0" + "1234567890-^qwertyuiop@[]asdfghjkl;:zxcvbnm,./",
        "\0!\"#$%&'()\0=~QWERTYUIOP`{}ASDFGHJKL+*ZXCVBNM<>?",
    ),
}
"""Unshifted and shifted characters of each layout."""


class Mismatch(NamedTuple):
    """The layout that the scanner types for, and the one that the tablet has."""

    scanner: str
    tablet: str


NONE = Mismatch(US, US)

MISMATCHES = tuple(pair for each in ROWS if each != US for pair in (Mismatch(US, each), Mismatch(each, US)))
"""The pairs that are told apart: scanners leave the factory typing for the US, tablets are set up for it."""


def garble(text: str, mismatch: Mismatch) -> str:
    """Return what the tablet shows when the scanner types a text; what gives no character is missing."""
    table = _table(mismatch)
    shown = (each if each < " " else table.get(each, NOTHING) for each in text)
    return "".join(shown).replace(NOTHING, "")


def restore(text: str, mismatch: Mismatch) -> str:
    """Return what the scanner meant; characters that its keyboard cannot have typed stay as they are.

    >>> restore("ç(é&àààààà&_", Mismatch("us", "fr"))
    '952100000018'
    """
    table = _back(mismatch)
    return "".join(table.get(character, character) for character in text)


def is_typed(text: str, mismatch: Mismatch) -> bool:
    """Whether every character can have come from that scanner on that tablet; controls may stand between."""
    table = _back(mismatch)
    return all(character in table or character < " " for character in text)


@cache
def _table(mismatch: Mismatch) -> dict[str, str]:
    scanner, tablet = ("".join(ROWS[each]) for each in mismatch)
    return {meant: shown for meant, shown in zip(scanner, tablet, strict=True) if meant != NOTHING}


@cache
def _back(mismatch: Mismatch) -> dict[str, str]:
    return {shown: meant for meant, shown in _table(mismatch).items() if shown != NOTHING}
