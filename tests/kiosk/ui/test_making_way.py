"""What keeps the screen's thread free: who computes beside it makes way, and what stays is not searched."""

import gc
import sys

import pytest

from kiosk import switching


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
