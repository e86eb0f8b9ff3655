"""The courier: brings every client its events, one by one and in order, and again until it has taken them.

An event counts as taken when its client answers 2xx. Cut off before that is noted, it is brought once more:
its id says that it is the same.
"""

import asyncio
import datetime as dt
import logging
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx
import msgspec
from msgspec.structs import replace

from sync.hub import signatures
from sync.hub.context import Hub
from sync.hub.hooks import jwks, queue
from sync.hub.hooks.events import Event
from sync.hub.hooks.queue import Delivery
from sync.hub.pauses import Pauses
from sync.hub.profile import registry
from sync.hub.rounds import keep_doing
from sync.protocol import moments
from sync.protocol.clients import Client, Right
from sync.protocol.ids import derived_id, new_id

LOOK_SECONDS = 1.0
TIMEOUT_SECONDS = 10.0
AT_ONCE = 50
HOLD = dt.timedelta(minutes=2)
KEPT_DAYS = 30
FORGET_EVERY = dt.timedelta(hours=6)
LONGEST_WAIT = 24 * 3600
"""Seconds; a client that says Retry-After is not believed beyond this."""

PAUSES = Pauses(5, 3600)

logger = logging.getLogger(__name__)


class Courier:
    """Brings the events of one hub. Other hubs on the same store may do likewise."""

    def __init__(self, hub: Hub, http: httpx.AsyncClient, pauses: Pauses = PAUSES) -> None:
        self._hub = hub
        self._http = http
        self._pauses = pauses
        self._place = derived_id(socket.gethostname(), str(hub.config.data.resolve()))
        self._name = f"{self._place}/{new_id()}"
        self._met: set[str] = set()
        self._forget_after = dt.datetime.min.replace(tzinfo=dt.UTC)

    async def run(self) -> None:
        """Make rounds until cancelled."""
        await keep_doing(self.round, "events for other systems", LOOK_SECONDS)

    async def round(self) -> int:
        """Bring what waits; return how many events were taken.

        Raises:
            StorageError: The store is out of reach; what was taken is taken.
        """
        known = [one async for one in registry.every(self._hub.storage) if Right.EVENTS_READ in one.rights]
        if self._hub.clock() >= self._forget_after:
            self._forget_after = self._hub.clock() + FORGET_EVERY
            oldest = moments.write(self._hub.clock() - dt.timedelta(days=KEPT_DAYS))
            for client in known:
                await queue.forget(self._hub.storage, client.id, oldest)
        wanting = [client for client in known if client.webhook and not client.revoked]
        # One who is slow lets the others not wait.
        return sum(await asyncio.gather(*(self._visit(client) for client in wanting)))

    async def _visit(self, client: Client) -> int:
        storage, now = self._hub.storage, self._hub.clock()
        found = await queue.delivery(storage, client.id)
        if not self._may_go(found, client, now):
            return 0
        waiting, _ = await queue.page(storage, client.id, found.done, AT_ONCE)
        self._met.add(client.id)
        if not waiting:
            return 0
        held = replace(found, holder=self._name, until=moments.write(now + HOLD))
        if not await queue.keep(storage, client.id, found, held):
            return 0
        taken = 0
        for seq, event in waiting:
            wait = await self._bring(client, event)
            now = self._hub.clock()
            if wait is None:
                done = replace(held, done=seq, tries=0, after="", until=moments.write(now + HOLD))
            else:
                pause = max(wait, self._pauses.after(held.tries + 1))
                after = moments.write(now + dt.timedelta(seconds=pause))
                done = replace(held, tries=held.tries + 1, after=after, holder="", until="")
            if not await queue.keep(storage, client.id, held, done):
                return taken
            held = done
            if wait is not None:
                return taken
            taken += 1
        await queue.keep(storage, client.id, held, replace(held, holder="", until=""))
        return taken

    def _may_go(self, found: Delivery, client: Client, now: dt.datetime) -> bool:
        # What the hub held that was here before, and was killed, nobody brings any more.
        is_left = client.id not in self._met and found.holder.startswith(f"{self._place}/")
        return _is_over(found.after, now) and (is_left or _is_over(found.until, now))

    async def _bring(self, client: Client, event: Event) -> float | None:
        """Bring one event; return None when it was taken, else the seconds that the client asks to wait."""
        body = msgspec.json.encode(event)
        path = urlsplit(client.webhook).path or "/"
        key = self._hub.keys.signing
        headers = {
            "Content-Type": "application/json",
            "Vetrina-Event": event.id,
            signatures.HEADER: signatures.sign(key, body, path, jwks.key_id(key)),
        }
        try:
            answer = await self._http.post(
                client.webhook, content=body, headers=headers, timeout=TIMEOUT_SECONDS
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            logger.info("%s does not take its events: %s", client.name, type(error).__name__)
            return 0.0
        if answer.is_success:
            return None
        logger.info("%s does not take its events: %d", client.name, answer.status_code)
        return _asked(answer.headers)


def _asked(headers: Mapping[str, str]) -> float:
    """Return the seconds that Retry-After asks for, 0 where it asks for none."""
    text = headers.get("retry-after", "")
    return float(min(int(text), LONGEST_WAIT)) if text.isascii() and text.isdecimal() else 0.0


def _is_over(text: str, now: dt.datetime) -> bool:
    return not moments.is_real(text) or moments.parse(text) <= now


async def keep_telling(hub: Hub) -> None:
    """Bring events to clients until cancelled."""
    async with httpx.AsyncClient(follow_redirects=False) as http:
        await Courier(hub, http).run()
