"""The objects of a fixture, on disk: found by model and number, or by the object they belong to."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from sync.hub.feeds.rows import Row
from sync.hub.feeds.scratch import scratch

OWNERS = {
    "product.productchannellisting": "product",
    "product.productvariant": "product",
    "product.productvariantchannellisting": "variant",
    "product.productmedia": "product",
    "product.productimage": "product",
    "product.collectionproduct": "product",
    "attribute.assignedproductattributevalue": "product",
    "attribute.assignedvariantattribute": "variant",
    "attribute.assignedvariantattributevalue": "assignment",
    "warehouse.stock": "product_variant",
}
"""The field by which an object of a model belongs to another."""

KEPT = frozenset(OWNERS) | {
    "product.category",
    "product.producttype",
    "product.product",
    "product.collection",
    "attribute.attribute",
    "attribute.attributevalue",
    "attribute.attributeproduct",
    "attribute.attributevariant",
    "channel.channel",
    "warehouse.warehouse",
    "account.address",
}
"""Models that say something about the catalogue, its prices and its stock."""

TABLES = """
CREATE TABLE entry (
  n INTEGER PRIMARY KEY, file TEXT, number INTEGER, model TEXT, pk TEXT, owner TEXT, body TEXT);
CREATE INDEX entry_pk ON entry (model, pk);
CREATE UNIQUE INDEX entry_once ON entry (model, pk) WHERE pk <> '';
CREATE INDEX entry_owner ON entry (model, owner) WHERE owner <> '';
"""


class Entry(NamedTuple):
    """An object: its place, its number and its fields. What is of another kind than asked is not there."""

    row: Row
    pk: str
    fields: dict[str, Any]

    def text(self, name: str) -> str:
        """Return a field that is text, '' for anything else."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def key(self, name: str) -> str:
        """Return the number of another object, '' for none."""
        value = self.fields.get(name)
        return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""

    def whole(self, name: str) -> int:
        """Return a whole number, 0 for anything else."""
        value = self.fields.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    def decimal(self, name: str) -> Decimal | None:
        """Return an amount; None for none.

        Raises:
            ValueError: It is no number.
        """
        value = self.fields.get(name)
        if value is None or value == "":
            return None
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            raise ValueError("this is not a price") from None
        if not amount.is_finite() or amount < 0 or amount > 10**9:
            raise ValueError("this is not a price")
        return amount

    @property
    def order(self) -> tuple[int, str]:
        """Where it stands among its like."""
        return self.whole("sort_order"), self.pk.zfill(12)


class Entries:
    """The objects that were `put`."""

    def __init__(self) -> None:
        self._kept = scratch(self, TABLES)

    def put(self, row: Row, model: str, pk: str, fields: dict[str, Any]) -> None:
        """Keep an object of a model in `KEPT`; of two with one number the first stands."""
        owner = Entry(row, pk, fields).key(OWNERS[model]) if model in OWNERS else ""
        body = json.dumps(fields)  # ASCII: JSON may hold halves of letters, which no database takes
        self._kept.execute(
            "INSERT OR IGNORE INTO entry (file, number, model, pk, owner, body) VALUES (?, ?, ?, ?, ?, ?)",
            (*row, model, _clean(pk), _clean(owner), body),
        )

    def one(self, model: str, pk: str) -> Entry | None:
        """Return an object by its number."""
        return next(self._found("model = ? AND pk = ?", model, _clean(pk)), None) if pk else None

    def all(self, model: str) -> Iterator[Entry]:
        """Yield the objects of a model, in the order of the file."""
        return self._found("model = ? ORDER BY n", model)

    def of(self, owner: Entry, model: str) -> list[Entry]:
        """Return the objects of a model that belong to another, in their order."""
        return sorted(self._found("model = ? AND owner = ?", model, owner.pk), key=lambda entry: entry.order)

    def _found(self, where: str, *values: str) -> Iterator[Entry]:
        query = f"SELECT file, number, pk, body FROM entry WHERE {where}"  # noqa: S608 - conditions are ours
        for file, number, pk, body in self._kept.execute(query, values):
            yield Entry(Row(file, number), pk, json.loads(body))


def _clean(key: str) -> str:
    return key.encode("utf-8", "replace").decode()
