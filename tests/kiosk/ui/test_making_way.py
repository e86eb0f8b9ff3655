"""What keeps the screen's thread free: who computes beside it makes way, and what stays is not searched."""

import gc
import sys
import weakref

import pytest

from kiosk import collector, switching


def test_who_computes_in_the_background_makes_way_soon(kiosk):
    assert sys.getswitchinterval() == pytest.approx(switching.SECONDS)


def test_what_the_engine_brought_is_let_be_once_and_only_while_nobody_is_here(kiosk):
    gc.unfreeze()
    kiosk.model.go("home")
    kiosk._sweep()
    assert gc.get_freeze_count() == 0
    kiosk.model.toAttract()
    kiosk._sweep()
    frozen = gc.get_freeze_count()
    assert frozen > 0
    kept = [[] for _ in range(100)]
    kiosk._sweep()
    assert gc.get_freeze_count() <= frozen, f"{len(kept)} lists more were taken for good"


class Ring:
    """Garbage that only a search finds."""

    def __init__(self):
        self.own = self


def test_all_is_searched_only_while_nobody_is_here(kiosk):
    gone = weakref.ref(Ring())
    kiosk.model.go("home")
    kiosk._sweep()
    assert gone() is not None
    kiosk.model.toAttract()
    kiosk._sweep()
    assert gone() is None


def test_what_is_new_is_searched_as_soon_as_it_is_much(kiosk, qtbot):
    gc.collect()
    kiosk.model.go("home")
    gone = weakref.ref(Ring())
    collector.glean()
    assert gone() is not None
    much = [[] for _ in range(collector.MANY)]
    qtbot.waitUntil(lambda: gone() is None)
    assert len(much) == collector.MANY
