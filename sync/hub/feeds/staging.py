"""What the rows of an import said, on disk: put in as it is read, given out as it belongs together.

Nothing of it is seen by anybody before the whole feed was read.
"""

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from sync.hub.feeds.parts import (
    CategoryPart,
    Part,
    ProductPart,
    ReviewPart,
    StockPart,
    StorePart,
    VariantPart,
)
from sync.hub.feeds.rating import MAX_TEXTS
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.scratch import scratch
from sync.protocol.products import Category, Rating, Review, Store
from sync.shapes import ready

MAX_PARTS = 4_000
"""Rows that one product can be made of; a column read as the key by mistake must not fill the memory."""

TABLES = """
CREATE TABLE part (n INTEGER PRIMARY KEY, variant INTEGER, key TEXT, own INTEGER, sku TEXT, gtin TEXT,
  body BLOB);
CREATE TABLE review (key TEXT, id TEXT, stars INTEGER, date TEXT, n INTEGER, body BLOB,
  PRIMARY KEY (key, id));
CREATE TABLE level (store TEXT, sku TEXT, known INTEGER, as_of TEXT, body BLOB, PRIMARY KEY (store, sku))
  WITHOUT ROWID;
CREATE TABLE by_gtin (n INTEGER PRIMARY KEY, body BLOB);
CREATE TABLE store (code TEXT PRIMARY KEY, body BLOB);
CREATE TABLE category (id TEXT PRIMARY KEY, body BLOB);
CREATE TABLE adopted (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""

SEALED = """
CREATE TABLE owner (sku TEXT PRIMARY KEY, key TEXT, n INTEGER) WITHOUT ROWID;
INSERT OR IGNORE INTO owner SELECT sku, key, n FROM part WHERE variant ORDER BY own, n;
CREATE TABLE moved AS SELECT part.n, part.own, part.body, owner.key FROM part JOIN owner USING (sku)
  WHERE part.variant AND part.key <> owner.key;
