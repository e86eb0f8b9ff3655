"""Keeping the associates of the stores: taken on, given a PIN or a badge, another role, unlocked, gone.

What colleagues see of it goes to `staff:<store>` by the same rule that desks know (`PutAssociate`).
"""

import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime

import msgspec
from msgspec.structs import replace

from sync.hub.keys import keys
from sync.hub.lockout import Tries
from sync.hub.staff import pins, records
from sync.hub.staff.records import KIND, Pointer, Record
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage, Write
from sync.hub.storage.walking import living
from sync.protocol import scopes, staff_rules
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.ids import new_id
from sync.protocol.staff import Associate, PutAssociate, Role

PAGE = 500
HUB_ITSELF = Actor("hub", "shop")


class AssociateError(Exception):
    """What was asked for cannot be done with this associate; the message says why."""


class NewAssociate(msgspec.Struct, frozen=True):
    """Somebody to take on. `languages` are those they speak, such as `it`; the first one is the desk's."""

    store: str
    name: str
    role: Role
    languages: Sequence[str] = ()


async def add(storage: Storage, new: NewAssociate, pin: str, now: str) -> Record:
    """Take somebody on under a name of their own in the store.

    Raises:
        AssociateError: The name is taken.
        WeakPin: The PIN is one that others would try.
    """
    hashed = await pins.hash_pin(pin)
    record = Record(new_id(), new.store, new.name, new.role, now, list(new.languages), pin=hashed)
    secret = (await keys(storage)).token
    await _point(storage, "name", records.name_hash(secret, new.store, new.name), record.id)
    await documents.keep_first(storage, scopes.associate(record.id), Key(KIND, record.id), record)
    await _tell(storage, record, now)
    return record


async def every(storage: Storage) -> AsyncIterator[Record]:
    """Go through all associates, also those who left."""
    async for record in living(storage, scopes.associate(""), records.KIND, Record):
        yield record


async def of_store(storage: Storage, store: str) -> AsyncIterator[Record]:
    """Go through those who work in a store, in no order."""
    scope, after = scopes.staff(store), 0
    while page := await storage.changes(scope, after, PAGE):
        for stored in page:
            record = await records.load(storage, stored.id) if stored.kind == KIND else None
            if record and record.store == store and not record.left:
                yield record
        after = page[-1].seq


async def find(storage: Storage, who: str, store: str = "") -> Record:
    """Return the associate with this id, or with this name (in a store, where several stores have one).

    Raises:
        AssociateError: Nobody, or more than one, is called that.
    """
    found = [
        one
        async for one in every(storage)
        if who in {one.id, one.name} and store in {"", one.store} and (one.id == who or not one.left)
    ]
    if len(found) != 1:
        what = "several are called" if found else "nobody is called"
        raise AssociateError(f"{what} {who!r}; `vetrina-hub associate list` shows them all")
    return found[0]


async def set_pin(storage: Storage, who: Record, pin: str, now: str) -> Record:
    """Give another PIN; sessions that began with the old one are over.

    Raises:
        WeakPin: The PIN is one that others would try.
    """
    hashed = await pins.hash_pin(pin)
    return await _change(
        storage, who, now, lambda known: replace(known, pin=hashed, since=now, tries=Tries())
    )


async def set_badge(storage: Storage, who: Record, badge: str, now: str) -> Record:
    """Give a badge by what a scanner reads of it; '' takes it back.

    Raises:
        AssociateError: The badge is somebody else's.
    """
    secret = (await keys(storage)).token
    hashed = records.badge_hash(secret, badge) if badge.strip() else ""
    if hashed:
        await _point(storage, "badge", hashed, who.id)
    if who.badge and who.badge != hashed:
        await _unpoint(storage, "badge", who.badge)
    return await _change(storage, who, now, lambda known: replace(known, badge=hashed, since=now))


async def set_role(storage: Storage, who: Record, role: Role, now: str) -> Record:
    """Give another role; who is signed in signs in anew for it."""
    return await _change(storage, who, now, lambda known: replace(known, role=role, since=now))


async def leave(storage: Storage, who: Record, now: str) -> Record:
    """Note that somebody left: nothing proves them any more, and their sessions are over."""
    secret = (await keys(storage)).token
    await _unpoint(storage, "name", records.name_hash(secret, who.store, who.name))
    if who.badge:
        await _unpoint(storage, "badge", who.badge)
    return await _change(
        storage, who, now, lambda known: replace(known, pin="", badge="", since=now, left=known.left or now)
    )


async def unlock(storage: Storage, who: Record, now: str) -> Record:
    """Let somebody try again after too many wrong PINs."""
    return await _change(storage, who, now, lambda known: replace(known, tries=Tries()))


def stamp(now: datetime) -> str:
    """Return a time as the hub writes it, to the millisecond: what ends sessions is compared with theirs."""
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def draw_pin() -> str:
    """Return a fresh PIN that nobody would try first."""
    while True:
        pin = f"{secrets.randbelow(10**6):06d}"
        if not pins.is_weak(pin):
            return pin


async def _change(storage: Storage, who: Record, now: str, step: Callable[[Record], Record]) -> Record:
    place = Key(KIND, who.id)
    after = await documents.change(
        storage, scopes.associate(who.id), place, Record, lambda known: known and step(known)
    )
    assert after is not None, "associates are never deleted"
    await _tell(storage, after, now)
    return after


async def _tell(storage: Storage, record: Record, now: str) -> None:
    """Show colleagues how an associate stands."""
    act = Act(record.id, HUB_ITSELF, HUB_ITSELF.id, now, now, PutAssociate(record.public))
    scope = scopes.staff(record.store)

    def step(known: Associate | None) -> Associate:
        return staff_rules.apply_associate(known, act, record.id, record.store)

    await documents.change(storage, scope, Key(KIND, record.id), Associate, step)


async def _point(storage: Storage, kind: str, hashed: str, associate: str) -> None:
    """Let a name or a badge lead to an associate.

    Raises:
        AssociateError: It leads to somebody else.
    """
    pointer = Pointer(associate)
    place = Key(kind, hashed)
    scope = scopes.associate(hashed)
    kept = await documents.change(storage, scope, place, Pointer, lambda known: known or pointer)
    if kept != pointer:
        raise AssociateError(f"somebody else has this {kind}; take another")


async def _unpoint(storage: Storage, kind: str, hashed: str) -> None:
    place = Key(kind, hashed)

    def decide(loaded: Loaded) -> Decision:
        stands = documents.parse(loaded.documents.get(place), Pointer) is not None
        return Decision([Write(*place, None)] if stands else [])

    await storage.commit(scopes.associate(hashed), [place], [], decide)
