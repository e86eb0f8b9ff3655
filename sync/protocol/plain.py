"""Plain text: what people write, without signs that steer a screen, a printer, or what stands beside it.

The patterns bound what comes in, as verbs and as bodies of requests. What was stored before is read as it is
(documents have no such pattern) and cleaned where it goes on: `cleaned`, and `sync.texts.isolated`.
"""

import re
from collections.abc import Mapping
from typing import Any

_TURNING = r"\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
"""Marks, embeddings, overrides and isolates of writing direction (UAX 9), other line breaks, the byte order
mark. Joiners stay: emoji and Persian are written with them."""

_STEERING = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f" + _TURNING

IN_NO_LINE = r"\x00-\x1f\x7f-\x9f" + _TURNING
"""What stands in no line of plain text, as the inside of a class of characters of a pattern."""

PLAIN = rf"^[^{_STEERING}]*$"
"""What people write: characters, tabs and line breaks."""

PLAIN_LINE = rf"^[^{IN_NO_LINE}]*$(?!\n)"
"""The same in one line: a name, an address. (`$` alone would let a last line break pass.)"""

_EMAIL = rf"[^\s@{IN_NO_LINE}]+@[^\s@{IN_NO_LINE}]+"
_PHONE = "[0-9０-９+＋ ()（）./－‐-]+"  # noqa: RUF001 - digits as Japanese keyboards write them

EMAIL = rf"^({_EMAIL})?$(?!\n)"
"""What may be an e-mail address, or ''; `contacts.email` says whether it is one."""

PHONE = rf"^({_PHONE})?$(?!\n)"
"""What may be a telephone number, or ''; `contacts.phone` says whether it is one."""

CONTACT = rf"^({_EMAIL}|{_PHONE})?$(?!\n)"
"""One of the two, or ''."""

MEANT: Mapping[str, str] = {
    PLAIN: "plain text: no control characters, and none that turns the direction of writing",
    PLAIN_LINE: "one line of plain text: no control characters, and none that turns the direction of writing",
    EMAIL: "an e-mail address",
    PHONE: "a telephone number",
    CONTACT: "an e-mail address or a telephone number",
}
"""What a pattern asks for, in words."""

_SEEN = re.compile(rf"[{_STEERING}]")


TEXTS = frozenset({"email", "language", "name", "note", "phone", "place", "remark", "text", "title", "topic"})
"""Fields that hold what people wrote. Any other may be what something is found by, and stays as it is."""


def cleaned(value: Any, name: str = "text") -> Any:
    r"""Return what people wrote in a value of plain objects and lists without signs that steer.

    `name` is the field that the value stands in.

    >>> cleaned({"title": "An\x1bna", "lines": [{"note": "\u202ea"}]})
    {'title': 'Anna', 'lines': [{'note': 'a'}]}
    """
    match value:
        case str():
            return _SEEN.sub("", value) if name in TEXTS else value
        case dict():
            return {key: cleaned(one, key) for key, one in value.items()}
        case list():
            return [cleaned(one, name) for one in value]
        case _:
            return value


def line(text: str) -> str:
    r"""Return what somebody wrote as one line, without signs that steer.

    >>> line("Kiosk\r\n\x1b[2J 1\u202e")
    'Kiosk [2J 1'
    """
    return " ".join(_SEEN.sub("", text).split())


def in_words(complaint: str) -> str:
    """Return a decoder's complaint with the words for what was asked for in the place of its pattern."""
    for pattern, meant in MEANT.items():
        for spelled in (repr(pattern), f"'{pattern}'"):
            complaint = complaint.replace(f"Expected `str` matching regex {spelled}", f"Expected {meant}")
    return complaint
