"""What launcher and kiosk tell each other: that it lives, and that an update waits for a quiet moment.

Both are files in a folder that the launcher names in the environment: any version of the kiosk finds them
there, whatever else changes between two of them. A kiosk that nobody launched beats for nobody.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

RUN = "VETRINA_UPDATE_RUN"
"""The variable that names the folder."""

ROOT = "VETRINA_UPDATE_ROOT"
"""The variable that names the folder of updates as a whole, for who tells how things stand."""

HAND_OVER = 79
"""Exit status of a kiosk that ends because an update waits: nobody is there, and nothing is unsent."""

BEAT = "beat"
WANTED = "wanted"


def folder() -> Path | None:
    """Return the folder, None where no launcher runs this kiosk."""
    named = os.environ.get(RUN, "")
    return Path(named) if named else None


def beat(run: Path, count: int) -> None:
    """Say that the kiosk lives: its window is painted, and it answers.

    Raises:
        OSError: The disk is full or does not work.
    """
    beside = run / f"{BEAT}.{os.getpid()}"
    beside.write_text(f"{os.getpid()} {count}\n")
    beside.replace(run / BEAT)


def last_beat(run: Path) -> str:
    """Return what the kiosk said last, '' for nothing: another one than before is a sign of life."""
    try:
        return (run / BEAT).read_text()
    except OSError:
        return ""


def can_be_heard(run: Path) -> bool:
    """Say whether a kiosk can give a sign of life at all: on a full disk it cannot, and may live."""
    trial = run / f"{BEAT}.trial"
    try:
        trial.write_text("a sign of life\n")
    except OSError:
        return False
    finally:
        with suppress(OSError):
            trial.unlink()
    return True


def clear(run: Path) -> None:
    """Forget what the kiosk before said.

    Raises:
        OSError: The disk does not work.
    """
    for path in run.glob(f"{BEAT}*"):
        path.unlink(missing_ok=True)


def want(run: Path, *, wanted: bool) -> None:
    """Say whether an update waits.

    Raises:
        OSError: The disk is full or does not work.
    """
    if not wanted:
        (run / WANTED).unlink(missing_ok=True)
    elif not (run / WANTED).exists():
        (run / WANTED).touch()


def wanted_for(run: Path) -> float | None:
    """Return for how many seconds an update has waited, None where none does.

    By the wall clock: a kiosk lives for a visit, and an update may wait for many.
    """
    try:
        return max(0.0, time.time() - (run / WANTED).stat().st_mtime)
    except OSError:
        return None
