import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def simulate(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A process of its own: what it imports lives in simulated time."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_promise_is_broken_in_200_schedules():
    done = simulate("tests.sim.soak", "--seed", "1", "--schedules", "200")
    assert done.returncode == 0, done.stdout + done.stderr
    assert ": 200 schedules," in done.stdout


def test_the_same_seed_is_the_same_day_to_the_letter():
    one, other = (simulate("tests.sim.worker", "30", "34", "1") for _ in range(2))
    assert one.stdout == other.stdout
    assert all(len(json.loads(line)["trace"]) > 10 for line in one.stdout.splitlines())


def test_a_day_does_not_depend_on_the_one_before():
    after, alone = (
        simulate("tests.sim.worker", "35", "37", "1"),
        simulate("tests.sim.worker", "36", "37", "1"),
    )
    assert after.stdout.splitlines()[1:] == alone.stdout.splitlines()


def test_every_known_fault_is_found_within_40_schedules():
    done = simulate("tests.sim.worker", "mutations", "40")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) >= 13, done.stderr
    assert [one["mutation"] for one in found if one["found"] is None] == []


def test_a_schedule_that_fails_tells_how_to_see_it_again():
    done = simulate("tests.sim.soak", "--seed", "3", "--schedules", "1", "--mutation", "result_forgotten")
    assert done.returncode == 1
    assert "VIOLATION" in done.stdout
    assert "make soak SEED=3 SCHEDULES=1" in done.stdout
