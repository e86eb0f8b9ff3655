"""`vetrina-hub devices`, `vetrina-hub device confirm|retire|lost|reinstate|roll`: staff's word on tablets."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from typing import Any

import msgspec

from sync.hub.commands import place
from sync.hub.commands.noting import note
from sync.hub.devices import DeviceError, ask_for_key, confirm, every, find, set_status
from sync.hub.fleet import health
from sync.hub.fleet.health import Heard
from sync.protocol.devices import ACTIVE, LOST, RETIRED, Device, Status, fingerprint
from sync.protocol.heartbeat import MILLISECONDS

FAILED = 1
CLOCK_OFF = 60_000
"""Milliseconds by which a tablet's clock may be off before it is worth a word."""
STATUSES: dict[str, Status] = {"retire": RETIRED, "lost": LOST, "reinstate": ACTIVE}

SAID = {
    "confirm": "{name} reads again, as the tablet or copy that staff know.",
    "retire": "{name} is retired: it may bring what it holds for 72 hours and reads nothing.",
    "lost": "{name} is reported lost: nothing of it is taken any more, and it wipes itself when it hears so.",
    "reinstate": "{name} is in service again.",
    "roll": "{name} makes itself another key when it is heard next; the one that it has is good until then.",
}


def add_list_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `devices` to a parser."""
    add = parser.add_argument
    place.add_arguments(parser)
    add("--json", action="store_true", help="print one JSON list")
    parser.set_defaults(run=_list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `device` to a parser."""
    add = parser.add_argument
    add("word", choices=SAID, help="what staff say of it")
    add("id", metavar="ID", help="the device's id, or how it begins")
    place.add_arguments(parser)
    add("--incarnation", default="", metavar="NAME", help="which copy to confirm, where several wait")
    parser.set_defaults(run=_say)


def _list(args: argparse.Namespace) -> int:
    devices = asyncio.run(_all(args))
    if args.json:
        entries = [_entry(device) | {"health": heard} for device, heard in devices]
        sys.stdout.buffer.write(msgspec.json.encode(entries) + b"\n")
        return 0
    for device, heard in devices:
        print("\n".join([*_lines(device), *([f"  {_told(heard)}"] if heard else [])]))
    if not devices:
        print("No tablet is enrolled yet.")
    return 0


def _entry(device: Device) -> dict[str, Any]:
    """Return what of a device's record is for people and their scripts: no key, no run."""
    return {
        "id": device.id,
        "name": device.name,
        "store": device.store,
        "enrolled": device.enrolled,
        "key": fingerprint(device.public_key),
        "key_asked": device.roll,
        "status": device.status,
        "status_since": device.status_since,
        "incarnations": [
            {"name": name, "since": life.since, "confirmed": life.confirmed}
            for name, life in device.lives.items()
        ],
    }


def _lines(device: Device) -> list[str]:
    since = f" since {device.status_since}" if device.status_since else ""
    waiting = [(name, life) for name, life in device.lives.items() if not life.confirmed]
    return [
        f"{device.id}  {device.status}{since}  {device.store}  {device.name}",
        f"  key {fingerprint(device.public_key)}",
        *(
            f"  a copy waits to be confirmed: incarnation {name}, heard {life.since}"
            for name, life in waiting
        ),
    ]


def _told(heard: Heard) -> str:
    """Say in one line how a tablet was when it was last heard."""
    beat = heard.beat
    said = [f"version {beat.version}", f"{beat.outbox} acts wait"]
    if beat.quarantine:
        said.append(f"{beat.quarantine} queues are set aside")
    if abs(heard.clock_skew) >= CLOCK_OFF:
        side = "ahead" if heard.clock_skew > 0 else "behind"
        said.append(f"its clock is {abs(heard.clock_skew) // MILLISECONDS} s {side}")
    if beat.findings:
        said.append(f"look at {', '.join(beat.findings)}")
    return f"heard {heard.at}: {'; '.join(said)}"


async def _all(args: argparse.Namespace) -> list[tuple[Device, Heard | None]]:
    async with place.opened(args) as storage:
        return [(device, await health.latest(storage, device.id)) async for device in every(storage)]


def _say(args: argparse.Namespace) -> int:
    try:
        device = asyncio.run(_change(args))
    except DeviceError as error:
        print(f"vetrina-hub: {error}", file=sys.stderr)
        return FAILED
    print(SAID[args.word].format(name=device.name))
    return 0


async def _change(args: argparse.Namespace) -> Device:
    async with place.opened(args) as storage:
        device = await find(storage, args.id)
        if args.word == "confirm":
            after = await confirm(storage, device, args.incarnation)
        elif args.word == "roll":
            after = await ask_for_key(storage, device, datetime.now(UTC))
        else:
            after = await set_status(storage, device, STATUSES[args.word], datetime.now(UTC))
        await note(storage, f"device_{args.word}", device.id, store=device.store)
        return after
