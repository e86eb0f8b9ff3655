"""Which stores' stock a tablet wants: those it tells of, however many the chain has."""

import pytest

from kiosk.ui.supply import levels
from sync.catalogue.schema import CatalogueError
from sync.protocol import scopes


def watched(kiosk):
    return set(kiosk._replica.scopes_of(""))


def test_it_wants_the_stock_of_the_stores_around(kiosk):
    assert watched(kiosk) == {scopes.stock(code) for code in ("milano", "torino", "online")}


def test_it_lets_go_of_a_store_that_is_no_longer_told_of(kiosk, open_kiosk):
    kiosk._replica.watch(scopes.stock("closed"))
    assert watched(open_kiosk()) == {scopes.stock(code) for code in ("milano", "torino", "online")}


def test_the_stock_of_many_variants_is_one_look(kiosk, count, monkeypatch):
    count("milano", "vase", 3)
    looks = []
    read = kiosk._replica._database.read
    monkeypatch.setattr(kiosk._replica._database, "read", lambda *asked: looks.append(asked) or read(*asked))
    found = levels(kiosk._replica, "milano", ["vase", "unheard-of"])
    assert {variant: level.on_hand for variant, level in found.items()} == {"vase": 3}
    assert len(looks) == 1


def test_a_closed_kiosk_has_let_go_of_the_catalogue(kiosk):
    catalogue = kiosk.shop.catalogue
    kiosk.close()
    kiosk.close = lambda: None  # as after every test, where once is enough
    with pytest.raises(CatalogueError):
        catalogue.product("none")
