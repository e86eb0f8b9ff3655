"""A kiosk and a desk on one hub: what a shopper asks for is seen, brought, and seen to be on its way."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import enrolment_code
from kiosk.demo.staff import colleagues, take_on
from sync.client.enrolment import enrol
from tests.flow.actors import KioskProcess

LAMP = "STE-BRASS"
MARTA = next(one for one in colleagues("milano") if one.name == "Marta")


@pytest.fixture
def desk(hub: HubProcess, tmp_path: Path) -> Iterator[KioskProcess]:
    """Another tablet of the store, which an associate has made a desk."""
    take_on(hub.data, "milano")
    data = tmp_path / "desk"
    enrol(data, hub.url, enrolment_code(hub.data, "Desk"))
    shutil.copytree(hub.data / "media", data / "media")
    with KioskProcess(data) as tablet:
        tablet.sign_in(MARTA.name, MARTA.pin)
        yield tablet


def test_what_a_shopper_wants_brought_is_taken_by_an_associate_and_the_shopper_sees_who(
    desk: KioskProcess, kiosk: KioskProcess
) -> None:
    kiosk.scan(LAMP)
    kiosk.tap("Add to list")
    kiosk.tap("List, 1 piece")
    kiosk.tap("Have it brought to me")
    desk.see("Bring 1 piece to Kiosk 1")
    desk.tap("I’ll bring it")
    desk.see("Picking")
    kiosk.see("Marta")


def test_a_tablet_goes_back_to_its_shoppers_when_the_associate_leaves(desk: KioskProcess) -> None:
    desk.tap("Marta")
    desk.see("Welcome back, Marta")
    desk.tap("Sign out Marta")
    desk.see("Begin")
