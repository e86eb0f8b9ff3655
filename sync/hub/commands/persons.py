"""`vetrina-hub export-person`, `erase-person`, `erasures`, `housekeeping`: what is owed to persons."""

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sync.hub import erasure, retention
from sync.hub.commands import place, private
from sync.hub.commands.noting import note
from sync.hub.erasure import Erasure, Ground
from sync.hub.housekeeping import forget_tombstones
from sync.hub.profile.export import collect
from sync.protocol import moments

FAILED = 1


def add_export_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `export-person` to a parser."""
    _add_customer(parser)
    parser.add_argument("--to", type=Path, metavar="FILE", help="the file to write; default: print it")
    parser.set_defaults(run=_export)


def add_erase_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `erase-person` to a parser."""
    _add_customer(parser)
    parser.set_defaults(run=_erase)


def add_list_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `erasures` to a parser."""
    place.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON list")
    parser.set_defaults(run=_list)


def add_housekeeping_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `housekeeping` to a parser."""
    place.add_arguments(parser)
    add_days(parser)
    parser.set_defaults(run=_keep_house)


def add_days(parser: argparse.ArgumentParser) -> None:
    """Add the setting for how long guests' lists are kept."""
    parser.add_argument(
        "--guest-list-days",
        type=_days,
        default=retention.GUEST_LIST_DAYS,
        metavar="DAYS",
        help="guests' lists that nobody changed for longer are blanked; default: %(default)s",
    )


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError("a number of days, 1 or more")
    return int(text)


def _add_customer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("customer", metavar="CUSTOMER", help="the customer's id at the hub")
    place.add_arguments(parser)


def _export(args: argparse.Namespace) -> int:
    found = asyncio.run(_collect(args))
    if found is None:
        return _nobody(args.customer)
    if args.to is None:
        sys.stdout.buffer.write(found)
        return 0
    private.write_new(args.to, found)
    print(f"{args.to} holds everything that is kept on this person.")
    return 0


async def _collect(args: argparse.Namespace) -> bytes | None:
    async with place.opened(args) as storage:
        export = await collect(storage, args.customer, _now())
        if export:
            await note(storage, "person_exported", args.customer)
    return msgspec.json.format(msgspec.json.encode(export)) + b"\n" if export else None


def _erase(args: argparse.Namespace) -> int:
    order = asyncio.run(_erase_at(args))
    if order is None:
        return _nobody(args.customer)
    print(f"Erased at the hub. {_devices(order)}")
    return 0


async def _erase_at(args: argparse.Namespace) -> Erasure | None:
    async with place.opened(args) as storage:
        order = await erasure.erase(Ground(storage, args.data), args.customer, _now())
        if order:
            await note(storage, "person_erased", args.customer)
        return order


def _list(args: argparse.Namespace) -> int:
    orders = asyncio.run(_orders(args))
    if args.json:
        print(json.dumps([_entry(order) for order in orders]))
        return 0
    for order in orders:
        print(f"{order.id}  {order.at}  {_devices(order)}")
    if not orders:
        print("Nobody asked to be forgotten yet.")
    return 0


async def _orders(args: argparse.Namespace) -> list[Erasure]:
    async with place.opened(args) as storage:
        return sorted([order async for order in erasure.every(storage)], key=lambda order: order.at)


def _entry(order: Erasure) -> dict[str, object]:
    return {
        "id": order.id,
        "at": order.at,
        "done": order.done,
        "scopes": len(order.scopes),
        "devices": order.devices,
        "confirmed": order.confirmed,
    }


def _devices(order: Erasure) -> str:
    if not order.done:
        return "The hub has not finished; `vetrina-hub housekeeping` goes on with it."
    if not order.devices:
        return "No device ever held anything of it."
    return f"{len(order.confirmed)} of {len(order.devices)} devices have confirmed."


def _keep_house(args: argparse.Namespace) -> int:
    resumed, expired, forgotten = asyncio.run(_tidy(args))
    print(f"{resumed} erasures finished, {expired} guests' lists blanked, {forgotten} tombstones forgotten.")
    return 0


async def _tidy(args: argparse.Namespace) -> tuple[int, int, int]:
    async with place.opened(args) as storage:
        resumed = await erasure.resume(Ground(storage, args.data), _now())
        expired = await retention.expire(storage, datetime.now(UTC).date(), args.guest_list_days)
        return resumed, expired, await forget_tombstones(storage)


def _nobody(customer: str) -> int:
    print(f"vetrina-hub: there is no customer {customer}, or they were erased", file=sys.stderr)
    return FAILED


def _now() -> str:
    return moments.write(datetime.now(UTC))
