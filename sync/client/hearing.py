"""The line of hints: what the hub says is new, while it stands. What it does not say the tick finds."""

import asyncio

from sync.client.errors import HubError
from sync.client.exchange import OF_DESK
from sync.client.link import Link
from sync.client.replica import Replica
from sync.protocol.envelope import Hint
from sync.protocol.scopes import CATALOGUE

STEADY = 10.0
"""Seconds a line of hints must have stood before a break counts as the first."""

HEARD = 64
"""Scopes on one line of hints; the rest is found by the tick."""


class Hearing:
    """Listens to the hub, and wakes who has to ask. Lives in the engine's loop."""

    def __init__(self, replica: Replica, news: asyncio.Event, catalogue: asyncio.Event) -> None:
        """Set `news` when there is some for a scope, `catalogue` when there may be another one."""
        self._replica = replica
        self._news = news
        self._catalogue = catalogue
        self._line: asyncio.Timeout | None = None
        self._heard: frozenset[str] = frozenset()

    async def listen(self, link: Link) -> None:
        """Listen until the line breaks, or is to be opened for other scopes.

        Raises:
            HubError: It broke before it stood for long.
        """
        clock = asyncio.get_running_loop().time
        began = clock()
        self._heard = self._audible()
        try:
            async with asyncio.timeout(None) as self._line:
                async for hint in link.hints(sorted(self._heard)):
                    self._heed(hint)
        except TimeoutError:
            # Other scopes are wanted now: the line is opened again for those.
            return
        except HubError:
            # The hub may have gone: ask at once, so that the shopper is told the truth.
            self._news.set()
            if clock() - began < STEADY:
                raise
        finally:
            self._line = None

    def turn_to_others(self) -> None:
        """Hear of other scopes where others are wanted by now."""
        if self._line is not None and self._heard != self._audible():
            # Once is enough, and a second time before it ended would be an error.
            line, self._line = self._line, None
            line.reschedule(asyncio.get_running_loop().time())

    def _audible(self) -> frozenset[str]:
        """The scopes to hear of: as many as the hub takes, the desk's work first, and lists before stock."""
        return frozenset([CATALOGUE, *self._replica.first_scopes(OF_DESK, HEARD - 1)])

    def _heed(self, hint: Hint | None) -> None:
        """Wake who has to ask. When the line stands (None), what went by unheard is asked for."""
        if hint is None:
            self._catalogue.set()
            self._news.set()
        elif hint.scope == CATALOGUE:
            self._catalogue.set()
        elif hint.seq > self._replica.cursor(hint.scope):
            self._news.set()
