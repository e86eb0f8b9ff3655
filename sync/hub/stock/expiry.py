"""Reservations that nobody confirmed: open screens are told when their time is over.

Whoever reads a level counts only the holds that stand, so nothing waits for this. But a screen looks at a
level when it hears that it changed: so a hold whose time is over is taken out of it, which is a change. It is
known of holds by listening to the stores' stock, as a screen does; what was there before the hub began is
looked through when the house is kept.
"""

import asyncio
import heapq
import logging

import msgspec

from sync.hub.context import Hub
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage, StorageError
from sync.hub.storage.walking import scopes_under
from sync.protocol import moments, scopes
from sync.protocol.envelope import Hint
from sync.protocol.stock import Hold, StockLevel
from sync.protocol.stock_rules import swept
from sync.shapes import ready

PAGE = 500
LOOK_SECONDS = 1.0
"""About how long after its time a hold is gone from the screens."""

STORES_SECONDS = 300.0
"""How often is looked for stores that are new."""

AWAY_SECONDS = 5.0

logger = logging.getLogger(__name__)

Due = tuple[str, str, str]
"""When (ISO 8601 UTC), in which scope, of which variant."""


class _Held(msgspec.Struct, frozen=True):
    holds: dict[str, Hold] = {}


async def keep_holds(hub: Hub) -> None:
    """Follow the stock of all stores, and take out what is over. Runs until the hub ends."""
    due: list[Due] = []
    while True:
        try:
            if await _follow(hub, due):
                return
        except StorageError as error:
            logger.warning("reservations cannot be looked after right now: %s", error)
            await asyncio.sleep(AWAY_SECONDS)
        except Exception:
            logger.exception("reservations could not be looked after")
            await asyncio.sleep(AWAY_SECONDS)


async def _follow(hub: Hub, due: list[Due]) -> bool:
    """Follow the stores that there are, for a while; return whether the hub ends."""
    names = [name async for name in scopes_under(hub.storage, scopes.stock(""))]
    read = {name: head.seq for name, head in (await hub.storage.heads(names)).items()}
    time = asyncio.get_running_loop().time
    end = time() + STORES_SECONDS
    with hub.bus.subscribe(names) as subscription:
        while time() < end and not subscription.closed:
            for hint in await subscription.wait(LOOK_SECONDS):
                read[hint.scope] = await _read(hub.storage, hint.scope, read.get(hint.scope, 0), due)
            while due and moments.parse(due[0][0]) <= hub.clock():
                _, scope, variant = heapq.heappop(due)
                await sweep(hub, scope, variant)
        return subscription.closed


async def _read(storage: Storage, scope: str, after: int, due: list[Due]) -> int:
    """Note when the holds of changed levels are over; return how far was read."""
    while page := await storage.changes(scope, after, PAGE):
        after = page[-1].seq
        for stored in page:
            held = msgspec.json.decode(stored.body, type=ready(_Held)) if stored.body else _Held()
            for until in {hold.until for hold in held.holds.values() if moments.is_real(hold.until)}:
                heapq.heappush(due, (moments.write(moments.parse(until)), scope, stored.id))
        await asyncio.sleep(0)
    return after


async def sweep(hub: Hub, scope: str, variant: str) -> bool:
    """Take out of a level the holds whose time is over; return whether there were some.

    Raises:
        StorageError: The store is out of reach; nothing was changed.
    """
    key, is_over = Key("stock", variant), False

    def decide(loaded: Loaded) -> Decision:
        nonlocal is_over
        stored = loaded.documents.get(key)
        level = documents.parse(stored, StockLevel)
        after = swept(level, hub.clock()) if level else None
        is_over = after is not level
        return Decision([documents.write(key, after, stored)] if after and is_over else [])

    head = await hub.storage.commit(scope, [key], [], decide)
    if is_over:
        hub.bus.publish(Hint(scope, head))
    return is_over


async def sweep_all(hub: Hub) -> int:
    """Look through all levels for holds whose time is over; return in how many levels there were some.

    Raises:
        StorageError: The store is out of reach; what was done is done.
    """
    found = 0
    async for scope in scopes_under(hub.storage, scopes.stock("")):
        due: list[Due] = []
        await _read(hub.storage, scope, 0, due)
        now = hub.clock()
        over = {variant for until, _, variant in due if moments.parse(until) <= now}
        found += sum([await sweep(hub, scope, variant) for variant in sorted(over)])
    return found
