"""Who is signed in where: visits that are a customer's, by the device they go on at.

What opens with them, `customer:<id>` and the customer's lists, is open while the visit goes on at that
device, and no longer.
"""

import asyncio
from collections.abc import Collection, Iterable
from datetime import datetime

import msgspec

from sync.hub.context import Hub
from sync.hub.staff.lateness import GRACE, done_at
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import moments, scopes, sessions
from sync.protocol.devices import Device
from sync.protocol.envelope import Op
from sync.protocol.errors import Malformed
from sync.protocol.sessions import Place, Session

PRESENT = "shoppers"
VISIT = "visited"


class Present(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which visits at a device are a customer's, and until when: kind `shoppers`, in the device's scope."""

    visits: dict[str, str] = {}


class Visited(msgspec.Struct, frozen=True):
    """That a visit (its id) is a customer's, until when: kind `visited`, in the device's scope.

    By it is found what is to be forgotten one day.
    """

    until: str


async def arrive(hub: Hub, device: Device, visit: Session) -> None:
    """Note at a device which visit is a customer's, and let go of those whose time is over."""
    now = hub.now()

    def step(known: Present | None) -> Present:
        living = {name: until for name, until in (known or Present()).visits.items() if until > now}
        return Present({**living, visit.id: visit.until})

    scope = scopes.device(device.id)
    await documents.keep_first(hub.storage, scope, Key(VISIT, visit.id), Visited(visit.until))
    await documents.change(hub.storage, scope, Key(PRESENT, device.id), Present, step)


async def present(hub: Hub, device: Device) -> set[str]:
    """Return the customers who are signed in at a device."""
    place = Key(PRESENT, device.id)
    noted = await documents.load(hub.storage, scopes.device(device.id), place, Present) or Present()
    now = hub.now()
    return await _customers(hub, device, [name for name, until in noted.visits.items() if until > now])


def acts_for(visit: Session, op: Op, now: datetime) -> str:
    """Return as whom an operation of a visit was made: the customer, '' for a guest, and after signing out.

    While the visit goes on it is the customer's. Of what comes later only what was done before the end
    counts: in the life of the tablet that held the visit, by its number not after the operation that ended
    it, and by the tablet's own times not long after the end (`sync/decisions/0016`).
    """
    if visit.is_over_at(Place(op.incarnation, op.order)):
        return ""
    ends = [moments.parse(text) for text in (visit.ended, visit.until) if text]
    over = min(ends, default=now)
    if not visit.customer or over >= now:
        return visit.customer
    held = {visit.incarnation, visit.last.incarnation} - {""}
    if held and op.incarnation not in held:
        return ""
    return "" if done_at(op, now) > over + GRACE else visit.customer


async def proven(hub: Hub, device: Device, principals: Collection[str]) -> set[str]:
    """Return the customers who are signed in at a device by the visits (principals) that were proven."""
    return await _customers(hub, device, _visits(principals))


def _visits(principals: Iterable[str]) -> list[str]:
    found = []
    for principal in principals:
        try:
            kind, identifier = sessions.split_principal(principal)
        except Malformed:
            continue
        found += [identifier] if kind == sessions.GUEST else []
    return found


async def _customers(hub: Hub, device: Device, visits: Iterable[str]) -> set[str]:
    now = hub.now()
    loads = (
        documents.load(hub.storage, scopes.session(name), Key("session", name), Session) for name in visits
    )
    found = await asyncio.gather(*loads)
    return {
        visit.customer for visit in found if visit and visit.is_customers(now) and device.made(visit.device)
    }
