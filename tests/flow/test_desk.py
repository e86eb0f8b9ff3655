"""A kiosk and a desk on one hub: what a shopper asks for is brought; who is locked out is let in again."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import enrolment_code
from kiosk.demo.staff import colleagues, take_on
from sync.client.enrolment import enrol
from sync.hub.context import open_storage
from sync.hub.lockout import LOCKED_AFTER, Tries
from sync.hub.staff import records, roster
from sync.hub.staff.records import Record
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from tests.flow.actors import KioskProcess

LAMP = "STE-BRASS"
MARTA = next(one for one in colleagues("milano") if one.name == "Marta")
MANAGER = next(one for one in colleagues("milano") if one.role == "manager")
WRONG_PIN = "314159"


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
    kiosk.tap("Bring it, please")
    desk.see("Bring 1 piece to Kiosk 1")
    desk.tap("I’ll bring it")
    desk.see("Picking")
    kiosk.see("Marta")


def test_a_tablet_goes_back_to_its_shoppers_when_the_associate_leaves(desk: KioskProcess) -> None:
    desk.tap("Marta")
    desk.see("Welcome back, Marta")
    desk.tap("Sign out Marta")
    desk.see("Begin")


def test_who_is_locked_out_is_let_in_again_by_a_manager_at_another_tablet(
    hub: HubProcess, desk: KioskProcess, kiosk: KioskProcess
) -> None:
    mistyped_before(hub, LOCKED_AFTER - 1)
    kiosk.ask_who()
    kiosk.say_name(MARTA.name)
    kiosk.enter_pin(WRONG_PIN)
    kiosk.see("That was not right: name, badge or PIN.")
    kiosk.enter_pin(MARTA.pin)
    kiosk.see("Locked after too many tries. A manager unlocks it.")

    desk.tap(MARTA.name)
    desk.tap("Somebody else")
    desk.say_name(MANAGER.name)
    desk.enter_pin(MANAGER.pin)
    desk.tap("Health")
    desk.tap("Colleagues")
    desk.see("Locked out after too many wrong PINs")
    desk.tap("Let them try again")
    desk.see(f"{MARTA.name} may try again")
    desk.miss("Locked out after too many wrong PINs")

    kiosk.enter_pin(MARTA.pin)
    kiosk.see("What is to be done")


def mistyped_before(hub: HubProcess, times: int) -> None:
    """Have Marta mistyped her PIN so often this morning, with all the waits between behind her."""

    async def write() -> None:
        storage = open_storage(hub.data, "")
        try:
            who = await anext(
                one async for one in roster.of_store(storage, "milano") if one.name == MARTA.name
            )
            tries = Tries(times, at="2026-11-26T07:00:00Z")

            def mistype(record: Record | None) -> Record:
                assert record is not None
                return replace(record, tries=tries)

            await documents.change(
                storage, scopes.associate(who.id), Key(records.KIND, who.id), Record, mistype
            )
        finally:
            await storage.close()

    asyncio.run(write())