UPDATE part SET key = (SELECT key FROM moved WHERE moved.n = part.n) WHERE n IN (SELECT n FROM moved);
CREATE INDEX part_key ON part (key, n);
CREATE INDEX part_gtin ON part (gtin) WHERE gtin <> '';
CREATE TABLE family (place INTEGER PRIMARY KEY, key TEXT UNIQUE);
INSERT INTO family SELECT min(n), key FROM part GROUP BY key;
CREATE VIEW guest AS SELECT * FROM review WHERE key NOT IN (SELECT key FROM family);
"""
"""A SKU has one product: the one that names it (before a row that only stands for itself), then the first.
The table `guest` are the reviews of what is no product of this feed."""

_encode = msgspec.msgpack.Encoder().encode
_decode_review = msgspec.msgpack.Decoder(ready(ReviewPart)).decode
_decode_stock = msgspec.msgpack.Decoder(ready(StockPart)).decode
_decode_part = msgspec.msgpack.Decoder(ready(ProductPart | VariantPart)).decode


class Family(NamedTuple):
    """The parts of one product, in the order of their rows; `place` is that of its first.

    `adopted`: it is a product of another feed, and this one only tells of some of its variants.
    """

    place: int
    key: str
    products: list[ProductPart]
    variants: dict[str, list[VariantPart]]
    adopted: bool = False


class Staging:
    """The staged parts of one import. `put` them all, `seal`, then ask. One thread at a time."""

    def __init__(self) -> None:
        self._kept = scratch(self, TABLES)
        self._n = 0
        self._told: ProductPart | None = None

    def put(self, part: Part, as_of: str) -> None:
        """Take in what a row says; `as_of` is the moment of stock that names none.

        A part with letters that are none (half a pair, from broken JSON) is taken in without them.
        """
        try:
            self._put(part, as_of)
        except UnicodeEncodeError:
            whole = msgspec.convert(_without_halves(msgspec.to_builtins(part)), ready(type(part)))
            self._put(whole, as_of)

    def _put(self, part: Part, as_of: str) -> None:
        self._n += 1
        match part:
            case VariantPart():
                key = part.key or part.sku
                values = (self._n, 1, key, not part.key, part.sku, part.gtin, _encode(part))
                self._do("INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?)", *values)
            case ProductPart():
                told = self._once(part)
                self._do("INSERT INTO part VALUES (?, 0, ?, 0, '', '', ?)", self._n, part.key, _encode(told))
            case StockPart():
                dated = part if part.as_of else msgspec.structs.replace(part, as_of=as_of)
                if part.sku:
                    self.put_level(dated, part.sku)
                else:
                    self._do("INSERT INTO by_gtin VALUES (?, ?)", self._n, _encode(dated))
            case ReviewPart(product=key, review=review):
                told_once = (key, review.id, review.stars, review.date, self._n, _encode(part))
                self._do("INSERT OR IGNORE INTO review VALUES (?, ?, ?, ?, ?, ?)", *told_once)
            case StorePart():
                self._do("INSERT OR IGNORE INTO store VALUES (?, ?)", part.store.code, _encode(part))
            case CategoryPart():
                self.put_category(part)

    def _once(self, part: ProductPart) -> ProductPart:
        """Return a part, of which nothing but the row is left where it only repeats the one before."""
        before, self._told = self._told, part
        if before and before.key == part.key and msgspec.structs.replace(before, row=part.row) == part:
            return ProductPart(part.row, part.key)
        return part

    def put_level(self, part: StockPart, sku: str) -> None:
        """Keep a level: a count stands before a status, the newer before the older, then the first."""
        self._do(
            "INSERT INTO level VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET known = excluded.known,"
            " as_of = excluded.as_of, body = excluded.body"
            " WHERE (excluded.known, excluded.as_of) > (level.known, level.as_of)",
            *(part.store, sku, part.quantity is not None, part.as_of, _encode(part)),
        )

    def move_levels(self, store: str, to: str) -> None:
        """Give a store's levels to another, which keeps its own; nobody tells of the first any more."""
        self._do("UPDATE OR IGNORE level SET store = ? WHERE store = ?", to, store)
        self._do("DELETE FROM level WHERE store = ?", store)
        self._do("DELETE FROM store WHERE code = ?", store)

    def put_category(self, part: CategoryPart) -> None:
        """Keep a category; of two with one id the first stands."""
        self._do("INSERT OR IGNORE INTO category VALUES (?, ?)", part.category.id, _encode(part))

    def seal(self, ledger: Ledger) -> None:
        """Put together what belongs together; nothing but levels and categories is put in after this."""
        for statement in SEALED.split(";"):
            self._do(statement)
        for body, key in self._kept.execute("SELECT body, key FROM moved WHERE NOT own"):
            part = _decode_part(body)
            ledger.note(
                part.row, "sku", getattr(part, "sku", ""), f"this SKU belongs to product {key} already"
            )

    def place_reviews(self, elsewhere: Callable[[str], str], ledger: Ledger) -> None:
        """Find the products of reviews that no product of this feed has; refuse those that nobody has."""
        names = self._kept.execute("SELECT DISTINCT key FROM guest ORDER BY key").fetchall()
        for (name,) in names:
            product = self.product_of(name) or elsewhere(name)
            if not product:
                self._refuse_reviews(name, ledger)
            elif product != name:
                self._do("UPDATE OR IGNORE review SET key = ? WHERE key = ?", product, name)
                self._do("DELETE FROM review WHERE key = ?", name)  # those are there already

    def _refuse_reviews(self, name: str, ledger: Ledger) -> None:
        for (body,) in self._kept.execute("SELECT body FROM review WHERE key = ?", (name,)):
            row = _decode_review(body).row
            ledger.refuse(row, "product", name, "no product of this feed or of the hub has this SKU")
        self._do("DELETE FROM review WHERE key = ?", name)

    def reviewed_elsewhere(self) -> Iterator[str]:
        """Yield the products that have reviews here and nothing else."""
        for (key,) in self._kept.execute("SELECT DISTINCT key FROM guest ORDER BY key"):
            yield key

    def families(self) -> Iterator[Family]:
        """Yield the products' parts, in the order of their first rows."""
        for place, key in self._kept.execute("SELECT place, key FROM family ORDER BY place"):
            products: list[ProductPart] = []
            variants: dict[str, list[VariantPart]] = {}
            for (body,) in self._kept.execute(
                "SELECT body FROM part WHERE key = ? ORDER BY n LIMIT ?", (key, MAX_PARTS)
            ):
                part = _decode_part(body)
                if isinstance(part, ProductPart):
                    products.append(part)
                else:
                    variants.setdefault(part.sku, []).append(part)
            yield Family(place, key, products, variants, self.is_adopted(key))

    def left_out(self) -> Iterator[tuple[str, int]]:
        """Yield the products that are made of too many rows, and how many of these were left out."""
        yield from self._kept.execute(
            "SELECT key, count(*) - ? FROM part GROUP BY key HAVING count(*) > ?", (MAX_PARTS, MAX_PARTS)
        )

    def product_of(self, name: str) -> str:
        """Return the product with this key, or the one that this SKU belongs to; '' for none."""
        found = self._one("SELECT key FROM family WHERE key = ?", name) or self._one(
            "SELECT key FROM owner WHERE sku = ?", name
        )
        return str(found[0]) if found else ""

    def is_adopted(self, key: str) -> bool:
        """Whether a product is one of another feed."""
        return self._one("SELECT 1 FROM adopted WHERE key = ?", key) is not None

    def sku_of(self, gtin: str, but: str = "") -> str:
        """Return the SKU of the first variant with this GTIN-14, `but` this one; '' for none."""
        found = self._one(
            "SELECT sku FROM part WHERE gtin = ? AND gtin <> '' AND sku <> ? ORDER BY n LIMIT 1", gtin, but
        )
        return str(found[0]) if found else ""

    def rating(self, key: str) -> tuple[Rating, list[tuple[Review, Row]]]:
        """Return how many reviews of one to five stars a product has, and the newest of them."""
        counts = dict(
            self._kept.execute("SELECT stars, count(*) FROM review WHERE key = ? GROUP BY 1", (key,))
        )
        if not counts:
            return Rating(), []
        one, two, three, four, five = (counts.get(stars, 0) for stars in range(1, 6))
        parts = (
            _decode_review(body)
            for (body,) in self._kept.execute(
                "SELECT body FROM review WHERE key = ? ORDER BY date DESC, n LIMIT ?", (key, MAX_TEXTS)
            )
        )
        return Rating((one, two, three, four, five)), [(part.review, part.row) for part in parts]

    def by_gtin(self) -> Iterator[StockPart]:
        """Yield the levels that name their variant by its GTIN alone."""
        for (body,) in self._kept.execute("SELECT body FROM by_gtin ORDER BY n"):
            yield _decode_stock(body)

    def levels(self) -> Iterator[tuple[str, str, StockPart]]:
        """Yield store, SKU and level, store by store; the store is '' where the feed names none."""
        for store, sku, body in self._kept.execute("SELECT store, sku, body FROM level"):
            yield store, sku, _decode_stock(body)

    def level_keys(self) -> Iterator[tuple[str, str]]:
        """Yield store and SKU of each level."""
        yield from self._kept.execute("SELECT store, sku FROM level")

    def level_stores(self) -> list[str]:
        """Return the codes of the stores that levels name."""
        return [code for (code,) in self._kept.execute("SELECT DISTINCT store FROM level")]

    def stores(self) -> Iterator[tuple[Store, Row]]:
        """Yield the stores, by code."""
        for (body,) in self._kept.execute("SELECT body FROM store ORDER BY code"):
            part = msgspec.msgpack.decode(body, type=ready(StorePart))
            yield part.store, part.row

    def categories(self) -> Iterator[tuple[Category, Row]]:
        """Yield the categories, in the order they were found."""
        for (body,) in self._kept.execute("SELECT body FROM category ORDER BY rowid"):
            part = msgspec.msgpack.decode(body, type=ready(CategoryPart))
            yield part.category, part.row

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        found = self._one(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name from this package
        return int(found[0]) if found else 0

    def rest(self) -> None:
        """Give back the memory that is not needed until something is asked again."""
        self._do("PRAGMA shrink_memory")

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, for what is made of the parts."""
        return self._kept

    def _do(self, statement: str, *values: Any) -> None:
        self._kept.execute(statement, values)

    def _one(self, statement: str, *values: Any) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._kept.execute(statement, values).fetchone()
        return found


def _without_halves(value: Any) -> Any:
    """Return builtins in which every text can be written as UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_without_halves(key): _without_halves(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_halves(each) for each in value]
    return value
