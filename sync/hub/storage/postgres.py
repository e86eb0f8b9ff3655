"""The storage port on PostgreSQL: many hub processes, one database.

A commit is two statements: one that loads what is to be decided on, and one that writes all of it, if the
head is still the one that was loaded. Commits of one scope that wait together share them. When another
process was faster, it is done again in a transaction that holds the scope.
"""

import asyncio
import random
from collections.abc import AsyncIterable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import asyncpg

from sync.hub.storage import statements
from sync.hub.storage.connections import FAILURES, Connections, translated
from sync.hub.storage.draft import Draft, Job, Outcome
from sync.hub.storage.hints import Listener, Speaker
from sync.hub.storage.pages import pages
from sync.hub.storage.port import Decision, Head, Key, Loaded, OpResult, StorageError, Stored
from sync.hub.storage.weights import from_signed, to_signed, weight

MAX_GROUP = 256
"""Commits of one scope that share a transaction: keeps the wait of the first one short."""

ATTEMPTS = 8
"""How often a commit that collides with another one is tried before it is given back."""

PAUSE_SECONDS = 0.005
"""Before the second attempt; twice as long before each further one, and a random part of that."""


MAINTENANCE_SECONDS = 3_600
"""How long one statement over a whole scope or table may take."""


class _OvertakenError(Exception):
    """Another process wrote to the scope in between."""


COLLISIONS = (_OvertakenError, asyncpg.SerializationError, asyncpg.DeadlockDetectedError)


class PostgresStorage:
    """A hub's store in a database; see the port for what each method promises. For one event loop.

    Nothing is done before the first call; while the server is away, calls raise `StorageError`, and go on
    when it is back.
    """

    def __init__(self, url: str) -> None:
        """Use the database at `postgresql://user@host:port/name`."""
        self._connections = Connections(url)
        self._speaker = Speaker(self._connections)
        self._listener = Listener(self._connections)
        self._waiting: dict[str, list[Job]] = {}
        self._working: set[asyncio.Task[None]] = set()
        self._closed = False

    async def load(self, scope: str, key: Key) -> Stored | None:
        """Return one document; None when it never was or is deleted."""
        rows = await self._fetch(statements.DOCUMENT, scope, *key)
        return Stored(*rows[0]) if rows else None

    async def changes(self, scope: str, after: int, limit: int) -> list[Stored]:
        """Return the documents (tombstones too) whose `seq` is above `after`, in order of `seq`."""
        return [Stored(*row) for row in await self._fetch(statements.CHANGES, scope, after, limit)]

    async def heads(self, scopes: Sequence[str]) -> dict[str, Head]:
        """Return how far each scope is."""
        heads = dict.fromkeys(scopes, Head())
        for scope, seq, checksum, floor in await self._fetch(statements.HEADS, list(heads)):
            heads[scope] = Head(seq, from_signed(checksum), floor)
        return heads

    async def scopes(self, after: str, limit: int) -> list[str]:
        """Return the names of scopes that come after a name, in order of their UTF-8 bytes."""
        return [row["scope"] for row in await self._fetch(statements.SCOPES, after, limit)]

    async def results(self, scope: str, after: str, limit: int) -> list[OpResult]:
        """Return the results in a scope whose operation comes after an id, in order of the ids."""
        return [OpResult(*row) for row in await self._fetch(statements.RESULTS, scope, after, limit)]

    async def version(self) -> int:
        """Return the number of the server's next transaction: another one once anybody has committed."""
        number: int = (await self._fetch(statements.VERSION))[0][0]
        return number

    async def news(self, seconds: float) -> dict[str, int]:
        """Return what other processes say they changed, with the heads, at once or within `seconds`."""
        self._require_open()
        return await self._listener.hear(seconds)

    async def commit(
        self, scope: str, keys: Sequence[Key], ops: Sequence[str], decide: Callable[[Loaded], Decision]
    ) -> int:
        """Load, decide and write in one transaction; return the scope's head after it."""
        self._require_open()
        job = Job(keys, ops, decide, asyncio.get_running_loop().create_future())
        if scope in self._waiting:
            self._waiting[scope].append(job)
        else:
            self._waiting[scope] = [job]
            # Not in the caller's task: when that is cancelled, the others that wait must not be.
            task = asyncio.create_task(self._work(scope))
            self._working.add(task)
            task.add_done_callback(self._working.discard)
        return await job.answer

    async def prune(self, scope: str, below: int) -> int:
        """Forget the tombstones with a `seq` below a number; return how many they were."""
        for attempt in range(ATTEMPTS):
            try:
                async with self._connections.one() as connection:
                    with _writing():
                        many: int = await connection.fetchval(statements.PRUNE, scope, below)
            except COLLISIONS:
                await _pause(attempt)
            else:
                return many
        raise StorageError("nothing was forgotten: too many others write to this scope")

    async def adopt(
        self, scope: str, head: Head, documents: AsyncIterable[Stored], results: AsyncIterable[OpResult]
    ) -> None:
        """Put a scope of another store in the place of this one's, in one transaction."""
        self._require_open()
        async with self._connections.one() as connection:
            with translated("nothing was written"):
                async with connection.transaction():
                    await _adopt(connection, scope, head, documents, results)

    async def scrub(self) -> None:
        """Take what was written over out of the tables (VACUUM).

        What the server keeps beside them, its log and what that is archived to, is its administrator's.
        """
        for statement in statements.SCRUB:
            await self._fetch(statement, timeout=MAINTENANCE_SECONDS)

    async def close(self) -> None:
        """Finish what was handed in and let go of the database."""
        if self._closed:
            return
        self._closed = True
        if self._working:
            await asyncio.wait(self._working)
        await self._speaker.close()
        await self._listener.close()
        await self._connections.close()

    def _require_open(self) -> None:
        if self._closed:
            raise StorageError("the store is closed")

    async def _fetch(self, statement: str, *parameters: object, **options: Any) -> list[Any]:
        self._require_open()
        async with self._connections.one() as connection:
            with translated("the store cannot be read"):
                rows: list[Any] = await connection.fetch(statement, *parameters, **options)
        return rows

    async def _work(self, scope: str) -> None:
        """Settle the jobs of a scope, as many at once as there are, until none is left."""
        while jobs := self._waiting[scope]:
            self._waiting[scope] = jobs[MAX_GROUP:]
            await self._settle(scope, jobs[:MAX_GROUP])
        del self._waiting[scope]

    async def _settle(self, scope: str, jobs: Sequence[Job]) -> None:
        try:
            outcomes = await self._outcomes(scope, jobs)
        except asyncpg.UniqueViolationError as error:
            # One of them wrote a result that was there, without asking for it: find out which.
            if len(jobs) > 1:
                for job in jobs:
                    await self._settle(scope, [job])
                return
            outcomes = [error]
        except Exception as error:  # noqa: BLE001 - whatever it was, each waiting task must hear of it
            outcomes = [error] * len(jobs)
        for job, outcome in zip(jobs, outcomes, strict=True):
            if job.answer.done():  # the task was cancelled; its commit stands all the same
                continue
            if isinstance(outcome, Exception):
                job.answer.set_exception(outcome)
            else:
                job.answer.set_result(outcome)

    async def _outcomes(self, scope: str, jobs: Sequence[Job]) -> list[Outcome]:
        """Decide and write; return each job's head or its own error.

        Raises:
            StorageError: Nothing was written, or the answer was lost.
            UniqueViolationError: An operation has a result already.
        """
        for attempt in range(ATTEMPTS):
            try:
                return await self._attempt(scope, jobs, hold=attempt > 0)
            except COLLISIONS:
                await _pause(attempt)
            except asyncpg.UniqueViolationError:
                # Another process decided the operation in between; with the scope held it will be seen.
                if attempt > 0:
                    raise
        raise StorageError("nothing was written: too many others write to this scope")

    async def _attempt(self, scope: str, jobs: Sequence[Job], *, hold: bool) -> list[Outcome]:
        async with self._connections.one() as connection:
            with _writing():
                if hold:
                    async with connection.transaction():
                        await connection.execute(statements.LOCK, scope)
                        outcomes, draft = await _decide_and_write(connection, scope, jobs)
                else:
                    outcomes, draft = await _decide_and_write(connection, scope, jobs)
        if draft is None:
            raise _OvertakenError
        if draft.head != draft.before:
            self._speaker.tell(scope, draft.head)
        return outcomes


