"""The storage port on SQLite: one file, one writing thread, a few reading ones.

Another process (`vetrina-hub import` while the hub serves) may open the same file: each has its own writer,
and SQLite lets one of them through at a time.
"""

import asyncio
import queue
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sync.hub.storage.port import Decision, Key, Loaded, StorageError, Stored
from sync.hub.storage.schema import migrate
from sync.hub.storage.writer import Job, Writer, future_setter, read_document, read_head

READERS = 3
BUSY_MILLISECONDS = 30_000
"""How long to wait for another process that writes: longer than any batch of an import."""

MMAP_BYTES = 1 << 30

T = TypeVar("T")


class SqliteStorage:
    """A hub's store in one file; see the port for what each method promises."""

    def __init__(self, path: Path) -> None:
        """Open or make the store.

        Raises:
            StorageError: It was written by a newer hub, or is no database.
        """
        try:
            writing = _connect(path)
            migrate(writing)
            self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
            for _ in range(READERS):
                self._idle.put(_connect(path))
            # `PRAGMA data_version` tells of the others' commits, so it needs a connection that never writes.
            self._watching = _connect(path)
        except sqlite3.Error as error:
            raise StorageError(f"{path.name} cannot be opened: {error}") from error
        self._writer = Writer(writing)
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="hub-reader")
        self._closed = False

    async def load(self, scope: str, key: Key) -> Stored | None:
        """Return one document; None when it never was or is deleted."""
        return await self._read(lambda connection: read_document(connection, scope, key))

    async def changes(self, scope: str, after: int, limit: int) -> list[Stored]:
        """Return the documents (tombstones too) whose `seq` is above `after`, in order of `seq`."""

        def read(connection: sqlite3.Connection) -> list[Stored]:
            rows = connection.execute(
                "SELECT kind, id, seq, body FROM document WHERE scope = ? AND seq > ? ORDER BY seq LIMIT ?",
                (scope, after, limit),
            )
            return [Stored(*row) for row in rows]

        return await self._read(read)

    async def heads(self, scopes: Sequence[str]) -> dict[str, int]:
        """Return the newest sequence number of each scope, 0 where nothing was written yet."""
        return await self._read(lambda connection: {scope: read_head(connection, scope) for scope in scopes})

    async def commit(
        self, scope: str, keys: Sequence[Key], ops: Sequence[str], decide: Callable[[Loaded], Decision]
    ) -> int:
        """Load, decide and write in one transaction; return the scope's head after it."""
        self._require_open()
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._writer.submit(Job(scope, keys, ops, decide, future_setter(future)))
        return await future

    async def version(self) -> int:
        """Return a number that is another one once anybody has committed something."""
        self._require_open()
        # No read of pages, a few microseconds: not worth a thread.
        version: int = self._watching.execute("PRAGMA data_version").fetchone()[0]
        return version

    async def close(self) -> None:
        """Finish what was handed in and let go of the file."""
        if self._closed:
            return
        self._closed = True
        await asyncio.to_thread(self._let_go)

    def _let_go(self) -> None:
        self._pool.shutdown(wait=True)
        self._watching.close()
        for _ in range(READERS):
            self._idle.get().close()
        self._writer.close()

    def _require_open(self) -> None:
        if self._closed:
            raise StorageError("the store is closed")

    async def _read(self, read: Callable[[sqlite3.Connection], T]) -> T:
        self._require_open()
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._with_reader, read)

    def _with_reader(self, read: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._idle.get()
        try:
            return read(connection)
        except sqlite3.Error as error:
            raise StorageError(f"the store cannot be read: {error}") from error
        finally:
            self._idle.put(connection)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA mmap_size = {MMAP_BYTES}")
    return connection
