"""What the service of the kiosk starts."""

import subprocess
from pathlib import Path

INSIDE = Path(__file__).parents[3] / "packaging/linux/kiosk/root/usr/lib/vetrina-kiosk/inside"


def test_the_kiosk_is_launched_and_its_number_kept(tmp_path):
    program = tmp_path / "vetrina"
    program.write_text('#!/bin/sh\necho "$$ $*"\n')
    program.chmod(0o755)
    script = tmp_path / "inside"
    script.write_text(INSIDE.read_text().replace("/usr/bin/vetrina", str(program)))
    places = {"RUNTIME_DIRECTORY": str(tmp_path), "STATE_DIRECTORY": "/data"}
    done = subprocess.run(
        ["sh", script, "--windowed"], env=places, capture_output=True, text=True, check=True
    )
    number, _, words = done.stdout.strip().partition(" ")
    assert (tmp_path / "kiosk.pid").read_text().strip() == number
    assert words == "launch --data /data --updates /var/lib/vetrina/update -- shopper --windowed"
