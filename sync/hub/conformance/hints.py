"""Rule 6, the hub's part: a reader of events hears of a change at once, and the line is kept alive."""

import asyncio
from collections.abc import AsyncIterator

import msgspec

from sync.hub.conformance.finding import Check, ViolationError, require
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import OK, told
from sync.protocol.envelope import Hint
from sync.protocol.list_verbs import RenameList
from sync.shapes import ready

RULE = "6"
HINT_SECONDS = 1.0
"""How long a hint of a change through the same hub may take."""

HEARTBEAT_SECONDS = 20.0
"""How long a line may be silent: proxies cut a silent one after a minute."""


async def _next(lines: AsyncIterator[str], wanted: str, seconds: float) -> str:
    """Return the next line that begins so."""
    try:
        async with asyncio.timeout(seconds):
            async for line in lines:
                if line.startswith(wanted):
                    return line
    except TimeoutError:
        raise ViolationError(f"no line {wanted!r} within {seconds:g} s") from None
    raise ViolationError("the stream ended")


async def _hint(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    async with tablet.http.stream(
        "GET", "/v1/events", params={"scopes": scope}, timeout=HEARTBEAT_SECONDS
    ) as stream:
        require(stream.status_code == OK, f"/v1/events answered {told(stream)}" if stream.is_error else "")
        lines = stream.aiter_lines()
        await _next(lines, "", HINT_SECONDS)
        result = await tablet.result(tablet.op(scope, RenameList(title="told")))
        while True:
            line = await _next(lines, "data:", HINT_SECONDS)
            hint = msgspec.json.decode(line.removeprefix("data:"), type=ready(Hint))
            require(hint.scope == scope, f"a hint of {hint.scope}")
            if hint.seq >= result.seq:
                break


async def _heartbeat(stage: Stage) -> None:
    query = {"scopes": "catalogue"}
    async with stage.tablet.http.stream(
        "GET", "/v1/events", params=query, timeout=2 * HEARTBEAT_SECONDS
    ) as stream:
        lines = stream.aiter_lines()
        await _next(lines, "", HINT_SECONDS)
        await _next(lines, ":", HEARTBEAT_SECONDS)


async def _silent(stage: Stage) -> None:
    tablet, other = stage.tablet, await stage.second()
    scope = await tablet.new_list()
    own = await other.new_list()
    query = {"scopes": f"{scope},{own}"}
    async with other.http.stream("GET", "/v1/events", params=query, timeout=HEARTBEAT_SECONDS) as stream:
        lines = stream.aiter_lines()
        await tablet.apply(scope, RenameList(title="not for you"))
        await other.apply(own, RenameList(title="for you"))
        line = await _next(lines, "data:", HINT_SECONDS)
        heard = msgspec.json.decode(line.removeprefix("data:"), type=ready(Hint)).scope
        require(heard == own, "a tablet hears that another's list changed")


CHECKS = (
    Check(RULE, f"a change is hinted at within {HINT_SECONDS:g} s", _hint),
    Check(RULE, f"a silent line gives a sign within {HEARTBEAT_SECONDS:g} s", _heartbeat, waits=True),
    Check(RULE, "what a tablet may not read it does not hear of", _silent),
)
