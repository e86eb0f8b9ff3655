"""The storage port on PostgreSQL: many hub processes, one database.

A commit is two statements: one that loads what is to be decided on, and one that writes all of it, if the
head is still the one that was loaded. What this process wrote last it remembers, and spares the first.
Commits of one scope that wait together share them. When another process was faster, it is done again in a
transaction that holds the scope.
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
from sync.hub.storage.memory import Known, Memory
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
        self._memory = Memory()
        self._losses = 0
        self._waiting: dict[str, list[Job]] = {}
        self._working: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
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
        """Return what the server's transactions have come to: another number once anybody has committed."""
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
            return await job.answer
        self._waiting[scope] = []
        try:
            await self._settle(scope, [job])
        finally:
            self._go_on(scope)
        return job.answer.result()

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
        self._memory.forget(scope)
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
        if self._waiting:
            await self._idle.wait()
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

    def _go_on(self, scope: str) -> None:
        """Take on the jobs that came meanwhile.

        Not in the task of the one who just committed: when that is cancelled, they must not be.
        """
        if self._waiting[scope]:
            task = asyncio.create_task(self._work(scope))
            self._working.add(task)
            task.add_done_callback(self._working.discard)
        else:
            self._leave(scope)

    async def _work(self, scope: str) -> None:
        """Settle the jobs of a scope, as many at once as there are, until none is left."""
        while jobs := self._waiting[scope]:
            self._waiting[scope] = jobs[MAX_GROUP:]
            await self._settle(scope, jobs[:MAX_GROUP])
        self._leave(scope)

    def _leave(self, scope: str) -> None:
        del self._waiting[scope]
        if not self._waiting:
            self._idle.set()
            self._idle.clear()

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
                self._memory.forget(scope)
                await _pause(attempt)
            except asyncpg.UniqueViolationError:
                # An operation was decided before, here or by another process; read with the scope held, it
                # will be seen.
                self._memory.forget(scope)
                if attempt > 0:
                    raise
        raise StorageError("nothing was written: too many others write to this scope")

    async def _attempt(self, scope: str, jobs: Sequence[Job], *, hold: bool) -> list[Outcome]:
        async with self._connections.one() as connection:
            guess = None if hold else self._guess(scope, jobs)
            with _writing():
                if guess:
                    outcomes, draft = guess
                    written = await _write(connection, scope, draft)
                elif hold:
                    async with connection.transaction():
                        await connection.execute(statements.LOCK, scope)
                        outcomes, draft = await _decide(connection, scope, jobs)
                        written = await _write(connection, scope, draft)
                else:
                    outcomes, draft = await _decide(connection, scope, jobs)
                    written = await _write(connection, scope, draft)
        if not written:
            raise _OvertakenError
        self._memory.keep(scope, draft.known)
        if draft.head != draft.before:
            self._speaker.tell(scope, draft.head)
        return outcomes

    def _guess(self, scope: str, jobs: Sequence[Job]) -> tuple[list[Outcome], Draft] | None:
        """Decide on what is remembered, if that can only be right or be refused by the database.

        Of operations that are not remembered it is taken for granted that they are new: each has to bring its
        result then, and a second one is refused.
        """
        if self._losses != self._connections.losses:
            self._losses = self._connections.losses
            self._memory.clear()
        known = self._memory.get(scope)
        if known is None or not all(key in known.documents for job in jobs for key in job.keys):
            return None
        draft = Draft(known)
        outcomes = [draft.decide(job) for job in jobs]
        failed = any(isinstance(outcome, Exception) for outcome in outcomes)
        if failed or not draft.documents or not all(draft.has_decided(op) for job in jobs for op in job.ops):
            return None
        return outcomes, draft


async def _decide(connection: Any, scope: str, jobs: Sequence[Job]) -> tuple[list[Outcome], Draft]:
    """Load what the jobs ask for and let them decide."""
    keys = list({key for job in jobs for key in job.keys})
    ops = list({op for job in jobs for op in job.ops})
    rows = await connection.fetch(
        statements.LOAD, scope, [key.kind for key in keys], [key.id for key in keys], ops
    )
    head = 0
    documents: dict[Key, Stored | None] = dict.fromkeys(keys)
    results: dict[str, OpResult] = {}
    for part, name, identifier, seq, body in rows:
        if part == statements.HEAD_PART:
            head = seq
        elif part == statements.DOCUMENT_PART:
            documents[Key(name, identifier)] = Stored(name, identifier, seq, body)
        else:
            results[name] = OpResult(name, identifier, body)
    draft = Draft(Known(head, documents, results))
    return [draft.decide(job) for job in jobs], draft


async def _write(connection: Any, scope: str, draft: Draft) -> bool:
    """Write a draft; False when another process wrote to the scope since, and nothing was written."""
    if draft.is_empty:
        return True
    documents, results = list(draft.documents.values()), list(draft.results.values())
    unknown = draft.unknown
    weights = [weight(one) for one in documents]
    start = (scope, draft.head, draft.change(weights), draft.before)
    if len(documents) == 1 and len(results) <= 1 and not unknown:
        one = documents[0]
        result = results[0] if results else (None, None, None)
        written = await connection.fetch(
            statements.WRITE_ONE, *start, one.kind, one.id, to_signed(weights[0]), one.body, *result
        )
    else:
        written = await connection.fetch(
            statements.WRITE,
            *start,
            [one.kind for one in documents],
            [one.id for one in documents],
            [one.seq for one in documents],
            [to_signed(number) for number in weights],
            [one.body for one in documents],
            [key.kind for key in unknown],
            [key.id for key in unknown],
            [one.op for one in results],
            [one.fingerprint for one in results],
            [one.result for one in results],
        )
    return bool(written)


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
