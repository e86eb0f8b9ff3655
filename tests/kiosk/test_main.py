"""The command `vetrina`: what the demo does where there is no screen."""

import sys

import pytest

from kiosk.__main__ import TOUR, main
from kiosk.tour import story
from kiosk.tour.manner import Manner


@pytest.fixture
def toured(monkeypatch):
    """A machine without a screen; what the tour would be played with is written down."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    tours = []
    monkeypatch.setattr(story, "run_tour", lambda out, manner: tours.append((out, manner)) or 0)
    return tours


def test_without_a_screen_the_demo_is_a_tour_that_no_busy_machine_fails(toured, capsys):
    assert main(["demo"]) == 0
    assert toured == [(TOUR, Manner(bounded=False))]
    assert "the tour runs instead of the open kiosk" in capsys.readouterr().out


def test_without_a_screen_the_demo_says_that_a_desk_needs_one(toured, capsys):
    assert main(["demo", "--desk"]) == 0
    assert toured == [(TOUR, Manner(bounded=False))]
    assert "The desk needs a screen" in capsys.readouterr().out


def test_the_tour_keeps_its_bound(toured, tmp_path):
    assert main(["tour", "--out", str(tmp_path)]) == 0
    assert toured == [(tmp_path, Manner(bounded=True))]


def test_the_tour_is_played_in_a_language_as_a_house_and_in_part(toured, tmp_path):
    asked = ["--language", "ja", "--brand", "vesperi", "--story", "guest", "--story", "two"]
    assert main(["tour", "--out", str(tmp_path), *asked]) == 0
    assert toured == [(tmp_path, Manner("ja", "vesperi", bounded=True, only=("guest", "two")))]


def test_a_story_that_there_is_not_is_said(toured, tmp_path, capsys):
    assert main(["tour", "--out", str(tmp_path), "--story", "gues"]) == 2
    assert toured == []
    assert "no story gues; there are guest, known" in capsys.readouterr().err


def test_without_a_screen_the_demo_of_a_house_is_its_tour(toured):
    assert main(["demo", "--brand", "vesperi"]) == 0
    assert toured == [(TOUR, Manner(brand="vesperi", bounded=False))]
