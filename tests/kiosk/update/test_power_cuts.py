"""A power cut at every step of fetching, changing to and taking back a version: `power_cuts.py` does it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def cut(way: str, place: Path) -> list[dict]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.kiosk.update.power_cuts", way, str(place)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    steps = [json.loads(line) for line in done.stdout.splitlines()]
    assert [step["ended"] for step in steps] == [False] * (len(steps) - 1) + [True]
    return steps


def test_while_a_version_is_fetched(tmp_path):
    steps = cut("fetches", tmp_path)
    assert len(steps) > 50
    assert {step["staged"] for step in steps} == {"1.0.0", "", "1.1.0"}
    assert all(step["whole"] and step["again"] == "1.1.0" for step in steps)


def test_while_a_version_is_taken_and_kept(tmp_path):
    steps = cut("works", tmp_path)
    assert len(steps) > 40
    for step in steps:
        assert step["kept"], step
        assert (step["current"], step["bad"], step["trial"], step["copies"]) == ("a", [], False, []), step


@pytest.mark.first
def test_while_a_version_is_tried_and_taken_back(tmp_path):
    steps = cut("fails", tmp_path)
    assert len(steps) > 80
    for step in steps:
        assert step["kept"], step
        assert (step["current"], step["bad"], step["trial"], step["copies"]) == (
            "factory",
            ["1.0.0"],
            False,
            [],
        ), step
        # What had waited, and what the version that failed had taken from somebody.
        assert step["pending"] == 3, step
