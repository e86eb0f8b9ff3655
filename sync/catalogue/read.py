"""Reading the catalogue file: look up a code, fetch a product or a store. Read-only, memory-mapped."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from sync.catalogue.current import Current, folder, read_current
from sync.catalogue.schema import FORMAT, CatalogueError, Damaged, meaning, sku_key
from sync.protocol.errors import UNREADABLE
from sync.protocol.products import Category, Product, Store
from sync.protocol.suggestions import POPULAR, TOGETHER, Popular, Together, share_of
from sync.shapes import ready

MMAP_BYTES = 1 << 31

CODES = 2000
"""Codes that are read at once where all of them are."""

log = logging.getLogger(__name__)
T = TypeVar("T")


class Match(NamedTuple):
    """A code that was found: the key that hit, its product, its variant ('' = only the product is known)."""

    key: str
    product: str
    variant: str


class Catalogue:
    """An open catalogue file. Any thread may use it, one at a time.

    Changes that are taken into the file meanwhile are seen as a whole, from the next question on; another
    file that is put in force is not: who wants that opens it.

    Raises (all methods):
        CatalogueError: The file cannot be read (any more); `Damaged` when it is at fault itself.
    """

    def __init__(self, path: Path) -> None:
        """Open a catalogue file.

        Raises:
            CatalogueError: It is missing, no catalogue, or newer than this program.
        """
        self.path = path
        try:
            self._connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False
            )
            self._connection.execute(f"PRAGMA mmap_size = {MMAP_BYTES}")
            meta = dict(self._connection.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            message = f"{path.name} is not a catalogue: {error}"
            raise CatalogueError(message) from error
        if int(meta.get("format", "0")) > FORMAT:
            message = f"{path.name} was written by a newer Vetrina; update this one first"
            raise CatalogueError(message)
        self.version = int(meta.get("version", "0"))

    @classmethod
    def open_current(cls, data: Path) -> "Catalogue | None":
        """Open the catalogue in force in a data folder, None when there is none yet.

        When that turns out to be damaged, the one before is opened, if it is kept.
        """
        current = read_current(data)
        if current is None:
            return None
        try:
            return cls._open_whole(data, current)
        except CatalogueError as error:
            if not current.previous:
                raise
            log.warning("%s; the catalogue before it is used", error)
            return cls(folder(data) / current.previous)

    @classmethod
    def _open_whole(cls, data: Path, current: Current) -> "Catalogue":
        path = folder(data) / current.file
        try:
            size = path.stat().st_size
        except OSError as error:
            raise CatalogueError(f"{path.name} cannot be read: {error.strerror}") from error
        if size < current.bytes:
            raise CatalogueError(f"{path.name} was cut short")
        return cls(path)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def find(self, keys: Iterable[str]) -> Match | None:
        """Return what the first of `keys` that is known stands for (see `schema.gtin_key`, `schema.sku_key`).

        A key shared by variants of one product finds the product without a variant.
        """
        for key in keys:
            rows = self._ask("SELECT product, variant FROM code WHERE key = ? LIMIT 2", key)
            if rows:
                product, variant = rows[0]
                return Match(key, product, variant if len(rows) == 1 else "")
        return None

    def product_of(self, sku: str) -> str:
        """Return the id of the product that the variant with exactly this SKU belongs to, '' for none."""
        rows = self._ask("SELECT product FROM code WHERE key = ? AND variant = ?", sku_key(sku), sku)
        return str(rows[0][0]) if rows else ""

    def codes(self) -> Iterator[list[tuple[str, str]]]:
        """Yield the product and the variant ('' = none) of every code, `CODES` at a time."""
        try:
            cursor = self._connection.execute("SELECT product, variant FROM code")
            while rows := cursor.fetchmany(CODES):
                yield rows
        except sqlite3.Error as error:
            raise meaning(error, self.path) from error

    def product(self, identifier: str) -> Product | None:
        """Return a product, None when it is not (or no longer) in the catalogue."""
        return self._document("product", identifier, Product)

    def store(self, code: str) -> Store | None:
        """Return a store by its code."""
        return self._document("store", code, Store)

    def category(self, identifier: str) -> Category | None:
        """Return a category."""
        return self._document("category", identifier, Category)

    def together(self, product: str) -> list[str]:
        """Return the products that many bought with a product, what tells most first."""
        found = self._document(TOGETHER, share_of(product), Together)
        return found.products.get(product, []) if found else []

    def popular(self, store: str) -> list[str]:
        """Return the products that many bought in a store, the most bought first."""
        found = self._document(POPULAR, store, Popular)
        return found.products if found else []

    def stores(self) -> list[Store]:
        """Return all stores, by code."""
        return list(self.walk("store", Store))

    def count(self, kind: str) -> int:
        """Return how many documents of a kind (`product`, `store`, `category`) there are."""
        [[number]] = self._ask("SELECT count(*) FROM document WHERE kind = ?", kind)
        return int(number)

    def products(self) -> Iterator[Product]:
        """Walk over all products, in order of their ids."""
        return self.walk("product", Product)

    def walk(self, kind: str, struct: type[T]) -> Iterator[T]:
        """Walk over all documents of a kind; `struct` says which of their fields are read at all."""
        read = msgspec.json.Decoder(ready(struct)).decode
        for body in self._bodies(kind):
            yield self._decoded(read, body)

    def _document(self, kind: str, identifier: str, struct: type[T]) -> T | None:
        rows = self._ask("SELECT body FROM document WHERE kind = ? AND id = ?", kind, identifier)
        return self._decoded(msgspec.json.Decoder(ready(struct)).decode, rows[0][0]) if rows else None

    def _decoded(self, read: Callable[[bytes], T], body: bytes) -> T:
        """Return a document; bytes that are no JSON are damage that SQLite does not see."""
        try:
            return read(body)
        except msgspec.ValidationError:
            # JSON of another shape: bringing the same file once more would not change it.
            raise
        except UNREADABLE as error:
            raise Damaged(f"{self.path.name} is damaged: a document cannot be read") from error

    def _bodies(self, kind: str) -> Iterator[bytes]:
        try:
            for (body,) in self._connection.execute(
                "SELECT body FROM document WHERE kind = ? ORDER BY id", (kind,)
            ):
                yield body
        except sqlite3.Error as error:
            raise meaning(error, self.path) from error

    def _ask(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise meaning(error, self.path) from error
