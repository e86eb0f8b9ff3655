"""`vetrina-hub allow-removal`: let tablets lose most of a scope, because it was meant."""

import argparse
import asyncio

from sync.hub.commands import place
from sync.hub.commands.noting import note
from sync.hub.removals import allow
from sync.hub.storage.port import StorageError
from sync.protocol.scopes import ScopeError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    parser.add_argument("scope", metavar="SCOPE", help="such as stock:milano, as the tablet reports it")
    place.add_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it; return the process's exit code.

    Raises:
        StorageError: The text names no scope, or one that never held anything, or the store cannot be used.
    """
    asyncio.run(_allow(args))
    print(f"Tablets may remove what is gone from {args.scope}; they will when they next ask.")
    return 0


async def _allow(args: argparse.Namespace) -> None:
    async with place.opened(args) as storage:
        try:
            upto = await allow(storage, args.scope)
        except ScopeError as error:
            raise StorageError(f"{error}; give it as the tablet reports it, such as stock:milano") from error
        if not upto:
            raise StorageError(f"nothing was ever in {args.scope}; give it as the tablet reports it")
        await note(storage, "removal_allowed", scope=args.scope)
