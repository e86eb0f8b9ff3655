"""How long a change may take from screen to screen: the tour fails beyond it, the demo warns."""

import pytest

from kiosk.tour.lag import LIMIT_SECONDS, judge
from kiosk.ui.robot import RobotError

SLOW = [0.1, LIMIT_SECONDS + 0.25]


@pytest.mark.parametrize("bounded", [True, False])
def test_what_is_in_time_is_not_worth_a_word(capsys, bounded):
    judge("phone_to_tablet_ms", [0.1, LIMIT_SECONDS], bounded=bounded)
    assert capsys.readouterr().out == ""


def test_the_tour_fails_over_a_slow_change():
    with pytest.raises(RobotError, match=r"phone_to_tablet_ms: a change took 1\.25 s"):
        judge("phone_to_tablet_ms", SLOW, bounded=True)


def test_the_demo_warns_and_goes_on(capsys):
    judge("phone_to_tablet_ms", SLOW, bounded=False)
    assert "Warning: phone_to_tablet_ms: a change took 1.25 s" in capsys.readouterr().out
