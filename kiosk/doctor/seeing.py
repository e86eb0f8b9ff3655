"""Has Qt look at the machine in a process of its own.

A library that is missing or a platform that will not start ends that one, and the doctor can say so.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from kiosk.core.doctor.sight import Blind, Blindness, Sight
from sync.protocol.errors import UNREADABLE
from sync.shapes import ready

PATIENCE = 30.0
"""Seconds; a tablet that is busy takes some to load Qt."""

OPTION = "--sight"
"""Of `vetrina doctor`: what the process is started with. It prints what it sees as one line of JSON."""

SHOWS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
LIBRARY = re.compile(r"(\S+): cannot open shared object file")
NO_PLATFORM = "platform plugin"


def look(ports: Sequence[str], environment: Mapping[str, str]) -> Sight | Blind:
    """Have Qt look; waits for it.

    Args:
        ports: The serial ports to look for.
        environment: The process's, with the screen that it is to look at.
    """
    try:
        done = subprocess.run(
            [*_program(), "doctor", OPTION],
            input=msgspec.json.encode(list(ports)),
            capture_output=True,
            timeout=PATIENCE,
            env=_with_some_platform(environment),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Blind("silent")
    except OSError as error:
        return Blind("crashed", error.strerror or type(error).__name__)
    try:
        return msgspec.json.decode(done.stdout, type=ready(Sight))
    except UNREADABLE:
        return _blind(done.stderr.decode(errors="replace"), done.returncode)


def show(fonts: Path) -> None:
    """Be that process: look, print it, and end. It hears the ports on its standard input, as JSON."""
    from kiosk.ui.doctor.looking import look as look_through_qt  # noqa: PLC0415 - loads Qt, which may fail

    ports = msgspec.json.decode(sys.stdin.buffer.read(), type=ready(list[str]))
    seen = look_through_qt(ports, fonts)
    sys.stdout.buffer.write(msgspec.json.encode(seen) + b"\n")
    sys.stdout.flush()
    # Nothing is left to do, and Qt's own end in a foreign session is not the doctor's matter.
    os._exit(0)


def _program() -> list[str]:
    """Return how this very program is called again; in a bundle the interpreter is the program."""
    return (
        [sys.executable]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-X", "utf8", "-B", "-m", "kiosk"]
    )


def _with_some_platform(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which Qt paints into memory where there is no screen to try."""
    chosen = dict(environment)
    if sys.platform.startswith("linux") and not any(chosen.get(name) for name in SHOWS):
        chosen["QT_QPA_PLATFORM"] = "offscreen"
    return chosen


def _blind(complaint: str, status: int) -> Blind:
    missing = LIBRARY.search(complaint)
    if missing:
        return Blind("library", missing[1].rpartition(" ")[2])
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    why: Blindness = "no_platform" if NO_PLATFORM in complaint else "crashed"
    return Blind(why, lines[-1] if lines else str(status))
