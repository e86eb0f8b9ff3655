"""Erasing a person: at the hub, in every backup that is put back later, and on every tablet.

An erasure is a chain of steps that can each be done again, begun by an order that is written down first: a
hub that is cut off in between goes on where it was (`resume`). The order names scopes and devices, nothing
else, and stands in the store and in the journal beside it; what a tablet did with it is noted there, too.
"""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from sync.hub import belongings, journal, traces
from sync.hub.blanking import blank, blank_list
from sync.hub.index.keeping import Ground as Index
from sync.hub.keys import keys
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage, StorageError
from sync.protocol import scopes
from sync.protocol.customers import Customer
from sync.protocol.devices import Device
from sync.protocol.envelope import EraseOrder, SyncRequest
from sync.protocol.errors import UNREADABLE
from sync.protocol.scopes import HUB
from sync.shapes import ready

KIND = "erasure"
PAGE = 500

LEADING = ("lists", "reference", "cards")
"""What stays of a customer while they are being erased: it says where the rest is."""

logger = logging.getLogger(__name__)


class Erasure(msgspec.Struct, frozen=True, omit_defaults=True):
    """An order to erase: kind `erasure`, in the hub's own scope; ids alone. Times are ISO 8601 UTC.

    `id` is the customer's; `devices` are those that may hold something of `scopes`, `confirmed` when each of
    them said that it does no longer; `done` is when the hub's own part was finished, '' before.
    """

    id: str
    at: str = ""
    scopes: list[str] = []
    devices: list[str] = []
    confirmed: dict[str, str] = {}
    done: str = ""


class Ground(NamedTuple):
    """Where is erased: a store, and the data folder whose journal outlives it (None: there is none)."""

    storage: Storage
    data: Path | None


async def erase(ground: Ground, customer: str, now: str) -> Erasure | None:
    """Erase everything that is held on a customer; None when there never was one.

    Doing it again changes nothing, and tells how far the devices are.

    Raises:
        StorageError: The store is out of reach; the order stands, and is carried out later.
    """
    storage = ground.storage
    known = await _load(storage, customer)
    if known is None and await _customer(storage, customer) is None:
        return None
    if known is None or not known.done:
        order = known or await _write(storage, Erasure(customer, now))
        known = await _carry_out(ground, order, now)
    return known


async def resume(ground: Ground, now: str) -> int:
    """Carry out orders that were begun and not finished; return how many.

    Raises:
        StorageError: The store is out of reach.
    """
    begun = [order async for order in every(ground.storage) if not order.done]
    for order in begun:
        await _carry_out(ground, order, now)
    return len(begun)


async def reapply(storage: Storage, entries: Iterable[bytes], now: str) -> int:
    """Erase in a store that was put back who was erased since; return how many orders there were.

    `entries` are lines of the journal. Devices are asked again: what they brought to the hub that is gone
    they might bring to this one, too.

    Raises:
        StorageError: The store cannot be used.
    """
    orders: dict[str, Erasure] = {order.id: order async for order in every(storage)}
    for order in _read(entries):
        before = orders.get(order.id, order)
        orders[order.id] = replace(
            order, scopes=_union(before.scopes, order.scopes), devices=_union(before.devices, order.devices)
        )
    for order in orders.values():
        await _carry_out(Ground(storage, None), order, now)
    return len(orders)


def _read(entries: Iterable[bytes]) -> Iterator[Erasure]:
    for line in entries:
        try:
            yield msgspec.json.decode(line, type=ready(Erasure))
        except UNREADABLE:
            # Cut off while it was written: that erasure was begun again, and stands in a line of its own.
            logger.warning("a line of the journal of erasures cannot be read")


async def every(storage: Storage) -> AsyncIterator[Erasure]:
    """Go through all orders, the latest changed last."""
    after = 0
    while page := await storage.changes(HUB, after, PAGE):
        for stored in page:
            if stored.kind == KIND and stored.body is not None:
                yield msgspec.json.decode(stored.body, type=ready(Erasure))
        after = page[-1].seq


async def hear(storage: Storage, device: Device, request: SyncRequest, now: str) -> list[EraseOrder]:
    """Take a tablet's word on what it has erased, and return what it still has to erase.

    A folder that was enrolled anew answers for the devices it was before; each incarnation for itself.
    """
    orders: dict[str, EraseOrder] = {}
    for identifier in (device.id, *device.former):
        known = device if identifier == device.id else await _device(storage, identifier)
        if known is None or not known.erasures:
            continue
        if request.erased:
            known = await _confirm(storage, known, request, now)
        for name, spoken in known.erasures.items():
            order = await _load(storage, name) if request.incarnation not in spoken else None
            if order:
                orders[name] = EraseOrder(name, order.scopes)
    return list(orders.values())


