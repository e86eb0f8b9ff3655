"""`GET /v1/events`: a stream of hints that a scope changed. Never data."""

import time
from collections.abc import AsyncIterator
from functools import lru_cache, partial
from typing import Annotated

import msgspec
from starlette.responses import Response

from sync.hub.access import OPEN_KINDS, may_hear, reader_of
from sync.hub.endpoint import Call
from sync.hub.problems import HttpProblem
from sync.hub.stream import HEARTBEAT, HEARTBEAT_SECONDS, EventStream
from sync.hub.subscription import Subscription
from sync.protocol import scopes
from sync.protocol.envelope import Hint

MAX_SCOPES = 64

AUDIBLE = frozenset({"catalogue", "stock", "list"})

_SCOPE = f"(?:{'|'.join(sorted(scopes.SINGLE))}|(?:{'|'.join(sorted(scopes.KINDS - scopes.SINGLE))}):[^,]+)"

WANTED = Annotated[
    str, msgspec.Meta(pattern=f"^{_SCOPE}(?:,{_SCOPE}){{0,{MAX_SCOPES - 1}}}$", max_length=MAX_SCOPES * 128)
]
"""What `?scopes=` may be: scopes with commas between them."""


async def listen(call: Call) -> Response:
    """Open a stream for the scopes in `?scopes=a,b`."""
    wanted = call.http.query_params["scopes"].split(",")
    try:
        kinds = {scopes.parse(scope).kind for scope in wanted}
    except scopes.ScopeError as error:  # a line's end behind a name: Python's `$` lets it pass
        raise HttpProblem(422, "invalid", str(error)) from error
    if not kinds <= AUDIBLE:
        raise HttpProblem(403, "forbidden")
    return EventStream(call.hub.bus, wanted, partial(_hints, call, wanted))


async def _hints(call: Call, wanted: list[str], subscription: Subscription) -> AsyncIterator[bytes]:
    # What changed between the reader's last exchange and now would be missed without this.
    heads = await call.hub.storage.heads(wanted)
    hints = [Hint(scope, head.seq) for scope, head in heads.items() if head.seq]
    private = {scope for scope in wanted if scopes.parse(scope).kind not in OPEN_KINDS}
    yield HEARTBEAT
    looked = time.monotonic()
    while not subscription.closed:
        for hint in hints:
            # Asked for each hint, because a visit may have begun or ended since the stream was opened.
            if hint.scope not in private or await may_hear(call.hub, call.device, hint.scope):
                yield event(hint)
        hints = await subscription.wait(HEARTBEAT_SECONDS)
        # Also on a line that is never quiet.
        if not hints or time.monotonic() - looked > HEARTBEAT_SECONDS:
            if not await _still_reads(call):
                return
            looked = time.monotonic()
        if not hints:
            yield HEARTBEAT


async def _still_reads(call: Call) -> bool:
    """Say whether the device may go on listening: staff may have spoken, or a copy of it, since it began."""
    try:
        await reader_of(call.hub, call.http)
    except HttpProblem:
        return False
    return True


@lru_cache(256)
def event(hint: Hint) -> bytes:
    """Return a hint as it stands in the stream; thousands of listeners get the same one."""
    return b"event: hint\ndata: " + msgspec.json.encode(hint) + b"\n\n"
