"""`vetrina-hub backup`, `restore`, `restored`: a hub's data into one file, back again, and what follows."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sync.hub import journal
from sync.hub.archive import ArchiveError
from sync.hub.backup import back_up
from sync.hub.commands import place
from sync.hub.commands.noting import note
from sync.hub.context import open_storage
from sync.hub.restore import begin_history, require_unused, restore

FAILED = 1
NEXT = "Tablets read anew and bring again what they still hold, as soon as they reach this hub."


def add_backup_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `backup` to a parser."""
    add = parser.add_argument
    place.add_arguments(parser)
    add("--to", type=Path, required=True, metavar="FILE", help="the file to write, such as hub.tar.zst")
    parser.set_defaults(run=lambda args: _guarded(_backup, args))


def add_restore_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `restore` to a parser."""
    add = parser.add_argument
    add("--data", type=Path, required=True, metavar="DIR", help="the folder to make")
    add("--from", dest="source", type=Path, required=True, metavar="FILE", help="what `backup` wrote")
    add(
        "--replace", action="store_true", help="take the place of a folder that is there, which is kept aside"
    )
    _add_journals(parser)
    parser.set_defaults(run=lambda args: _guarded(_restore, args))


def add_restored_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `restored` to a parser."""
    place.add_arguments(parser)
    _add_journals(parser)
    parser.set_defaults(run=lambda args: _guarded(_restored, args))


def _add_journals(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--erasures",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a further journal of erasures; may be given again",
    )


def _guarded(run: Callable[[argparse.Namespace], None], args: argparse.Namespace) -> int:
    try:
        run(args)
    except ArchiveError as error:
        print(f"vetrina-hub: {error}", file=sys.stderr)
        return FAILED
    return 0


def _backup(args: argparse.Namespace) -> None:
    if args.database_url:
        raise ArchiveError(
            "documents are in the database: back that up by its own tools, and media/ and"
            f" {journal.NAME} in {args.data} beside it; afterwards `vetrina-hub restored` puts all in order"
        )
    made = back_up(args.data, args.to, datetime.now(UTC))
    print(
        f"{made.path}: {made.files} files in {made.bytes / 1e6:.1f} MB. Keep it where the hub's disk is not."
    )


def _restore(args: argparse.Namespace) -> None:
    now = datetime.now(UTC)
    done = restore(args.source, args.data, now, replace=args.replace, journals=args.erasures)
    asyncio.run(_note_restore(args.data, done.card.made))
    print(f"{args.data} holds the backup of {done.card.made} and begins a new history. {NEXT}")
    if done.aside:
        print(f"What was there before is in {done.aside}; remove it when nothing is missed.")


async def _note_restore(data: Path, made: str) -> None:
    storage = open_storage(data)
    try:
        await note(storage, "restored", backup=made)
    finally:
        await storage.close()


def _restored(args: argparse.Namespace) -> None:
    if not args.database_url:
        require_unused(args.data)
    asyncio.run(_begin(args))
    print(f"A new history begins. {NEXT}")


async def _begin(args: argparse.Namespace) -> None:
    async with place.opened(args) as storage:
        await begin_history(storage, args.data, datetime.now(UTC), args.erasures)
        await note(storage, "restored")
