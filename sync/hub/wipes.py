"""Receipts of visits that were wiped on their tablets: kept with the visit, missed where they do not come."""

from collections.abc import AsyncIterator, Iterable
from datetime import datetime, timedelta

from msgspec.structs import replace

from sync.hub.storage import documents
from sync.hub.storage.port import Key, Storage
from sync.hub.storage.walking import living
from sync.protocol import moments, scopes
from sync.protocol.devices import Device
from sync.protocol.sessions import Session, Wiped

KIND = "session"


async def hear(storage: Storage, device: Device, receipts: Iterable[Wiped]) -> list[str]:
    """Keep a tablet's receipts; return the visits (ids) of those that need not come again.

    One of a visit that the hub has not heard of yet comes again.
    """
    return [one.visit for one in receipts if await _keep(storage, device, one)]


async def _keep(storage: Storage, device: Device, receipt: Wiped) -> bool:
    place = scopes.session(receipt.visit), Key(KIND, receipt.visit)
    known = await documents.load(storage, *place, Session)
    if known is None:
        return False
    if known.wiped or not device.made(known.device):
        return True  # whoever else's it is: this tablet has nothing to say of it

    def step(now: Session | None) -> Session | None:
        return replace(now, wiped=receipt) if now and not now.wiped else now

    await documents.change(storage, *place, Session, step)
    return True


async def missing(storage: Storage, now: datetime, after: timedelta) -> AsyncIterator[Session]:
    """Go through the shoppers' visits that ended longer ago than `after` and left no receipt."""
    before = (now - after).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    async for one in living(storage, scopes.session(""), KIND, Session):
        if not one.associate and not one.wiped and one.ended and _is_before(one.ended, before):
            yield one


def _is_before(at: str, before: str) -> bool:
    return moments.is_real(at) and at < before
