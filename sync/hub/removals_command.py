"""`vetrina-hub allow-removal`: let tablets lose most of a scope, because it was meant."""

import argparse
import asyncio
from pathlib import Path

from sync.hub.context import open_storage
from sync.hub.removals import allow
from sync.hub.storage.port import StorageError
from sync.protocol.scopes import ScopeError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    parser.add_argument("scope", metavar="SCOPE", help="such as stock:milano, as the tablet reports it")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the hub's folder")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it; return the process's exit code.

    Raises:
        StorageError: The text names no scope, or the store cannot be used.
    """
    asyncio.run(_allow(args.data, args.scope))
    print(f"Tablets may remove what is gone from {args.scope}; they will when they next ask.")
    return 0


async def _allow(data: Path, scope: str) -> None:
    storage = open_storage(data)
    try:
        await allow(storage, scope)
    except ScopeError as error:
        raise StorageError(str(error)) from error
    finally:
        await storage.close()
