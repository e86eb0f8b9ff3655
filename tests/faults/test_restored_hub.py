"""A hub that was put back from a backup, and the tablets that were ahead of it: rule 10."""

from pathlib import Path

import pytest

from sync.client.enrolment import enrol
from sync.client.errors import Refused
from sync.hub.__main__ import main as vetrina_hub
from tests.faults.conftest import Hub
from tests.faults.tablets import Tablet


def back_up(hub: Hub, name: str = "hub.tar.zst") -> Path:
    """As a person does beside the hub that serves."""
    target = hub.data.parent / name
    assert vetrina_hub(["backup", "--data", str(hub.data), "--to", str(target)]) == 0
    return target


def put_back(hub: Hub, backup: Path) -> None:
    hub.stop()
    assert vetrina_hub(["restore", "--data", str(hub.data), "--from", str(backup), "--replace"]) == 0
    hub.start()


def finish(tablet: Tablet) -> None:
    """The shopper is done: nothing but sealed operations is left on the tablet."""
    for visit in tablet.replica.visits():
        tablet.replica.wipe(visit.id, "finish")


def pieces(hub: Hub, *lists: str) -> list[int]:
    return [document.pieces if (document := hub.list(identifier)) else 0 for identifier in lists]


@pytest.fixture
def tablets(hub: Hub, tmp_path: Path, start) -> list[Tablet]:
    folders = [tmp_path / "left", tmp_path / "right"]
    for folder in folders:
        enrol(folder, hub.url, hub.enrol_code())
    return [start(folder) for folder in folders]


def test_rule_10_what_was_acknowledged_after_the_backup_comes_back(hub, tablets):
    """Also what shoppers made who have left since, and also when the hub is put back twice in a row."""
    left, right = tablets
    before = left.add()
    left.speak()
    backup = back_up(hub)

    left.add_to(before)
    after = right.add()
    for tablet in tablets:
        tablet.speak()
        assert tablet.replica.pending_count() == 0
    finish(right)
    right.speak()
    assert pieces(hub, before, after) == [2, 1]
    epochs = {left.replica.progress().epoch}

    for _ in range(2):
        put_back(hub, backup)
        assert pieces(hub, before, after) == [1, 0], "the trap is set"
        for tablet in tablets:
            assert tablet.speak() == "active"
            tablet.speak()
        assert pieces(hub, before, after) == [2, 1]
        assert all(tablet.replica.pending_count() == 0 for tablet in tablets)
        epochs.add(left.replica.progress().epoch)
    assert len(epochs) == 3, "each time another history"


def test_rule_10_a_hub_put_back_takes_no_tablet_for_a_copy(hub, tablets, start):
    """It remembers runs that are long over; what it remembers of them proves nothing."""
    left, _ = tablets
    left.speak()
    backup = back_up(hub)
    for _ in range(3):
        left = start(left.stop().data)
        assert left.speak() == "active"
    put_back(hub, backup)
    assert start(left.stop().data).speak() == "active"


def test_rule_10_a_tablet_that_the_hub_put_back_does_not_know_loses_nothing(hub, tmp_path, start):
    """It was enrolled after the backup: enrolled anew it delivers what it acknowledged to its shoppers."""
    backup = back_up(hub)
    folder = tmp_path / "late"
    enrol(folder, hub.url, hub.enrol_code())
    tablet = start(folder)
    made = tablet.add()
    tablet.speak()
    put_back(hub, backup)
    with pytest.raises(Refused):
        tablet.speak()
    tablet.stop()
    enrol(folder, hub.url, hub.enrol_code())
    tablet = start(folder)
    assert tablet.speak() == "active"
    tablet.speak()
    assert pieces(hub, made) == [1]
