"""The one thread that writes the SQLite store: transactions that wait together share one flush to disk."""

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable
from typing import NamedTuple

from sync.hub.storage.port import StorageError

MAX_GROUP = 256
"""Jobs that share one transaction: keeps the wait of the first one short."""

Outcome = int | BaseException


class Job(NamedTuple):
    """Work that waits for its turn; `done` is called in the writer's thread with its number or its error."""

    work: Callable[[sqlite3.Connection], int]
    done: Callable[[Outcome], None]


class Writer:
    """Owns the writing connection. `submit` may be called from any thread, `close` once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="hub-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> None:
        """Hand in a job."""
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
        """Do one job inside the group; when it fails only its own work is taken back."""
        self._connection.execute("SAVEPOINT job")
        try:
            number = job.work(self._connection)
        except sqlite3.OperationalError:
            raise  # disk full, I/O error: the whole group fails
        except Exception as error:  # noqa: BLE001 - the caller's own; it travels back to the caller
            self._connection.execute("ROLLBACK TO job")
            self._connection.execute("RELEASE job")
            return _told(error)
        self._connection.execute("RELEASE job")
        return number


def _told(error: Exception) -> Exception:
    """Return what a job's own error is to its caller: a damaged page is the store's, the rest the job's."""
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.IntegrityError):
        return StorageError(f"nothing was written: {error}")
    return error


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
