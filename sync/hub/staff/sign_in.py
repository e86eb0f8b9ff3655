"""Signing in: who and a PIN against a session; and a manager who unlocks a colleague.

The tablet drew the session's secret; the hub learns its hash, and whoever shows the secret acts as the
associate until the session is over. Whom a name or a badge belongs to, if anybody, no answer tells without
the PIN.
"""

from datetime import timedelta

from msgspec.structs import replace

from sync.hub.context import Hub
from sync.hub.endpoint import Call
from sync.hub.problems import HttpProblem, brake
from sync.hub.staff import duty, lockout, pins, records, roster
from sync.hub.staff.door import manager_of
from sync.hub.staff.lockout import Tries
from sync.hub.staff.records import KIND, Record
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.devices import Device
from sync.protocol.sessions import Session
from sync.protocol.staff import LEASE_SECONDS, Associate, SignedIn, SignIn, Unlock

LEASE = timedelta(seconds=LEASE_SECONDS)


async def sign_in(call: Call) -> SignedIn:
    """`POST /v1/staff/sign-ins`: the same request again after a lost answer gets the same answer."""
    hub, device, request = call.hub, call.device, call.body
    assert isinstance(request, SignIn)
    brake(hub.throttles.sign_ins, device.id)
    # Counted before it is looked at: many who guess at once have no more tries than one after the other.
    hub.throttles.sign_ins.count(device.id)
    record = await _who(hub, device, request)
    if record:
        try:
            await _count(hub, record)
        except HttpProblem:
            hub.throttles.sign_ins.uncount(device.id)  # the PIN was not looked at
            raise
    if not await pins.proves(request.pin, record.pin if record else "") or record is None:
        raise HttpProblem(403, "sign_in_refused", "no associate of this store signs in like this")
    hub.throttles.sign_ins.uncount(device.id)
    await _clear(hub, record)
    session = await _begin(hub, device, record, request.session)
    await duty.arrive(hub, device, session)
    return SignedIn(record.public, duty.seconds_left(hub, session))


async def unlock(call: Call) -> Associate:
    """`POST /v1/staff/unlocks`: a manager lets a colleague of the same store try again."""
    hub, request = call.hub, call.body
    assert isinstance(request, Unlock)
    session = await manager_of(hub, call.device, request.proof)
    record = await records.load(hub.storage, request.associate)
    if record is None or record.store != session.store:
        raise HttpProblem(404, "not_found", "no associate of this store has this id")
    return (await roster.unlock(hub.storage, record, hub.now())).public


async def _who(hub: Hub, device: Device, request: SignIn) -> Record | None:
    """Return who signs in: somebody who works in the device's store."""
    secret, storage = hub.keys.token, hub.storage
    if request.badge:
        record = await records.follow(storage, "badge", records.badge_hash(secret, request.badge))
    else:
        hashed = records.name_hash(secret, device.store, request.name)
        record = await records.follow(storage, "name", hashed)
    return record if record and record.store == device.store and not record.left else None


async def _count(hub: Hub, record: Record) -> None:
    """Count a try, durably, before the PIN is looked at.

    Raises:
        HttpProblem: 403 `sign_in_waits`, `sign_in_locked`; the PIN is not looked at.
    """
    now = hub.clock()
    state: lockout.State = "free"
    wait = 0

    def step(known: Record | None) -> Record | None:
        nonlocal state, wait
        assert known is not None, "associates are never deleted"
        state, wait = lockout.state(known.tries, now), lockout.seconds_left(known.tries, now)
        return replace(known, tries=lockout.count(known.tries, now)) if state == "free" else known

    await documents.change(hub.storage, scopes.associate(record.id), Key(KIND, record.id), Record, step)
    if state == "locked":
        raise HttpProblem(403, "sign_in_locked", "too many wrong PINs; a manager unlocks")
    if state == "waits":
        raise HttpProblem(403, "sign_in_waits", "too many wrong PINs", {"Retry-After": str(wait)})


async def _clear(hub: Hub, record: Record) -> None:
    def step(known: Record | None) -> Record | None:
        return known and replace(known, tries=Tries())

    await documents.change(hub.storage, scopes.associate(record.id), Key(KIND, record.id), Record, step)


async def _begin(hub: Hub, device: Device, record: Record, identifier: str) -> Session:
    """Return the session that a tablet named, begun now or by the same request before.

    Raises:
        HttpProblem: 409 `session_used`; it is somebody else's, or over.
    """
    begun = Session(
        identifier,
        device.id,
        hub.now(),
        associate=record.id,
        name=record.name,
        role=record.role,
        store=record.store,
        until=hub.later(LEASE),
    )
    place = Key("session", identifier)
    kept = await documents.keep_first(hub.storage, scopes.session(identifier), place, begun)
    same = replace(kept, begun=begun.begun, until=begun.until) == begun
    if not same or not await duty.is_good(hub, kept):
        raise HttpProblem(409, "session_used", "draw another session")
    return kept
