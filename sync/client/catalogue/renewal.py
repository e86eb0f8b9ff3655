"""Renewing what is sold from: the catalogue first, then the pictures that it shows.

A chain switches on its tablets in the same minutes, and a change of the catalogue wakes all of them at once.
So each takes its turn at random within a window: the hub sees a stream instead of a wall, and a store's cache
is filled by the first for the others. A tablet without any catalogue has nothing to sell and does not wait.
"""

import asyncio
import logging
import time
from pathlib import Path

from sync.catalogue.schema import CatalogueError
from sync.client.backoff import Backoff
from sync.client.catalogue.snapshot import Snapshot
from sync.client.catalogue.turns import Turns
from sync.client.errors import Faulty, Gone
from sync.client.link import Link
from sync.client.listeners import Listeners
from sync.client.pictures import prefetch
from sync.client.pictures.media import MediaCache
from sync.client.pictures.media_queue import MediaQueue
from sync.client.pictures.sweep import sweep
from sync.client.signals import wait

TICK = 600.0
"""Seconds after which the hub is asked even without a hint."""

DOUBTS = (10.0, 3600.0)
"""Seconds before what was refused is looked at again, the first time and at most: it may be large."""

log = logging.getLogger(__name__)


class Renewal:
    """Keeps catalogue and pictures of one tablet up to date. For the engine's loop."""

    def __init__(
        self,
        data: Path,
        listeners: Listeners,
        cache: MediaCache,
        queue: MediaQueue,
        turns: Turns,
    ) -> None:
        """Prepare; what is missing in `cache` is put into `queue`."""
        self.due = asyncio.Event()
        self.confirmed: float | None = None
        """When the hub last said that what is in force is its newest (monotonic seconds); None before."""
        self._data = data
        self._listeners = listeners
        self._cache = cache
        self._queue = queue
        self._turns = turns
        self._snapshot = Snapshot(data, listeners.on_progress)
        self._doubt = Backoff(*DOUBTS)
        self._planned = False
        self._doubted = False

    def doubt(self) -> None:
        """Somebody could not read the catalogue in force: it makes room, and another is brought at once."""
        self._doubted = True
        self.due.set()

    async def step(self, link: Link) -> None:
        """Renew once, then wait until it is due again."""
        if self._doubted:
            await self._give_up()
        elif await asyncio.to_thread(self._snapshot.usable):
            await self._turns.wait()
        self.due.clear()
        try:
            news = await self._snapshot.refresh(link)
        except Gone:
            # Nothing was imported yet.
            raise
        except Faulty as error:
            log.warning("the catalogue stays as it is: %s", error)
            await wait(self.due, self._doubt.next())
            return
        self._doubt.reset()
        self.confirmed = time.monotonic()
        if news:
            self._listeners.on_catalogue()
            await asyncio.to_thread(self._snapshot.settle)
        if news or not self._planned:
            await self._index()
            await self._plan()
        await wait(self.due, TICK)

    async def _index(self) -> None:
        """See that the catalogue can be searched; it is sold from already."""
        try:
            if await asyncio.to_thread(self._snapshot.index):
                self._listeners.on_catalogue()
        except CatalogueError as error:
            log.warning("the catalogue is brought anew: %s", error)
            self.doubt()
        except OSError as error:
            log.warning("the catalogue cannot be searched: %s", error.strerror)

    async def _plan(self) -> None:
        """Clear what nothing shows any more, and fetch ahead what is shown first.

        This reads every product, so it is also what finds a file that is damaged inside.
        """
        try:
            await asyncio.to_thread(sweep, self._data, self._cache)
            self._queue.plan(await asyncio.to_thread(prefetch.missing, self._data, self._cache))
        except CatalogueError as error:
            log.warning("the catalogue is brought anew: %s", error)
            self.doubt()
        else:
            self._planned = True

    async def _give_up(self) -> None:
        self._doubted = False
        await asyncio.to_thread(self._snapshot.distrust)
        # The one before is in force again, or none.
        self._listeners.on_catalogue()
