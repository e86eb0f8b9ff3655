"""A kiosk that ends again and again is started ever later, and one that ran begins anew."""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = (
    Path(__file__).parents[3]
    / "packaging"
    / "linux"
    / "kiosk"
    / "root"
    / "usr"
    / "lib"
    / "vetrina-kiosk"
    / "pace"
)


@pytest.fixture
def waits(tmp_path: Path):
    """Start once more, and say how many seconds were waited: `sleep` notes them and returns at once."""
    if not Path("/proc/uptime").exists():
        pytest.skip("this script is for Linux")
    programs, run = tmp_path / "bin", tmp_path / "run"
    programs.mkdir()
    run.mkdir()
    slept = tmp_path / "slept"
    (programs / "sleep").write_text(f'#!/bin/sh\necho "$1" >{slept}\n')
    (programs / "sleep").chmod(0o755)

    def start() -> int:
        slept.unlink(missing_ok=True)
        environment = {"PATH": f"{programs}:{os.environ['PATH']}", "RUNTIME_DIRECTORY": str(run)}
        subprocess.run(["sh", SCRIPT], env=environment, check=True, capture_output=True)
        return int(slept.read_text()) if slept.exists() else 0

    return start


def test_it_waits_longer_and_longer_up_to_a_minute(waits):
    assert [waits() for _ in range(10)] == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_one_that_ran_for_minutes_begins_anew(waits, tmp_path: Path):
    assert [waits() for _ in range(3)] == [0, 1, 2]
    memory = tmp_path / "run" / "starts"
    began, wait = memory.read_text().split()
    memory.write_text(f"{int(began) - 301} {wait}\n")
    assert [waits() for _ in range(2)] == [0, 1]


@pytest.mark.parametrize("torn", ["", "12", "abc 4", "7 x", "\n"])
def test_a_torn_memory_stops_nothing(waits, tmp_path: Path, torn: str):
    (tmp_path / "run" / "starts").write_text(torn)
    assert waits() in {0, 1}