async def _carry_out(ground: Ground, order: Erasure, now: str) -> Erasure:
    storage = ground.storage
    # From here on no list can be added, so that what is found now is all there is.
    customer = await _close(storage, order.id)
    index = Index(storage, (await keys(storage)).token)
    held = await belongings.find(index, customer.id)
    found = await belongings.scopes_of(storage, customer)
    devices = [name for scope in found for name in await belongings.devices_of(storage, scope)]
    devices += await belongings.desks_at(storage, held.stores)
    devices += [visit.device for visit in (await traces.find(index, customer.id)).visits]
    found += [scopes.receipt(receipt.id) for receipt in held.receipts]
    order = replace(
        order,
        scopes=_union(order.scopes, found),
        devices=_union(order.devices, devices),
        confirmed={},
        done="",
    )
    await _write(storage, order)
    if ground.data is not None:
        _note(ground.data, order)
    # Before anything changes: a tablet that hears of a change and asks is asked in turn.
    for name in order.devices:
        await _ask(storage, name, order.id)
    await _blank_all(index, customer, order.scopes)
    if customer.reference:
        await blank(storage, scopes.reference(customer.reference))
    # Last, because it says where the rest is.
    await blank(storage, scopes.customer(order.id))
    await storage.scrub()
    return await _finish(storage, order, now)


async def _blank_all(index: Index, customer: Customer, names: Sequence[str]) -> None:
    """Blank lists, receipts and what stores hold; the person last, whose contacts lead to the rest."""
    lists = {name: scopes.parse(name).id for name in names if scopes.parse(name).kind == "list"}
    for scope in lists:
        await blank_list(index.storage, scope, belongings.goes_with(customer.id))
    for scope in names:
        if scopes.parse(scope).kind == "receipt":
            await belongings.blank_receipt(index, scope)
    await belongings.blank(index, customer, lists.values())
    await belongings.drop_notes(index.storage, names)
    await blank(index.storage, scopes.person(customer.id))


def _note(data: Path, order: Erasure) -> None:
    try:
        journal.append(data, msgspec.json.encode(order))
    except OSError as error:
        raise StorageError(f"the journal of erasures cannot be written: {error.strerror}") from error


async def _finish(storage: Storage, order: Erasure, now: str) -> Erasure:
    def step(kept: Erasure | None) -> Erasure:
        # A device may have confirmed already.
        return replace(kept or order, done=now)

    finished = await documents.change(storage, HUB, Key(KIND, order.id), Erasure, step)
    return finished or order


async def _close(storage: Storage, customer: str) -> Customer:
    """Leave of a customer only where the rest is, and let nothing be added; return that."""
    key = Key("customer", customer)
    left = Customer(customer, erased=True)

    def decide(loaded: Loaded) -> Decision:
        nonlocal left
        stored = loaded.documents.get(key)
        before = documents.parse(stored, Customer) or left
        left = replace(Customer(customer, erased=True), **{name: getattr(before, name) for name in LEADING})
        # Written anew, not over what stood there: what a newer hub wrote beside goes as well.
        write = documents.write(key, left)
        return Decision([] if stored and stored.body == write.body else [write])

    await storage.commit(scopes.customer(customer), [key], [], decide)
    return left


async def _ask(storage: Storage, device: str, order: str) -> None:
    """Let a device be asked at its next call, every incarnation of it."""

    def step(known: Device | None) -> Device | None:
        return known and replace(known, erasures={**known.erasures, order: []})

    await documents.change(storage, scopes.device(device), Key("device", device), Device, step)


async def _confirm(storage: Storage, device: Device, request: SyncRequest, now: str) -> Device:
    """Note what an incarnation has erased; once all have, the device is through with the order."""
    spoken = {name for name in request.erased if name in device.erasures}
    if not spoken:
        return device

    def step(known: Device | None) -> Device | None:
        if known is None:
            return None
        erasures = dict(known.erasures)
        for name in spoken & erasures.keys():
            erasures[name] = _union(erasures[name], [request.incarnation])
        return replace(known, erasures=erasures)

    place = Key("device", device.id)
    noted = await documents.change(storage, scopes.device(device.id), place, Device, step)
    through = {name for name in spoken if noted and not noted.lives.keys() - set(noted.erasures[name])}
    for name in through:
        await _count(storage, name, device.id, now)

    def finish(known: Device | None) -> Device | None:
        if known is None:
            return None
        left = {name: who for name, who in known.erasures.items() if name not in through}
        return replace(known, erasures=left)

    # Last: a device that is asked once too often says it again.
    finished = await documents.change(storage, scopes.device(device.id), place, Device, finish)
    return finished or device


async def _count(storage: Storage, order: str, device: str, now: str) -> None:
    def step(kept: Erasure | None) -> Erasure | None:
        return kept and replace(kept, confirmed={**kept.confirmed, device: kept.confirmed.get(device, now)})

    await documents.change(storage, HUB, Key(KIND, order), Erasure, step)


async def _write(storage: Storage, order: Erasure) -> Erasure:
    await documents.change(storage, HUB, Key(KIND, order.id), Erasure, lambda _: order)
    return order


async def _load(storage: Storage, order: str) -> Erasure | None:
    return await documents.load(storage, HUB, Key(KIND, order), Erasure)


async def _customer(storage: Storage, identifier: str) -> Customer | None:
    place = Key("customer", identifier)
    return await documents.load(storage, scopes.customer(identifier), place, Customer)


async def _device(storage: Storage, identifier: str) -> Device | None:
    return await documents.load(storage, scopes.device(identifier), Key("device", identifier), Device)


def _union(known: Sequence[str], more: Sequence[str]) -> list[str]:
    """Return all of some texts, each once, in the order they came."""
    return list(dict.fromkeys([*known, *more]))
