"""Enrolling: `vetrina-hub enrol` hands out a single-use code for a tablet."""

import argparse
import asyncio
import json
from datetime import UTC, datetime

from sync.hub.commands import place
from sync.hub.enrolment import hand_out
from sync.protocol import moments
from sync.protocol.devices import Enrolment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    add = parser.add_argument
    place.add_arguments(parser)
    add("--store", required=True, metavar="CODE", help="the store where the tablet stands")
    add("--name", default="", help='what shoppers see, such as "Kiosk 1"')
    add("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_enrol)


def _enrol(args: argparse.Namespace) -> int:
    code, enrolment = asyncio.run(_hand_out(args))
    if args.json:
        print(json.dumps({"code": code, "store": enrolment.store, "expires": enrolment.expires}))
    else:
        until = moments.parse(enrolment.expires).strftime("%Y-%m-%d %H:%M")
        print(f"{code}  (for one tablet in {enrolment.store}, until {until} UTC)")
    return 0


async def _hand_out(args: argparse.Namespace) -> tuple[str, Enrolment]:
    async with place.opened(args, begins=True) as storage:
        place.require_store(args.data, args.store)
        return await hand_out(storage, args.store, args.name, datetime.now(UTC))
