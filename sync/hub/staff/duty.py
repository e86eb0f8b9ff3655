"""Who is on duty: an associate's session, from the sign-in to its end, and at which device.

A session is good while nobody ended it, its time is not over, and the associate is who they were when it
began. What was made in one stays valid after it, like a shopper's.
"""

from sync.hub.access import load_visit
from sync.hub.context import Hub
from sync.hub.staff import records
from sync.hub.staff.records import DESK, Desk
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import moments, scopes
from sync.protocol.devices import Device
from sync.protocol.sessions import Session


async def session_of(hub: Hub, device: Device, identifier: str) -> Session | None:
    """Return an associate's session at this device while it is good, else None."""
    session = await load_visit(hub, identifier)
    if session is None or not await is_good(hub, session) or not device.made(session.device):
        return None
    return session


async def is_good(hub: Hub, session: Session) -> bool:
    """Say whether a session is an associate's and not over."""
    if not session.associate or session.ended or session.until <= hub.now():
        return False
    record = await records.load(hub.storage, session.associate)
    return record is not None and not record.left and record.since <= session.begun


def seconds_left(hub: Hub, session: Session) -> int:
    """Return for how long a session is good by its time alone."""
    return max(0, int((moments.parse(session.until) - hub.clock()).total_seconds()))


async def arrive(hub: Hub, device: Device, session: Session) -> None:
    """Note at a device who is signed in there, and let go of who no longer is."""
    now = hub.now()

    def step(known: Desk | None) -> Desk:
        living = {name: until for name, until in (known or Desk()).sessions.items() if until > now}
        return Desk({**living, session.id: session.until})

    await documents.change(hub.storage, scopes.device(device.id), Key(DESK, device.id), Desk, step)


async def present(hub: Hub, device: Device) -> list[Session]:
    """Return the good sessions of associates at a device."""
    place = Key(DESK, device.id)
    desk = await documents.load(hub.storage, scopes.device(device.id), place, Desk) or Desk()
    found = [
        await session_of(hub, device, name) for name, until in desk.sessions.items() if until > hub.now()
    ]
    return [session for session in found if session]
