import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from sync.catalogue.build import build
from sync.catalogue.current import Current, folder, write_current
from sync.catalogue.read import Catalogue, Match
from sync.catalogue.schema import CatalogueError, Damaged, gtin_key, set_meta, sku_key
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Category, Product, Store, Variant

GTIN = "09527310001011"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    documents = {
        ("product", "sofa"): Product(
            "sofa", {"en": "Sofa"}, [Variant("S-1", "S-1", {}, {}, GTIN), Variant("S-2", "S-2", {}, {}, GTIN)]
        ),
        ("product", "lamp"): Product("lamp", {"en": "Lamp"}, [Variant("L-1", "L-1", {}, {})]),
        ("category", "light"): Category("light", {"en": "Light"}),
        ("store", "torino"): Store("torino", "Torino"),
        ("store", "milano"): Store("milano", "Milano"),
    }
    rows = [
        CatalogueRow(kind, identifier, seq, msgspec.Raw(msgspec.json.encode(document)))
        for seq, ((kind, identifier), document) in enumerate(documents.items(), 1)
    ]
    built = tmp_path / "one.db"
    build(built, rows, 5)
    return built


def test_the_first_known_key_counts(path: Path) -> None:
    with closing(Catalogue(path)) as catalogue:
        assert catalogue.find([gtin_key("1"), sku_key("l-1")]) == Match(sku_key("L-1"), "lamp", "L-1")
        assert catalogue.find([gtin_key("1")]) is None
        assert catalogue.find([]) is None


def test_a_code_of_several_variants_finds_the_product_alone(path: Path) -> None:
    with closing(Catalogue(path)) as catalogue:
        assert catalogue.find([gtin_key(GTIN)]) == Match(gtin_key(GTIN), "sofa", "")


def test_documents_are_read_by_kind_and_id(path: Path) -> None:
    with closing(Catalogue(path)) as catalogue:
        lamp, light, torino = (
            catalogue.product("lamp"),
            catalogue.category("light"),
            catalogue.store("torino"),
        )
        assert lamp is not None
        assert lamp.name == {"en": "Lamp"}
        assert light is not None
        assert torino is not None
        assert catalogue.product("light") is None
        assert [store.code for store in catalogue.stores()] == ["milano", "torino"]
        assert [product.id for product in catalogue.products()] == ["lamp", "sofa"]
        assert catalogue.count("store") == 2


def test_the_file_in_force_is_opened(path: Path, tmp_path: Path) -> None:
    assert Catalogue.open_current(tmp_path) is None
    folder(tmp_path).mkdir()
    path.rename(folder(tmp_path) / path.name)
    write_current(tmp_path, Current(path.name, 5))
    catalogue = Catalogue.open_current(tmp_path)
    assert catalogue is not None
    assert catalogue.version == 5
    catalogue.close()


def test_a_file_of_a_newer_program_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        set_meta(connection, "format", "99")
    with pytest.raises(CatalogueError, match="newer"):
        Catalogue(path)


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to look at it", None])
def test_what_is_no_catalogue_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "bad.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CatalogueError, match="is not a catalogue"):
        Catalogue(path)


@pytest.mark.parametrize("body", [b"", b"{", b'{"id":"\xff\xfe"}'])
def test_a_document_that_is_no_json_is_damage(path: Path, body: bytes) -> None:
    """A disk can change bytes within a page, where SQLite sees nothing wrong."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE document SET body = ? WHERE id = 'sofa'", (body,))
    with closing(Catalogue(path)) as catalogue:
        with pytest.raises(Damaged):
            catalogue.product("sofa")
        with pytest.raises(Damaged):
            list(catalogue.products())
        assert catalogue.product("lamp")
