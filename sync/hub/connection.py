"""One connection of a client, bounded where uvicorn bounds nothing: its time, its head, their number.

Who sends a request line by line, feeds a body that nobody asked for, or never reads an answer holds a
connection and no more, and that for seconds. When there are as many connections as there may be, the one that
has waited longest for a request makes room; only when all are busy a new one is refused.
"""

import asyncio
import sys
from typing import Any

import h11
import msgspec
from uvicorn.protocols.http.h11_impl import H11Protocol

from sync.hub.guard import HEADERS
from sync.hub.problems import MEANINGS, RETRY_SECONDS, problem_of
from sync.protocol.errors import PROBLEM_TYPE

HEAD_SECONDS = 10.0
"""From the first byte of a request, or from the connection, to the end of its headers. The rest of a body
that was answered already gets as long."""

WRITE_SECONDS = 60.0
"""How long a reader may take nothing of its answer."""

MAX_HEAD = 16 << 10
"""Bytes of request line and headers together."""

TOO_LARGE = MEANINGS["head_too_large"].status

Waiting = dict["Connection", None]
"""Connections without a request in work, the one that has waited longest first."""


class Connection(H11Protocol):
    """uvicorn's connection with limits; `most` connections share one `waiting`."""

    def __init__(self, *, most: int, waiting: Waiting, **given: Any) -> None:
        super().__init__(**given)
        self._most = most
        self._waiting = waiting
        self._timer: asyncio.TimerHandle | None = None
        self._write_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Wait for the first request, if there is room."""
        super().connection_made(transport)
        if len(self.connections) > self._most and not self._make_room():
            self._refuse("too_many_connections")
            return
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._waiting.pop(self, None)
        self._stop_timer()
        self._stop_write_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what came, and see whether it was enough."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY or self.conn.trailing_data[0]:
            # A request has begun already, or its body still comes: uvicorn would wait as long as for a new
            # one, and anew after every byte.
            self._unset_keepalive_if_required()
        self._watch()

    def pause_writing(self) -> None:
        """Stop writing to who does not read, and wait for a while."""
        super().pause_writing()
        self._stop_write_timer()
        self._write_timer = self.loop.call_later(WRITE_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on writing."""
        self._stop_write_timer()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP. Called by uvicorn while it handles h11's error, which knows what it was."""
        error = sys.exc_info()[1]
        if isinstance(error, h11.RemoteProtocolError) and error.error_status_hint == TOO_LARGE:
            self._refuse("head_too_large")
        else:
            self._refuse("bad_request", msg)

    @property
    def _is_busy(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _watch(self) -> None:
        """Let a connection without a request wait for one, for a bounded time."""
        if self._is_busy or self.transport.is_closing():
            self._waiting.pop(self, None)
            self._stop_timer()
            return
        self._waiting[self] = None
        if self._timer is None and self.timeout_keep_alive_task is None:
            self._timer = self.loop.call_later(HEAD_SECONDS, self._end_waiting)

    def _make_room(self) -> bool:
        """Close the connection that has waited longest; say whether there was one."""
        oldest = next(iter(self._waiting), None)
        if oldest is None:
            return False
        self._waiting.pop(oldest)
        oldest.transport.close()
        return True

    def _end_waiting(self) -> None:
        """Let go of who began a request and did not end it; who began none hears nothing."""
        self._timer = None
        begun, _ = self.conn.trailing_data
        if begun and self.conn.our_state is h11.IDLE:
            self._refuse("too_slow")
        else:
            self.transport.close()

    def _refuse(self, code: str, detail: str = "") -> None:
        """Send a problem as the last thing on this connection, if an answer has not begun already."""
        if self._is_busy:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            body = msgspec.json.encode(problem_of(code, detail))
            headers = {
                **HEADERS,
                "Content-Type": PROBLEM_TYPE,
                "Content-Length": str(len(body)),
                "Connection": "close",
                **({"Retry-After": RETRY_SECONDS} if code == "too_many_connections" else {}),
            }
            for event in (
                h11.Response(status_code=MEANINGS[code].status, headers=list(headers.items())),
                h11.Data(data=body),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _stop_write_timer(self) -> None:
        if self._write_timer is not None:
            self._write_timer.cancel()
            self._write_timer = None
