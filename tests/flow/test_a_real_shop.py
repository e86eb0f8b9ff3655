"""The kiosk on shops that are not ours: each set of real data is imported, looked through, searched, kept.

What stands in the data is named by SKU only; their texts belong to others.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk.demo.hub import HubProcess, hub_command
from kiosk.demo.shop import KIOSK
from sync.client.enrolment import enrol
from tests.flow.actors import KioskProcess, PlainPhone, eventually

HOODIE = "MH01-XS-Black"
STORE = "main"
"""What the import calls the one store of a shop that names none."""


class RealShop(NamedTuple):
    """A set of real data: its folder, the store a tablet stands in, a product's SKU, its price here."""

    folder: str
    store: str
    sku: str
    price: str


SHOPS = [
    RealShop("magento-luma", STORE, "24-MB01", "US$34"),
    RealShop("openfoodfacts-half-a", STORE, "0000790110057", "Price on request"),
    RealShop("saleor-demo", "global", "headless-omnichannel-mp3", "US$10"),
]

Serve = Callable[..., HubProcess]
Open = Callable[..., KioskProcess]

CHAIN = "bestbuy-stores"
CHAIN_STORE = "10"
TOLD_OF = 9
"""This store and its eight neighbours."""
WATCHED_SECONDS = 30.0
"""They are asked for one after the other, beside everything else."""


@pytest.fixture(scope="module")
def imported(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Serve sets of real data, each imported once."""
    hubs: dict[str, HubProcess] = {}
    with ExitStack() as running:

        def serve(*folders: str) -> HubProcess:
            name = "+".join(folders)
            if name not in hubs:
                data = tmp_path_factory.mktemp(name) / "hub"
                for folder in folders:
                    source = shared_data / folder
                    if not source.is_dir():
                        pytest.skip(f"the data ../shared/data/{folder} are not beside this checkout")
                    hub_command("import", str(source), "--data", str(data), "--source", folder, "--json")
                hubs[name] = running.enter_context(HubProcess(data))
            return hubs[name]

        yield serve


@pytest.fixture
def open_in(imported: Serve, tmp_path: Path) -> Iterator[Open]:
    """Open a kiosk of a real shop; it has nothing to complain of."""
    with ExitStack() as running:
        kiosks = []

        def start(store: str, *folders: str) -> KioskProcess:
            hub, data = imported(*folders), tmp_path / "tablet"
            arguments = ("--data", str(hub.data), "--store", store, "--name", KIOSK, "--json")
            enrol(data, hub.url, hub_command("enrol", *arguments)["code"])
            kiosks.append(running.enter_context(KioskProcess(data)))
            return kiosks[-1]

        yield start
        assert [kiosk.trouble for kiosk in kiosks if kiosk.trouble] == []


def test_a_hoodie_of_luma_goes_on_the_list_with_its_photo(open_in: Open) -> None:
    kiosk = open_in(STORE, "magento-luma")
    kiosk.scan(HOODIE)
    kiosk.see("Chaz Kangeroo Hoodie")
    kiosk.see("Colour, Black")
    kiosk.see("Size, XS")
    kiosk.see("US$52")
    # Nothing was fetched ahead here: the picture comes because somebody looks at its place.
    eventually("the photo", kiosk.photos)
    kiosk.tap("Colour, Orange")
    kiosk.tap("Size, M")
    kiosk.tap("Add to list")
    kiosk.tap("List, 1 piece")
    kiosk.see("You added it here")
    phone = PlainPhone(kiosk.link())
    eventually("the line behind the link", lambda: phone.shows(1))
    (line,) = phone.list()["lines"]
    assert (line["name"], line["options"]) == ("Chaz Kangeroo Hoodie", ["Orange", "M"])
    assert line["price"]["amount"] == 5200


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.folder)
def test_a_real_shop_is_looked_through_and_searched(open_in: Open, shop: RealShop) -> None:
    kiosk = open_in(shop.store, shop.folder)
    kiosk.tap("Begin")
    kiosk.tap("Search")
    kiosk.see("Look around")
    kiosk.tap_showing_any(" products")
    kiosk.see("Remove ")
    kiosk.tap_showing("Remove ")
    kiosk.write(shop.sku)
    kiosk.see(f"1 product for “{shop.sku}”")
    kiosk.tap_showing_any(shop.price)
    kiosk.see(f"Code {shop.sku}")
    kiosk.see(shop.price)
    kiosk.tap("Add to list")
    kiosk.tap("List, 1 piece")
    kiosk.see("You added it here")


def test_a_chain_of_1565_stores_tells_of_those_around(open_in: Open) -> None:
    """Stores from one feed, products from another."""
    product = SHOPS[1]
    kiosk = open_in(CHAIN_STORE, CHAIN, product.folder)
    kiosk.scan(product.sku)
    kiosk.see("Price on request, please ask us")
    kiosk.tap("All stores")
    kiosk.see("Only where it is")
    told = [text for text in kiosk.reads() if ", not known just now, " in text and "km" in text]
    assert len(told) == TOLD_OF - 1
    until = time.monotonic() + WATCHED_SECONDS
    while watched(kiosk.data) != TOLD_OF and time.monotonic() < until:
        kiosk.reads()
    assert watched(kiosk.data) == TOLD_OF


def watched(data: Path) -> int:
    """Return of how many stores a tablet follows the stock."""
    with closing(sqlite3.connect(data / "replica.db")) as replica:
        [[stores]] = replica.execute("SELECT count(*) FROM scope WHERE scope LIKE 'stock:%'")
    return int(stores)
