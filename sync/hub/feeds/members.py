"""What an import brings, what its source brought the time before, and what other sources bring: as sets.

From these follows what vanished, and whether so much of it did that somebody has to say that it was meant.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from sync.hub.feeds.feed import FeedError

MOST_PERCENT = 20
"""A feed that would remove more of anything is refused unless told."""

TABLES = """
CREATE TABLE {name} (kind TEXT, parent TEXT, id TEXT, hash INTEGER, PRIMARY KEY (kind, parent, id))
  WITHOUT ROWID
"""

GONE = """
CREATE TABLE gone AS SELECT kind, parent, id FROM before
  EXCEPT SELECT kind, parent, id FROM member EXCEPT SELECT kind, parent, id FROM other
"""

LEFT = {
    "products": """SELECT count(*) FROM gone WHERE kind = 'product' AND NOT EXISTS (
        SELECT 1 FROM before JOIN living USING (id) WHERE before.kind = 'variant' AND parent = gone.id)""",
    "variants": "SELECT count(*) FROM gone WHERE kind = 'variant' AND id NOT IN (SELECT id FROM living)",
    "stock levels": "SELECT count(*) FROM gone WHERE kind = 'stock'",
    "stores": "SELECT count(*) FROM gone WHERE kind = 'store'",
}
"""What is counted as removed, in words; a variant that went to another product is not."""

TOLD = "told"
"""The kind of another source's products and variants (with their product for parent) that are told about."""

KINDS = {"products": "product", "variants": "variant", "stock levels": "stock", "stores": "store"}

LISTED = {
    False: "SELECT * FROM member",
    True: "SELECT * FROM member UNION SELECT * FROM before",
}
"""What a source brings: now, or also what it brought before."""

REMOVED = """
SELECT (SELECT count(*) FROM gone WHERE kind IN ('product', 'store')) + (
  SELECT count(*) FROM gone WHERE kind = 'variant' AND id NOT IN (SELECT id FROM living)
    AND parent NOT IN (SELECT id FROM gone WHERE kind = 'product')) + (
  SELECT count(*) FROM gone WHERE kind = 'stock' AND id IN (SELECT id FROM living))
"""


NEWS = """
SELECT EXISTS (SELECT kind, parent, id FROM member EXCEPT SELECT kind, parent, id FROM before)
"""


class RemovalError(FeedError):
    """The feed would remove too much; nothing of it was taken in."""


class Member(NamedTuple):
    """A thing that a source brings: `product` `variant` `category` `store` `stock`.

    `parent` is the product of a variant, the store of a level, '' otherwise.
    """

    kind: str
    parent: str
    id: str


