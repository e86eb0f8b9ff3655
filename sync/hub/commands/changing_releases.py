"""A word of `vetrina-hub release` is done: one at a time, and written down where the admin page shows it."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sync.hub.commands import place
from sync.hub.commands.noting import note
from sync.hub.context import STORE_FILE
from sync.hub.lock import locked
from sync.hub.releases.keys import ReleaseError
from sync.hub.releases.places import FOLDER
from sync.hub.releases.renewal import LOCK
from sync.hub.releases.repository import Repository
from sync.hub.storage.port import StorageError

BEGINNING = "begin"
"""The word that makes the folder; any other, with a slip in --data, must not."""

READING = frozenset({"show", "trust", "pack"})
"""Words that change nothing."""

Said = dict[str, str]
"""What the log says of it; the words are those of the admin page."""

Work = Callable[[argparse.Namespace, Repository], Said | None]
"""What a word does; None where that is nothing that anybody has to know of later."""


def do(word: str, work: Work, args: argparse.Namespace) -> int:
    """Do what a word says; return the exit status.

    Raises:
        StorageError: It cannot be done.
    """
    try:
        folder = _folder(word, args.data)
        if word not in READING:
            _warn_root(args.data)
        with locked(folder / LOCK, _say_that_it_waits):
            repository = Repository(folder, lambda: datetime.now(UTC))
            if word in READING:
                work(args, repository)
            else:
                asyncio.run(_noted(word, work, args, repository))
    except ReleaseError as error:
        raise StorageError(str(error)) from error
    return 0


def _folder(word: str, data: Path) -> Path:
    folder = data / FOLDER
    if word == BEGINNING:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    elif not folder.is_dir():
        raise ReleaseError(f"{folder} holds no releases; `vetrina-hub release begin` begins them")
    return folder


async def _noted(word: str, work: Work, args: argparse.Namespace, repository: Repository) -> None:
    """Do it, and write it down.

    Whoever signs on a machine without the hub's store, on a copy of its releases, is told that it is not.
    """
    if not args.database_url and not (args.data / STORE_FILE).exists():
        work(args, repository)
        print(f"{args.data} has no hub's store: no log says that this was done.", file=sys.stderr)
        return
    # Opened first: what could not be written down is not done.
    async with place.opened(args) as storage:
        said = work(args, repository)
        if said is not None:
            await note(storage, f"release_{word}", **said)


def _warn_root(data: Path) -> None:
    """Say that a hub which serves as another user could not read what root makes now, and so not renew it."""
    if sys.platform != "win32" and os.geteuid() == 0 and (owner := data.stat().st_uid):
        print(
            f"{data} is another user's (number {owner}), and what root makes there the hub cannot read:"
            f" run this as that user, or put it right with chown -R --reference={data} {data / FOLDER}",
            file=sys.stderr,
        )


def _say_that_it_waits() -> None:
    print("The releases are being changed already; waiting.", file=sys.stderr, flush=True)
