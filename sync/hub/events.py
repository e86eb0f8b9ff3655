"""`GET /v1/events`: a stream of hints that a scope changed (WHATWG server-sent events). Never data."""

from collections.abc import AsyncIterator
from contextlib import ExitStack

import msgspec
from starlette.responses import Response, StreamingResponse

from sync.hub.access import may_hear
from sync.hub.bus import BusFullError, Subscription
from sync.hub.context import Hub
from sync.hub.endpoint import Call
from sync.hub.problems import HttpProblem
from sync.protocol import scopes
from sync.protocol.devices import Device
from sync.protocol.envelope import Hint

HEARTBEAT_SECONDS = 15.0
"""Shorter than the minute after which proxies cut a silent connection."""

MAX_SCOPES = 64
RETRY_SECONDS = "30"
MEDIA_TYPE = "text/event-stream"
HEARTBEAT = b":\n\n"

AUDIBLE = frozenset({"catalogue", "stock", "list"})


async def listen(call: Call) -> Response:
    """Open a stream for the scopes in `?scopes=a,b`."""
    wanted = _wanted(call.http.query_params.get("scopes", ""))
    stack = ExitStack()
    try:
        subscription = stack.enter_context(call.hub.bus.subscribe(wanted))
    except BusFullError:
        raise HttpProblem(503, "too_many_listeners", headers={"Retry-After": RETRY_SECONDS}) from None
    return StreamingResponse(
        _stream(call.hub, call.device, wanted, subscription, stack),
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _wanted(text: str) -> list[str]:
    wanted = [scope for scope in text.split(",") if scope]
    if not 0 < len(wanted) <= MAX_SCOPES:
        raise HttpProblem(422, "invalid", f"1 to {MAX_SCOPES} scopes")
    try:
        kinds = {scopes.parse(scope).kind for scope in wanted}
    except scopes.ScopeError as error:
        raise HttpProblem(422, "invalid", str(error)) from error
    if not kinds <= AUDIBLE:
        raise HttpProblem(403, "forbidden")
    return wanted


async def _stream(
    hub: Hub, device: Device, wanted: list[str], subscription: Subscription, stack: ExitStack
) -> AsyncIterator[bytes]:
    with stack:
        # What changed between the reader's last exchange and now would be missed without this.
        heads = await hub.storage.heads(wanted)
        hints = [Hint(scope, seq) for scope, seq in heads.items() if seq]
        yield HEARTBEAT
        while not subscription.closed:
            for hint in hints:
                # Asked for each hint, because a visit may have begun or ended since the stream was opened.
                if await may_hear(hub, device, hint.scope):
                    yield event(hint)
            hints = await subscription.wait(HEARTBEAT_SECONDS)
            if not hints:
                yield HEARTBEAT


def event(hint: Hint) -> bytes:
    """Return a hint as it stands in the stream."""
    return b"event: hint\ndata: " + msgspec.json.encode(hint) + b"\n\n"
