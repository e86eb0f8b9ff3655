"""What each named source brings, kept with the hub's documents, so that what vanishes from it can be told.

A source is a name that staff give (`--source`), wherever its file lies. Its members stand in documents of
some hundred each, in a scope of its own that is never read over the wire; a member's hash says in which, so
that a few changes cost a few documents.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import msgspec

from sync.hub.feeds.members import Member, Members
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.hub.storage.walking import scopes_under
from sync.protocol import moments
from sync.shapes import ready

SCOPES = "catalogue-source:"
"""No kind of scope that the protocol knows: nobody can ask for it."""

HEAD = Key("source", "source")
PAGE = 32
"""Documents read or written at once."""

BUCKET = 400
"""Members that a document is meant to hold."""


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """A source; its members are in documents `<buckets>-<number>`.

    `digest` is the content that came without a date the last time, `came` the moment it was first seen.
    """

    buckets: int = 0
    digest: str = ""
    came: str = ""


def scope_of(name: str) -> str:
    """Return the scope of a source, '' being imports without a name."""
    return SCOPES + name


async def recall(storage: Storage, name: str, members: Members) -> None:
    """Read what this source brought before ('' for none), and what all the others bring."""
    async for scope in scopes_under(storage, SCOPES):
        take = members.brought if scope == scope_of(name) else members.others
        async for found in _members(storage, scope):
            take(found)


async def variants_of(storage: Storage, name: str) -> frozenset[str]:
    """Return the ids of the variants that a named source brings; empty when nothing ever came from it."""
    found: set[str] = set()
    async for members in _members(storage, scope_of(name)):
        found.update(member.id for member in members if member.kind == "variant")
    return frozenset(found)


async def remember(storage: Storage, name: str, members: Members, *, also_before: bool) -> None:
    """Keep what a source brings: before anything is written also what it brought before, afterwards not.

    So whatever an import that is broken off has written belongs to its source already.
    """
    scope = scope_of(name)
    source = await documents.load(storage, scope, HEAD, Source) or Source()
    number = _fitting(source.buckets, members.count(also_before=also_before))
    batch: dict[Key, bytes | None] = {}
    for identifier, body in _bodies(members, number, also_before=also_before):
        batch[Key("members", identifier)] = body
        if len(batch) == PAGE:
            await _write(storage, scope, batch)
            batch = {}
    await _write(storage, scope, batch)
    if number != source.buckets:
        await documents.change(
            storage, scope, HEAD, Source, lambda old: msgspec.structs.replace(old or Source(), buckets=number)
        )
        for first in range(0, source.buckets, PAGE):
            numbers = range(first, min(first + PAGE, source.buckets))
            await _write(
                storage, scope, {Key("members", f"{source.buckets}-{each}"): None for each in numbers}
            )


async def first_seen(storage: Storage, name: str, digest: str, *, dry_run: bool) -> datetime:
    """Return when content that carries no date came first; content other than the last is new now."""
    scope = scope_of(name)
    now = datetime.now(UTC).replace(microsecond=0)
    source = await documents.load(storage, scope, HEAD, Source) or Source()
    if source.digest == digest:
        return moments.parse(source.came)
    if not dry_run:
        came = moments.write(now)
        await documents.change(
            storage,
            scope,
            HEAD,
            Source,
            lambda old: msgspec.structs.replace(old or Source(), digest=digest, came=came),
        )
    return now


def _bodies(members: Members, number: int, *, also_before: bool) -> Iterator[tuple[str, bytes | None]]:
    """Yield every document of a source; one without members goes."""
    upto = 0
    for bucket, found in members.buckets(number, also_before=also_before):
        yield from ((f"{number}-{empty}", None) for empty in range(upto, bucket))
        yield f"{number}-{bucket}", msgspec.json.encode(found)
        upto = bucket + 1
    yield from ((f"{number}-{empty}", None) for empty in range(upto, number))


async def _members(storage: Storage, scope: str) -> AsyncIterator[list[Member]]:
    source = await documents.load(storage, scope, HEAD, Source)
    after = 0
    while page := await storage.changes(scope, after, PAGE):
        for stored in page:
            current = source and stored.id.startswith(f"{source.buckets}-")
            if stored.kind == "members" and stored.body is not None and current:
                yield msgspec.json.decode(stored.body, type=ready(list[Member]))
        after = page[-1].seq


async def _write(storage: Storage, scope: str, wanted: dict[Key, bytes | None]) -> None:
    """Write the documents that are not like that yet."""

    def decide(loaded: Loaded) -> Decision:
        stored = {key: found.body for key, found in loaded.documents.items()}
        return Decision([Write(*key, body) for key, body in wanted.items() if stored.get(key) != body])

    if wanted:
        await storage.commit(scope, list(wanted), (), decide)


def _fitting(before: int, members: int) -> int:
    """Return a number of buckets (a power of two); the one before as long as it fits."""
    wanted = 1
    while wanted * BUCKET < members:
        wanted *= 2
    return before if before in {wanted, wanted * 2} else wanted
