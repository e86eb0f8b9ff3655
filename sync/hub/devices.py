"""The tablets a hub knows, and what staff say of them: confirmed, retired, lost, back again.

A word of staff is a write to the device's own record, so it holds at the tablet's next call, also when it was
said beside a hub that serves.
"""

from collections.abc import AsyncIterator, Callable
from datetime import datetime

from msgspec.structs import replace

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage
from sync.hub.storage.walking import living
from sync.protocol import moments, scopes
from sync.protocol.devices import ACTIVE, Device, Status


class DeviceError(Exception):
    """What staff want of a device cannot be done; the message says why."""


async def every(storage: Storage) -> AsyncIterator[Device]:
    """Go through all devices, in order of their ids."""
    async for device in living(storage, scopes.device(""), "device", Device):
        yield device


async def find(storage: Storage, beginning: str) -> Device:
    """Return the one device whose id begins like this.

    Raises:
        DeviceError: There is none, or more than one.
    """
    found = [device async for device in every(storage) if device.id.startswith(beginning)]
    if len(found) != 1:
        what = "more than one device has an id that begins" if found else "no device has an id that begins"
        raise DeviceError(f"{what} with {beginning}; `vetrina-hub devices` shows them all")
    return found[0]


async def confirm(storage: Storage, device: Device, incarnation: str) -> Device:
    """Let a copy read like the tablet it was copied from; `incarnation` may be '' when only one waits.

    Raises:
        DeviceError: None waits, or it is not clear which.
    """
    waiting = [name for name, life in device.lives.items() if not life.confirmed]
    chosen = [name for name in waiting if name == incarnation] if incarnation else waiting
    if not chosen:
        raise DeviceError(f"nothing of {device.name} waits to be confirmed")
    if len(chosen) > 1:
        raise DeviceError(f"several copies of {device.name} wait; name one of: {', '.join(chosen)}")

    def confirmed(known: Device) -> Device:
        life = known.lives.get(chosen[0])
        return known if life is None else _with(known, chosen[0], confirmed=True)

    return await _change(storage, device, confirmed)


def _with(device: Device, incarnation: str, *, confirmed: bool) -> Device:
    life = replace(device.lives[incarnation], confirmed=confirmed)
    return replace(device, lives={**device.lives, incarnation: life})


async def set_status(storage: Storage, device: Device, status: Status, now: datetime) -> Device:
    """Take a device out of service, report it lost, or take it back; the same word again changes nothing."""

    def changed(known: Device) -> Device:
        if known.status == status:
            return known
        return replace(known, status=status, status_since=moments.write(now))

    return await _change(storage, device, changed)


async def ask_for_key(storage: Storage, device: Device, now: datetime) -> Device:
    """Have a device make itself another key when it is heard next; the one that it has is good until then.

    Raises:
        DeviceError: It is out of service: nothing of it is heard, and its key is good for nothing.
    """
    if device.status != ACTIVE:
        raise DeviceError(f"{device.name} is {device.status}: reinstate it first, or enrol it anew")
    return await _change(storage, device, lambda known: replace(known, roll=known.roll or moments.write(now)))


async def note_next_key(storage: Storage, device: Device, public_key: str) -> Device:
    """Note the key that a device names; it is its key from when it first signs with it."""
    return await _change(storage, device, lambda known: replace(known, next_key=public_key))


async def take_next_key(storage: Storage, device: Device) -> Device:
    """A device has signed with the key that it had named: the one before is worth nothing from now on."""

    def taken(known: Device) -> Device:
        if known.next_key != device.next_key:
            return known
        return replace(known, public_key=known.next_key, next_key="", roll="")

    return await _change(storage, device, taken)


async def _change(storage: Storage, device: Device, change: Callable[[Device], Device]) -> Device:
    key = Key("device", device.id)
    kept = device

    def decide(loaded: Loaded) -> Decision:
        nonlocal kept
        known = documents.parse(loaded.documents.get(key), Device) or device
        kept = change(known)
        return Decision([documents.write(key, kept, loaded.documents.get(key))] if kept != known else [])

    await storage.commit(scopes.device(device.id), [key], [], decide)
    return kept
