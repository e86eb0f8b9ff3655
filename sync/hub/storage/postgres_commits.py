"""Commits of one scope that wait together and share two statements."""

import asyncio
from collections.abc import Sequence

import asyncpg

from sync.hub.storage import statements
from sync.hub.storage.connections import Connections
from sync.hub.storage.draft import Draft, Job, Outcome
from sync.hub.storage.hints import Speaker
from sync.hub.storage.memory import Memory
from sync.hub.storage.port import StorageError
from sync.hub.storage.postgres_collisions import ATTEMPTS, COLLISIONS, OvertakenError, pause, writing
from sync.hub.storage.postgres_rows import decide, write

MAX_GROUP = 256
"""Commits of one scope that share a transaction: keeps the wait of the first one short."""


class Commits:
    """The commits of this process. For one event loop."""

    def __init__(self, connections: Connections, speaker: Speaker) -> None:
        """`speaker` is told what was written."""
        self._connections = connections
        self._speaker = speaker
        self._memory = Memory()
        self._losses = 0
        self._waiting: dict[str, list[Job]] = {}
        self._working: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()

    async def settle(self, scope: str, job: Job) -> int:
        """Decide and write, with those of the same scope that wait; return the scope's head after it.

        Raises:
            StorageError: Nothing was written, or the answer was lost.
            Exception: What the job's own decision raised.
        """
        if scope in self._waiting:
            self._waiting[scope].append(job)
            return await job.answer
        self._waiting[scope] = []
        try:
            await self._settle(scope, [job])
        finally:
            self._go_on(scope)
        return job.answer.result()

    def forget(self, scope: str) -> None:
        """Remember nothing of a scope that is written by another way."""
        self._memory.forget(scope)

    async def finish(self) -> None:
        """Wait until what was handed in is settled."""
        if self._waiting:
            await self._idle.wait()

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
                await pause(attempt)
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
            with writing():
                if guess:
                    outcomes, draft = guess
                    written = await write(connection, scope, draft)
                elif hold:
                    async with connection.transaction():
                        await connection.execute(statements.LOCK, scope)
                        outcomes, draft = await decide(connection, scope, jobs)
                        written = await write(connection, scope, draft)
                else:
                    outcomes, draft = await decide(connection, scope, jobs)
                    written = await write(connection, scope, draft)
        if not written:
            raise OvertakenError
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
