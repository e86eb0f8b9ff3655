import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def soak(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A process of its own: what it imports lives in simulated time."""
    return subprocess.run(
        [sys.executable, "-m", "tests.sim.shift.soak", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_promise_is_broken_in_half_an_hour_of_three_stores():
    done = soak("--seed", "1", "--share", "0.0625")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 stores, 12 associates" in done.stdout
    assert ": 0 violations" in done.stdout


@pytest.mark.parametrize("fault", ["sold_as_often_as_asked", "pieces_are_kept_for_ever"])
def test_the_judge_finds_what_is_broken_on_purpose(fault):
    done = soak("--seed", "1", "--share", "0.03", "--mutation", fault)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "VIOLATION" in done.stdout
