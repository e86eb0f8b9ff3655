"""Who is signed in where: visits that are a customer's, by the device they go on at.

What opens with them, `customer:<id>` and the customer's lists, is open while the visit goes on at that
device, and no longer.
"""

import asyncio
from collections.abc import Collection, Iterable

import msgspec

from sync.hub.context import Hub
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes, sessions
from sync.protocol.devices import Device
from sync.protocol.errors import Malformed
from sync.protocol.sessions import Session

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
