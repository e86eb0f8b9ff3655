"""The end of the kiosk's log: from the system's journal, or from a file that somebody names."""

import shutil
import subprocess
from pathlib import Path

UNIT = "vetrina-kiosk"
LINES = 2000
MOST_BYTES = 1_000_000
PATIENCE = 10.0
"""Seconds."""


def read(file: Path | None) -> str:
    """Return the last lines; '' where there are none, or where they may not be read."""
    return _of_file(file) if file else _of_journal()


def _of_file(file: Path) -> str:
    try:
        with file.open("rb") as log:
            log.seek(max(0, file.stat().st_size - MOST_BYTES))
            text = log.read().decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-LINES:])


def _of_journal() -> str:
    program = shutil.which("journalctl")
    if program is None:
        return ""
    asked = [program, "--unit", UNIT, "--lines", str(LINES), "--output", "short-iso", "--no-pager", "--quiet"]
    try:
        done = subprocess.run(asked, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")
