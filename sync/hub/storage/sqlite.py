"""The storage port on SQLite: one file, one writing thread, a few reading ones.

Another process (`vetrina-hub import` while the hub serves) may open the same file: each has its own writer,
and SQLite lets one of them through at a time.
"""

import asyncio
import queue
import sqlite3
from collections.abc import AsyncIterable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sync.hub.storage import transactions
from sync.hub.storage.pages import end_of, pages
from sync.hub.storage.port import Decision, Head, Key, Loaded, OpResult, Place, Placed, StorageError, Stored
from sync.hub.storage.schema import migrate
from sync.hub.storage.writer import Job, Writer, future_setter

READERS = 3
BUSY_MILLISECONDS = 30_000
"""How long to wait for another process that writes: longer than any batch of an import."""

MMAP_BYTES = 1 << 30

T = TypeVar("T")


class SqliteStorage:
    """A hub's store in one file; see the port for what each method promises."""

    def __init__(self, path: Path, *, mapped: bool = True) -> None:
        """Open or make the store; pages that are not `mapped` count as memory for a moment only.

        Raises:
            StorageError: It was written by a newer hub, or is no database.
        """
        self._path = path
        try:
            writing = _connect(path, mapped=mapped)
            migrate(writing)
            self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
            for _ in range(READERS):
                self._idle.put(_connect(path, mapped=mapped))
            # `PRAGMA data_version` tells of the others' commits, so it needs a connection that never writes.
            self._watching = _connect(path, mapped=mapped)
        except sqlite3.Error as error:
            raise StorageError(f"{path.name} cannot be opened: {error}") from error
        self._writer = Writer(writing)
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="hub-reader")
        self._closed = False

    async def load(self, scope: str, key: Key) -> Stored | None:
        """Return one document; None when it never was or is deleted."""
        return await self._read(lambda connection: transactions.read_document(connection, scope, key))

    async def changes(self, scope: str, after: int, limit: int) -> list[Stored]:
        """Return the documents (tombstones too) whose `seq` is above `after`, in order of `seq`."""

        def read(connection: sqlite3.Connection) -> list[Stored]:
            rows = connection.execute(
                "SELECT kind, id, seq, body FROM document WHERE scope = ? AND seq > ? ORDER BY seq LIMIT ?",
                (scope, after, limit),
            )
            return [Stored(*row) for row in rows]

        return await self._read(read)

    async def heads(self, scopes: Sequence[str]) -> dict[str, Head]:
        """Return how far each scope is."""
        return await self._read(
            lambda connection: {scope: transactions.read_head(connection, scope) for scope in scopes}
        )

    async def scopes(self, after: str, limit: int) -> list[str]:
        """Return the names of scopes that come after a name, in order of their UTF-8 bytes."""

        def read(connection: sqlite3.Connection) -> list[str]:
            rows = connection.execute(
                "SELECT scope FROM heads WHERE scope > ? ORDER BY scope LIMIT ?", (after, limit)
            )
            return [row[0] for row in rows]

        return await self._read(read)

    async def living(self, first: str, kind: str, after: Place, limit: int) -> list[Placed]:
        """Return the living documents of a kind in all scopes whose names begin with `first`, by place."""
        start, end = max(after, Place(first, "")), end_of(first)

        def read(connection: sqlite3.Connection) -> list[Placed]:
            rows = connection.execute(
                "SELECT scope, id, body FROM document WHERE (scope, id) > (?, ?) AND scope < ? AND kind = ?"
                " AND body IS NOT NULL ORDER BY scope, id LIMIT ?",
                (*start, end, kind, limit),
            )
            return [Placed(Place(scope, name), body) for scope, name, body in rows]

        return await self._read(read)

    async def results(self, scope: str, after: str, limit: int) -> list[OpResult]:
        """Return the results in a scope whose operation comes after an id, in order of the ids."""

        def read(connection: sqlite3.Connection) -> list[OpResult]:
            rows = connection.execute(
                "SELECT op, fingerprint, result FROM op_result"
                " WHERE scope = ? AND op > ? ORDER BY op LIMIT ?",
                (scope, after, limit),
            )
            return [OpResult(*row) for row in rows]

        return await self._read(read)

    async def commit(
        self, scope: str, keys: Sequence[Key], ops: Sequence[str], decide: Callable[[Loaded], Decision]
    ) -> int:
        """Load, decide and write in one transaction; return the scope's head after it."""
        return await self._write(lambda connection: transactions.commit(connection, scope, keys, ops, decide))

    async def prune(self, scope: str, below: int) -> int:
        """Forget the tombstones with a `seq` below a number; return how many they were."""
        return await self._write(lambda connection: transactions.prune(connection, scope, below))

    async def adopt(
        self, scope: str, head: Head, documents: AsyncIterable[Stored], results: AsyncIterable[OpResult]
    ) -> None:
        """Put a scope of another store in the place of this one's, in one transaction."""
        self._require_open()
        connection = await asyncio.to_thread(_connect, self._path)
        try:
            await asyncio.to_thread(_begin_adopting, connection, scope)
            found = False
            async for page in pages(documents):
                await asyncio.to_thread(transactions.write_documents, connection, scope, page)
                found = True
            async for done in pages(results):
                await asyncio.to_thread(transactions.write_results, connection, scope, done)
                found = True
            if found or head != Head():
                transactions.write_head(connection, scope, head)
            await asyncio.to_thread(connection.execute, "COMMIT")
        except sqlite3.Error as error:
            raise StorageError(f"nothing was written: {error}") from error
        finally:
            connection.close()  # what was not committed is taken back

    async def scrub(self) -> None:
        """Empty the log; freed pages were blanked when they were freed (`secure_delete`)."""
        self._require_open()
        await asyncio.to_thread(_empty_log, self._path)

    async def version(self) -> int:
        """Return a number that is another one once anybody has committed something."""
        self._require_open()
        # No read of pages, a few microseconds: not worth a thread.
        version: int = self._watching.execute("PRAGMA data_version").fetchone()[0]
        return version

    async def news(self, seconds: float) -> dict[str, int]:
        """Wait: one file has no way to tell, and looking at it (`version`) costs next to nothing."""
        await asyncio.sleep(seconds)
        return {}

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

    async def _write(self, work: Callable[[sqlite3.Connection], int]) -> int:
        self._require_open()
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._writer.submit(Job(work, future_setter(future)))
        return await future

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


def _connect(path: Path, *, mapped: bool = True) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(f"PRAGMA mmap_size = {MMAP_BYTES if mapped else 0}")
    return connection


def _begin_adopting(connection: sqlite3.Connection, scope: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    transactions.clear(connection, scope)


def _empty_log(path: Path) -> None:
    try:
        connection = _connect(path)
        try:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise StorageError(f"the log cannot be emptied: {error}") from error
    if busy:
        raise StorageError("the log cannot be emptied while somebody reads; try again")
