"""Which rows are one product: a parent with its variants, variants without a parent, single products.

Parents and variants come in any order, and a table may have a million rows: they are sorted on disk.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from sync.hub.feeds.magento.rows import ProductRow
from sync.hub.feeds.options import slug
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.scratch import scratch
from sync.shapes import ready

TABLES = """
CREATE TABLE line (n INTEGER PRIMARY KEY, sku TEXT UNIQUE, configurable INTEGER, kin TEXT, body BLOB);
CREATE TABLE variation (parent INTEGER, place INTEGER, sku TEXT, choices BLOB);
CREATE TABLE member (n INTEGER PRIMARY KEY, family TEXT, place INTEGER, choices BLOB);
"""

GATHERED = """
CREATE INDEX variation_place ON variation (parent, place);
INSERT OR IGNORE INTO member SELECT child.n, parent.sku, variation.place, variation.choices
  FROM variation JOIN line parent ON parent.n = variation.parent
  JOIN line child ON child.sku = variation.sku
  WHERE NOT child.configurable ORDER BY variation.parent, variation.place;
INSERT OR IGNORE INTO member SELECT n, kin, n, NULL FROM line
  WHERE NOT configurable AND kin <> '' AND kin NOT IN (SELECT sku FROM line);
INSERT OR IGNORE INTO member SELECT n, sku, n, NULL FROM line WHERE NOT configurable;
CREATE TABLE family (key TEXT PRIMARY KEY, first INTEGER);
INSERT INTO family SELECT family, min(n) FROM member GROUP BY family;
INSERT OR IGNORE INTO family SELECT sku, n FROM line WHERE configurable;
CREATE INDEX member_family ON member (family, place);
CREATE INDEX family_first ON family (first);
"""
"""A variant belongs to the first parent that names it; one that no parent names, to those of the same name
but for the choices (`kin`); every other row is a product of its own."""

NOT_MET = """
SELECT parent.body, variation.sku, member.family
  FROM variation JOIN line parent ON parent.n = variation.parent
  LEFT JOIN line child ON child.sku = variation.sku LEFT JOIN member ON member.n = child.n
  WHERE member.family IS NOT parent.sku ORDER BY variation.parent, variation.place
"""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(ready(ProductRow)).decode
_decode_choices = msgspec.msgpack.Decoder(ready(dict[str, str])).decode


class Member(NamedTuple):
    """A variant's row and what it chose (Magento's code to the feed's word)."""

    row: ProductRow
    choices: dict[str, str]


class Family(NamedTuple):
    """The rows of one product. `parent` is None where no configurable product speaks for it."""

    key: str
    parent: ProductRow | None
    members: list[Member]

    @property
    def head(self) -> ProductRow:
        """The row that speaks for the product: the parent, or the first variant where there is none."""
        return self.parent or self.members[0].row


class Families:
    """The rows of an export on disk: `put` them all, `gather`, then ask."""

    def __init__(self, selectable: frozenset[str], ledger: Ledger) -> None:
        """Keep rows whose attributes in `selectable` are what variants are chosen by."""
        self._selectable = selectable
        self._ledger = ledger
        self._kept = scratch(self, TABLES)

    def put(self, row: ProductRow) -> None:
        """Take in a row. Where a SKU is repeated and its rows differ, the last stands, as in Magento."""
        repeated = self._tell_repeated(row)
        choices = {} if row.configurable else choices_of(row, self._selectable)
        kin = kin_of(row.name, choices) if row.hidden and choices else ""
        number = self._kept.execute(
            "INSERT INTO line (sku, configurable, kin, body) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
            " SET configurable = excluded.configurable, kin = excluded.kin, body = excluded.body RETURNING n",
            (row.sku, row.configurable, kin, _encode(row)),
        ).fetchone()[0]
        if repeated:
            self._kept.execute("DELETE FROM variation WHERE parent = ?", (number,))
        self._kept.executemany(
            "INSERT INTO variation VALUES (?, ?, ?, ?)",
            [
                (number, place, sku, _encode(chosen))
                for place, (sku, chosen) in enumerate(row.variations if row.configurable else ())
            ],
        )

    def gather(self) -> None:
        """Put the rows together, and tell of variants that a parent names in vain."""
        for statement in GATHERED.split(";"):
            self._kept.execute(statement)
        for body, sku, family in self._kept.execute(NOT_MET):
            reason = (
                "the variant belongs to another product already"
                if family
                else "no usable row has this variant"
            )
            self._ledger.note(_decode(body).row, "configurable_variations", sku, reason)

    def walk(self) -> Iterator[Family]:
        """Yield the families in the order of their first variants' rows."""
        for (key,) in self._kept.execute("SELECT key FROM family ORDER BY first, key"):
            found = self._kept.execute(
                "SELECT body FROM line WHERE sku = ? AND configurable", (key,)
            ).fetchone()
            yield Family(key, _decode(found[0]) if found else None, list(self._members(key)))

    def key_of(self, sku: str) -> str:
        """Return the family that a SKU belongs to, '' for none."""
        found = self._kept.execute(
            "SELECT family FROM member JOIN line USING (n) WHERE sku = ?"
            " UNION ALL SELECT key FROM family WHERE key = ?",
            (sku, sku),
        ).fetchone()
        return str(found[0]) if found else ""

    def _members(self, key: str) -> Iterator[Member]:
        for body, choices in self._kept.execute(
            "SELECT body, choices FROM member JOIN line USING (n) WHERE family = ? ORDER BY place", (key,)
        ):
            row = _decode(body)
            if choices is not None:
                yield Member(row, _decode_choices(choices))
            else:
                yield Member(row, choices_of(row, self._selectable) if row.sku != key else {})

    def _tell_repeated(self, row: ProductRow) -> bool:
        """Tell of a row that differs from an earlier one with its SKU; return whether there is one."""
        found = self._kept.execute("SELECT body FROM line WHERE sku = ?", (row.sku,)).fetchone()
        if not found:
            return False
        before = _decode(found[0])
        if before._replace(row=row.row) != row:
            reason = f"differs from row {before.row.number}; the later one stands"
            self._ledger.note(row.row, "sku", row.sku, reason)
        return True


def choices_of(row: ProductRow, selectable: Iterable[str]) -> dict[str, str]:
    """Return what a row's own attributes say it chose."""
    return {
        code: row.attributes[code][0] for code in sorted(selectable) if len(row.attributes.get(code, ())) == 1
    }


def kin_of(name: str, choices: dict[str, str]) -> str:
    """Return what variants without a parent share: their name without what they chose; '' for nothing.

    >>> kin_of("Chaz Hoodie-XS-Black", {"size": "XS", "color": "Black"})
    'chaz-hoodie'
    """
    return slug(common_name(name, choices.values()))


def common_name(name: str, choices: Iterable[str]) -> str:
    """Return a variant's name without what it chose.

    >>> common_name("Chaz Hoodie-XS-Black", ["XS", "Black"])
    'Chaz Hoodie'
    """
    words = sorted(choices, key=len, reverse=True)
    shortened = True
    while shortened:
        shortened = False
        for word in words:
            rest = name.removesuffix(word)
            if rest != name and rest.rstrip(" -,/") and not rest[-1:].isalnum():
                name, shortened = rest.rstrip(" -,/"), True
    return name
