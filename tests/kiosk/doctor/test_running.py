"""Whether a kiosk runs is seen from outside."""

import os
import subprocess
import sys

from kiosk.doctor import running

HOLD = """
import sys
from pathlib import Path
from kiosk import lock
with lock.held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_who_holds_the_lock_is_found_with_its_screen(tmp_path):
    assert running.find(tmp_path) == running.Running(None, {})
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "WAYLAND_DISPLAY": "wayland-7", "HOME": "secret"},
        text=True,
    )
    with holder:
        assert holder.stdout.readline() == "held\n"
        found = running.find(tmp_path)
        holder.stdin.close()
    assert found.process == holder.pid
    assert found.screen["WAYLAND_DISPLAY"] == "wayland-7"
    assert "HOME" not in found.screen
    assert running.find(tmp_path).process is None


def test_a_system_that_does_not_say(tmp_path):
    assert running.find(tmp_path, proc=tmp_path) is None
