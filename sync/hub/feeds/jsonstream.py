"""JSON values of a file one after another, in bounded memory: of a large array each element comes alone."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from sync.hub.feeds.encodings import encoding_of
from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.rows import Ledger

CHUNK = 1 << 16
MAX_VALUE = 1 << 24
"""Characters of one value; a product with all its variants and reviews has less."""
BROKEN_LINE = "a line of JSON is broken and left out"
BROKEN = "the JSON is broken here; nothing behind it was read"
SPACE = re.compile(r"[\s,]*")
LARGE = 8 << 20
"""Bytes of a file from which on an array is taken apart; a smaller one is one value."""
ARRAY = re.compile(r"\s*\[")
MEMBER = re.compile(r'\s*[{,]\s*"((?:[^"\\]|\\.){0,200})"\s*:\s*')
OBJECTS = re.compile(r"\[\s*\{")
BEFORE = 1 << 20
"""Characters that may stand before the list a document is there for."""
THINGS = frozenset({"@type", "id", "sku", "code"})
"""Names of an object that is a thing itself: the lists in it belong to it."""


def read_values(file: FeedFile, ledger: Ledger) -> Iterator[Any]:
    """Yield a file's values: what stands in it (one, or one a line), of a large array the elements.

    A broken line among good ones is left out; else nothing behind a broken value is read. Both are noted.

    Raises:
        FeedError: One value is longer than anything that is a product.
    """
    with file.path.open("rb") as raw:
        window = _Window(file, raw)
        if file.path.stat().st_size > LARGE:
            window.skip_opening()
        good = 0
        while not window.at_end():
            try:
                yield window.value()
                good += 1
            except (json.JSONDecodeError, RecursionError):
                near = window.near()
                resumed = bool(good) and window.next_line()
                ledger.tell_cut(file.name, near, BROKEN_LINE if resumed else BROKEN)
                if not resumed:
                    return


class _Window:
    """The part of a file that is being read, as text."""

    def __init__(self, file: FeedFile, raw: IO[bytes]) -> None:
        self._name = file.name
        self._raw = raw
        self._decoder = codecs.getincrementaldecoder(encoding_of(file.path))(errors="replace")
        self._json = json.JSONDecoder(parse_constant=lambda _: None, strict=False)
        self._text = ""
        self._at = 0
        self._ended = False
        self._closing = False

    def skip_opening(self) -> None:
        """Step into the array that the file is, or is there for: `{"count": 2, "products": [{`.

        Lines that each are a value are left as they are.
        """
        self._more(BEFORE)
        line = self._text.split("\n", 1)
        if len(line) > 1 and self._whole(line[0]):
            return
        array = ARRAY.match(self._text)
        place = array.end() if array else self._first_list()
        if place:
            self._at = place
            self._closing = True

    def _first_list(self) -> int:
        """Return where the first list of objects begins in the object that the file is, 0 for none."""
        place = 0
        while member := MEMBER.match(self._text, place):
            if member[1].casefold() in THINGS:
                return 0
            if found := OBJECTS.match(self._text, member.end()):
                return found.end() - 1
            try:
                _, place = self._json.raw_decode(self._text, member.end())
            except (json.JSONDecodeError, RecursionError):
                return 0
        return 0

    def next_line(self) -> bool:
        """Step behind the end of this line, where another value begins; say whether one does."""
        if self._closing:
            return False
        end = self._text.find("\n", self._at)
        if end < 0:
            return False
        self._at = end + 1
        return not self.at_end() and self._text[self._at] == "{"

    def at_end(self) -> bool:
        """Whether no further value comes."""
        while True:
            space = SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._closing and self._text[self._at] == "]"
            if self._ended:
                return True
            self._more()

    def value(self) -> Any:
        """Read a value.

        Raises:
            json.JSONDecodeError: There is none.
            FeedError: It is too long.
        """
        size = CHUNK
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if self._ended:
                    raise
            else:
                # A number at the window's end may go on behind it; nothing else may.
                if end < len(self._text) or self._ended:
                    self._at = end
                    return value
            if len(self._text) - self._at > MAX_VALUE:
                raise FeedError(
                    f"{self._name} holds a value of more than {MAX_VALUE >> 20} million characters"
                )
            self._more(size)
            size *= 2

    def near(self) -> str:
        """Return the text where reading stopped, to the end of its line."""
        return self._text[self._at : self._at + 80].split("\n", 1)[0]

    def _whole(self, text: str) -> bool:
        try:
            self._json.decode(text)
        except (json.JSONDecodeError, RecursionError):
            return False
        return True

    def _more(self, size: int = CHUNK) -> None:
        chunk = self._raw.read(size)
        self._ended = not chunk
        self._text = self._text[self._at :] + self._decoder.decode(chunk, final=self._ended)
        self._at = 0
