import errno
import sqlite3
from pathlib import Path

import msgspec
import pytest

from sync.catalogue.advance import Advance
from sync.catalogue.build import build
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import Damaged, sku_key
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Product, Variant


def row(name: str, seq: int, skus: tuple[str, ...] = (), text: str = "") -> CatalogueRow:
    document = Product(name, {"en": text or name}, [Variant(sku, sku, {}, {}) for sku in skus])
    return CatalogueRow("product", name, seq, msgspec.Raw(msgspec.json.encode(document)))


def gone(name: str, seq: int) -> CatalogueRow:
    return CatalogueRow("product", name, seq)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "catalogue.db"
    build(target, [row("sofa", 1, ("S-1", "S-2")), row("lamp", 2, ("L-1",))], 2)
    return target


def advance(path: Path, rows: list[CatalogueRow], version: int) -> None:
    with Advance(path) as changes:
        changes.put(rows)
        changes.commit(version)


def found(path: Path) -> tuple[dict[str, str], int]:
    catalogue = Catalogue(path)
    names = {product.id: product.name["en"] for product in catalogue.products()}
    version = catalogue.version
    catalogue.close()
    return names, version


def test_changes_and_removals_are_taken_in(path: Path) -> None:
    advance(path, [row("sofa", 3, ("S-1",), "Sofa"), gone("lamp", 4), row("bed", 5, ("B-1",))], 5)
    assert found(path) == ({"sofa": "Sofa", "bed": "bed"}, 5)
    catalogue = Catalogue(path)
    known = {sku: catalogue.find([sku_key(sku)]) is not None for sku in ("S-1", "S-2", "L-1", "B-1")}
    catalogue.close()
    assert known == {"S-1": True, "S-2": False, "L-1": False, "B-1": True}


def test_a_code_that_moves_to_another_product_finds_that_one(path: Path) -> None:
    advance(path, [row("sofa", 3, ("S-1",)), row("bed", 4, ("S-2",))], 4)
    catalogue = Catalogue(path)
    assert catalogue.find([sku_key("S-2")]).product == "bed"
    catalogue.close()


def test_advancing_and_building_anew_give_the_same_rows(path: Path, tmp_path: Path) -> None:
    changes = [row("sofa", 3, ("S-9",), "Sofa"), gone("lamp", 4)]
    advance(path, changes, 4)
    build(tmp_path / "whole.db", [row("sofa", 1, ("S-1", "S-2")), row("lamp", 2, ("L-1",)), *changes], 4)

    def dump(file: Path) -> list[list[object]]:
        # What the search finds is the same too (search/test_changes.py); its tables number products anew.
        connection = sqlite3.connect(file)
        tables = [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("meta", "document", "code")
        ]
        connection.close()
        return tables

    assert dump(path) == dump(tmp_path / "whole.db")


def test_who_reads_meanwhile_sees_the_catalogue_before_and_then_the_whole_of_the_next(path: Path) -> None:
    reader = Catalogue(path)
    with Advance(path) as changes:
        changes.put([row("sofa", 3, ("S-1",), "Sofa"), gone("lamp", 4)])
        assert changes.products() == 1
        assert {product.name["en"] for product in reader.products()} == {"sofa", "lamp"}
        changes.commit(4)
    assert {product.name["en"] for product in reader.products()} == {"Sofa"}
    reader.close()


def test_what_was_not_committed_never_was(path: Path) -> None:
    with Advance(path) as changes:
        changes.put([gone("sofa", 3), gone("lamp", 4)])
    assert found(path) == ({"sofa": "sofa", "lamp": "lamp"}, 2)


def test_a_file_that_is_damaged_inside_is_told_from_one_that_is_busy(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + bytes(len(content) - 4096))
    with pytest.raises(Damaged), Advance(path) as changes:
        changes.put([row("sofa", 3)])


def test_a_full_disk_is_told_as_such(path: Path) -> None:
    with Advance(path) as changes:
        changes._run("PRAGMA max_page_count = 1")
        with pytest.raises(OSError, match="No space") as raised:
            changes.put([row("bed", 3, text="x" * 100_000)])
        assert raised.value.errno == errno.ENOSPC
    assert found(path)[1] == 2
