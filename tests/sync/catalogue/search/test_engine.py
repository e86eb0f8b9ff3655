from pathlib import Path

import msgspec

from sync.catalogue.build import build
from sync.catalogue.search import Query, Search
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Product


def product(identifier: str, **texts: str) -> CatalogueRow:
    body = msgspec.json.encode(Product(identifier, texts, []))
    return CatalogueRow("product", identifier, 1, msgspec.Raw(body))


def test_finds_by_a_word_of_any_language(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    build(path, [product("larch", en="Larch sofa", it="Divano Larice"), product("lamp", en="Lamp")], 1)
    search = Search(path)
    assert search.find(Query(text="divano")).hits == ("larch",)
    assert search.find(Query(text="LARCH so")).hits == ("larch",)
    assert search.find(Query(text="", limit=1, offset=1)).total == 2
    search.close()
