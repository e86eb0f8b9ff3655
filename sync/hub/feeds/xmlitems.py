"""XML files of many items, read one item at a time; what is slightly broken in them is mended or told."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import IO, NamedTuple

from lxml import etree

from sync.hub.feeds.encodings import encoding_of
from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.rows import Ledger, Row

BARE = re.compile(rb"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};)")
"""An ampersand that begins no number's reference: bare in `Salt & Pepper`, or HTML's `&eacute;`."""
NUMBERS = (
    (b"&amp;", b"&#38;"),
    (b"&lt;", b"&#60;"),
    (b"&gt;", b"&#62;"),
    (b"&quot;", b"&#34;"),
    (b"&apos;", b"&#39;"),
)
CDATA_START, CDATA_END = b"<![CDATA[", b"]]>"
UNSURE = re.compile(rb"[&<\]]")
"""What may begin a reference or a mark that the next chunk ends."""
DECLARED = re.compile(rb"""[\xef\xbb\xbf\s]*<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
XML_NAMES = {"cp1252": "windows-1252", "utf-8-sig": "utf-8", "mac_roman": "macintosh"}
"""What libxml2 calls an encoding that Python calls otherwise."""
LONGEST_REFERENCE = 12
PREMATURE = re.compile(r"Premature end of data in tag (\S+)")
STOPPED = ("Resource limit", "Excessive depth", "use XML_PARSE_HUGE", "too long")
NAMESPACE = re.compile(r"^(?:\{([^}]*)\}|([\w.-]*):)?(.*)$", re.DOTALL)


class Item(NamedTuple):
    """One item: its place, and its fields in order. A field is its name, its text, and its own fields.

    Names are lower case with `_` for blanks, without their namespace; fields that have one (or at least
    wrote its prefix) stand before those that have none.
    """

    row: Row
    fields: list["Field"]
    whole: bool = True


class Field(NamedTuple):
    """A field of an item."""

    name: str
    text: str
    fields: list["Field"]
    spaced: bool


def read_items(file: FeedFile, tags: frozenset[str], ledger: Ledger) -> Iterator[Item]:
    """Read the elements named one of `tags` (without namespace, lower case), counting each.

    An item whose end is missing ends where the next begins; an item that the end of the file cuts is refused.

    Raises:
        FeedError: The file declares entities, or holds a piece that is too large or too deep to be read.
    """
    with file.path.open("rb") as raw:
        source = _Mended(raw)
        items = _Items(file.name)
        try:
            context = etree.iterparse(
                source,
                events=("start", "end"),
                tag=[
                    form
                    for tag in tags
                    for form in (f"{{*}}{tag}", f"{{*}}{tag.title()}", f"{{*}}{tag.upper()}")
                ],
                recover=True,
                resolve_entities=False,
                no_network=True,
                huge_tree=False,
                encoding=_encoding(file),
                remove_comments=True,
                remove_pis=True,
            )
            waiting: Item | None = None
            for event, element in context:
                for item in items.take(event, element):
                    if waiting:
                        yield waiting
                    ledger.count()
                    waiting = item
        except etree.XMLSyntaxError as error:
            raise FeedError(f"{file.name} is no XML that can be read: {error.msg}") from None
        broken = _told(file, context, source.mended, items, ledger)
    if waiting and broken:
        ledger.refuse(waiting.row, "", "", "the file ends in the middle of this item")
    elif waiting:
        yield waiting


def _encoding(file: FeedFile) -> str | None:
    """Return the encoding where the file names none or a wrong one; None to believe it."""
    declared = DECLARED.match(file.head)
    said = declared[1].decode().casefold() if declared else "utf-8"
    found = encoding_of(file.path)
    wide = said.startswith(("utf-16", "ucs-2", "unicode"))
    eight = said.replace("-", "") in {"utf8", "ascii", "usascii"} and found not in {"utf-8", "utf-8-sig"}
    if found.startswith("utf-16") or not (wide or eight):
        return None
    name = XML_NAMES.get(found, found)
    try:
        etree.XMLParser(encoding=name)
    except LookupError:  # libxml2 knows fewer encodings than Python
        return None
    return name


def local_name(tag: str) -> str:
    """Return the name of an element without its namespace, lower case.

    >>> local_name("{http://base.google.com/ns/1.0}Image Link"), local_name("g:id")
    ('image_link', 'id')
    """
    match = NAMESPACE.match(tag)
    return (match[3] if match else tag).strip().casefold().replace(" ", "_")


