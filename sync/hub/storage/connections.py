"""Connections to PostgreSQL: made when they are needed, and again when the server was away."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import asyncpg

from sync.hub.storage.port import StorageError
from sync.hub.storage.postgres_schema import migrate

MAX_CONNECTIONS = 24
"""Of one hub process: a few processes fit into PostgreSQL's usual hundred."""

NO_URL = "this is no database's URL; / ? # @ in a password are written as %2F %3F %23 %40"

CONNECT_SECONDS = 10
COMMAND_SECONDS = 30
CLOSE_SECONDS = 10

FAILURES = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)
"""What the driver and the network raise."""

REFUSALS = (
    asyncpg.exceptions.DataError,
    asyncpg.exceptions.IntegrityConstraintViolationError,
    asyncpg.exceptions.TransactionRollbackError,
)
"""What a server answers that is well; the connection is as good as before."""

SETTINGS = {
    "application_name": "vetrina-hub",
    # What is acknowledged is on disk, whatever the server's own default is.
    "synchronous_commit": "on",
    # A hub that died half-way through a commit must not hold a scope for ever.
    "idle_in_transaction_session_timeout": "15s",
    # Every statement goes by a key. Plans are kept, and one made while a table was small must not read it all
    # when it has grown.
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "jit": "off",
}


class Connections:
    """The connections of one store. For one event loop.

    `losses` counts those that broke: the server was away then, and may not hold what it held before.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._idle: list[Any] = []
        self._room = asyncio.Semaphore(MAX_CONNECTIONS)
        self._migrating = asyncio.Lock()
        self._migrated = False
        self._closed = False
        self.losses = 0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Any]:
        """Give a connection for the length of an `async with` block.

        Raises:
            StorageError: The server is out of reach, or the store was written by a newer hub.
        """
        async with self._room:
            if not self._migrated:
                await self._migrate()
            connection = self._take() or await self.apart()
            try:
                yield connection
            except BaseException as error:
                if isinstance(error.__cause__ or error, REFUSALS):
                    self._idle.append(connection)
                    raise
                # Nobody knows what state it is in; and when the server went away, so did the others.
                connection.terminate()
                self.losses += 1
                while others := self._take():
                    others.terminate()
                raise
            self._idle.append(connection)

    async def apart(self) -> Any:
        """Return a new connection, for the caller to close.

        Raises:
            StorageError: The server is out of reach.
        """
        try:
            with translated("the database is out of reach"):
                return await asyncpg.connect(
                    self._url,
                    timeout=CONNECT_SECONDS,
                    command_timeout=COMMAND_SECONDS,
                    server_settings=SETTINGS,
                )
        except ValueError:
            # What it says may hold a part of the password.
            raise StorageError(NO_URL) from None

    async def close(self) -> None:
        """Close all connections; nobody may be using one any more."""
        self._closed = True
        while connection := self._take():
            with translated("the connection was lost"):
                await connection.close(timeout=CLOSE_SECONDS)

    def _take(self) -> Any:
        """Return the connection that was used last and still stands, None when there is none."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
            self.losses += 1
        return None

    async def _migrate(self) -> None:
        async with self._migrating:
            if self._migrated:
                return
            connection = await self.apart()
            try:
                with translated("the database cannot be brought up to date"):
                    await migrate(connection)
            finally:
                await connection.close()
            self._migrated = True


@contextmanager
def translated(words: str) -> Iterator[None]:
    """Turn failures into `StorageError`, with some words before the reason."""
    try:
        yield
    except FAILURES as error:
        raise StorageError(f"{words}: {str(error) or type(error).__name__}") from error
