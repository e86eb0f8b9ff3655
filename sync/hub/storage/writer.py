"""The one thread that writes the SQLite store: commits that wait together share one flush to disk."""

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sync.hub.storage.port import Decision, Key, Loaded, OpResult, StorageError, Stored

MAX_GROUP = 256
"""Commits that share one transaction: keeps the wait of the first one short."""

Outcome = int | BaseException


class Job(NamedTuple):
    """A commit that waits; `done` is called in the writer's thread with the head or the error."""

    scope: str
    keys: Sequence[Key]
    ops: Sequence[str]
    decide: Callable[[Loaded], Decision]
    done: Callable[[Outcome], None]


class Writer:
    """Owns the writing connection. `submit` may be called from any thread, `close` once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="hub-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> None:
        """Hand in a commit."""
        self._jobs.put(job)

    def close(self) -> None:
        """Finish what was handed in, then stop. Blocks."""
        self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while True:
            jobs, last = self._next_group()
            if jobs:
                self._commit(jobs)
            if last:
                return

    def _next_group(self) -> tuple[list[Job], bool]:
        """Wait for a job and take what else is there already; say whether it is time to stop."""
        item = self._jobs.get()
        group: list[Job] = []
        while item is not None:
            group.append(item)
            if len(group) == MAX_GROUP:
                return group, False
            try:
                item = self._jobs.get_nowait()
            except queue.Empty:
                return group, False
        return group, True

    def _commit(self, jobs: list[Job]) -> None:
        try:
            # IMMEDIATE: another process (an import) may be writing; wait for it before anything is read.
            self._connection.execute("BEGIN IMMEDIATE")
            outcomes = [self._attempt(job) for job in jobs]
            self._connection.execute("COMMIT")
        except Exception as error:  # noqa: BLE001 - whatever it was, each waiting task must hear of it
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            failure = StorageError(f"nothing was written: {error}")
            outcomes = [failure] * len(jobs)
        for job, outcome in zip(jobs, outcomes, strict=True):
            job.done(outcome)

    def _attempt(self, job: Job) -> Outcome:
        """Do one commit inside the group; when it fails only its own work is taken back."""
        self._connection.execute("SAVEPOINT job")
        try:
            loaded = _load(self._connection, job)
            head = _write(self._connection, job.scope, loaded.head, job.decide(loaded))
        except sqlite3.OperationalError:
            raise  # disk full, I/O error: the whole group fails
        except Exception as error:  # noqa: BLE001 - the caller's own; it travels back to the caller
            self._connection.execute("ROLLBACK TO job")
            self._connection.execute("RELEASE job")
            return error
        self._connection.execute("RELEASE job")
        return head


def future_setter(future: asyncio.Future[int]) -> Callable[[Outcome], None]:
    """Return a `Job.done` that settles a future of the running loop from the writer's thread."""
    loop = asyncio.get_running_loop()

    def settle(outcome: Outcome) -> None:
        if future.done():  # the task was cancelled; its commit stands all the same
            return
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)

    def done(outcome: Outcome) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, outcome)

    return done


def read_head(connection: sqlite3.Connection, scope: str) -> int:
    """Return the newest sequence number of a scope, 0 where nothing was written."""
    row = connection.execute("SELECT seq FROM heads WHERE scope = ?", (scope,)).fetchone()
    return row[0] if row else 0


def read_document(connection: sqlite3.Connection, scope: str, key: Key) -> Stored | None:
    """Return a document, None when it never was or is deleted."""
    row = connection.execute(
        "SELECT seq, body FROM document WHERE scope = ? AND kind = ? AND id = ?", (scope, *key)
    ).fetchone()
    return Stored(key.kind, key.id, row[0], row[1]) if row and row[1] is not None else None


def _load(connection: sqlite3.Connection, job: Job) -> Loaded:
    found = {key: read_document(connection, job.scope, key) for key in job.keys}
    rows = (
        connection.execute(
            "SELECT op, fingerprint, result FROM op_result WHERE scope = ? AND op = ?", (job.scope, op)
        ).fetchone()
        for op in job.ops
    )
    return Loaded(
        head=read_head(connection, job.scope),
        documents={key: stored for key, stored in found.items() if stored},
        results={row[0]: OpResult(*row) for row in rows if row},
    )


def _write(connection: sqlite3.Connection, scope: str, head: int, decision: Decision) -> int:
    connection.executemany(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (scope, kind, id) DO UPDATE SET seq = excluded.seq, body = excluded.body",
        [
            (scope, write.kind, write.id, seq, write.body)
            for seq, write in enumerate(decision.writes, head + 1)
        ],
    )
    connection.executemany(
        "INSERT INTO op_result VALUES (?, ?, ?, ?)", [(scope, *result) for result in decision.results]
    )
    if decision.writes:
        head += len(decision.writes)
        connection.execute(
            "INSERT INTO heads VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET seq = excluded.seq",
            (scope, head),
        )
    return head
