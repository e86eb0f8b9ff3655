"""Enrolling: `vetrina-hub enrol` hands out single-use codes, for one tablet or for all of a store."""

import argparse
import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from sync.hub.commands import drawing, place
from sync.hub.commands.noting import note
from sync.hub.commands.private import write_new
from sync.hub.enrolment import hand_out, hand_out_batch
from sync.hub.storage.port import Storage
from sync.protocol import invitations, moments, symbols
from sync.protocol.devices import Enrolment
from sync.protocol.invitations import MOST_ENTRIES, Batch, Invitation, InvitationError

TERMINAL = "-"
"""Stands for the terminal in place of a file."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    add = parser.add_argument
    place.add_arguments(parser)
    add("--store", required=True, metavar="CODE", help="the store where the tablet stands")
    add("--name", default="", help='what shoppers see, such as "Kiosk 1"')
    add("--url", default="", metavar="URL", help="where tablets reach this hub: for --qr and --batch")
    add(
        "--qr",
        default="",
        metavar="FILE",
        help="also write the code with the address as a QR code: .svg, .png, or - for the terminal",
    )
    add("--batch", type=int, default=0, metavar="N", help="one file for N tablets, instead of one code")
    add("--out", type=Path, metavar="FILE", help=f"that file; tablets look for {invitations.FILE_NAME}")
    add("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_enrol)


def _enrol(args: argparse.Namespace) -> int:
    _require_sense(args)
    _require_folder(args.out)
    _require_folder(Path(args.qr) if args.qr and args.qr != TERMINAL else None)
    return _enrol_many(args) if args.batch else _enrol_one(args)


def _require_sense(args: argparse.Namespace) -> None:
    """Refuse what would fail only after codes were handed out.

    Raises:
        UsageError: See there.
    """
    if (args.qr or args.batch) and not args.url:
        raise place.UsageError("say with --url where tablets reach this hub: it goes into the code")
    if args.url:
        try:
            invitations.address(args.url)
        except InvitationError as error:
            raise place.UsageError(f"--url {args.url}: {error}") from error
    if args.qr and args.qr != TERMINAL and Path(args.qr).suffix.lower() not in drawing.PICTURES:
        raise place.UsageError("the picture's name ends in .svg or .png")
    if bool(args.batch) != bool(args.out):
        raise place.UsageError("--batch N and --out FILE go together")
    if args.batch and not 1 <= args.batch <= MOST_ENTRIES:
        raise place.UsageError(f"a file is for 1 to {MOST_ENTRIES} tablets")
    if args.batch and args.qr:
        raise place.UsageError("a QR code is for one tablet: leave out --qr, or --batch")


def _require_folder(file: Path | None) -> None:
    if file and not file.parent.is_dir():
        raise place.UsageError(f"{file}: there is no folder {file.parent}")


def _enrol_one(args: argparse.Namespace) -> int:
    code, enrolment = asyncio.run(_hand_out(args))
    invitation = invitations.invite(args.url, code) if args.url else None
    if invitation and args.qr and args.qr != TERMINAL:
        drawing.write(symbols.qr(invitations.write(invitation)), Path(args.qr))
    if args.json:
        print(json.dumps(_as_json(code, enrolment, invitation)))
        return 0
    until = moments.parse(enrolment.expires).strftime("%Y-%m-%d %H:%M")
    print(f"{code}  (for one tablet in {enrolment.store}, until {until} UTC)")
    if invitation and args.qr == TERMINAL:
        print(symbols.blocks(symbols.qr(invitations.write(invitation))))
    return 0


def _as_json(code: str, enrolment: Enrolment, invitation: Invitation | None) -> dict[str, str]:
    said = {"code": code, "store": enrolment.store, "expires": enrolment.expires}
    return {**said, "invitation": invitations.write(invitation)} if invitation else said


def _enrol_many(args: argparse.Namespace) -> int:
    if args.out.exists():
        raise place.UsageError(f"{args.out} is there already; its codes may be in use")
    batch = asyncio.run(_hand_out_batch(args))
    write_new(args.out, f"{invitations.write(batch)}\n".encode())
    if args.json:
        print(json.dumps({"file": str(args.out), "entries": len(batch.entries), "expires": batch.expires}))
        return 0
    until = moments.parse(batch.expires).strftime("%Y-%m-%d %H:%M")
    print(f"{args.out}  (for {len(batch.entries)} tablets in {batch.store}, until {until} UTC)")
    print(f"Put it on a stick as {invitations.FILE_NAME}, or name it in the tablets' settings:")
    print("each tablet takes one entry. Who has the file can enrol tablets: keep it like a key.")
    return 0


@asynccontextmanager
async def _opened(args: argparse.Namespace) -> AsyncIterator[Storage]:
    async with place.opened(args, begins=True) as storage:
        place.require_store(args.data, args.store)
        yield storage


async def _hand_out(args: argparse.Namespace) -> tuple[str, Enrolment]:
    async with _opened(args) as storage:
        handed = await hand_out(storage, args.store, args.name, datetime.now(UTC))
        await note(storage, "code", store=args.store)
        return handed


async def _hand_out_batch(args: argparse.Namespace) -> Batch:
    name = args.name
    names = [f"{name} {number}" if name else "" for number in range(1, args.batch + 1)]
    async with _opened(args) as storage:
        batch = await hand_out_batch(storage, args.store, names, args.url, datetime.now(UTC))
        await note(storage, "code", store=args.store, tablets=str(len(names)))
        return batch
