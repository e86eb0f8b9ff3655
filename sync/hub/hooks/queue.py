"""The events that wait for one client, in `hook:<client>`, in the order they happened.

They stay there for a time whether they were pushed or not, so that a client may ask for them again.
"""

from typing import NamedTuple

import msgspec

from sync.hub.hooks.events import Event
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, OpResult, Storage, Write
from sync.protocol import scopes
from sync.shapes import ready

KIND = "event"
DELIVERY = "delivery"
PAGE = 200


class Delivery(msgspec.Struct, frozen=True, omit_defaults=True):
    """How far a client was told: kind `delivery`, its id the client's. Times are ISO 8601 UTC.

    Everything up to the sequence number `done` was taken. After `tries` failures the next one is not before
    `after`. `holder` is the hub that tells it, until `until`.
    """

    id: str
    done: int = 0
    tries: int = 0
    after: str = ""
    holder: str = ""
    until: str = ""


class Numbered(NamedTuple):
    """An event with its sequence number in the client's queue."""

    seq: int
    event: Event


async def put(storage: Storage, client: str, event: Event) -> None:
    """Put an event at the end of a client's queue, once for its id.

    Raises:
        StorageError: The store is out of reach.
    """
    key = Key(KIND, event.id)

    def decide(loaded: Loaded) -> Decision:
        if event.id in loaded.results:
            return Decision()
        # The result stays when the event is gone: the same cause never leads to a second one.
        return Decision([documents.write(key, event)], [OpResult(event.id, "", b"{}")])

    await storage.commit(scopes.hook(client), [key], [event.id], decide)


async def head(storage: Storage, client: str) -> int:
    """Return the newest number in a client's queue."""
    scope = scopes.hook(client)
    return (await storage.heads([scope]))[scope].seq


async def page(storage: Storage, client: str, after: int, limit: int) -> tuple[list[Numbered], int]:
    """Return at most `limit` events after a number, and the number up to which there are no others."""
    found: list[Numbered] = []
    while len(found) < limit:
        stored = await storage.changes(scopes.hook(client), after, PAGE)
        for one in stored:
            after = one.seq
            if one.kind == KIND and one.body is not None:
                found.append(Numbered(one.seq, msgspec.json.decode(one.body, type=ready(Event))))
            if len(found) == limit:
                break
        if len(stored) < PAGE:
            break
    return found, after


async def delivery(storage: Storage, client: str) -> Delivery:
    """Return how far a client was told."""
    found = await documents.load(storage, scopes.hook(client), Key(DELIVERY, client), Delivery)
    return found or Delivery(client)


async def keep(storage: Storage, client: str, before: Delivery, after: Delivery) -> bool:
    """Note how far a client was told, in the place of how it stood; return whether it still stood so.

    Raises:
        StorageError: The store is out of reach.
    """
    kept = False

    def step(stands: Delivery | None) -> Delivery | None:
        nonlocal kept
        kept = (stands or Delivery(client)) == before
        return after if kept else stands

    await documents.change(storage, scopes.hook(client), Key(DELIVERY, client), Delivery, step)
    return kept


async def forget(storage: Storage, client: str, before: str) -> int:
    """Forget the events from before a moment (ISO 8601 UTC); return how many they were.

    Raises:
        StorageError: The store is out of reach.
    """
    forgotten = 0
    while old := [one.event for one in (await page(storage, client, 0, PAGE))[0] if one.event.at < before]:
        keys = [Key(KIND, event.id) for event in old]
        writes = [Write(*key, None) for key in keys]
        await storage.commit(scopes.hook(client), keys, [], lambda _, writes=writes: Decision(writes))  # type: ignore[misc]
        forgotten += len(old)
    return forgotten
