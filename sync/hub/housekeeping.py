"""What a serving hub does beside serving, once a day: what nobody needs any more is forgotten.

Erasures that were cut off are finished, guests' lists whose time is over are blanked, old tombstones go, and
so does who looked at a customer, or whose a visit was, long ago. What many bought together is counted anew.

A tombstone tells a tablet that was away what was deleted meanwhile. Its age is counted in changes of a scope,
not in days: a store says nothing about time, and how much there would be to read is what decides. A tablet
that was away for longer reads the scope from the start, which is no more work by then.
"""

import asyncio
import logging
import random

from sync.hub import erasure, looks, retention, suggesting
from sync.hub.context import Hub
from sync.hub.erasure import Ground
from sync.hub.releases import serving
from sync.hub.rounds import keep_doing
from sync.hub.sign_ins import sweeping
from sync.hub.stock import expiry
from sync.hub.storage.port import Storage
from sync.protocol import scopes
from sync.protocol.envelope import Hint

KEPT_CHANGES = 100_000
"""Tombstones among so many newest changes of a scope stay. Lists never get that far; the catalogue does."""

DAY_SECONDS = 24 * 3600
FIRST_WITHIN_SECONDS = 3600
"""Hubs on one database, or restarted together, do not all begin at once."""

PAGE = 1_000

logger = logging.getLogger(__name__)


async def forget_tombstones(storage: Storage, kept: int = KEPT_CHANGES) -> int:
    """Forget in every scope the tombstones older than its `kept` newest changes; return how many they were.

    Raises:
        StorageError: The store is out of reach; what was forgotten until then is forgotten.
    """
    forgotten = 0
    after = ""
    while page := await storage.scopes(after, PAGE):
        after = page[-1]
        for scope, head in (await storage.heads(page)).items():
            if head.seq > kept:
                forgotten += await storage.prune(scope, head.seq - kept + 1)
    return forgotten


async def tidy(hub: Hub) -> None:
    """Do all of it once, in small steps.

    Raises:
        StorageError: The store is out of reach; what was done is done.
    """
    resumed = await erasure.resume(Ground(hub.storage, hub.config.data), hub.now())
    expired = await retention.expire(hub.storage, hub.clock().date(), hub.config.guest_list_days)
    looked = await looks.forget(hub.storage, hub.clock())
    forgotten = await forget_tombstones(hub.storage)
    over = await expiry.sweep_all(hub)
    visits = await sweeping.forget_visits(hub)
    learned = await suggesting.learn(hub.storage, hub.clock())
    if learned:
        head = (await hub.storage.heads([scopes.CATALOGUE]))[scopes.CATALOGUE].seq
        hub.bus.publish(Hint(scopes.CATALOGUE, head))
    await asyncio.to_thread(serving.renew, hub)
    logger.info(
        "%d erasures finished, %d lists blanked, %d old looks and %d tombstones gone,"
        " %d levels freed of what is over, %d visits and phones are nobody's any more,"
        " %d documents of what is bought together are new",
        resumed,
        expired,
        looked,
        forgotten,
        over,
        visits,
        learned,
    )


async def keep_house(hub: Hub) -> None:
    """Tidy up once a day. Runs until it is cancelled."""
    first = random.uniform(0, FIRST_WITHIN_SECONDS)  # noqa: S311 - nothing secret
    await keep_doing(lambda: tidy(hub), "housekeeping", DAY_SECONDS, first=first)
