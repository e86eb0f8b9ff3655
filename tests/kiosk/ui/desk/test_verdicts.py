"""What the hub refuses of what was done at the desk is told there, once; a shopper's is not the desk's."""

import pytest

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
    assert kiosk._replica.rejections() == []


def test_what_a_shopper_did_is_told_at_the_list_alone(kiosk, hub_door):
    said = []
    kiosk.desk.work.told.connect(lambda *words: said.append(words))
    kiosk.scan(SOFA)
    kiosk.product.add()
    hub_refuses(kiosk, "list_full")
    assert said == []
    assert kiosk._replica.rejections() == []
