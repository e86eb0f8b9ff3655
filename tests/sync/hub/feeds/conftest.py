"""A small Magento shop to write row by row, and the import command as a function."""

import argparse
import csv
import io
import json
import os
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PIL import Image

from sync.hub.feeds import command
from sync.hub.feeds.assembler import Assembler
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.images import ImageIndex
from sync.hub.feeds.levels import bare_stores, levels
from sync.hub.feeds.opened import opened
from sync.hub.feeds.parts import Part, ProductPart, StockPart, VariantPart
from sync.hub.feeds.pictures import Darkroom
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.staging import Staging
from sync.protocol.products import Product, Store

Summary = dict[str, Any]
Import = Callable[..., Summary]
ImportInto = Callable[..., Summary]

WRITTEN = 1_763_800_000
"""When the shop's tables say they were written: a count is as old as its file."""

PRODUCT_COLUMNS = [
    "sku",
    "store_view_code",
    "attribute_set_code",
    "product_type",
    "categories",
    "name",
    "description",
    "short_description",
    "weight",
    "product_online",
    "visibility",
    "price",
    "special_price",
    "special_price_from_date",
    "special_price_to_date",
    "base_image",
    "additional_attributes",
    "qty",
    "is_in_stock",
    "configurable_variations",
    "additional_images",
]


class MagentoShop:
    """Rows of a Magento export; `write` makes the files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.products: list[dict[str, str]] = []

    def parent(self, sku: str, *choices: tuple[str, str], **cells: str) -> None:
        """Add a configurable product; each choice is (size, colour) of `<sku>-<size>-<colour>`."""
        packed = (f"sku={sku}-{size}-{colour},size={size},color={colour}" for size, colour in choices)
        row = {
            "sku": sku,
            "product_type": "configurable",
            "name": f"Product {sku}",
            "price": "20",
            "visibility": "Catalog, Search",
            "configurable_variations": "|".join(packed),
        }
        self.products.append(row | cells)

    def variant(self, sku: str, size: str, colour: str, **cells: str) -> None:
        row = {
            "sku": f"{sku}-{size}-{colour}",
            "product_type": "simple",
            "name": f"Product {sku}-{size}-{colour}",
            "price": "20",
            "qty": "5",
            "visibility": "Not Visible Individually",
            "additional_attributes": f"has_options=0,size={size},color={colour}",
        }
        self.products.append(row | cells)

    def simple(self, sku: str, **cells: str) -> None:
        row = {
            "sku": sku,
            "product_type": "simple",
            "name": f"Product {sku}",
            "price": "20",
            "qty": "5",
        }
        self.products.append(row | cells)

    def table(self, name: str, *rows: dict[str, str], columns: list[str] | None = None) -> Path:
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns or list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        os.utime(path, (WRITTEN, WRITTEN))
        return path

    def photo(self, name: str, size: tuple[int, int] = (30, 40), colour: str = "navy") -> Path:
        path = self.folder / "images" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, colour).save(path)
        return path

    def write(self) -> Path:
        self.table("products.csv", *self.products, columns=PRODUCT_COLUMNS)
        return self.folder


@pytest.fixture
def shop(tmp_path: Path) -> MagentoShop:
    folder = tmp_path / "magento"
    folder.mkdir()
    return MagentoShop(folder)


@pytest.fixture(scope="session")
def import_into() -> ImportInto:
    """Run `vetrina-hub import PATH --data DATA --json`; return the summary."""

    def run(data: Path, path: Path, *options: str) -> Summary:
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        args = parser.parse_args([str(path), "--data", str(data), "--json", *options])
        with redirect_stdout(io.StringIO()) as printed:
            assert command.run(args) == 0
        summary: Summary = json.loads(printed.getvalue().splitlines()[-1])
        assert summary["rows"] == summary["added"] + summary["merged"] + summary["refused"]
        return summary

    return run


@pytest.fixture
def import_feed(tmp_path: Path, import_into: ImportInto) -> Import:
    """Import into one data folder, `tmp_path / "data"`."""
    return lambda path, *options: import_into(tmp_path / "data", path, *options)


class Listing:
    """What a reader says of some files, before anything is put together."""

    def __init__(self, parts: list[Part], ledger: Ledger) -> None:
        self.parts = parts
        self.ledger = ledger

    def of(self, kind: type[Any]) -> list[Any]:
        return [part for part in self.parts if isinstance(part, kind)]

    def variant(self, sku: str) -> VariantPart:
        return next(part for part in self.of(VariantPart) if part.sku == sku)

    def product(self, key: str) -> ProductPart:
        return next(part for part in self.of(ProductPart) if part.key == key)

    def stock(self, store: str = "") -> dict[str, tuple[int | None, str]]:
        """Return SKU or GTIN to quantity and status in a store."""
        return {
            part.sku or part.gtin: (part.quantity, part.status)
            for part in self.of(StockPart)
            if part.store == store
        }

    def told(self, outcome: str = "note") -> list[tuple[int, str, str]]:
        """Return row, field and reason of the findings."""
        return [
            (finding.row.number, finding.field, finding.reason)
            for finding in self.ledger.findings
            if finding.outcome == outcome
        ]


@pytest.fixture(scope="session")
def list_parts() -> Callable[..., Listing]:
    """Claim and read files with a format; every file must be claimed."""

    def run(known: Format, *paths: Path, **changes: Any) -> Listing:
        settings = Settings(Store("main", "Main store"), "EUR", "en", date(2026, 11, 22))._replace(**changes)
        files = [FeedFile(path) for path in paths]
        claimed = known.claim(files)
        assert {file.name for file in claimed} == {file.name for file in files}
        ledger = Ledger()
        return Listing(list(known.read(claimed, settings, ledger)), ledger)

    return run


class Together:
    """What a feed's parts make before anything of it is written: products, levels, categories."""

    def __init__(self, folder: Path, known: Format, settings: Settings) -> None:
        self.ledger = Ledger()
        staging = Staging()
        with opened(folder) as found:
            claimed = known.claim(found.files)
            for part in known.read(claimed, settings, self.ledger):
                staging.put(part, "")
            staging.seal(self.ledger)
            darkroom = Darkroom(None, self.ledger)
            assembler = Assembler(staging, ImageIndex(*found.pictures), darkroom, settings, self.ledger)
            staging.place_reviews(lambda name: "", self.ledger)
            assembler.assemble()
            darkroom.take_in()
        bare_stores(staging, set(), settings, self.ledger)
        documents = [*assembler.products(), *levels(staging, settings)]
        for document in documents:
            self.ledger.credit(document.rows.values())
        self.ledger.credit(row for _, row in staging.categories())
        self.products = {
            document.key.id: msgspec.json.decode(document.body, type=Product)
            for document in documents
            if document.key.kind == "product"
        }
        self.stock = {sku: (store, part.quantity, part.status) for store, sku, part in staging.levels()}
        self.categories = [(category.id, category.parent) for category, _ in staging.categories()]

    def told(self, outcome: str = "refused") -> list[tuple[int, str]]:
        """Return row and reason of the findings."""
        return [(each.row.number, each.reason) for each in self.ledger.findings if each.outcome == outcome]


@pytest.fixture(scope="session")
def put_together() -> Callable[..., Together]:
    """Read what a format claims in a folder, and put it together."""
    settings = Settings(Store("main", "Main store"), "EUR", "en", date(2026, 11, 22))
    return lambda known, folder, **changes: Together(folder, known, settings._replace(**changes))
