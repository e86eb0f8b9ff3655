"""A damaged `replica.db`: what waits to be sent is saved, the file is put aside for staff, a new one begins.

What is put aside is sealed to the hub's key: it may hold what a shopper wrote, and this tablet must not keep
that readable. `vetrina-hub open-damaged` opens it. Everything here can be cut short anywhere: what counts is
one file, `replica.rescued`, that says that the new store is whole and takes the old one's place.
"""

import logging
import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sync.client.errors import BrokenReplica, IdentityError, ReplicaError
from sync.client.identity import write_private
from sync.client.store import reports
from sync.client.store.database import BROKEN, NAME, Database

FRESH = "replica.new.db"
READY = "replica.rescued"
ASIDE = "replica-{}.damaged"
ASIDE_PATTERN = "replica-*.damaged"

MOST_ASIDE = 3

BESIDE = ("", "-wal", "-shm")
"""What SQLite keeps of one database: the file, its log, the index of its log."""

KEPT = {
    "outbox": ("position", "id", "visit", "scope", "sealed", "seq"),
    "settled": ("position", "id", "scope", "sealed", "at"),
    "refused": ("position", "id", "scope", "sealed", "reason", "at"),
    "trouble": ("scope", "reason", "tries", "since", "quarantined"),
    "meta": ("key", "value"),
}
"""Tables that are saved as far as they can be read. None of them tells of a shopper."""

GAP = 10_000
"""Order numbers that are left out: nobody knows how many were given that cannot be read any more."""

log = logging.getLogger(__name__)

Rows = dict[str, dict[Any, tuple[Any, ...]]]


def open_database(data: Path, hub_key: bytes, now: datetime) -> Database:
    """Open a tablet's store; a damaged one is rescued first.

    `hub_key` is what is put aside sealed to; `now` the tablet's clock.

    Raises:
        NewerReplica: It was written by a newer Vetrina.
        ReplicaError: It cannot be opened, and not be rescued either (a full disk).
    """
    try:
        take_over(data)
        return Database(data)
    except BrokenReplica as error:
        damage = str(error)
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - loads libsodium, where something is to be sealed

    try:
        _rescue(data, hub_key, now)
        take_over(data)
    except (OSError, IdentityError, CryptoError) as error:
        raise ReplicaError(f"{NAME} is damaged and cannot be put aside: {error}") from error
    log.error("%s: it was put aside and a new one begun", damage)
    return Database(data)


def _rescue(data: Path, hub_key: bytes, now: datetime) -> None:
    rows = readable(data / NAME)
    aside = put_aside(data, hub_key, now)
    remove(data / FRESH)
    _begin(data, rows, aside, now)
    write_private(data / READY, b"")


def put_aside(data: Path, hub_key: bytes, now: datetime) -> str:
    """Seal the store as it is to the hub's key, and keep that for staff; return the name of its file.

    Raises:
        OSError: The disk is full or does not work.
        IdentityError: Likewise.
    """
    from nacl.public import PublicKey, SealedBox  # noqa: PLC0415 - loads libsodium, where something is sealed

    aside = data / ASIDE.format(now.strftime("%Y%m%dT%H%M%S"))
    parts = [data / f"{NAME}{end}" for end in BESIDE[:2]]
    content = b"".join(part.read_bytes() for part in parts if part.exists())
    write_private(aside, SealedBox(PublicKey(hub_key)).encrypt(content))
    for old in sorted(data.glob(ASIDE_PATTERN))[:-MOST_ASIDE]:
        old.unlink()
    return aside.name


def readable(path: Path) -> Rows:
    """Return the rows that can still be read: from the beginning up to the damage, and from the end."""
    rows: Rows = {table: {} for table in KEPT}
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table, columns in KEPT.items():
            for direction in ("ASC", "DESC"):
                query = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {columns[0]} {direction}"
                with suppress(sqlite3.Error):
                    for row in connection.execute(query):
                        rows[table][row[0]] = row
    return rows


def _begin(data: Path, rows: Rows, aside: str, now: datetime) -> None:
    """Make the new store, whole and closed, beside the damaged one."""
    fresh = Database(data, FRESH)
    with fresh.write() as connection:
        carry_over(connection, rows)
        reports.put(connection, aside, "rescued", now.isoformat(timespec="milliseconds"))
    fresh.truncate_log()
    fresh.close()


def carry_over(connection: sqlite3.Connection, rows: Rows) -> None:
    """Put what was read of another store into this one, where it is not there yet."""
    for table, columns in KEPT.items():
        marks = ", ".join("?" * len(columns))
        connection.executemany(
            f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows[table].values()
        )
    highest = max([0, *(position for table in ("outbox", "settled", "refused") for position in rows[table])])
    counted = int(rows["meta"].get("order", ("order", 0))[1])
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('order', ?)", (str(max(highest, counted) + GAP),))


def take_over(data: Path) -> None:
    """Put a new store that is ready in the old one's place; do what is left of that after a power cut.

    Raises:
        OSError: The disk does not work.
    """
    if not (data / READY).exists():
        return
    if (data / FRESH).exists():
        remove(data / NAME)
        (data / FRESH).replace(data / NAME)
    (data / BROKEN).unlink(missing_ok=True)
    (data / READY).unlink()


def remove(path: Path) -> None:
    """Take a database away, if it is there, so that nothing of it can be read: zeros first.

    Raises:
        OSError: The disk does not work.
    """
    for end in BESIDE:
        part = path.with_name(path.name + end)
        if not part.exists():
            continue
        with part.open("r+b") as file:
            file.write(bytes(part.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        part.unlink()
