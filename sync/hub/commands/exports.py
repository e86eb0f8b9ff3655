"""`vetrina-hub open-export`, `open-damaged`: read what a tablet put aside; only the hub has the key."""

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Any

import msgspec
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from sync.hub.commands import place, private
from sync.hub.keys import keys
from sync.hub.storage.port import StorageError
from sync.protocol.envelope import unseal
from sync.protocol.errors import Malformed
from sync.protocol.export import ExportedOp, read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="what `vetrina outbox export` wrote")
    place.add_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print each operation as one JSON object; return 1 when the hub cannot open some of them.

    Raises:
        StorageError: The file or the store cannot be read.
    """
    try:
        ops = read(args.file.read_bytes())
    except (OSError, Malformed) as error:
        raise StorageError(f"{args.file} cannot be read: {error}") from error
    key = asyncio.run(_sealing_key(args))
    opened = [_open(op, key) for op in ops]
    for one in opened:
        sys.stdout.buffer.write(msgspec.json.encode(one) + b"\n")
    return int(any("op" not in one for one in opened))


def add_damaged_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line of `open-damaged`."""
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="such as replica-20261122T100000.damaged")
    place.add_arguments(parser)
    add("--to", type=Path, required=True, metavar="FILE", help="where the damaged store goes, readable")
    parser.set_defaults(run=run_damaged)


def run_damaged(args: argparse.Namespace) -> int:
    """Write the store of a tablet as it was found damaged; return the process's exit code.

    Raises:
        StorageError: The file or the store cannot be read, or it was sealed to another hub.
    """
    key = PrivateKey(asyncio.run(_sealing_key(args)))
    try:
        content = SealedBox(key).decrypt(args.file.read_bytes())
    except (CryptoError, OSError) as error:
        raise StorageError(f"{args.file} cannot be opened: {error}") from error
    private.write_new(args.to, content)
    print(f"{args.to} is the damaged store. It may hold what shoppers wrote: delete it when you are done.")
    return 0


def _open(exported: ExportedOp, key: bytes) -> dict[str, Any]:
    """Return an operation as it was made, with why it is here; its session's secret stays unsaid."""
    told = {"id": exported.id, "reason": exported.reason, "since": exported.since}
    try:
        return {**told, "op": unseal(exported.op, key).op}
    except Malformed as error:
        return {**told, "unreadable": str(error)}


async def _sealing_key(args: argparse.Namespace) -> bytes:
    async with place.opened(args) as storage:
        return (await keys(storage)).sealing