class _Items:
    """Puts items together from the events of their own elements, clearing behind itself."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._number = 0
        self._open: etree._Element | None = None
        self.around: set[str] = set()

    def take(self, event: str, element: etree._Element) -> Iterator[Item]:
        """Take an event; yield the item that it ends."""
        if event == "start":
            if not self._number and self._open is None:
                _check_entities(element, self._name)
            if self._open is not None:
                yield self._close(before=element)
            self._open = element
            self.around = {ancestor.tag for ancestor in element.iterancestors()}
        else:
            if element is self._open:
                yield self._close()
                self._open = None
            _forget(element)

    def _close(self, before: etree._Element | None = None) -> Item:
        """End the open item, where it is not closed itself `before` the next one that stands in it."""
        self._number += 1
        opened = self._open if self._open is not None else ()
        inner = set() if before is None else {before, *before.iterancestors()}
        fields = [_field(child) for child in opened if isinstance(child.tag, str) and child not in inner]
        fields.sort(key=lambda field: not field.spaced)
        return Item(Row(self._name, self._number), fields)


class _Mended:
    """A file in which every `&` outside of CDATA begins a number's reference.

    A bare one would be lost, and libxml2 also loses `&amp;` and its like behind the first thing that is not
    well-formed.
    """

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._held = b""
        self._cdata = False
        self._wide = b"\x00" in raw.read(4)
        raw.seek(0)
        self.mended = 0

    def read(self, size: int = 1 << 16) -> bytes:
        """Read on; `b""` at the end."""
        chunk = self._raw.read(max(size, 1024))
        if self._wide:
            return chunk
        content = self._held + chunk
        open_end = UNSURE.search(content, max(len(content) - LONGEST_REFERENCE, 0)) if chunk else None
        cut = open_end.start() if open_end else len(content)
        self._held = content[cut:]
        if chunk and not cut:
            return self.read(size)
        return b"".join(self._segments(content[:cut]))

    def _segments(self, content: bytes) -> Iterator[bytes]:
        start = 0
        while start < len(content):
            mark = CDATA_END if self._cdata else CDATA_START
            place = content.find(mark, start)
            end = len(content) if place < 0 else place + len(mark)
            yield content[start:end] if self._cdata else self._in_numbers(content[start:end])
            self._cdata ^= place >= 0
            start = end

    def _in_numbers(self, piece: bytes) -> bytes:
        if b"&" not in piece:
            return piece
        for name, number in NUMBERS:
            piece = piece.replace(name, number)
        piece, bare = BARE.subn(b"&#38;", piece)
        self.mended += bare
        return piece


def _field(element: etree._Element) -> Field:
    name, spaced = _named(element.tag)
    if not len(element):
        return Field(name, (element.text or "").strip() or element.get("href", "").strip(), [], spaced)
    children = [_field(child) for child in element if isinstance(child.tag, str)]
    return Field(name, "".join(element.itertext()).strip(), children, spaced)


@lru_cache(maxsize=4096)
def _named(tag: str) -> tuple[str, bool]:
    """Return an element's name, and whether it is in a namespace other than Atom's."""
    space = NAMESPACE.sub(r"\1\2", tag)
    return local_name(tag), bool(space) and "atom" not in space.casefold()


def _forget(element: etree._Element) -> None:
    """Free an element and what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _check_entities(root: etree._Element, name: str) -> None:
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise FeedError(f"{name} declares XML entities; such files are not read, for they can hide an attack")


def _told(file: FeedFile, context: etree.iterparse, mended: int, items: _Items, ledger: Ledger) -> bool:
    """Tell what was not well-formed; return whether the last item is cut off by the file's end."""
    cut = False
    first = ""
    for entry in context.error_log:
        if any(sign in entry.message for sign in STOPPED):
            raise FeedError(f"{file.name} cannot be read beyond line {entry.line}: {entry.message.strip()}")
        premature = PREMATURE.search(entry.message)
        if premature:
            cut = premature[1] not in {local for tag in items.around for local in _spellings(tag)}
            ledger.tell_cut(file.name, "", "the file ends before it is complete; what is there was read")
        elif "Namespace prefix" not in entry.message and not first:
            first = f"line {entry.line}: {entry.message.strip()}"
    if first:
        ledger.note(Row(file.name, 0), "", "", f"this is not well-formed XML and was mended ({first})")
    if mended:
        ledger.note(
            Row(file.name, 0), "", "", f"{mended} times & stands where XML wants &amp;; read as meant"
        )
    return cut


def _spellings(tag: str) -> tuple[str, ...]:
    return (tag, tag.rpartition("}")[2])


def xml_head(head: bytes) -> str:
    """Return the beginning of a file as lower-case text when it looks like XML, else ''."""
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    text = head.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")
    return text.casefold() if text.startswith("<") else ""
