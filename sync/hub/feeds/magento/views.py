"""Rows of other store views: the same products' texts in another language."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec
from babel import Locale

from sync.hub.feeds.parts import ProductPart
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.scratch import scratch
from sync.hub.feeds.tables import Record
from sync.hub.feeds.text import plain, readable
from sync.shapes import ready

TABLES = "CREATE TABLE view (file TEXT, number INTEGER, sku TEXT, language TEXT, body BLOB);"

_decode = msgspec.msgpack.Decoder(ready(dict[str, str])).decode


class Views:
    """The rows of all store views but the default one, on disk."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept = scratch(self, TABLES)

    def put(self, record: Record) -> None:
        """Take in a row."""
        code = record.get("store_view_code")
        language = language_of(code)
        if not language:
            reason = "the language of this store view is not known; its texts are left out"
            self._ledger.note(record.row, "store_view_code", code, reason)
        columns = ("name", "short_description", "description") if language else ()
        texts = {column: record.get(column) for column in columns}
        self._kept.execute(
            "INSERT INTO view VALUES (?, ?, ?, ?, ?)",
            (*record.row, record.get("sku"), language, msgspec.msgpack.encode(texts)),
        )

    def parts(self, key_of: Callable[[str], str]) -> Iterator[ProductPart]:
        """Yield the texts of products; those of variants say nothing that their product does not."""
        for file, number, sku, language, body in self._kept.execute("SELECT * FROM view ORDER BY rowid"):
            row = Row(file, number)
            key = key_of(sku)
            if not key:
                self._ledger.refuse(row, "sku", sku, "no row of the default store view has this SKU")
            elif key == sku and language:
                yield _part(row, key, language, _decode(body))


@cache
def language_of(code: str) -> str:
    """Return the language that a store view's code names, '' where it names none or several.

    >>> language_of("it"), language_of("us_en"), language_of("german"), language_of("b2b")
    ('it', 'en', 'de', '')
    """
    english = Locale("en").languages
    by_name = {name.casefold(): tag for tag, name in english.items()}
    words = re.split(r"[^a-z]+", code.casefold())
    found = {
        by_name.get(word) or (word if len(word) == len("xx") and word in english else "")
        for word in words[:2]
    } - {""}
    if len(words) > 1 and len(found) > 1 and words[0] in found:
        return words[0]  # it_IT: the language goes before the country
    return found.pop() if len(found) == 1 else ""


def _part(row: Row, key: str, language: str, texts: dict[str, str]) -> ProductPart:
    def told(text: str) -> dict[str, str]:
        return {language: text} if text else {}

    words = readable(texts["description"])
    return ProductPart(
        row,
        key,
        name=told(plain(texts["name"])),
        lead=told(plain(texts["short_description"])),
        description=told("\n\n".join(filter(None, (words.text, *words.details)))),
    )
