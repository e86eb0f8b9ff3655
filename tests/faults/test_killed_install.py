"""A catalogue is complete when its last step is written: a tablet killed at any other one has old or new."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.killed_install import NEW, OLD


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed at marked steps by forking (POSIX)")
@pytest.mark.parametrize(("mode", "least"), [("snapshot", 20), ("changes", 12)])
def test_rule_16_a_tablet_killed_at_any_step_has_the_old_catalogue_or_the_new_one_whole(
    tmp_path: Path, mode: str, least: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.killed_install", str(tmp_path), mode],
        capture_output=True,
        text=True,
        check=True,
    )
    steps = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(steps) > least
    assert [step["killed"] for step in steps] == [True] * (len(steps) - 1) + [False]
    kinds = [step["found"] for step in steps]
    assert set(kinds) == {OLD, NEW}
    turn = kinds.index(NEW)
    assert set(kinds[turn:]) == {NEW}, "one step, and no other, puts it in force"
    assert all(step["then"] == NEW and not step["again"] for step in steps), "the next start brings it"
    assert all(step["left"] == [] for step in steps), "and leaves nothing behind"
