"""What is on a disk after a machine died: all that was flushed, and any part of what was on its way."""

import random
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

SECTOR = 512
LOG_HEADER = 32
"""Bytes (SQLite file format, 4.1)."""

FULL = 2
"""What `PRAGMA synchronous` answers when every commit is flushed."""

SHARED_MEMORY = "-shm"
"""SQLite's index of its log: in memory, gone with the process."""


def copy(folder: Path, target: Path) -> None:
    """Copy a folder as its files are now."""
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns(f"*{SHARED_MEMORY}"))


def torn(before: bytes, after: bytes, chance: random.Random) -> bytes:
    """Return a file as a power cut leaves it while it is being written: of each sector one or the other."""
    size = chance.choice([len(before), len(after), chance.randint(*sorted((len(before), len(after))))])
    front = chance.random() < 0.5
    turn = chance.randint(0, size // SECTOR + 1)
    parts = []
    for number, start in enumerate(range(0, size, SECTOR)):
        is_new = number < turn if front else chance.random() < 0.5
        old, new = before[start : start + SECTOR], after[start : start + SECTOR]
        parts.append((new or old) if is_new else (old or bytes(len(new))))
    return b"".join(parts)[:size]


class Files:
    """A database's two files, as they were at one moment.

    Of a log that is not flushed with each commit (`connection` writes it) nothing counts as there.
    """

    def __init__(self, database: Path, connection: sqlite3.Connection) -> None:
        self._database = database
        self._log = database.with_name(f"{database.name}-wal")
        self.content = self._database.read_bytes()
        (flushing,) = connection.execute("PRAGMA synchronous").fetchone()
        self.log = self._log.read_bytes() if self._log.exists() and flushing >= FULL else b""

    def tear(self, target: Path, chance: random.Random) -> None:
        """Write into `target` what a power cut between then and now may have left.

        SQLite flushes the log before it writes the database, the database before it cuts the log, and a log's
        new header before anything behind it.
        """
        content = self._database.read_bytes()
        log = self._log.read_bytes() if self._log.exists() else b""
        if not log:
            log = chance.choice([b"", self.log])
            content = torn(self.content, content, chance) if log else content
        elif self.content != content:
            content = torn(self.content, content, chance)
        else:
            log = self._torn_log(log, chance)
        (target / self._database.name).write_bytes(content)
        (target / self._log.name).write_bytes(log)

    def _torn_log(self, log: bytes, chance: random.Random) -> bytes:
        header = log[:LOG_HEADER]
        if self.log[:LOG_HEADER] == header:
            return torn(self.log, log, chance)
        if chance.random() < 0.2:
            return self.log
        return header + torn(self.log, log, chance)[LOG_HEADER:]


MOST_PAGES = 1_073_741_823
"""SQLite's own limit."""


def fill(connections: Iterable[sqlite3.Connection], *, is_full: bool) -> None:
    """Let databases grow no further, or as they like again."""
    for connection in connections:
        with suppress(sqlite3.Error):
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages if is_full else MOST_PAGES}")
