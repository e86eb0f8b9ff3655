"""`vetrina-hub wipes`: visits that ended, and of which no tablet has said that it wiped them."""

import argparse
import asyncio
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import msgspec

from sync.hub.commands import place
from sync.hub.wipes import missing
from sync.protocol.sessions import Session

MINUTES = 60
"""A tablet that is connected says it within seconds."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    add = parser.add_argument
    place.add_arguments(parser)
    add(
        "--after",
        type=int,
        default=MINUTES,
        metavar="MINUTES",
        help="since the end of the visit (default: 60)",
    )
    add("--json", action="store_true", help="print one JSON list")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it; return the process's exit code, 1 where a receipt is missing.

    Raises:
        StorageError: The store cannot be used.
    """
    found = asyncio.run(_missing(args))
    if args.json:
        entries = [
            {"visit": one.id, "device": one.device, "ended": one.ended, "why": one.why} for one in found
        ]
        sys.stdout.buffer.write(msgspec.json.encode(entries) + b"\n")
        return bool(found)
    for device, visits in Counter(one.device for one in found).items():
        print(f"{device}: {visits} visits ended without a word that they are wiped")
    if not found:
        print("Every visit that ended is wiped, and its tablet said so.")
    return bool(found)


async def _missing(args: argparse.Namespace) -> list[Session]:
    async with place.opened(args) as storage:
        after = timedelta(minutes=args.after)
        return [one async for one in missing(storage, datetime.now(UTC), after)]