async def _decide_and_write(
    connection: Any, scope: str, jobs: Sequence[Job]
) -> tuple[list[Outcome], Draft | None]:
    """Return the outcomes and what was written; None when another process wrote to the scope in between."""
    keys = list({key for job in jobs for key in job.keys})
    ops = list({op for job in jobs for op in job.ops})
    rows = await connection.fetch(
        statements.LOAD, scope, [key.kind for key in keys], [key.id for key in keys], ops
    )
    draft = Draft(_loaded(rows))
    outcomes = [draft.decide(job) for job in jobs]
    if not draft.is_empty and not await connection.fetch(statements.WRITE, *draft.parameters(scope)):
        return outcomes, None
    return outcomes, draft


def _loaded(rows: Sequence[Any]) -> Loaded:
    loaded = Loaded(0, {}, {})
    for part, name, identifier, seq, body in rows:
        if part == statements.HEAD_PART:
            loaded = loaded._replace(head=seq)
        elif part == statements.DOCUMENT_PART:
            loaded.documents[Key(name, identifier)] = Stored(name, identifier, seq, body)
        else:
            loaded.results[name] = OpResult(name, identifier, body)
    return loaded


async def _adopt(
    connection: Any,
    scope: str,
    head: Head,
    documents: AsyncIterable[Stored],
    results: AsyncIterable[OpResult],
) -> None:
    for statement in (statements.FORGET_DOCUMENTS, statements.FORGET_RESULTS, statements.FORGET_HEAD):
        await connection.execute(statement, scope, timeout=MAINTENANCE_SECONDS)
    found = head != Head()
    async for page in pages(documents):
        rows = [(scope, one.seq, one.kind, one.id, to_signed(weight(one)), one.body) for one in page]
        columns = ["scope", "seq", "kind", "id", "digest", "body"]
        await connection.copy_records_to_table("document", records=rows, columns=columns)
        found = True
    async for done in pages(results):
        columns = ["scope", "op", "fingerprint", "result"]
        await connection.copy_records_to_table(
            "op_result", records=[(scope, *one) for one in done], columns=columns
        )
        found = True
    if found:
        await connection.execute(statements.SET_HEAD, scope, head.seq, to_signed(head.checksum), head.floor)


@contextmanager
def _writing() -> Iterator[None]:
    """Let through what is tried again; what else goes wrong is the store's."""
    try:
        yield
    except (*COLLISIONS, asyncpg.UniqueViolationError):
        raise
    except FAILURES as error:
        raise StorageError(f"nothing was written, or the answer was lost: {error!r}") from error


async def _pause(attempt: int) -> None:
    await asyncio.sleep(random.uniform(0, PAUSE_SECONDS * 2**attempt))  # noqa: S311 - nothing secret
