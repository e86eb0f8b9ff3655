"""Hub processes on one database tell each other what changed: NOTIFY, outside the commits and together.

In the transaction that commits, NOTIFY would let one commit through at a time. So it is sent after it, a few
times a second at most, and may be lost with the process that was to send it: `version` is what counts.
"""

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from typing import Any

import msgspec

from sync.hub.storage.connections import Connections, translated
from sync.hub.storage.port import StorageError
from sync.hub.storage.statements import NOTIFY
from sync.shapes import ready

CHANNEL = "vetrina"
GATHER_SECONDS = 0.02
MAX_PAYLOAD = 7_500
"""Bytes in one NOTIFY; PostgreSQL takes less than 8,000."""

logger = logging.getLogger(__name__)


class Speaker:
    """Tells the other hubs how far scopes are."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._news: dict[str, int] = {}
        self._speaking: asyncio.Task[None] | None = None

    def tell(self, scope: str, seq: int) -> None:
        """Say it soon, together with what else there is to say."""
        self._news[scope] = seq
        if self._speaking is None:
            self._speaking = asyncio.create_task(self._speak())

    async def close(self) -> None:
        """Say what is still to be said."""
        if self._speaking:
            await self._speaking

    async def _speak(self) -> None:
        while self._news:
            await asyncio.sleep(GATHER_SECONDS)
            news, self._news = self._news, {}
            try:
                async with self._connections.one() as connection:
                    for payload in _payloads(news):
                        await connection.execute(NOTIFY, CHANNEL, payload)
            except Exception as error:  # noqa: BLE001 - others see it by looking, a little later
                logger.warning("the other hubs could not be told: %s", error)
        self._speaking = None


class Listener:
    """Hears what the other hubs tell."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._connection: Any = None
        self._losses = 0
        self._heard: dict[str, int] = {}
        self._wake = asyncio.Event()

    async def hear(self, seconds: float) -> dict[str, int]:
        """Return scopes and how far they are, at once or within `seconds`; empty when nothing was said."""
        if self._losses != self._connections.losses:
            # Who only listens does not learn that the server is gone: nothing comes any more, for ever.
            self._losses = self._connections.losses
            await self.close()
        try:
            if self._connection is None or self._connection.is_closed():
                self._connection = await self._listen()
        except StorageError:
            await asyncio.sleep(seconds)
            return {}
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        self._wake.clear()
        heard, self._heard = self._heard, {}
        return heard

    async def close(self) -> None:
        """Stop listening."""
        if self._connection:
            self._connection.terminate()

    async def _listen(self) -> Any:
        connection = await self._connections.apart()
        try:
            with translated("nobody can be heard"):
                await connection.add_listener(CHANNEL, self._take)
        except BaseException:
            connection.terminate()
            raise
        return connection

    def _take(self, _connection: Any, _process: int, _channel: str, payload: str) -> None:
        try:
            self._heard |= msgspec.json.decode(payload, type=ready(dict[str, int]))
        except msgspec.MsgspecError:
            return  # somebody else's word on our channel
        self._wake.set()


def _payloads(news: dict[str, int]) -> Iterator[str]:
    """Return news as texts that each fit into one NOTIFY."""
    part: dict[str, int] = {}
    size = 2
    for scope, seq in news.items():
        length = len(msgspec.json.encode({scope: seq}))
        if part and size + length > MAX_PAYLOAD:
            yield msgspec.json.encode(part).decode()
            part, size = {}, 2
        part[scope] = seq
        size += length
    yield msgspec.json.encode(part).decode()
