"""How a desk stands: what a look at the machine finds, and what of it needs somebody."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from kiosk.core.speech import voices

Level = Literal["fine", "note", "bad"]

LEAST_FREE = 1_000_000_000
"""Bytes: with less the next catalogue may find no room."""
CLOCK_OFF = 60.0
"""Seconds between this clock and the hub's that make promises look wrong."""
PRINT_COMMAND = "lp"
"""What prints a file where CUPS is installed."""


class Machine(msgspec.Struct, frozen=True):
    """Bytes that are free, whether something prints, whether the system's key store keeps the desk's key.

    `mute` are the languages that no voice reads aloud here.
    """

    free: int
    prints: bool
    key_store: bool
    mute: tuple[str, ...] = ()


def look(data: Path, key_file: str, languages: Sequence[str] = ()) -> Machine:
    """Look at the machine. Reads the disk.

    Args:
        data: The tablet's data folder.
        key_file: The name of the file that holds the desk's key where no key store does.
        languages: Those that are spoken here.
    """
    return Machine(
        shutil.disk_usage(data).free,
        shutil.which(PRINT_COMMAND) is not None,
        not (data / key_file).exists(),
        voices.mute(languages),
    )


def disk(machine: Machine) -> Level:
    """Say whether the disk has room."""
    return "fine" if machine.free >= LEAST_FREE else "bad"


def clock(offset: float | None) -> Level:
    """Say whether the clock goes right; `offset` is in seconds, None while the hub has said nothing."""
    return "fine" if offset is None or abs(offset) < CLOCK_OFF else "bad"
