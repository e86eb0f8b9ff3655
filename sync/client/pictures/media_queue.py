"""The order in which pictures are fetched."""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from sync.client.pictures.media import Item

WISHES = 64
"""What somebody looks at now; an older wish has scrolled away."""


class Wanted(NamedTuple):
    """Something to fetch: `ahead` when nobody has asked for it yet."""

    item: Item
    ahead: bool


class MediaQueue:
    """What is to be fetched: the latest wish first, then the plan in its order. For the engine's loop."""

    def __init__(self) -> None:
        self._wishes: deque[Item] = deque(maxlen=WISHES)
        self._plan: deque[Item] = deque()
        self._filled = asyncio.Event()

    def wish(self, item: Item) -> None:
        """Fetch this next: somebody looks at its place."""
        if item in self._wishes:
            self._wishes.remove(item)
        self._wishes.append(item)
        self._filled.set()

    def plan(self, items: Iterable[Item]) -> None:
        """Fetch these when there is nothing better to do; replaces the plan before."""
        self._plan = deque(items)
        self._filled.set()

    def again(self, wanted: Wanted) -> None:
        """Put something back that could not be fetched now."""
        if wanted.ahead:
            self._plan.appendleft(wanted.item)
        else:
            self.wish(wanted.item)

    async def next(self) -> Wanted:
        """Wait for something to fetch."""
        while not self._wishes and not self._plan:
            self._filled.clear()
            await self._filled.wait()
        if self._wishes:
            return Wanted(self._wishes.pop(), ahead=False)
        return Wanted(self._plan.popleft(), ahead=True)
