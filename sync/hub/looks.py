"""How long is kept who looked at a customer: as long as anybody may still ask, and then no longer.

An opening that is over opens nothing; it stays for who asks who looked, and for work that was done while it
was open and comes late from a desk without network.
"""

import datetime as dt

import msgspec

from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.hub.storage.walking import scopes_under
from sync.protocol import moments, scopes
from sync.protocol.staff import Opening
from sync.shapes import ready

KEPT_DAYS = 90
PAGE = 200


async def forget(storage: Storage, now: dt.datetime, days: int = KEPT_DAYS) -> int:
    """Forget openings that have been over for more than some days; return how many.

    Raises:
        StorageError: The store is out of reach; what was forgotten is forgotten.
    """
    before = moments.write(now - dt.timedelta(days=days))
    forgotten = 0
    async for scope in scopes_under(storage, scopes.staff("")):
        forgotten += await _forget_in(storage, scope, before)
    return forgotten


async def _forget_in(storage: Storage, scope: str, before: str) -> int:
    forgotten = after = 0
    while page := await storage.changes(scope, after, PAGE):
        after = page[-1].seq
        old = [Key("opening", one.id) for one in page if one.kind == "opening" and is_old(one.body, before)]
        if old:
            await storage.commit(scope, old, [], lambda loaded: _decide(loaded, before))
            forgotten += len(old)
    return forgotten


def is_old(body: bytes | None, before: str) -> bool:
    """Say whether an opening was over before a moment (ISO 8601 UTC)."""
    if body is None:
        return False
    until = msgspec.json.decode(body, type=ready(Opening)).until
    return moments.is_real(until) and moments.parse(until) < moments.parse(before)


def _decide(loaded: Loaded, before: str) -> Decision:
    """Somebody may have come back and been opened again meanwhile: then it stays."""
    old = [one for one in loaded.documents.values() if is_old(one.body, before)]
    return Decision([Write(one.kind, one.id, None) for one in old])
