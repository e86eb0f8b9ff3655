"""Permissions: can the kiosk write its folder, and nobody else read it?"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.tablet import Tablet
from kiosk.core.staff import device_secret
from sync.client import enrolment, identity, life
from sync.client.store import database

KEYS = (enrolment.PENDING, life.NEXT, device_secret.NAME)
"""Files that hold a key and nothing else."""

PRIVATE = (identity.NAME, *KEYS, database.NAME, f"{database.NAME}-wal")
"""Files that hold a key, or what visitors do."""

OTHERS = stat.S_IRWXG | stat.S_IRWXO
SHOWN = 5
"""Names that are told; whoever mends it sees the others."""


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say who may do what in the data folder."""
    try:
        there = stat.S_ISDIR(tablet.data.stat().st_mode)
    except FileNotFoundError:
        there = False
    except PermissionError:
        yield bad("permissions.read_only", tablet.data)
        return
    if not there:
        yield bad("permissions.no_folder", tablet.data)
    elif not _may_write(tablet.data):
        yield bad("permissions.read_only", tablet.data)
    elif sys.platform == "win32":
        yield unknown("permissions.not_known")
    else:
        yield from list(_judge(tablet.data)) or [ok("permissions.right")]


def _may_write(folder: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=effective)


def _judge(data: Path) -> Iterator[Finding]:
    folder, files = data.stat(), dict(_files(data))
    shared = [name for name in PRIVATE if name in files and files[name].st_mode & OTHERS]
    if folder.st_mode & stat.S_IWOTH:
        shared.append(".")
    if shared:
        yield bad("permissions.open", ", ".join(shared))
    foreign = sorted(name for name, status in files.items() if status.st_uid != folder.st_uid)
    if foreign:
        yield bad("permissions.foreign", ", ".join(foreign[:SHOWN]))


def _files(data: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Go through what is there; a running kiosk writes files beside others, and they are gone again."""
    for path in data.iterdir():
        with suppress(FileNotFoundError):
            yield path.name, path.lstat()
