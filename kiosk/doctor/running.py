"""Whether a kiosk is open on a data folder, and on which screen; its lock is not touched."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kiosk.lock import NAME

SCREEN = ("DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "QT_QPA_PLATFORM")
"""What of a kiosk's environment names its screen and its sound."""

PROCESS, INODE = 4, 5
"""Where a line of /proc/locks has them."""


class Running(NamedTuple):
    """The process that holds the folder's lock, None while nobody does; and its screen, if one may look."""

    process: int | None
    screen: Mapping[str, str]


def find(data: Path, proc: Path = Path("/proc")) -> Running | None:
    """Return how the kiosk runs; None where the system does not say (it is no Linux)."""
    try:
        held = (proc / "locks").read_text().splitlines()
    except OSError:
        return None
    process = _holder(data / NAME, held)
    return Running(process, _screen(proc / str(process)) if process else {})


def _holder(lock: Path, held: list[str]) -> int | None:
    try:
        status = lock.stat()
    except OSError:
        return None
    device = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    for line in held:
        fields = line.split()
        if "FLOCK" in fields and fields[INODE:] and fields[INODE] == device:
            return int(fields[PROCESS])
    return None


def _screen(process: Path) -> dict[str, str]:
    try:
        entries = (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return {}
    pairs = (entry.decode(errors="replace").partition("=") for entry in entries)
    return {name: value for name, _, value in pairs if name in SCREEN}
