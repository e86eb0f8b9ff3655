"""Who wants to know that a scope changed, inside this process; and news of what other processes wrote."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sync.hub.storage.port import Storage, StorageError
from sync.hub.subscription import Subscription
from sync.protocol.envelope import Hint

AWAY_SECONDS = 1.0
"""How long to wait when the store is out of reach."""

POLL_SECONDS = 0.25
"""How often to look whether other processes wrote something, whatever they say themselves."""

MAX_PER_LINK = 20
"""Listeners through one share link: a family with several tabs each."""

DEVICE_SHARE = 0.2
"""How much of the limit links leave to devices: a tablet must hear of changes whatever phones do."""

logger = logging.getLogger(__name__)


class BusFullError(Exception):
    """As many listeners as the hub, or one link, is set to carry are there already."""


class Bus:
    """Hands hints to subscriptions. For the event loop's thread only."""

    def __init__(self, limit: int) -> None:
        """Carry at most `limit` subscriptions at once."""
        self._limit = limit
        self._listeners: dict[str, set[Subscription]] = {}
        self._latest: dict[str, int] = {}
        self._open: set[Subscription] = set()
        self._by_link: Counter[str] = Counter()
        self._closed = False

    @contextmanager
    def subscribe(self, scopes: Iterable[str], link: str = "") -> Iterator[Subscription]:
        """Listen to some scopes for the length of a `with` block.

        `link` is the hash of the share link that the listener came through, '' for a device.

        Raises:
            BusFullError: The limit is reached, the hub's or the link's.
        """
        if not self._has_room(link):
            raise BusFullError
        self._by_link[link] += 1
        wanted = set(scopes)
        subscription = Subscription()
        self._open.add(subscription)
        for scope in wanted:
            self._listeners.setdefault(scope, set()).add(subscription)
        if self._closed:
            subscription.close()
        try:
            yield subscription
        finally:
            self._open.discard(subscription)
            self._by_link[link] -= 1
            if not self._by_link[link]:
                del self._by_link[link]
            for scope in wanted:
                self._leave(scope, subscription)

    def _has_room(self, link: str) -> bool:
        if not link:
            return len(self._open) < self._limit
        through_links = len(self._open) - self._by_link[""]
        return (
            len(self._open) < self._limit
            and through_links < self._limit * (1 - DEVICE_SHARE)
            and self._by_link[link] < MAX_PER_LINK
        )

    def publish(self, hint: Hint) -> None:
        """Tell the listeners of a scope, unless they were told of this change already."""
        listeners = self._listeners.get(hint.scope)
        if not listeners or hint.seq <= self._latest.get(hint.scope, 0):
            return
        self._latest[hint.scope] = hint.seq
        for subscription in listeners:
            subscription.offer(hint)

    def watched(self) -> list[str]:
        """Return the scopes that somebody listens to."""
        return list(self._listeners)

    def close(self) -> None:
        """End every subscription, now and later: the hub stops."""
        self._closed = True
        for subscription in self._open:
            subscription.close()

    def _leave(self, scope: str, subscription: Subscription) -> None:
        listeners = self._listeners[scope]
        listeners.discard(subscription)
        if not listeners:
            del self._listeners[scope]
            self._latest.pop(scope, None)


async def follow(storage: Storage, bus: Bus) -> None:
    """Publish what other processes commit: another hub, or an import. Runs until it is cancelled."""
    clock = asyncio.get_running_loop().time
    version: int | None = None
    looked = clock()
    while True:
        try:
            for scope, seq in (await storage.news(POLL_SECONDS)).items():
                bus.publish(Hint(scope, seq))
            if clock() - looked < POLL_SECONDS:
                continue
            looked = clock()
            newest = await storage.version()
            if newest == version:
                continue
            for scope, head in (await storage.heads(bus.watched())).items():
                bus.publish(Hint(scope, head.seq))
            # Not the newest by now: what was committed while the heads were read is looked for next time.
            version = newest
        except StorageError as error:
            logger.warning("changes of other processes cannot be seen right now: %s", error)
            await asyncio.sleep(AWAY_SECONDS)
