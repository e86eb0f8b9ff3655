"""schema.org products, claimed by what is inside a file and read into parts."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from sync.hub.feeds.encodings import encoding_of
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.jsonld.nodes import breadcrumbs, is_group, normal, products, text_of
from sync.hub.feeds.jsonld.products import Page, Reader
from sync.hub.feeds.jsonstream import read_values
from sync.hub.feeds.parts import Part
from sync.hub.feeds.rows import Ledger, Row

NAME = "jsonld"
MAX_PAGE = 1 << 24
"""Bytes of a web page that are looked at."""
MARKUP = re.compile(rb"^[\s\xef\xbb\xbf\xff\xfe\x00]*<")
SCRIPT = re.compile(
    r"<script\b[^>]*\btype\s*=\s*[\"']?application/ld\+json\b[^>]*>(.*?)</script\s*>",
    re.IGNORECASE | re.DOTALL,
)
PRODUCT = re.compile(r"\"@type\"\s*:\s*(\[[^\]]*)?\"(schema:|https?://schema\.org/)?Product(Group|Model)?\"")
COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
    """Return the files with products of schema.org in them."""
    return [file for file in files if _has_products(file)]


def read(files: Sequence[FeedFile], settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield what the files say.

    Raises:
        FeedError: A file holds a value that is too long to be a product.
    """
    for file in files:
        reader = Reader(file.name, settings, ledger)
        if MARKUP.match(file.head):
            yield from _parts(list(_blocks(file, ledger)), reader)
        else:
            for value in read_values(file, ledger):
                yield from _parts(value, reader)


FORMAT = Format(NAME, claim, read)


def _parts(value: Any, reader: Reader) -> Iterator[Part]:
    plain = normal(value)
    nodes = list(products(plain))
    groups = {text_of(node.get("@id")): node for node in nodes if is_group(node) and text_of(node.get("@id"))}
    # The first step is the shop itself and the last the product, as pages have it.
    page = Page(groups, breadcrumbs(plain)[1:-1])
    for node in nodes:
        yield from reader.parts(node, page)


def _blocks(file: FeedFile, ledger: Ledger) -> Iterator[Any]:
    for block in SCRIPT.findall(_page(file)):
        try:
            yield json.loads(COMMENT.sub("", block), strict=False)
        except (ValueError, RecursionError):
            ledger.note(
                Row(file.name, 0), "", block.strip()[:80], "this block of JSON is broken and left out"
            )


def _page(file: FeedFile) -> str:
    with file.path.open("rb") as raw:
        content = raw.read(MAX_PAGE)
    return content.decode(encoding_of(file.path), errors="replace")


def _has_products(file: FeedFile) -> bool:
    if MARKUP.match(file.head):
        return any(PRODUCT.search(block) for block in SCRIPT.findall(_page(file)))
    encoding = "utf-16" if file.head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = file.head.decode(encoding, errors="replace").lstrip()
    return text[:1] in {"{", "["} and PRODUCT.search(text) is not None
