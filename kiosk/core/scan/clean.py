"""A scanned text without what scanners put around it: framing, invisible marks, the symbology identifier."""

import re
import unicodedata
from typing import NamedTuple

from kiosk.core.scan.result import Reason

MAX_LENGTH = 4096
"""Characters; the largest QR code holds 4,296 alphanumerics, no product code comes near."""

FRAMING = "\r\n\t\x02\x03 \u00a0\u3000"
"""What scanners put around a code: Enter, Tab, STX, ETX, blanks."""
INVISIBLE = re.compile("[\ufeff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]")
"""Byte order mark, soft hyphen, zero-width and bidirectional marks."""
ALLOWED_CONTROLS = frozenset("\x1d\x1e\x04")
"""Group separator, record separator and end of transmission belong to GS1 and ISO 15434 data."""
ENDS = "\x1d\x1e\x04"
AIM = re.compile(r"\]([A-Za-z][0-9A-Za-z])")
"""Symbology identifier (ISO/IEC 15424)."""
WRONG_CASE = {"D1": "d1", "D2": "d2", "c0": "C0", "c1": "C1", "q1": "Q1", "q3": "Q3", "j1": "J1"}
"""Identifiers that a keyboard with its capitals locked turns into ones that no shop has."""


class Cleaned(NamedTuple):
    """The text proper, its symbology ('' = not told), and why it cannot be read."""

    text: str
    aim: str = ""
    fault: Reason = ""


def clean(text: str, prefix: str = "", suffix: str = "") -> Cleaned:
    """Take off what belongs to the scanner; `prefix` and `suffix` are what this shop's scanners add."""
    if len(text) > 2 * MAX_LENGTH:
        return Cleaned("", fault="too_long")
    bare = INVISIBLE.sub("", text).strip(FRAMING)
    bare = bare.removeprefix(prefix).removesuffix(suffix).strip(FRAMING)
    if not bare:
        return Cleaned("", fault="empty")
    if len(bare) > MAX_LENGTH:
        return Cleaned("", fault="too_long")
    if any(_is_forbidden(character) for character in bare):
        return Cleaned("", fault="control_characters")
    found = AIM.match(bare)
    if found is None:
        return Cleaned(_unstarred(bare), fault="" if bare.strip(ENDS) else "empty")
    aim = WRONG_CASE.get(found[1], found[1])
    rest = bare[found.end() :].strip(FRAMING)
    return Cleaned(_unstarred(rest), aim, "" if rest.strip(ENDS) else "empty")


def _unstarred(text: str) -> str:
    """Take off the start and stop of Code 39, which some scanners and label programs leave."""
    starred = len(text) > 2 and text[0] == text[-1] == "*"  # noqa: PLR2004 - the two stars
    return text[1:-1] if starred else text


def _is_forbidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} and character not in ALLOWED_CONTROLS
