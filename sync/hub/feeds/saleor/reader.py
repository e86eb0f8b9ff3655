"""Reading a Saleor fixture into parts."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.jsonstream import read_values
from sync.hub.feeds.parts import CategoryPart, Part, StorePart
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.saleor.entries import KEPT, Entries, Entry
from sync.hub.feeds.saleor.products import Teller, category_id, store_code
from sync.hub.feeds.text import plain
from sync.protocol.products import Category, Store

NAME = "saleor"
FIXTURE = re.compile(rb'^(?:\xef\xbb\xbf)?\s*\[?\s*\{\s*"(?:model|pk|fields)"\s*:')
SALEORS = re.compile(rb'"model"\s*:\s*"(?:product|attribute|warehouse|channel)\.[a-z]+"')


def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
    """Return the files that are Django fixtures with objects of Saleor's catalogue."""
    return [file for file in files if FIXTURE.match(file.head) and SALEORS.search(file.head)]


def read(files: Sequence[FeedFile], settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield what the objects say. They are numbered from 1 in the order of the file."""
    entries = Entries()
    for file in files:
        for number, value in enumerate(_objects(file, ledger), 1):
            ledger.count()
            _keep(Row(file.name, number), value, entries, ledger)
    yield from _categories(entries, settings)
    for warehouse in entries.all("warehouse.warehouse"):
        yield StorePart(warehouse.row, _store(warehouse, entries, settings))
    teller = Teller(entries, settings, ledger)
    for product in entries.all("product.product"):
        yield from teller.parts(product)
    for variant in entries.all("product.productvariant"):
        if entries.one("product.product", variant.key("product")) is None:
            ledger.refuse(variant.row, "product", variant.key("product"), "there is no such product")


def _objects(file: FeedFile, ledger: Ledger) -> Iterator[Any]:
    for value in read_values(file, ledger):
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _keep(row: Row, value: Any, entries: Entries, ledger: Ledger) -> None:
    model = value.get("model") if isinstance(value, dict) else None
    fields = value.get("fields") if isinstance(value, dict) else None
    if not isinstance(model, str) or not isinstance(fields, dict):
        ledger.refuse(row, "model", ascii(value)[:40], "this is no object of a model with fields")
    elif model not in KEPT:
        ledger.refuse(row, "model", model, "the catalogue has no place for objects of this model")
    else:
        entries.put(row, model, str(value.get("pk")), fields)


def _categories(entries: Entries, settings: Settings) -> Iterator[CategoryPart]:
    for category in entries.all("product.category"):
        parent = entries.one("product.category", category.key("parent"))
        identifier = category_id(category)
        name = plain(category.text("name")) or identifier
        above = category_id(parent) if parent and parent.pk != category.pk else ""
        yield CategoryPart(category.row, Category(identifier, {settings.language: name}, above))


def _store(warehouse: Entry, entries: Entries, settings: Settings) -> Store:
    address = entries.one("account.address", warehouse.key("address"))
    lines = [address.text(f"street_address_{number}") for number in (1, 2)] if address else []
    code = store_code(warehouse)
    return Store(
        code=code,
        name=plain(warehouse.text("name")) or code,
        city=plain(address.text("city")) if address else "",
        address=", ".join(filter(None, map(plain, lines))),
        timezone=settings.store.timezone,
        currency=settings.currency,
        language=settings.language,
    )


FORMAT = Format(NAME, claim, read)
