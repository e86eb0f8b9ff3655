"""What the service of the kiosk starts: the kiosk, or what starts it and updates it."""

import subprocess
from pathlib import Path

import pytest

INSIDE = Path(__file__).parents[3] / "packaging/linux/kiosk/root/usr/lib/vetrina-kiosk/inside"


@pytest.fixture
def started(tmp_path):
    """Run the script with a program that says how it was called, and a folder of updates or none."""
    program, updates = tmp_path / "vetrina", tmp_path / "update"
    program.write_text('#!/bin/sh\necho "$$ $*"\n')
    program.chmod(0o755)
    script = tmp_path / "inside"
    script.write_text(
        INSIDE.read_text()
        .replace("/usr/bin/vetrina", str(program))
        .replace("/var/lib/vetrina/update", str(updates))
    )

    def run(*, updating: bool) -> tuple[str, Path]:
        if updating:
            updates.mkdir()
        places = {"RUNTIME_DIRECTORY": str(tmp_path), "STATE_DIRECTORY": "/data"}
        done = subprocess.run(
            ["sh", script, "--windowed"], env=places, capture_output=True, text=True, check=True
        )
        number, _, words = done.stdout.strip().partition(" ")
        assert (tmp_path / "kiosk.pid").read_text().strip() == number
        return words, updates

    return run


def test_the_kiosk(started):
    assert started(updating=False)[0] == "shopper --data /data --windowed"


def test_what_updates_it_where_there_is_a_folder_for_that(started):
    words, updates = started(updating=True)
    assert words == f"launch --data /data --updates {updates} -- shopper --windowed"