class Members:
    """The sets of one import; `settle` once they are all there, then ask."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Keep the sets in a database that goes away with the import."""
        self._kept = connection
        self._elsewhere = False
        for name in ("member", "before", "other"):
            connection.execute(TABLES.format(name=name))

    def bring(self, members: Iterable[Member]) -> None:
        """Say what this import brings."""
        self._put("member", members)

    def brought(self, members: Iterable[Member]) -> None:
        """Say what the same source brought the time before."""
        self._put("before", members)

    def others(self, members: Iterable[Member]) -> None:
        """Say what another source brings."""
        self._put("other", members)

    def settle(self) -> None:
        """Find out what vanished."""
        self._kept.execute(GONE)
        self._kept.execute("CREATE INDEX gone_parent ON gone (kind, parent)")
        self._kept.execute("CREATE TABLE living (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._kept.execute(
            "INSERT OR IGNORE INTO living SELECT id FROM member WHERE kind IN ('variant', ?)", (TOLD,)
        )

    def guard(self, source: str, cut: str = "", *, allowed: bool) -> None:
        """Refuse a feed that would remove more than a fifth of anything, unless that is `allowed`.

        One that is `cut` (a file of it ends before it is complete) may remove nothing.

        Raises:
            RemovalError: It would, or it brings nothing at all any more (that is never allowed).
        """
        if self._one("SELECT count(*) FROM before") and not self._one("SELECT count(*) FROM member"):
            raise RemovalError(f"nothing of what {source} brought is in this feed; nothing was changed")
        if cut and self.removed and not allowed:
            raise RemovalError(
                f"{cut} ends before it is complete, and {self.removed} things that {source} brought are not"
                " in it; nothing was changed. If they shall go, say --allow-removal"
            )
        for things, counting in LEFT.items():
            left = self._one(counting)
            whole = self._one("SELECT count(*) FROM before WHERE kind = ?", KINDS[things])
            if left * 100 > whole * MOST_PERCENT and not allowed:
                raise RemovalError(
                    f"{left} of the {whole} {things} that {source} brought are not in this feed any more,"
                    f" more than {MOST_PERCENT} %; nothing was changed. If they shall go, say --allow-removal"
                )

    @property
    def removed(self) -> int:
        """How many things go: a product with all that belongs to it is one."""
        return self._one(REMOVED)

    def is_shared(self, kind: str, identifier: str) -> bool:
        """Tell whether another source brings a product, category or store too, or tells about it."""
        kinds = (kind, TOLD if kind == "product" else kind)
        return bool(
            self._one(
                "SELECT count(*) FROM other WHERE kind IN (?, ?) AND parent = '' AND id = ?",
                *kinds,
                identifier,
            )
        )

    def left(self, product: str, variant: str) -> bool:
        """Tell whether only this source brought a variant in a product, the time before."""
        brought = "SELECT count(*) FROM {} WHERE kind = 'variant' AND parent = ? AND id = ?"
        return bool(self._one(brought.format("before"), product, variant)) and not self._one(
            brought.format("other"), product, variant
        )

    def index_elsewhere(self) -> None:
        """Make other sources' variants quick to find by their ids."""
        if not self._elsewhere:
            self._kept.execute("CREATE INDEX other_id ON other (id) WHERE kind = 'variant'")
            self._elsewhere = True

    def family_elsewhere(self, variant: str) -> str:
        """Return a product with other variants, or of another name, in which another source brings it."""
        self.index_elsewhere()
        found = self._kept.execute(
            "SELECT parent FROM other WHERE kind = 'variant' AND id = ? AND parent <> id", (variant,)
        ).fetchone()
        return str(found[0]) if found else ""

    def gone_variants(self, product: str) -> frozenset[str]:
        """Return the variants that a product loses."""
        rows = self._kept.execute("SELECT id FROM gone WHERE kind = 'variant' AND parent = ?", (product,))
        return frozenset(identifier for (identifier,) in rows)

    def gone(self, kind: str) -> Iterator[Member]:
        """Yield what vanished of a kind, parent by parent."""
        for row in self._kept.execute("SELECT * FROM gone WHERE kind = ? ORDER BY parent, id", (kind,)):
            yield Member(*row)

    def shrunk_products(self) -> Iterator[str]:
        """Yield the products that lose something and are not in this feed."""
        rows = self._kept.execute(
            "SELECT id FROM gone WHERE kind = 'product' UNION SELECT parent FROM gone WHERE kind = 'variant'"
            " EXCEPT SELECT id FROM member WHERE kind = 'product'"
        )
        for (identifier,) in rows:
            yield identifier

    def news(self) -> bool:
        """Tell whether this import brings anything that its source did not bring before."""
        return bool(self._one(NEWS))

    def count(self, *, also_before: bool) -> int:
        """Return how many there are, those of the time before too where it says so."""
        return self._one(f"SELECT count(*) FROM ({LISTED[also_before]})")  # noqa: S608 - a constant

    def buckets(self, number: int, *, also_before: bool) -> Iterator[tuple[int, list[Member]]]:
        """Yield all members in buckets by their hash, in order of the buckets; empty ones are left out."""
        listed = f"SELECT hash % ?, kind, parent, id FROM ({LISTED[also_before]})"  # noqa: S608 - a constant
        rows = self._kept.execute(f"{listed} ORDER BY 1, 2, 3, 4", (number,))
        current, members = 0, list[Member]()
        for bucket, *member in rows:
            if bucket != current and members:
                yield current, members
                members = []
            current = bucket
            members.append(Member(*member))
        if members:
            yield current, members

    def _put(self, table: str, members: Iterable[Member]) -> None:
        self._kept.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?, ?)",  # noqa: S608 - a name from this module
            ((*member, crc32("\x1f".join(member).encode())) for member in members),
        )

    def _one(self, question: str, *values: str) -> int:
        return int(self._kept.execute(question, values).fetchone()[0])
