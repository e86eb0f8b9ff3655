"""The command `vetrina`: what the demo does where there is no screen."""

import sys

import pytest

from kiosk.__main__ import TOUR, main
from kiosk.tour import story


@pytest.fixture
def toured(monkeypatch):
    """A machine without a screen; what the tour would be played with is written down."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    tours = []
    monkeypatch.setattr(story, "run_tour", lambda out, *, bounded: tours.append((out, bounded)) or 0)
    return tours


def test_without_a_screen_the_demo_is_a_tour_that_no_busy_machine_fails(toured, capsys):
    assert main(["demo"]) == 0
    assert toured == [(TOUR, False)]
    assert "the tour runs instead of the open kiosk" in capsys.readouterr().out


def test_without_a_screen_the_demo_says_that_a_desk_needs_one(toured, capsys):
    assert main(["demo", "--desk"]) == 0
    assert toured == [(TOUR, False)]
    assert "The desk needs a screen" in capsys.readouterr().out


def test_the_tour_keeps_its_bound(toured, tmp_path):
    assert main(["tour", "--out", str(tmp_path)]) == 0
    assert toured == [(tmp_path, True)]
