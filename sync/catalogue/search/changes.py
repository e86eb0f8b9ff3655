"""Keeping the search's tables in step while changes are taken into a catalogue file.

What changed is gathered first, and each key's set is read and written once. Most changes are of prices:
a product whose words stay as they are costs a comparison of bytes.
"""

import sqlite3
from collections import defaultdict

import msgspec

from sync.catalogue.search import bits, keys, tables
from sync.catalogue.search.gather import write_choices
from sync.shapes import ready


class _Words(msgspec.Struct, frozen=True):
    """A product's document with what is not a price left as bytes."""

    name: msgspec.Raw = msgspec.Raw()
    variants: list[keys.SearchedVariant] = []
    category: msgspec.Raw = msgspec.Raw()
    lead: msgspec.Raw = msgspec.Raw()
    description: msgspec.Raw = msgspec.Raw()
    details: msgspec.Raw = msgspec.Raw()
    options: msgspec.Raw = msgspec.Raw()
    extra: msgspec.Raw = msgspec.Raw()

    def same_words(self, other: "_Words") -> bool:
        """Say whether two documents differ in prices at most."""
        return self.words() == other.words()

    def words(self) -> tuple[object, ...]:
        """Return all but the prices, to be compared."""
        raw = (self.name, self.category, self.lead, self.description, self.details, self.options, self.extra)
        return (*map(bytes, raw), [(variant.gtin, variant.options) for variant in self.variants])


class _Change:
    """Which products come into a set, and which leave it; of a product's two changes the later one stands."""

    def __init__(self) -> None:
        self.added: set[int] = set()
        self.removed: set[int] = set()

    def add(self, number: int) -> None:
        self.added.add(number)
        self.removed.discard(number)

    def remove(self, number: int) -> None:
        self.removed.add(number)
        self.added.discard(number)


class Changes:
    """Changes of products on their way into the search's tables. They count once `finish` has returned."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._current = tables.is_current(connection)
        self._read = keys.decoder().decode
        self._compare = msgspec.json.Decoder(ready(_Words)).decode
        self._changed: defaultdict[str, _Change] = defaultdict(_Change)
        self._next = self._first_free() if self._current else 0

    def put(self, identifier: str, before: bytes | None, after: bytes | None) -> None:
        """Take in one product: its document before (None = new) and after (None = gone)."""
        if not self._current or before is after is None:
            # Tables that are behind are made anew in any case.
            return
        number = self._number(identifier)
        if before is not None and after is not None:
            old, new = self._compare(before), self._compare(after)
            if old.same_words(new):
                self._reprice(number, old, new)
                return
        product = self._read(after) if after is not None else None
        self._name(number, identifier, product)
        self._note(
            number,
            keys.keys(self._read(before)) if before is not None else set(),
            keys.keys(product) if product else set(),
        )

    def finish(self, version: int) -> None:
        """Write the tables; `version` is the newest change."""
        if not self._current:
            return
        words = set()
        for key, change in sorted(self._changed.items()):
            if self._apply(key, change) and key[0] in {keys.NAME, keys.TRAIT, keys.TEXT}:
                words.add(key[1:])
        tables.spell(self._connection, words)
        tables.mark_current(self._connection, version)

    def _number(self, identifier: str) -> int:
        """Return a product's number; a new one comes last until the next whole file gives it its place."""
        rows = self._connection.execute("SELECT number FROM goods WHERE id = ?", (identifier,)).fetchall()
        if rows:
            return int(rows[0][0])
        self._next += 1
        return self._next - 1

    def _name(self, number: int, identifier: str, product: keys.Searched | None) -> None:
        if product is None:
            self._connection.execute("DELETE FROM goods WHERE number = ?", (number,))
            return
        self._connection.execute(
            "INSERT OR REPLACE INTO goods VALUES (?, ?, ?)", (number, identifier, keys.names(product))
        )
        write_choices(self._connection, keys.sizes(product))

    def _reprice(self, number: int, before: _Words, after: _Words) -> None:
        """Note the bits in which prices differ: most changes are of this kind."""
        old, new = keys.lowest_prices(before.variants), keys.lowest_prices(after.variants)
        if old.keys() != new.keys():
            self._note(number, keys.price_keys(before.variants), keys.price_keys(after.variants))
            return
        for currency, amount in new.items():
            for key in keys.price_bits(currency, old[currency] & ~amount):
                self._changed[key].remove(number)
            for key in keys.price_bits(currency, amount & ~old[currency]):
                self._changed[key].add(number)

    def _note(self, number: int, old: set[str], new: set[str]) -> None:
        for key in old - new:
            self._changed[key].remove(number)
        for key in new - old:
            self._changed[key].add(number)

    def _first_free(self) -> int:
        [[last]] = self._connection.execute("SELECT max(number) FROM goods")
        return 0 if last is None else int(last) + 1

    def _apply(self, key: str, change: _Change) -> bool:
        """Bring one set up to date; return whether the key is new."""
        rows = self._connection.execute("SELECT products FROM posting WHERE key = ?", (key,)).fetchall()
        stored = _changed(rows[0][0] if rows else None, change)
        if stored is None:
            self._connection.execute("DELETE FROM posting WHERE key = ?", (key,))
        else:
            self._connection.execute("INSERT OR REPLACE INTO posting VALUES (?, ?)", (key, stored))
        return not rows and stored is not None


def _changed(stored: bytes | None, change: _Change) -> bytes | None:
    """Return a stored set as it becomes, None for the empty one."""
    if stored is None or bits.is_few(stored):
        before = set(bits.members(stored)) if stored else set()
        after = sorted((before - change.removed) | change.added)
        return bits.pack(after) if after else None
    large = bits.unpack(stored)
    removed = bits.of(change.removed)
    large = (large ^ (large & removed)) | bits.of(change.added)
    return bits.pack_bits(large) if large else None
