"""The kiosk can be imported where there is only what Windows has."""

import subprocess
import sys


def test_no_module_needs_what_only_posix_has():
    command = [sys.executable, "-m", "tests.kiosk.as_windows"]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    count, *faults = finished.stdout.splitlines()
    assert faults == [], finished.stderr
    assert int(count.split()[0]) > 400  # all of it, and not a folder that was not found
    assert finished.returncode == 0
