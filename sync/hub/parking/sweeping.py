"""Codes are forgotten when their time is over."""

import asyncio
import logging

import msgspec

from sync.hub.context import Hub
from sync.hub.parked import Parked
from sync.hub.storage.port import Decision, Key, Loaded, StorageError, Stored, Write
from sync.protocol import scopes

LOOK_SECONDS = 600.0
PAGE = 500

logger = logging.getLogger(__name__)


async def keep_swept(hub: Hub) -> None:
    """Forget what is over, again and again. Runs until it is cancelled."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            await sweep(hub)
        except StorageError as error:
            logger.warning("codes could not be swept: %s", error)
        except Exception:
            logger.exception("codes could not be swept")


async def sweep(hub: Hub) -> int:
    """Forget the codes whose time is over; return how many.

    Raises:
        StorageError: The store is out of reach; what was forgotten is forgotten.
    """
    return sum([await _sweep(hub, scopes.claim(f"{digit:x}")) for digit in range(16)])


async def _sweep(hub: Hub, scope: str) -> int:
    now, over, after = hub.now(), list[Key](), 0
    while page := await hub.storage.changes(scope, after, PAGE):
        over += [Key(one.kind, one.id) for one in page if _is_over(one, now)]
        after = page[-1].seq
    if not over:
        return 0

    def decide(loaded: Loaded) -> Decision:
        return Decision(
            [Write(one.kind, one.id, None) for one in loaded.documents.values() if _is_over(one, now)]
        )

    head = await hub.storage.commit(scope, over, [], decide)
    # Nobody reads after them, so no tombstones are needed.
    await hub.storage.prune(scope, head + 1)
    return len(over)


def _is_over(one: Stored, now: str) -> bool:
    return one.body is not None and msgspec.json.decode(one.body, type=Parked).until < now
