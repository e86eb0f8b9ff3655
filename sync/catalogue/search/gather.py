"""Making the search's tables for a whole catalogue, in memory that does not grow with it.

Products come in any order, one may come twice, and how popular each is shows only at the end. So numbers are
given as they come, what a key finds is gathered in memory and put aside in the file when it is much, and at
the end every key's numbers are brought together and exchanged for those of the order of popularity.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

from sync.catalogue.search import bits, keys, tables

MANY = 10_000_000
"""Numbers (of 4 bytes) in memory before they are put aside; a key takes as much as `KEY` of them."""

KEY = 60

CHUNK = 20_000
"""Words spelled at a time."""

ASIDE = """
CREATE TABLE arrival (id TEXT PRIMARY KEY, number INTEGER, rank INTEGER, names TEXT) WITHOUT ROWID;
CREATE TABLE aside (key TEXT, part INTEGER, numbers BLOB, PRIMARY KEY (key, part)) WITHOUT ROWID;
"""

GONE = -1


class _Numbers(dict[str, "array[int]"]):
    """Key to numbers; a key that is new begins empty."""

    def __missing__(self, key: str) -> "array[int]":
        made = self[key] = array("I")
        return made


class Gathering:
    """The search's tables in the making, in the transaction of a connection that writes the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._read = keys.decoder().decode
        self._found = _Numbers()
        self._choices: dict[str, keys.Choice] = {}
        self._number = self._held = self._part = 0
        for statement in filter(str.strip, (tables.DROP + tables.TABLES + ASIDE).split(";")):
            connection.execute(statement)

    def add(self, body: bytes) -> None:
        """Take in a product's document; of two with one id the later one stands."""
        product = self._read(body)
        number, self._number = self._number, self._number + 1
        self._connection.execute(
            "INSERT OR REPLACE INTO arrival VALUES (?, ?, ?, ?)",
            (product.id, number, product.rank, keys.names(product)),
        )
        found, wanted = self._found, keys.keys(product)
        for key in wanted:
            found[key].append(number)
        self._held += len(wanted)
        for choice in keys.sizes(product):
            self._choices.setdefault(choice.id, choice)
        if self._held + KEY * len(found) >= MANY:
            self._put_aside()

    def remove(self, identifier: str) -> None:
        """Forget a product."""
        self._connection.execute("DELETE FROM arrival WHERE id = ?", (identifier,))

    def finish(self, version: int) -> None:
        """Write the tables; `version` is the newest change among what was taken in."""
        order = self._number_goods()
        write_choices(self._connection, self._choices.values())
        self._connection.executemany("INSERT INTO posting VALUES (?, ?)", self._postings(order))
        self._spell()
        for table in ("arrival", "aside"):
            self._connection.execute(f"DROP TABLE {table}")
        tables.mark_current(self._connection, version)

    def _put_aside(self) -> None:
        rows = ((key, self._part, self._found[key].tobytes()) for key in sorted(self._found))
        self._connection.executemany("INSERT INTO aside VALUES (?, ?, ?)", rows)
        self._found = _Numbers()
        self._part, self._held = self._part + 1, 0

    def _number_goods(self) -> "array[int]":
        """Number the products by popularity; return the new number of each as it came, `GONE` for none."""
        order = array("i", [GONE]) * self._number
        rows = self._connection.execute("SELECT number FROM arrival ORDER BY rank, number")
        for place, (number,) in enumerate(rows):
            order[number] = place
        # In order of the numbers, so that the table is filled from front to back.
        arrivals = self._connection.execute("SELECT number, id, names FROM arrival ORDER BY rank, number")
        self._connection.executemany(
            "INSERT INTO goods VALUES (?, ?, ?)", ((order[number], *rest) for number, *rest in arrivals)
        )
        return order

    def _postings(self, order: "array[int]") -> Iterator[tuple[str, bytes]]:
        for key, came in self._gathered():
            numbers = sorted(map(order.__getitem__, came)) if len(came) > 1 else [order[came[0]]]
            if numbers[0] == GONE:
                numbers = [number for number in numbers if number != GONE]
            if numbers:
                yield key, bits.pack(numbers)

    def _gathered(self) -> Iterator[tuple[str, "array[int]"]]:
        """Yield every key, in order, with all its numbers."""
        if self._part == 0:
            yield from ((key, self._found[key]) for key in sorted(self._found))
            return
        self._put_aside()
        # Another cursor writes meanwhile, to another table.
        rows = self._connection.execute("SELECT key, numbers FROM aside ORDER BY key, part")
        for key, parts in groupby(rows, key=lambda row: str(row[0])):
            numbers = array("I")
            for _, part in parts:
                numbers.frombytes(part)
            yield key, numbers

    def _spell(self) -> None:
        """Spell the words there are, each once, a few at a time."""
        words = self._connection.execute(
            "SELECT DISTINCT substr(key, 2) FROM posting WHERE (key >= 'a' AND key < 'b') "
            "OR (key >= 'd' AND key < 'e') OR (key >= 'n' AND key < 'o')"
        )
        while chunk := [word for (word,) in words.fetchmany(CHUNK)]:
            tables.spell(self._connection, chunk)


def write_choices(connection: sqlite3.Connection, choices: Iterable[keys.Choice]) -> None:
    """Write the names of sizes; what is there stays."""
    rows = ((choice.id, msgspec.json.encode(choice.name).decode()) for choice in choices)
    connection.executemany("INSERT OR IGNORE INTO choice VALUES (?, ?)", rows)
