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

CONNECT_SECONDS = 10
COMMAND_SECONDS = 30
CLOSE_SECONDS = 10

FAILURES = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)
"""What the driver and the network raise."""

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


class _Connection(asyncpg.Connection):  # type: ignore[misc] # asyncpg has no types
    """A connection that nothing is left on, so that giving it back needs no question to the server."""

    def get_reset_query(self) -> str:
        return ""


class Connections:
    """The connections of one store. For one event loop."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._pool: Any = None
        self._opening = asyncio.Lock()
        self._closed = False

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Any]:
        """Give a connection for the length of an `async with` block.

        Raises:
            StorageError: The server is out of reach, or the store was written by a newer hub.
        """
        with translated("the database is out of reach"):
            pool = self._pool or await self._open()
            connection = await pool.acquire(timeout=CONNECT_SECONDS)
        try:
            yield connection
        finally:
            with translated("the connection was lost"):
                await pool.release(connection)

    async def apart(self) -> Any:
        """Return a new connection, for the caller to close.

        Raises:
            StorageError: The server is out of reach.
        """
        with translated("the database is out of reach"):
            return await asyncpg.connect(self._url, timeout=CONNECT_SECONDS, server_settings=SETTINGS)

    async def close(self) -> None:
        """Close all connections."""
        self._closed = True
        async with self._opening:
            if self._pool:
                try:
                    await asyncio.wait_for(self._pool.close(), CLOSE_SECONDS)
                except TimeoutError:
                    self._pool.terminate()

    async def _open(self) -> Any:
        async with self._opening:
            if self._closed:
                raise StorageError("the store is closed")
            if self._pool is None:
                connection = await self.apart()
                try:
                    await migrate(connection)
                finally:
                    await connection.close()
                self._pool = await asyncpg.create_pool(
                    self._url,
                    min_size=0,
                    max_size=MAX_CONNECTIONS,
                    timeout=CONNECT_SECONDS,
                    command_timeout=COMMAND_SECONDS,
                    connection_class=_Connection,
                    server_settings=SETTINGS,
                )
            return self._pool


@contextmanager
def translated(words: str) -> Iterator[None]:
    """Turn failures into `StorageError`, with some words before the reason."""
    try:
        yield
    except FAILURES as error:
        raise StorageError(f"{words}: {str(error) or type(error).__name__}") from error
