"""The storage port on PostgreSQL: many hub processes, one database.

A commit is two statements: one that loads what is to be decided on, and one that writes all of it, if the
head is still the one that was loaded. What this process wrote last it remembers, and spares the first.
Commits of one scope that wait together share them. When another process was faster, it is done again in a
transaction that holds the scope.
"""

import asyncio
from collections.abc import AsyncIterable, Callable, Sequence
from typing import Any

from sync.hub.storage import statements
from sync.hub.storage.connections import Connections, translated
from sync.hub.storage.draft import Job
from sync.hub.storage.hints import Listener, Speaker
from sync.hub.storage.pages import end_of
from sync.hub.storage.port import Decision, Head, Key, Loaded, OpResult, Place, Placed, StorageError, Stored
from sync.hub.storage.postgres_collisions import ATTEMPTS, COLLISIONS, pause, writing
from sync.hub.storage.postgres_commits import Commits
from sync.hub.storage.postgres_rows import MAINTENANCE_SECONDS, adopt
from sync.hub.storage.weights import from_signed


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
        self._commits = Commits(self._connections, self._speaker)
        self._closed = False

    async def load(self, scope: str, key: Key) -> Stored | None:
        """Return one document; None when it never was or is deleted."""
        if "\0" in f"{scope}{key.kind}{key.id}":
            return None  # no text of PostgreSQL holds that sign: what would be called so was never written
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

    async def living(self, first: str, kind: str, after: Place, limit: int) -> list[Placed]:
        """Return the living documents of a kind in all scopes whose names begin with `first`, by place."""
        start = max(after, Place(first, ""))
        rows = await self._fetch(statements.LIVING, *start, end_of(first), kind, limit)
        return [Placed(Place(scope, name), body) for scope, name, body in rows]

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
        return await self._commits.settle(scope, job)

    async def prune(self, scope: str, below: int) -> int:
        """Forget the tombstones with a `seq` below a number; return how many they were."""
        for attempt in range(ATTEMPTS):
            try:
                async with self._connections.one() as connection:
                    with writing():
                        many: int = await connection.fetchval(statements.PRUNE, scope, below)
            except COLLISIONS:
                await pause(attempt)
            else:
                return many
        raise StorageError("nothing was forgotten: too many others write to this scope")

    async def adopt(
        self, scope: str, head: Head, documents: AsyncIterable[Stored], results: AsyncIterable[OpResult]
    ) -> None:
        """Put a scope of another store in the place of this one's, in one transaction."""
        self._require_open()
        self._commits.forget(scope)
        async with self._connections.one() as connection:
            with translated("nothing was written"):
                async with connection.transaction():
                    await adopt(connection, scope, head, documents, results)

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
        await self._commits.finish()
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
