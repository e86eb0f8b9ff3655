"""What is new for a tablet: one page of changes over the scopes it may read, and how far that brings it."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from sync.hub.storage.port import Head, Storage, Stored
from sync.protocol import scopes
from sync.protocol.checksums import spell
from sync.protocol.envelope import Change, SyncRequest

PAGE = 1_000
"""Changes in one answer."""


class Page(NamedTuple):
    """One page, in the words of the answer (`SyncAnswer`)."""

    changes: list[Change]
    heads: dict[str, int]
    checksums: dict[str, str]
    rebase: list[str]
    reading: dict[str, int]
    more: bool


class _Start(NamedTuple):
    """From where a scope is read. `begun` is the head when a reading from nothing began, None for others."""

    head: Head
    cursor: int
    rebase: bool = False
    begun: int | None = None


async def page(
    storage: Storage, request: SyncRequest, heads: Mapping[str, Head], limit: int = PAGE, *, restored: bool
) -> Page:
    """Return at most `limit` changes that are new in scopes whose heads are given.

    `restored` says that the tablet knew another history of this hub: it starts again from nothing everywhere.
    """
    news = Page([], {}, {}, [], {}, more=False)
    for scope, head in heads.items():
        start = _Start(head, 0, begun=head.seq) if restored else _start(request, scope, head)
        if start.rebase:
            news.rebase.append(scope)
        whole = await _add(storage, news, scope, start, limit - len(news.changes))
        news = news._replace(more=news.more or not whole)
    return news


def _start(request: SyncRequest, scope: str, head: Head) -> _Start:
    """Say from where a tablet can go on, by its cursor and what the hub still knows of removals."""
    cursor, begun = request.cursors[scope], request.reading.get(scope)
    if cursor == 0:
        return _Start(head, 0, begun=head.seq)
    # While a scope is read from nothing, only what was removed since that began matters, not the cursor.
    too_old = (cursor if begun is None else begun) < head.floor
    if cursor > head.seq or too_old:
        return _Start(head, 0, rebase=True, begun=head.seq)
    return _Start(head, cursor, begun=begun)


async def _add(storage: Storage, news: Page, scope: str, start: _Start, room: int) -> bool:
    """Add a scope to a page as far as there is room; return whether all of it is there."""
    head = start.head
    news.heads[scope] = head.seq
    if scope == scopes.CATALOGUE:
        # Products go another way, /v1/catalogue; here is only how far that is.
        return True
    new: list[Stored] = []
    if head.seq > start.cursor:
        new = await storage.changes(scope, start.cursor, room) if room else []
        news.changes.extend(_change(scope, stored) for stored in new)
        if len(new) == room:
            news.heads[scope] = new[-1].seq if new else start.cursor
            if start.begun is not None:
                news.reading[scope] = start.begun
            return False
    # What was committed since the head was read is in the page, but not in the head's checksum.
    if not new or new[-1].seq <= head.seq:
        news.checksums[scope] = spell(head.checksum)
    return True


def _change(scope: str, stored: Stored) -> Change:
    body = msgspec.UNSET if stored.body is None else msgspec.Raw(stored.body)
    return Change(scope=scope, kind=stored.kind, id=stored.id, seq=stored.seq, body=body)
