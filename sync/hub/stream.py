"""Server-sent events (WHATWG HTML section 9.2) for as long as a subscription to the bus lasts."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import ExitStack

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from sync.hub.bus import Bus, BusFullError
from sync.hub.problems import HttpProblem
from sync.hub.subscription import Subscription

MEDIA_TYPE = "text/event-stream"
HEARTBEAT = b":\n\n"
HEARTBEAT_SECONDS = 15.0
"""Shorter than the minute after which proxies cut a silent connection."""

RETRY_SECONDS = "30"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class EventStream(StreamingResponse):
    """A response that listens to some scopes while it is being sent, and not a moment longer."""

    def __init__(
        self,
        bus: Bus,
        scopes: Iterable[str],
        events: Callable[[Subscription], AsyncIterator[bytes]],
        link: str = "",
    ) -> None:
        """Subscribe; `events` turns the subscription into what is sent. `link` as for `Bus.subscribe`.

        Raises:
            HttpProblem: 503 when the hub, or the link, carries as many listeners as it is set to.
        """
        self._subscribed = ExitStack()
        try:
            subscription = self._subscribed.enter_context(bus.subscribe(scopes, link))
        except BusFullError:
            raise HttpProblem(503, "too_many_listeners", headers={"Retry-After": RETRY_SECONDS}) from None
        self._subscription = subscription
        super().__init__(events(subscription), media_type=MEDIA_TYPE, headers=HEADERS)

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Send the stream until the reader leaves or the hub stops."""
        with self._subscribed:
            # Starlette's own way takes two tasks and a group for each of thousands of streams.
            leaving = asyncio.create_task(self._watch(receive))
            try:
                await self.stream_response(send)
            finally:
                leaving.cancel()

    async def _watch(self, receive: Receive) -> None:
        """Close the subscription when the reader has left: who sends is told nothing of that."""
        while (await receive())["type"] != "http.disconnect":
            pass
        self._subscription.close()
