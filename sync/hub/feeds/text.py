"""Readable text out of what shops export: HTML, entities (also encoded twice), bullets, stray spaces."""

import html
import re
from functools import lru_cache
from typing import NamedTuple

import nh3

# Every repeat is bounded or ends at the next `<`: a cell of a million blanks must not take an hour.
BREAK = re.compile(r"<\s{0,9}/?\s{0,9}br\s{0,9}/?\s{0,9}>", re.IGNORECASE)
ITEM = re.compile(r"<\s{0,9}li\b[^<>]*>", re.IGNORECASE)
BLOCK = re.compile(
    r"<\s{0,9}/?\s{0,9}(?:p|div|ul|ol|dl|dt|dd|table|tr|h[1-6]|section|article|blockquote|hr)\b[^<>]*>"
    r"|<\s{0,9}/\s{0,9}li\s{0,9}>",
    re.IGNORECASE,
)
CELL_END = re.compile(r"<\s{0,9}/\s{0,9}t[dh]\s{0,9}>", re.IGNORECASE)
TAG = re.compile(r"<\s{0,9}/?\s{0,9}[a-z][a-z0-9]{0,20}\b[^<>]*>", re.IGNORECASE)
ENCODED_TAG = re.compile(r"&(?:amp;){0,9}lt;\s{0,9}/?\s{0,9}[a-z][a-z0-9]{0,20}\b", re.IGNORECASE)
CLOSING = re.compile(r"</(?:p|li|ul|ol|div|strong|b|h[1-6]|table)>", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
BULLET = re.compile(r"^\s*(?:[\u2022\u2023\u25aa\u25cf\u25e6\u00b7*]|[-\u2013](?=\s))\s*")
WORD = re.compile(r"\w")
SHORT = 100
"""Characters of a line that can stand in a list; a longer one is a sentence to read."""

UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Control characters, zero-width and direction marks: they print as boxes or turn words around."""
WORTH_A_LOOK = re.compile(r"[<&\r\u00a0" + UNSEEN.pattern[1:])
"""What most cells do not hold: then they are text already."""
PLAIN = re.compile(r"[ -%'-;=-~]*")
"""Printable ASCII without what begins a tag or an entity."""
REMEMBERED = 16
"""Descriptions kept in mind: the variants of a product repeat theirs, row after row."""

MAX_TEXT = 100_000
"""Characters of a cell that are read as text; nobody reads more at a shelf."""

MOJIBAKE = re.compile(
    r"[\u00c2\u00c3][\x80-\xbf\u0152-\u2122]|\u00e2[\x80-\xbf\u0152-\u2122]{2}|\u00ef\u00bb\u00bf"
)
"""UTF-8 that was read as Windows' Western letters: `\u00c3\u00a9` for an e with its accent."""
SIGNS_OF_TRADE = "\u00ae\u2122"
"""What may truly stand behind an A with a tilde, at the end of a brand's name."""
WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
"""Letters of Windows that were read as control characters."""

ENCODED_TWICE = 3
"""How often an entity is undone: `&amp;amp;trade;` was seen, deeper never."""


class Readable(NamedTuple):
    """A description taken apart: running text (paragraphs parted by a blank line), and its short lines."""

    text: str
    details: tuple[str, ...]


def plain(text: str) -> str:
    r"""Return one clean line: no tags, entities decoded, single spaces, nothing at the edges.

    >>> plain(" Helios EverCool&amp;trade; <b>Tee</b>\n")
    'Helios EverCool™ Tee'
    """
    return " ".join((text[:MAX_TEXT] if PLAIN.fullmatch(text) else _decoded(text)).split())


def plain_lines(text: str) -> str:
    """Return clean lines: as `plain`, but what stood on lines of its own still does."""
    return "\n".join(line for raw in _decoded(text).split("\n") if (line := " ".join(raw.split())))


@lru_cache(REMEMBERED)
def readable(text: str) -> Readable:
    """Take a description apart into running text and detail lines.

    A bullet, a list item and a short line of a paragraph that was broken by hand are detail lines.

    >>> readable("<p>Warm &amp; dry.</p><p>&bull; Hood.<br />&bull; Zip.</p>")
    Readable(text='Warm & dry.', details=('Hood.', 'Zip.'))
    """
    paragraphs: list[str] = []
    details: list[str] = []
    for block in re.split(r"\n\s*\n", _decoded(text)):
        lines = [line for line in (" ".join(raw.split()) for raw in block.split("\n")) if WORD.search(line)]
        for line in lines:
            bullet = BULLET.match(line)
            if bullet or (len(lines) > 1 and len(line) <= SHORT):
                details.append(line[bullet.end() :] if bullet else line)
            else:
                paragraphs.append(line)
    return Readable("\n\n".join(paragraphs), tuple(details))


def mended(text: str) -> str:
    r"""Return text in which letters broken on their way are whole again, where that is certain.

    >>> mended("Caf\u00c3\u00a9 \u00e2\u20ac\u201c d\x92or")
    'Caf\u00e9 \u2013 d\u2019or'
    """
    if text.isascii():
        return text
    return MOJIBAKE.sub(_whole, text).translate(WINDOWS)


def _whole(match: re.Match[str]) -> str:
    broken = match[0]
    if (
        broken[0] == "\u00c3"
        and broken[1] in SIGNS_OF_TRADE
        and not match.string[match.end() : match.end() + 1].islower()
    ):
        return broken
    try:
        return b"".join(map(_byte, broken)).decode()
    except UnicodeError:
        return broken


def _byte(letter: str) -> bytes:
    """Return the byte a letter was read from; five of Windows' have no letter and came as they are."""
    return letter.encode("latin-1") if ord(letter) <= 0xFF else letter.encode("cp1252")  # noqa: PLR2004 - Latin 1


def _decoded(text: str) -> str:
    """Return text without tags in which lines are lines, parted by a blank line where a block ends.

    HTML that stands encoded inside other HTML is read too: its closing tags are no words.
    """
    once = _without_tags(text)
    return _without_tags(once) if CLOSING.search(once) else once


def _without_tags(text: str) -> str:
    text = mended(text[:MAX_TEXT])
    if not WORTH_A_LOOK.search(text):
        return text
    for _ in range(ENCODED_TWICE):
        if TAG.search(text) or not ENCODED_TAG.search(text):
            break
        text = html.unescape(text)
    if TAG.search(text) or "<!--" in text:
        # Line ends mean nothing in HTML; only its tags part lines.
        text = COMMENT.sub(" ", re.sub(r"[\r\n]+", " ", text))
        text = CELL_END.sub(" ", text)
        text = BREAK.sub("\n", text)
        text = ITEM.sub("\n\u2022 ", text)
        text = BLOCK.sub("\n\n", text)
        text = nh3.clean(text, tags=set(), clean_content_tags={"script", "style"})
    for _ in range(ENCODED_TWICE):
        text = html.unescape(text)
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\u00a0", " "))
