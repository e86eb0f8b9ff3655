"""What is known of stores that went quiet: one document each in the hub's own scope."""

import msgspec

from sync.hub.context import Hub
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol.scopes import HUB

KIND = "silence"


class Silence(msgspec.Struct, frozen=True, omit_defaults=True):
    """A store's silence: kind `silence`, its id the store. Times are ISO 8601 UTC.

    `since` is when a tablet of it was heard last before it, `over` when one was heard again, '' until then.
    """

    since: str
    over: str = ""


async def is_news(hub: Hub, store: str, since: str, *, over: bool) -> bool:
    """Say whether a silence since a moment goes on, or is the last one and `over`.

    Raises:
        StorageError: The store is out of reach.
    """
    known = await documents.load(hub.storage, HUB, Key(KIND, store), Silence)
    return known is not None and known.since == since and bool(known.over) == over
