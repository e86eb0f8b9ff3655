"""`GET /v1/events`: a stream of hints that a scope changed. Never data."""

import random
import time
from collections.abc import AsyncIterator
from functools import lru_cache, partial
from typing import Annotated

import msgspec
from starlette.responses import Response

from sync.hub.access import OPEN_KINDS, Caller, is_customers, still_reads
from sync.hub.endpoint import Call
from sync.hub.problems import HttpProblem
from sync.hub.profile.door import client_of
from sync.hub.staff import reading
from sync.hub.stream import HEARTBEAT, HEARTBEAT_SECONDS, EventStream
from sync.hub.subscription import Subscription
from sync.protocol import scopes
from sync.protocol.clients import Client, Right
from sync.protocol.envelope import Hint

MAX_SCOPES = 64

LOOK_SECONDS = 30.0
"""About how long who may not read any more still hears that something changed, though never what."""

AUDIBLE = OPEN_KINDS | reading.OF_STORES | reading.OF_CUSTOMERS
AUDIBLE_TO_CLIENTS = {
    "catalogue": Right.LISTS_READ,
    "list": Right.LISTS_READ,
    "customer": Right.CUSTOMERS_READ,
}
"""Kinds of scope that a server may listen to, and the right it needs."""

_SCOPE = (
    f"(?:{'|'.join(sorted(scopes.SINGLE))}|(?:{'|'.join(sorted(scopes.KINDS - scopes.SINGLE))}):[^,\\x00]+)"
)

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
    if not kinds <= _audible_to(call):
        raise HttpProblem(403, "forbidden")
    return EventStream(call.hub.bus, wanted, partial(_hints, call, wanted))


def _audible_to(call: Call) -> frozenset[str]:
    if not isinstance(call.sender, Client):
        return AUDIBLE
    held = call.sender.rights
    return frozenset(kind for kind, right in AUDIBLE_TO_CLIENTS.items() if right in held)


async def _may_hear(call: Call, scope: str) -> bool:
    if not isinstance(call.sender, Client):
        return await reading.may_hear(call.hub, call.device, scope)
    return scopes.parse(scope).kind != "list" or await is_customers(call.hub, scope)


async def _hints(call: Call, wanted: list[str], subscription: Subscription) -> AsyncIterator[bytes]:
    # What changed between the reader's last exchange and now would be missed without this.
    heads = await call.hub.storage.heads(wanted)
    hints = [Hint(scope, head.seq) for scope, head in heads.items() if head.seq]
    private = {scope for scope in wanted if scopes.parse(scope).kind not in OPEN_KINDS}
    yield HEARTBEAT
    look_at = _next_look()
    told: dict[str, int] = {}
    while not subscription.closed:
        for hint in hints:
            # The bus may bring what the heads told already: it was subscribed to before they were read.
            if hint.seq <= told.get(hint.scope, 0):
                continue
            # Asked for each hint, because a visit may have begun or ended since the stream was opened.
            if hint.scope not in private or await _may_hear(call, hint.scope):
                told[hint.scope] = hint.seq
                yield event(hint)
        hints = await subscription.wait(HEARTBEAT_SECONDS)
        if time.monotonic() >= look_at:
            if not await _still_reads(call):
                return
            look_at = _next_look()
        if not hints:
            yield HEARTBEAT


def _next_look() -> float:
    """Return when to look again whether a listener may go on; thousands of them never look at once."""
    return time.monotonic() + LOOK_SECONDS * (0.5 + random.random())  # noqa: S311 - nothing secret


async def _still_reads(call: Call) -> bool:
    """Say whether the sender may go on listening: its right may have ended since it began."""
    if isinstance(call.sender, Caller):
        return await still_reads(call.hub, call.sender)
    try:
        await client_of(call.hub, call.http)
    except HttpProblem:
        return False
    return True


@lru_cache(256)
def event(hint: Hint) -> bytes:
    """Return a hint as it stands in the stream; thousands of listeners get the same one."""
    return b"event: hint\ndata: " + msgspec.json.encode(hint) + b"\n\n"
