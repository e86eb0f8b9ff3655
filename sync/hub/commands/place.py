"""Where a hub keeps what it knows, as every command is told: a folder, and a database if it has one."""

import argparse
import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from sync.catalogue.read import Catalogue
from sync.hub.context import STORE_FILE, open_storage
from sync.hub.copying import require_whole
from sync.hub.storage.port import Storage, StorageError

T = TypeVar("T")

DATABASE_URL = "VETRINA_DATABASE_URL"
"""In the environment, a database URL with a password is not seen in the list of processes."""


class UsageError(Exception):
    """What was asked for cannot be done; the message says why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--data` and `--database-url` to a command's parser."""
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the hub's folder")
    add_database(parser)


def add_database(parser: argparse.ArgumentParser) -> None:
    """Add `--database-url` alone."""
    parser.add_argument(
        "--database-url",
        default=os.environ.get(DATABASE_URL, ""),
        metavar="URL",
        help=f"postgresql://… keeps documents there; default: ${DATABASE_URL}, or a file in DIR",
    )


@asynccontextmanager
async def opened(args: argparse.Namespace, *, begins: bool = False) -> AsyncIterator[Storage]:
    """Open the store that a command line names for the length of an `async with` block.

    A folder without a hub is refused, since it is rather a slip of the pen, unless the command `begins` one.

    Raises:
        StorageError: It cannot be used.
    """
    if not begins and not args.database_url:
        require_hub(args.data)
    elif not args.database_url and not (args.data / STORE_FILE).exists():
        # Said, not refused: a slip of the pen would give codes and keys that the real hub does not know.
        print(f"vetrina-hub: a new hub begins in {args.data}", file=sys.stderr)
    storage = open_storage(args.data, args.database_url)
    try:
        await require_whole(storage)
        yield storage
    finally:
        await storage.close()


def run(args: argparse.Namespace, work: Callable[[Storage], Awaitable[T]], *, begins: bool = False) -> T:
    """Do a command's work on the store that its line names, and return what came of it.

    Raises:
        StorageError: As for `opened`.
    """

    async def do() -> T:
        async with opened(args, begins=begins) as storage:
            return await work(storage)

    return asyncio.run(do())


def require_hub(data: Path) -> None:
    """Refuse a folder in which no hub ever was.

    Raises:
        StorageError: It has no store, or nobody may look.
    """
    try:
        (data / STORE_FILE).stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StorageError(
            f"{data} is no hub's folder: there is no {STORE_FILE} in it; look at --data"
        ) from error
    except OSError as error:
        raise StorageError(f"{data} cannot be used: {error.strerror}") from error


def require_store(data: Path, code: str) -> None:
    """Refuse a store that the catalogue does not know; before the first import any code will do.

    Raises:
        UsageError: There is no such store.
    """
    known = known_stores(data)
    if known and code not in known:
        raise UsageError(f"no store has the code {code}; there are: {', '.join(known)}")


def known_stores(data: Path) -> list[str]:
    """Return the codes of the stores in the catalogue that is in force."""
    catalogue = Catalogue.open_current(data)
    if catalogue is None:
        return []
    try:
        return [store.code for store in catalogue.stores()]
    finally:
        catalogue.close()
