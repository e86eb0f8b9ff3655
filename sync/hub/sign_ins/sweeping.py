"""Sign-ins are forgotten when their time is over, and long after them whose a visit was.

What is kept of a sign-in says that somebody was there: it goes within minutes. A visit keeps whose it was for
as long as work that was done in it may come late, and somebody may ask what it was.
"""

import datetime as dt

import msgspec

from sync.hub import devices, traces
from sync.hub.context import Hub
from sync.hub.forgetting import forget, over
from sync.hub.mail import seldom
from sync.hub.mail.seldom import Mailed
from sync.hub.rounds import keep_doing
from sync.hub.shoppers import VISIT, Visited
from sync.hub.sign_in_records import KIND, SignIn
from sync.hub.storage.port import Stored
from sync.hub.storage.walking import scopes_under
from sync.hub.traces import BROWSER, Browser
from sync.protocol import scopes
from sync.shapes import ready

LOOK_SECONDS = 60.0
KEPT = dt.timedelta(minutes=15)
"""After its time is over: so long a tablet that lost an answer may ask what became of it."""

VISIT_DAYS = 90
PAGE = 500


async def keep_swept(hub: Hub) -> None:
    """Forget what is over, again and again. Runs until it is cancelled."""
    await keep_doing(lambda: sweep(hub), "sign-ins that are over", LOOK_SECONDS, first=LOOK_SECONDS)


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
            return msgspec.json.decode(one.body, type=ready(SignIn)).expires < before
        return max(msgspec.json.decode(one.body, type=ready(Mailed)).times, default="") < since

    return sum([await forget(hub.storage, scopes.sign_in(f"{digit:x}"), is_over) for digit in range(16)])


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
            and msgspec.json.decode(one.body, type=ready(Visited)).until < before
        )

    async for device in devices.every(hub.storage):
        scope = scopes.device(device.id)
        for visit in await over(hub.storage, scope, is_over):
            await traces.blank_visit(hub.storage, visit.id)
            forgotten += 1
        await forget(hub.storage, scope, is_over)
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
    return msgspec.json.decode(body, type=ready(Browser)).until
