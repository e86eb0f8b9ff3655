"""Codes are forgotten when their time is over."""

import msgspec

from sync.hub.context import Hub
from sync.hub.forgetting import forget
from sync.hub.parked import Parked
from sync.hub.rounds import keep_doing
from sync.hub.storage.port import Stored
from sync.protocol import scopes
from sync.shapes import ready

LOOK_SECONDS = 600.0


async def keep_swept(hub: Hub) -> None:
    """Forget what is over, again and again. Runs until it is cancelled."""
    await keep_doing(lambda: sweep(hub), "claim codes", LOOK_SECONDS, first=LOOK_SECONDS)


async def sweep(hub: Hub) -> int:
    """Forget the codes whose time is over; return how many.

    Raises:
        StorageError: The store is out of reach; what was forgotten is forgotten.
    """
    now = hub.now()

    def is_over(one: Stored) -> bool:
        return one.body is not None and msgspec.json.decode(one.body, type=ready(Parked)).until < now

    return sum([await forget(hub.storage, scopes.claim(f"{digit:x}"), is_over) for digit in range(16)])
