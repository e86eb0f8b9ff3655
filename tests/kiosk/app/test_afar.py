"""Settings from afar wait until nobody is there."""

from types import SimpleNamespace

import pytest

from kiosk.app.afar import SettingsFromAfar
from sync.protocol.tablet_settings import Idle, Settings


@pytest.fixture
def here():
    """Who is there, and what the settings are by now."""
    return SimpleNamespace(unattended=False, settings=Settings(), asked=0)


@pytest.fixture
def taken(qapp, here):
    """What was taken up, and who hears of it."""
    taken = []

    def decide():
        here.asked += 1
        return here

    here.afar = SettingsFromAfar(lambda: here.unattended, decide, qapp)
    here.afar.taken.connect(taken.append)
    return taken


def test_nothing_changes_under_a_shoppers_hands(here, taken):
    here.afar.hear()
    here.afar.look()
    assert (taken, here.asked) == ([], 0)
    here.settings = Settings(idle=Idle(after=90))
    here.unattended = True
    here.afar.look()
    assert taken == [Settings(idle=Idle(after=90))]


def test_where_nobody_is_they_are_taken_up_at_once_and_once(here, taken):
    here.unattended = True
    here.afar.look()
    assert taken == []
    here.afar.hear()
    here.afar.look()
    assert len(taken) == 1
