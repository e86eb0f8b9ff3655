"""How a desk stands: what a look at the machine finds, and what of it needs somebody."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from kiosk.core import printers
from kiosk.core.speech import voices

Level = Literal["fine", "note", "bad"]

LEAST_FREE = 1_000_000_000
"""Bytes: with less the next catalogue may find no room."""
CLOCK_OFF = 60.0
"""Seconds between this clock and the hub's that make promises look wrong."""


class Machine(msgspec.Struct, frozen=True):
    """Bytes that are free, whether something prints, whether the system's key store keeps the desk's key.

    `mute` are the languages that no voice reads aloud here.
    """

    free: int
    prints: bool
    key_store: bool
    mute: tuple[str, ...] = ()


def look(data: Path, key_file: str, languages: Sequence[str] = (), printer: str = "") -> Machine:
    """Look at the machine. Reads the disk, and asks the system what printers it has.

    Args:
        data: The tablet's data folder.
        key_file: The name of the file that holds the desk's key where no key store does.
        languages: Those that are spoken here.
        printer: The printer that was set, '' for the system's choice.
    """
    return Machine(
        shutil.disk_usage(data).free,
        _prints(printer),
        not (data / key_file).exists(),
        voices.mute(languages),
    )


def _prints(printer: str) -> bool:
    """Say whether paper comes out here. Waits for the system, `printers.PATIENCE` seconds at most."""
    if shutil.which(printers.PRINT_COMMAND) is None:
        return False
    command = shutil.which(printers.LIST_COMMAND)
    if command is None:
        # Something prints that is not CUPS: it cannot be asked, so it is believed.
        return True
    try:
        listed = subprocess.run(
            [command, *printers.LIST_ARGUMENTS],
            env=os.environ | printers.PLAIN_WORDS,
            capture_output=True,
            timeout=printers.PATIENCE,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    return printers.chosen(listed.decode(errors="replace"), printer) is not None


def disk(machine: Machine) -> Level:
    """Say whether the disk has room."""
    return "fine" if machine.free >= LEAST_FREE else "bad"


def clock(offset: float | None) -> Level:
    """Say whether the clock goes right; `offset` is in seconds, None while the hub has said nothing."""
    return "fine" if offset is None or abs(offset) < CLOCK_OFF else "bad"
