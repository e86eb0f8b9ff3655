"""Signing in: who and a PIN against a session.

The tablet drew the session's secret; the hub learns its hash, and whoever shows the secret acts as the
associate until the session is over. Whom a name or a badge belongs to, if anybody, no answer tells without
the PIN: what is nobody's is refused, waits and is locked alike.
"""

from datetime import timedelta

from msgspec.structs import replace

from sync.hub.context import Hub
from sync.hub.endpoint import Call
from sync.hub.problems import HttpProblem, brake
from sync.hub.staff import duty, pins, records, tries
from sync.hub.staff.records import Record
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.devices import Device
from sync.protocol.sessions import Session
from sync.protocol.staff import LEASE_SECONDS, SignedIn, SignIn

LEASE = timedelta(seconds=LEASE_SECONDS)


async def sign_in(call: Call) -> SignedIn:
    """`POST /v1/staff/sign-ins`: the same request again after a lost answer gets the same answer."""
    hub, device, request = call.hub, call.device, call.body
    assert isinstance(request, SignIn)
    brake(hub.throttles.sign_ins, device.id)
    # Counted before it is looked at: many who guess at once have no more tries than one after the other.
    hub.throttles.sign_ins.count(device.id)
    kind, hashed = _hashed(hub, device, request)
    record = await _who(hub, device, kind, hashed)
    try:
        await tries.count(hub, record, hashed)
    except HttpProblem:
        hub.throttles.sign_ins.uncount(device.id)  # the PIN was not looked at
        raise
    if not await pins.proves(request.pin, record.pin if record else "") or record is None:
        raise HttpProblem(403, "sign_in_refused", "no associate of this store signs in like this")
    hub.throttles.sign_ins.uncount(device.id)
    await tries.clear(hub, record)
    session = await _begin(hub, device, record, request.session)
    await duty.arrive(hub, device, session)
    return SignedIn(record.public, duty.seconds_left(hub, session))


def _hashed(hub: Hub, device: Device, request: SignIn) -> tuple[str, str]:
    """Return the kind of what somebody signs in by, and the hash it is found under."""
    secret = hub.keys.token
    if request.badge:
        return "badge", records.badge_hash(secret, request.badge)
    return "name", records.name_hash(secret, device.store, request.name)


async def _who(hub: Hub, device: Device, kind: str, hashed: str) -> Record | None:
    """Return who signs in: somebody who works in the device's store."""
    record = await records.follow(hub.storage, kind, hashed)
    return record if record and record.store == device.store and not record.left else None


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
