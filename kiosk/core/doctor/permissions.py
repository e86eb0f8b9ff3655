"""Permissions: can the kiosk write its folder, and nobody else read it?"""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.tablet import Tablet
from sync.client import identity
from sync.client.store import database

PRIVATE = (identity.NAME, database.NAME, "desk.key")
"""Files that hold a key, or what visitors do."""

OTHERS = stat.S_IRWXG | stat.S_IRWXO


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
    owner = data.stat().st_uid
    shared = [path.name for path in _private(data) if path.stat().st_mode & OTHERS]
    if data.stat().st_mode & stat.S_IWOTH:
        shared.append(".")
    if shared:
        yield bad("permissions.open", ", ".join(shared))
    foreign = sorted(path.name for path in data.iterdir() if path.lstat().st_uid != owner)
    if foreign:
        yield bad("permissions.foreign", ", ".join(foreign[:5]))


def _private(data: Path) -> Iterator[Path]:
    return (path for name in PRIVATE if (path := data / name).exists())
