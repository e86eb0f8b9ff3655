"""What the hub refuses of what was done at the desk is told there, once; a shopper's is not the desk's."""

import pytest

from kiosk.ui.models.desk.health import EXPORT
from sync.protocol import export
from sync.protocol.orders import ClaimOrder, Line, Order
from tests.kiosk.ui.test_rejections import SOFA, hub_refuses


@pytest.fixture
def claimed(kiosk, desk, tell):
    """An order that Marco has claimed, before the hub has said anything."""
    line = Line("l1", "sofa", "moss-2120", 1)
    tell(kiosk.desk.work.orders, "order", Order("4107", "4107", "milano", "collect", "new", [line], ""))
    kiosk.desk.work.do(kiosk.desk.work.orders, ClaimOrder("4107"))
    return desk


def test_it_is_told_at_the_desk_in_words_and_then_forgotten(kiosk, claimed, robot):
    lists = []
    kiosk.list.refused.connect(lists.append)
    hub_refuses(kiosk, "taken")
    robot.wait(lambda: robot.find("That did not work: a colleague has it") is not None, "the toast")
    assert kiosk._replica.rejections() == []
    assert lists == []


def test_at_a_locked_desk_it_waits_for_whoever_comes_back(kiosk, claimed, sign_in):
    claimed.lock()
    hub_refuses(kiosk, "taken")
    assert claimed.said == ""
    assert len(kiosk._replica.rejections()) == 1
    sign_in("Marco")
    assert claimed.said == "That did not work: a colleague has it"
    assert not claimed.saidDone
    assert kiosk._replica.rejections() == []


def test_what_a_shopper_did_is_told_at_the_list_alone(kiosk, hub_door):
    said = []
    kiosk.desk.work.told.connect(lambda *words: said.append(words))
    kiosk.scan(SOFA)
    kiosk.product.add()
    hub_refuses(kiosk, "list_full")
    assert said == []
    assert kiosk._replica.rejections() == []


def test_late_work_is_told_and_stays_on_the_health_page_until_somebody_has_seen_it(kiosk, claimed, robot):
    hub_refuses(kiosk, "session_over")
    words = "it was done long after the shift had ended, so it does not count"
    robot.wait(lambda: robot.find(f"That did not work: {words}") is not None, "the toast")
    assert kiosk._replica.rejections() == []
    claimed.go("health")
    (row,) = [row for row in claimed.health.hub[:] if row.key.startswith("late")]
    assert (row.title, row.detail, row.level) == (
        "The orders",
        f"1 act refused (last: 10:00): {words}",
        "bad",
    )
    # Nothing to try again: it would be refused again.
    assert (claimed.health.aside, claimed.health.waits) == (True, False)
    claimed.go("today")
    claimed.go("health")
    robot.tap("Seen")
    robot.wait(lambda: not claimed.health.aside, "it to go")
    assert not any(row.key.startswith("late") for row in claimed.health.hub[:])


def test_late_work_outlives_the_desk_and_is_seen_once_it_is_put_into_a_file(
    kiosk, claimed, data, sign_in, robot
):
    hub_refuses(kiosk, "session_over")
    kiosk.desk.door.close()
    kiosk.model.toDesk()
    sign_in("Giulia")
    claimed.go("health")
    assert claimed.health.aside
    robot.tap("Put into a file")
    robot.wait(lambda: not claimed.health.aside, "it to go")
    (exported,) = export.read((data / EXPORT).read_bytes())
    assert exported.reason == "session_over"
