"""Readable text out of what shops export: HTML, entities (also encoded twice), bullets, stray spaces."""

import html
import re
from typing import NamedTuple

import nh3

BREAK = re.compile(r"<\s*/?\s*br\s*/?\s*>", re.IGNORECASE)
ITEM = re.compile(r"<\s*li\b[^>]*>", re.IGNORECASE)
BLOCK = re.compile(
    r"<\s*/?\s*(p|div|ul|ol|table|tr|h[1-6]|section|article|blockquote)\b[^>]*>|</\s*li\s*>", re.IGNORECASE
)
TAG = re.compile(r"<\s*/?\s*[a-z][a-z0-9]*\b[^<>]*>", re.IGNORECASE)
ENCODED_TAG = re.compile(r"&(amp;)*lt;\s*/?\s*[a-z][a-z0-9]*\b", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[\u2022\u2023\u25aa\u25cf\u25e6\u00b7*]|[-\u2013](?=\s))\s*")
WORD = re.compile(r"\w")
SHORT = 100
"""Characters of a line that can stand in a list; a longer one is a sentence to read."""

UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Control characters, zero-width and direction marks: they print as boxes or turn words around."""
WORTH_A_LOOK = re.compile(r"[<&\r\u00a0]|" + UNSEEN.pattern)
"""What most cells do not hold: then they are text already."""

ENCODED_TWICE = 3
"""How often an entity is undone: `&amp;amp;trade;` was seen, deeper never."""


class Readable(NamedTuple):
    """A description taken apart: running text (paragraphs parted by a blank line), and its short lines."""

    text: str
    details: list[str]


def plain(text: str) -> str:
    r"""Return one clean line: no tags, entities decoded, single spaces, nothing at the edges.

    >>> plain(" Helios EverCool&amp;trade; <b>Tee</b>\n")
    'Helios EverCool™ Tee'
    """
    return " ".join(_decoded(text).split())


def plain_lines(text: str) -> str:
    """Return clean lines: as `plain`, but what stood on lines of its own still does."""
    return "\n".join(line for raw in _decoded(text).split("\n") if (line := " ".join(raw.split())))


def readable(text: str) -> Readable:
    """Take a description apart into running text and detail lines.

    A bullet, a list item and a short line of a paragraph that was broken by hand are detail lines.

    >>> readable("<p>Warm &amp; dry.</p><p>&bull; Hood.<br />&bull; Zip.</p>")
    Readable(text='Warm & dry.', details=['Hood.', 'Zip.'])
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
    return Readable("\n\n".join(paragraphs), details)


def _decoded(text: str) -> str:
    """Return text without tags in which lines are lines, parted by a blank line where a block ends."""
    if not WORTH_A_LOOK.search(text):
        return text
    for _ in range(ENCODED_TWICE):
        if TAG.search(text) or not ENCODED_TAG.search(text):
            break
        text = html.unescape(text)
    if TAG.search(text):
        # Line ends mean nothing in HTML; only its tags part lines.
        text = re.sub(r"\s*[\r\n]+\s*", " ", text)
        text = BREAK.sub("\n", text)
        text = ITEM.sub("\n\u2022 ", text)
        text = BLOCK.sub("\n\n", text)
        text = nh3.clean(text, tags=set(), clean_content_tags={"script", "style"})
    for _ in range(ENCODED_TWICE):
        text = html.unescape(text)
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\u00a0", " "))
