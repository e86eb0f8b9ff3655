"""`vetrina-hub index`: let everybody be found who was there before the hub kept an index."""

import argparse
import asyncio

from sync.hub.commands import place
from sync.hub.index.keeping import Ground, rebuild
from sync.hub.keys import keys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    place.add_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it; return the process's exit code.

    Raises:
        StorageError: The store cannot be used.
    """
    done = asyncio.run(_rebuild(args))
    print(f"{done} contacts, cards and numbers lead to customers, orders and receipts.")
    return 0


async def _rebuild(args: argparse.Namespace) -> int:
    async with place.opened(args) as storage:
        return await rebuild(Ground(storage, (await keys(storage)).token))
