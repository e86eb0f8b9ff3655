"""Leases: how long a visit may stay on its tablet without the next word of the hub."""

from sync.hub.access import load_visit
from sync.hub.context import Hub
from sync.hub.staff import duty
from sync.protocol import sessions
from sync.protocol.devices import Device
from sync.protocol.envelope import SyncRequest
from sync.protocol.sessions import LEASE_SECONDS, Session

OVER = 0


async def grant(hub: Hub, device: Device, request: SyncRequest) -> dict[str, int]:
    """Return the seconds that each visit asked for may go on, 0 for one that is over or of another tablet.

    Nothing is said of a visit that the request does not prove, nor of one that the hub has not heard of: its
    first operation may still be on the way.
    """
    proven = {sessions.session_id(proof) for proof in request.proofs}
    known = {visit: await load_visit(hub, visit) for visit in request.leases if visit in proven}
    return {visit: await _seconds(hub, device, session) for visit, session in known.items() if session}


async def _seconds(hub: Hub, device: Device, session: Session) -> int:
    if session.associate:
        good = device.made(session.device) and await duty.is_good(hub, session)
        return duty.seconds_left(hub, session) if good else OVER
    if not device.made(session.device) or session.ended:
        return OVER
    # What a customer signed in to is over in time, whatever its tablet hears.
    return min(LEASE_SECONDS, duty.seconds_left(hub, session)) if session.customer else LEASE_SECONDS
