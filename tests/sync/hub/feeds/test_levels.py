"""Whose stock it is: stores are meant by code or name, whatever the case."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.catalogue.read import Catalogue

STORES = "store,store name,city\nMI1,Milano Duomo,Milano\nRM1,Roma Centro,Roma\n"


@pytest.fixture
def bring(tmp_path: Path, import_feed: Any) -> Callable[..., dict[str, Any]]:
    def run(text: str) -> dict[str, Any]:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        summary: dict[str, Any] = import_feed(path)
        assert import_feed(path)["changed"] == 0
        return summary

    return run


@pytest.fixture
def stores(tmp_path: Path) -> Callable[[], dict[str, str]]:
    """Return the city of each store, by code."""

    def read() -> dict[str, str]:
        catalogue = Catalogue.open_current(tmp_path / "data")
        assert catalogue is not None
        found = {store.code: store.city for store in catalogue.stores()}
        catalogue.close()
        return found

    return read


@pytest.mark.parametrize(
    "text",
    [
        "sku,quantity,store\nP1,5,milano duomo\nP2,7,rm1\n",
        "SKU;mi1;ROMA CENTRO\nP1;5;4\nP2;6;7\n",
        "SKU;Name;MI1;rm1\nP1;Chair;5;4\nP2;Cup;6;7\n",
        (
            "Handle,Title,Option1 Name,Option1 Value,SKU,Location,Available,On hand\n"
            "a,A,Title,Default Title,P1,Milano Duomo,5,5\na,A,Title,Default Title,P2,Roma Centro,7,7\n"
        ),
    ],
)
def test_stock_goes_to_the_stores_that_are_meant(bring: Any, stores: Any, text: str) -> None:
    bring(STORES)
    assert bring(text)["stock"] >= 2
    assert stores() == {"MI1": "Milano", "RM1": "Roma"}


def test_a_store_nobody_knows_is_made_without_the_place_of_another(bring: Any, stores: Any) -> None:
    bring(STORES)
    bring("sku,quantity,store\nP1,5,Torino\n")
    assert stores() == {"MI1": "Milano", "RM1": "Roma", "Torino": ""}
