"""`vetrina-hub copy`: move a hub's documents from its folder to a database, or back."""

import argparse
import asyncio
from pathlib import Path

from sync.hub.context import STORE_FILE, open_storage
from sync.hub.copying import Copied, copy
from sync.hub.storage.port import StorageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    for word, text in (("from", "where the documents are"), ("to", "where they are to be")):
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument(f"--{word}-data", type=Path, metavar="DIR", help=f"{text}: a hub's folder")
        place.add_argument(
            f"--{word}-database-url", default="", metavar="URL", help=f"{text}: postgresql://…"
        )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it; return the process's exit code.

    Raises:
        StorageError: One of the stores cannot be used, or is not the right one.
    """
    copied = asyncio.run(_copy(args))
    print(
        f"{copied.scopes} scopes are the same in both stores; {copied.written} of them were copied now.\n"
        "From now on serve the new one alone. Pictures and catalogue files stay in the hub's folder."
    )
    return 0


async def _copy(args: argparse.Namespace) -> Copied:
    if args.from_data and not (args.from_data / STORE_FILE).exists():
        raise StorageError(f"{args.from_data} is no hub's folder")
    source = open_storage(args.from_data, args.from_database_url)
    try:
        target = open_storage(args.to_data, args.to_database_url)
        try:
            return await copy(source, target)
        finally:
            await target.close()
    finally:
        await source.close()
