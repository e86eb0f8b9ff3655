"""Guests' lists go after a time: they are blanked as an erasure does it, and their links are dead.

The time is counted in the hub's days from the last change. A list from before that day was kept begins its
time when it is first seen here.
"""

import asyncio
import datetime as dt
import logging

import msgspec
from msgspec.structs import replace

from sync.hub.blanking import blank_list
from sync.hub.storage import documents
from sync.hub.storage.port import Key, Storage
from sync.protocol import customers, scopes
from sync.protocol.lists import ShoppingList

GUEST_LIST_DAYS = 90

PAGE = 200
PAUSE_SECONDS = 0.05
"""Between two pages: who waits for the hub goes first."""

logger = logging.getLogger(__name__)


async def expire(storage: Storage, today: dt.date, days: int = GUEST_LIST_DAYS) -> int:
    """Blank the guests' lists that nobody has changed for more than some days; return how many.

    Raises:
        StorageError: The store is out of reach; what was blanked is blanked.
    """
    expired = 0
    first = after = scopes.shopping_list("")
    while page := await storage.scopes(after, PAGE):
        for scope in page:
            if not scope.startswith(first):
                break
            try:
                expired += await _expire_one(storage, scope, today, days)
            except msgspec.DecodeError:
                logger.warning("%s cannot be read; it stays as it is", scope)
        else:
            after = page[-1]
            await asyncio.sleep(PAUSE_SECONDS)
            continue
        break
    if expired:
        await storage.scrub()
    return expired


async def _expire_one(storage: Storage, scope: str, today: dt.date, days: int) -> bool:
    key = Key("list", scopes.parse(scope).id)
    document = await documents.load(storage, scope, key, ShoppingList)
    if document is None or not _is_guests(document):
        return False
    if not document.changed:
        await documents.change(storage, scope, key, ShoppingList, lambda known: _dated(known, today))
        return False
    return await blank_list(storage, scope, lambda now: _is_guests(now) and is_old(now, today, days))


def is_old(document: ShoppingList, today: dt.date, days: int) -> bool:
    """Say whether the last change of a list is more than some days ago."""
    return dt.date.fromisoformat(document.changed) + dt.timedelta(days=days) < today


def _is_guests(document: ShoppingList) -> bool:
    return not document.erased and not customers.is_customer(document.owner)


def _dated(document: ShoppingList | None, today: dt.date) -> ShoppingList | None:
    return document and replace(document, changed=document.changed or today.isoformat())
