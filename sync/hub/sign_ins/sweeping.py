"""Sign-ins are forgotten when their time is over, and long after them whose a visit was.

What is kept of a sign-in says that somebody was there: it goes within minutes. A visit keeps whose it was for
as long as work that was done in it may come late, and somebody may ask what it was.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable

import msgspec

from sync.hub import devices, traces
from sync.hub.context import Hub
from sync.hub.mail import seldom
from sync.hub.mail.seldom import Mailed
from sync.hub.shoppers import VISIT, Visited
from sync.hub.sign_in_records import KIND, SignIn
from sync.hub.storage.port import Decision, Key, Loaded, Storage, StorageError, Stored, Write
from sync.hub.storage.walking import scopes_under
from sync.hub.traces import BROWSER, Browser
from sync.protocol import scopes

LOOK_SECONDS = 60.0
KEPT = dt.timedelta(minutes=15)
"""After its time is over: so long a tablet that lost an answer may ask what became of it."""

VISIT_DAYS = 90
PAGE = 500

logger = logging.getLogger(__name__)


async def keep_swept(hub: Hub) -> None:
    """Forget what is over, again and again. Runs until it is cancelled."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            await sweep(hub)
        except StorageError as error:
            logger.warning("sign-ins could not be swept: %s", error)
        except Exception:
            logger.exception("sign-ins could not be swept")


async def sweep(hub: Hub) -> int:
    """Forget the sign-ins whose time is over, and letters that count no more; return how many.

    Raises:
        StorageError: The store is out of reach; what was forgotten is forgotten.
    """
    before = hub.later(-KEPT)
    since = hub.later(-seldom.LONG)

    def is_over(one: Stored) -> bool:
        if one.body is None:
            return False
        if one.kind == KIND:
            return msgspec.json.decode(one.body, type=SignIn).expires < before
        return max(msgspec.json.decode(one.body, type=Mailed).times, default="") < since

    return sum([await _forget(hub.storage, scopes.sign_in(f"{digit:x}"), is_over) for digit in range(16)])


async def forget_visits(hub: Hub) -> int:
    """Let visits that were over long ago be nobody's, and phones know nobody in the end; return how many.

    Raises:
        StorageError: The store is out of reach; what was forgotten is forgotten.
    """
    before, forgotten = hub.later(-dt.timedelta(days=VISIT_DAYS)), 0

    def is_over(one: Stored) -> bool:
        return (
            one.kind == VISIT
            and one.body is not None
            and msgspec.json.decode(one.body, type=Visited).until < before
        )

    async for device in devices.every(hub.storage):
        scope = scopes.device(device.id)
        for visit in await _over(hub.storage, scope, is_over):
            await traces.blank_visit(hub.storage, visit.id)
            forgotten += 1
        await _forget(hub.storage, scope, is_over)
    return forgotten + await _forget_browsers(hub)


async def _forget_browsers(hub: Hub) -> int:
    forgotten, now = 0, hub.now()
    async for name in scopes_under(hub.storage, scopes.browser("")):
        for one in await hub.storage.changes(name, 0, PAGE):
            is_over = one.kind == BROWSER and one.body and _until(one.body) < now
            if is_over:
                await traces.forget_browser(hub.storage, one.id)
                forgotten += 1
    return forgotten


def _until(body: bytes) -> str:
    return msgspec.json.decode(body, type=Browser).until


async def _over(storage: Storage, scope: str, is_over: Callable[[Stored], bool]) -> list[Key]:
    found, after = list[Key](), 0
    while page := await storage.changes(scope, after, PAGE):
        found += [Key(one.kind, one.id) for one in page if is_over(one)]
        after = page[-1].seq
    return found


async def _forget(storage: Storage, scope: str, is_over: Callable[[Stored], bool]) -> int:
    """Delete the documents of a scope that are over, and leave no tombstones: nobody reads after them."""
    keys = await _over(storage, scope, is_over)
    if not keys:
        return 0

    def decide(loaded: Loaded) -> Decision:
        return Decision([Write(one.kind, one.id, None) for one in loaded.documents.values() if is_over(one)])

    head = await storage.commit(scope, keys, [], decide)
    await storage.prune(scope, head + 1)
    return len(keys)
