"""The printer: is the one there that is set, does it print, and does the print system keep no lists?"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from kiosk.core.doctor.finding import Finding, bad, ok, unknown, warn
from kiosk.core.doctor.tablet import Places, Tablet
from kiosk.core.printers import (
    LIST_ARGUMENTS,
    LIST_COMMAND,
    PATIENCE,
    PLAIN_WORDS,
    PRINT_COMMAND,
    chosen,
    names,
)

SETTING = re.compile(r"^[ \t]*PreserveJob(Files|History)[ \t]+(\S+)", re.MULTILINE | re.IGNORECASE)
OFF = frozenset({"no", "off", "false"})
BOTH = frozenset({"files", "history"})
"""What CUPS keeps unless it is told not to."""


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how the printer is."""
    name, places = tablet.settings.printer, tablet.places
    if shutil.which(PRINT_COMMAND, path=places.path or None) is None:
        yield bad("printer.no_system", name) if name else ok("printer.none")
        return
    listed = _ask(places, *LIST_ARGUMENTS)
    if listed is None:
        yield unknown("printer.not_known")
        return
    printer = chosen(listed, name)
    if printer is None:
        yield _nowhere(listed, name)
    elif re.search(
        rf"^printer {re.escape(printer)} disabled", _ask(places, "-p", printer) or "", re.MULTILINE
    ):
        yield bad("printer.stopped", printer)
    else:
        yield ok("printer.ready")
        yield from _privacy(places)


def _nowhere(listed: str, name: str) -> Finding:
    """Say why nobody knows where paper goes to."""
    if name:
        return bad("printer.missing", name)
    return warn("printer.undecided") if names(listed) else ok("printer.none")


def _ask(places: Places, *arguments: str) -> str | None:
    """Return what the print system says; None where it does not."""
    program = shutil.which(LIST_COMMAND, path=places.path or None)
    if program is None:
        return None
    environment = os.environ | PLAIN_WORDS
    try:
        done = subprocess.run(
            [program, *arguments],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout


def _privacy(places: Places) -> Iterator[Finding]:
    """Say where the print system keeps what it printed (packaging/README.md); it is not always readable."""
    text = _read(places.etc / "cups" / "cupsd.conf")
    if text is None:
        return
    # Of two lines the later one holds.
    said = {what.lower(): value.lower() for what, value in SETTING.findall(text)}
    if any(said.get(what) not in OFF for what in BOTH):
        yield warn("printer.keeps_jobs")


def _read(path: Path) -> str | None:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return None
