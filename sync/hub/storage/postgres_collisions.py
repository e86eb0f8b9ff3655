"""Hubs that write to one scope at once: what is tried again, and after how long."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from sync.hub.storage.connections import FAILURES
from sync.hub.storage.port import StorageError

ATTEMPTS = 8
"""How often a commit that collides with another one is tried before it is given back."""

PAUSE_SECONDS = 0.005
"""Before the second attempt; twice as long before each further one, and a random part of that."""


class OvertakenError(Exception):
    """Another process wrote to the scope in between."""


COLLISIONS = (OvertakenError, asyncpg.SerializationError, asyncpg.DeadlockDetectedError)


@contextmanager
def writing() -> Iterator[None]:
    """Let through what is tried again; what else goes wrong is the store's."""
    try:
        yield
    except (*COLLISIONS, asyncpg.UniqueViolationError):
        raise
    except FAILURES as error:
        raise StorageError(f"nothing was written, or the answer was lost: {error!r}") from error


async def pause(attempt: int) -> None:
    """Wait before the next attempt; the first is number 0."""
    await asyncio.sleep(random.uniform(0, PAUSE_SECONDS * 2**attempt))  # noqa: S311 - nothing secret
