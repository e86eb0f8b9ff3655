"""All tablets of a store, set up at once from one file: each gets an entry of its own, and none gets two."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from sync.client import enrolment
from sync.client.enrolment import enrol_from
from sync.client.errors import IdentityError, Refused
from sync.client.identity import Identity, public_key
from sync.client.transport import enrolling
from sync.hub.devices import every
from sync.hub.enrolment import hand_out_batch
from sync.protocol.devices import Device
from sync.protocol.invitations import Batch
from tests.faults.conftest import Hub

TABLETS = 500
AT_ONCE = 16


@pytest.fixture(autouse=True)
def one_set_of_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the machine's certificates once for all tablets: they are on one machine only here."""
    monkeypatch.setattr(enrolling, "options", cache(enrolling.options))


def file_for(hub: Hub, tablets: int) -> Batch:
    """Make a file as `vetrina-hub enrol --batch` does beside a hub that serves."""
    names = [f"Kiosk {number}" for number in range(1, tablets + 1)]

    async def make() -> Batch:
        async with hub.opened() as storage:
            return await hand_out_batch(storage, "milano", names, hub.url, datetime.now(UTC))

    return asyncio.run(make())


def known(hub: Hub) -> list[Device]:
    async def read() -> list[Device]:
        async with hub.opened() as storage:
            return [device async for device in every(storage)]

    return asyncio.run(read())


@pytest.mark.first
def test_five_hundred_tablets_take_five_hundred_entries(hub: Hub, tmp_path: Path) -> None:
    batch = file_for(hub, TABLETS)

    def set_up(number: int) -> Identity:
        return enrol_from(tmp_path / f"tablet-{number}", batch)

    with ThreadPoolExecutor(AT_ONCE) as shop:
        tablets = list(shop.map(set_up, range(TABLETS)))
    assert {tablet.name for tablet in tablets} == {entry.name for entry in batch.entries}
    assert len({tablet.device for tablet in tablets}) == TABLETS
    at_hub = {device.id: device for device in known(hub)}
    assert {tablet.device for tablet in tablets} == at_hub.keys()
    assert all(at_hub[each.device].public_key == public_key(each.private_key) for each in tablets)
    with pytest.raises(Refused) as refused:
        enrol_from(tmp_path / "one too many", batch)
    assert refused.value.code == "code_used"
    assert len(known(hub)) == TABLETS


def test_a_tablet_that_lost_the_answer_comes_back_to_its_own_entry(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = file_for(hub, 3)
    with monkeypatch.context() as patched:
        patched.setattr(enrolment, "save", lost)
        with pytest.raises(IdentityError):
            enrol_from(tmp_path / "first", batch)
    others = [enrol_from(tmp_path / name, batch) for name in ("second", "third")]
    first = enrol_from(tmp_path / "first", batch)
    assert len({first.name, *(other.name for other in others)}) == 3
    assert len(known(hub)) == 3


def lost(*_arguments: object) -> None:
    raise IdentityError("the power went")


def test_a_file_of_another_hub_is_left_at_once(hub: Hub, tmp_path: Path) -> None:
    """Nobody goes through all of it: an unknown code is a guess, and guesses are counted."""
    batch = file_for(hub, 1)
    entries = [type(batch.entries[0])("Z" * 26)] * 200
    with pytest.raises(Refused) as refused:
        enrol_from(tmp_path, type(batch)(1, hub.url, "milano", batch.expires, entries))
    assert refused.value.code == "code_refused"
    assert enrol_from(tmp_path, batch).store == "milano", "not braked"
