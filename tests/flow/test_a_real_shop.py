"""The kiosk on a shop that is not ours: Magento's Luma, as its sample data export it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.demo.hub import HubProcess, hub_command
from kiosk.demo.shop import KIOSK
from sync.client.enrolment import enrol
from tests.flow.actors import KioskProcess, PlainPhone, eventually

HOODIE = "MH01-XS-Black"
STORE = "main"
"""What the import calls the one store of a shop that names none."""


@pytest.fixture
def luma(shared_data: Path, tmp_path: Path) -> Iterator[HubProcess]:
    """A hub that serves Luma."""
    source = shared_data / "magento-luma"
    if not source.is_dir():
        pytest.skip("the data of Luma (../shared/data/magento-luma) are not beside this checkout")
    data = tmp_path / "hub"
    hub_command("import", str(source), "--data", str(data), "--json")
    with HubProcess(data) as hub:
        yield hub


def test_a_hoodie_of_luma_goes_on_the_list_with_its_photo(luma: HubProcess, tmp_path: Path) -> None:
    data = tmp_path / "tablet"
    arguments = ("--data", str(luma.data), "--store", STORE, "--name", KIOSK, "--json")
    enrol(data, luma.url, hub_command("enrol", *arguments)["code"])
    with KioskProcess(data) as kiosk:
        kiosk.scan(HOODIE)
        kiosk.see("Chaz Kangeroo Hoodie")
        kiosk.see("Colour, Black")
        kiosk.see("Size, XS")
        kiosk.see("US$\N{NO-BREAK SPACE}52")
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
        assert kiosk.trouble == []
