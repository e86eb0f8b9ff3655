"""Keeping a tablet's store before a new version of the program opens it, and putting it back.

What was kept is older than what the new version made of it. So it is put back only where the old version
could not read what is there now, and what waits to be sent is carried over into it: nothing that somebody did
while the new version was tried is lost on the way to the hub.
"""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sync.catalogue.current import flush_folder
from sync.client.identity import write_private
from sync.client.store import reports, rescue
from sync.client.store.database import NAME, VERSION, Database
from sync.client.store.rescue import BESIDE, FRESH, READY

SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


def keep(data: Path, kept: Path) -> bool:
    """Keep the store of a data folder, in place of what was kept before; return whether there is one.

    Nobody may have it open.

    Raises:
        OSError: The disk is full or does not work.
        sqlite3.Error: The store cannot be read, or the disk is full.
    """
    drop(kept)
    if not (data / NAME).exists():
        return False
    beside = kept.with_name(f"{kept.name}.tmp")
    rescue.remove(beside)
    os.close(os.open(beside, os.O_RDWR | os.O_CREAT, 0o600))
    # SQLite's own way: with what is in the log, and whole.
    with closing(sqlite3.connect(data / NAME)) as source, closing(sqlite3.connect(beside)) as target:
        source.backup(target)
    _flush(beside)
    beside.replace(kept)
    flush_folder(kept.parent)
    return True


def drop(kept: Path) -> None:
    """Leave nothing of what was kept.

    Raises:
        OSError: The disk does not work.
    """
    rescue.remove(kept)


def put_back(data: Path, kept: Path, hub_key: bytes | None, now: datetime) -> bool:
    """Put back what was kept, unless what is there fits as well; return whether it was put back.

    It may be cut short anywhere and begun again. What the new version left is put aside, sealed to `hub_key`;
    a tablet that was never enrolled has none, and nothing to put aside.

    Raises:
        OSError: The disk is full or does not work.
        IdentityError: Likewise.
        ReplicaError: Likewise.
    """
    rescue.take_over(data)
    before, now_there = shape(kept), shape(data / NAME)
    if before == now_there or (before is None and now_there and now_there[0] <= VERSION):
        # The same tables, or nothing was kept and what is there was not made by a newer version.
        return False
    rows = rescue.readable(data / NAME)
    aside = rescue.put_aside(data, hub_key, now) if hub_key else NAME
    rescue.remove(data / FRESH)
    if before:
        _copy(kept, data / FRESH)
    else:
        Database(data, FRESH).close()
    with closing(sqlite3.connect(data / FRESH, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        rescue.carry_over(connection, rows)
        reports.put(connection, aside, "returned", now.isoformat(timespec="milliseconds"))
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _flush(data / FRESH)
    write_private(data / READY, b"")
    rescue.take_over(data)
    return True


Shape = tuple[int, list[tuple[str, ...]]]


def readable_by(data: Path, version: int) -> bool:
    """Say whether a program whose store has this version can read what is in a data folder."""
    found = shape(data / NAME)
    return not (data / NAME).exists() or (found is not None and found[0] <= version)


def shape(path: Path) -> Shape | None:
    """Return what one version of the program can tell apart from another's: tables, and the version's number.

    None for a file that is none, or damaged.
    """
    if not path.exists():
        return None
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            return version, connection.execute(SCHEMA).fetchall()
    return None


def _copy(source: Path, target: Path) -> None:
    os.close(os.open(target, os.O_RDWR | os.O_CREAT, 0o600))
    shutil.copyfile(source, target)


def _flush(path: Path) -> None:
    for end in BESIDE:
        part = path.with_name(path.name + end)
        if part.exists():
            with part.open("r+b") as file:
                os.fsync(file.fileno())
