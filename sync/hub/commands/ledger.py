"""`vetrina-hub ledger`: what moved in a store, and whether its figures are what the movements add up to."""

import argparse
import asyncio
import csv
import sys

import msgspec

from sync.hub.commands import place
from sync.hub.stock import ledger
from sync.protocol.stock import Move

COLUMNS = ("at", "variant", "kind", "delta", "after", "reason", "reference", "by", "note")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    parser.add_argument("store", metavar="STORE", help="the store's code")
    parser.add_argument("--variant", default="", metavar="VARIANT", help="of this variant alone")
    parser.add_argument("--json", action="store_true", help="print JSON, a movement a line; CSV otherwise")
    parser.add_argument(
        "--check", action="store_true", help="only compare the figures with the movements; ends with 1 if not"
    )
    place.add_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it; return the process's exit code.

    Raises:
        StorageError: The store cannot be used.
    """
    if args.check:
        return _check(args)
    rows = asyncio.run(_movements(args))
    if args.json:
        for row in rows:
            print(msgspec.json.encode(row).decode())
        return 0
    writer = csv.writer(sys.stdout)
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, column) for column in COLUMNS] for row in rows)
    return 0


def _check(args: argparse.Namespace) -> int:
    found = asyncio.run(_differences(args))
    for one in found:
        print(f"{one.variant}: {one.on_hand} there, {one.booked} by its movements")
    if not found:
        print("Every figure is what its movements add up to.")
    return 1 if found else 0


async def _movements(args: argparse.Namespace) -> list[Move]:
    async with place.opened(args) as storage:
        return await ledger.movements(storage, args.store, args.variant)


async def _differences(args: argparse.Namespace) -> list[ledger.Difference]:
    async with place.opened(args) as storage:
        return await ledger.differences(storage, args.store)
