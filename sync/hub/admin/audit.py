"""Who did what: a log that only grows.

Entries are numbered without a gap, and each holds the hash of the one before: what was changed or taken out
afterwards shows (`check`), unless all that follows was written anew.

An entry names people of the page, devices, stores, associates and customers by their ids; what proves
anybody, or opens anything, never stands in it.
"""

from collections.abc import Mapping

import msgspec

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage
from sync.protocol import scopes
from sync.protocol.hashes import digest
from sync.shapes import ready

KIND = "entry"
PAGE = 500
TRIES = 50
"""Others may write at the same moment; each has its turn."""

COMMAND_LINE = ""
"""Who did it, where that was the hub's own command."""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that was done: kind `entry`; its id is its number. `at` is the hub's time, ISO 8601 UTC.

    `who` is an id of the page's people, `name` what they were called; `act` a code, `about` what it was done
    to, `store` where. `before` is the SHA-256 of the entry before.
    """

    at: str
    who: str
    name: str
    act: str
    about: str = ""
    store: str = ""
    more: dict[str, str] = {}
    before: str = ""


class Doing(msgspec.Struct, frozen=True):
    """Who does something, and when."""

    who: str
    name: str
    at: str


async def note(
    storage: Storage, by: Doing, act: str, about: str = "", *, store: str = "", **more: str
) -> None:
    """Write an entry, durably: what it tells of is done before, or not at all.

    Raises:
        StorageError: The store is out of reach.
    """
    entry = Entry(by.at, by.who, by.name, act, about, store, dict(sorted(more.items())))
    for _ in range(TRIES):
        head = (await storage.heads([scopes.AUDIT]))[scopes.AUDIT].seq
        if await _append(storage, entry, head):
            return
    raise AssertionError("somebody else writes all the time")


async def _append(storage: Storage, entry: Entry, head: int) -> bool:
    """Write an entry after the one of a number; return whether that is still the last one."""
    last, mine = Key(KIND, str(head)), Key(KIND, str(head + 1))
    written = False

    def decide(loaded: Loaded) -> Decision:
        nonlocal written
        written = loaded.head == head
        if not written:
            return Decision()
        before = loaded.documents.get(last)
        hashed = digest((before.body or b"").decode()) if before else ""
        return Decision([documents.write(mine, msgspec.structs.replace(entry, before=hashed))])

    await storage.commit(scopes.AUDIT, [last], [], decide)
    return written


async def newest(storage: Storage, before: int = 0, limit: int = 50) -> list[tuple[int, Entry]]:
    """Return entries with their numbers, the newest first: those before a number, or the last ones."""
    head = (await storage.heads([scopes.AUDIT]))[scopes.AUDIT].seq
    upto = min(head, before - 1) if before else head
    first = max(0, upto - limit)
    page = await storage.changes(scopes.AUDIT, first, upto - first) if upto > first else []
    return [(one.seq, _entry(one.body)) for one in reversed(page) if one.body is not None]


async def check(storage: Storage) -> int:
    """Go through the whole log; return the number of the first entry that is not what it was, 0 for none."""
    expected, before = 1, ""
    while page := await storage.changes(scopes.AUDIT, expected - 1, PAGE):
        for one in page:
            if one.body is None or (one.seq, one.id) != (expected, str(expected)):
                return expected
            if _entry(one.body).before != before:
                return max(1, expected - 1)
            before = digest(one.body.decode())
            expected += 1
    head = (await storage.heads([scopes.AUDIT]))[scopes.AUDIT].seq
    return 0 if head == expected - 1 else expected


def _entry(body: bytes) -> Entry:
    return msgspec.json.decode(body, type=ready(Entry))


def as_dict(number: int, entry: Entry) -> Mapping[str, object]:
    """Return an entry as JSON, with its number."""
    return {"number": number, **msgspec.to_builtins(entry)}
