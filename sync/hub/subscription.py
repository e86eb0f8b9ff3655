"""One listener's letter box, made to be had by the thousand: a timer and a future, and few of those."""

import asyncio

from sync.protocol.envelope import Hint


class Subscription:
    """Of several changes to one scope it keeps the newest. One task waits, in the event loop's thread.

    The timer of a wait stays when news ends the wait, and serves the next one: news come to all listeners at
    once, and then a timer for each would cost as much as telling them.
    """

    __slots__ = ("_deadline", "_pending", "_timer", "_waiting", "closed")

    def __init__(self) -> None:
        self.closed = False
        self._pending: dict[str, Hint] = {}
        self._waiting: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._deadline = 0.0

    def offer(self, hint: Hint) -> None:
        """Put a hint in, over an older one for the same scope."""
        self._pending[hint.scope] = hint
        self._ring()

    def close(self) -> None:
        """Tell the listener that nothing more will come."""
        self.closed = True
        if self._timer:
            self._timer.cancel()
        self._ring()

    async def wait(self, seconds: float) -> list[Hint]:
        """Return what came, at once or within `seconds`; empty when nothing did, or when it is closed."""
        if not (self._pending or self.closed):
            loop = asyncio.get_running_loop()
            self._waiting = loop.create_future()
            self._deadline = loop.time() + seconds
            self._wind(loop)
            try:
                await self._waiting
            finally:
                self._waiting = None
        hints = list(self._pending.values())
        self._pending.clear()
        return hints

    def _wind(self, loop: asyncio.AbstractEventLoop) -> None:
        """See that a timer ends the wait in time; one that ends earlier winds itself again."""
        if self._timer and self._timer.when() > self._deadline:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._timer = loop.call_at(self._deadline, self._expire, loop)

    def _expire(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        if self._waiting is None:
            return
        if loop.time() < self._deadline:
            self._wind(loop)
        else:
            self._ring()

    def _ring(self) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(None)
