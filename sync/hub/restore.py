"""Putting a backup back: all of it is verified before anything is touched, and a new history begins.

What happened after the backup is not lost: tablets see the new epoch, read anew, and offer again what they
still hold.
"""

import asyncio
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sync.catalogue.current import flush_folder
from sync.hub import archive, journal
from sync.hub.archive import ArchiveError, Card
from sync.hub.context import STORE_FILE, open_storage
from sync.hub.erasure import reapply
from sync.hub.keys import begin_epoch
from sync.hub.publish import publish
from sync.hub.storage.port import Storage
from sync.protocol import moments


class Restored(NamedTuple):
    """What was put back: the backup's card, and where the folder from before is (None: there was none)."""

    card: Card
    aside: Path | None


def restore(
    source: Path, data: Path, now: datetime, *, replace: bool = False, journals: Iterable[Path] = ()
) -> Restored:
    """Put a backup back into a data folder; with `replace` the folder that is there is kept aside.

    `journals` are files of erasures besides the backup's own and the one of the folder that is replaced.

    Raises:
        ArchiveError: The backup cannot be trusted, a journal is not there, or the folder cannot be used. The
            folder is as it was.
        StorageError: The store in the backup cannot be used.
    """
    journals = tuple(journals)
    for each in journals:
        # Who names a journal counts on it: nobody may come back because its name was mistyped.
        if not each.is_file():
            raise ArchiveError(
                f"{each} is no journal of erasures: there is no such file; nothing was restored"
            )
    if not source.is_file():
        raise ArchiveError(f"there is no file {source}; nothing was restored")
    occupied = data.exists() and any(data.iterdir())
    if occupied and not replace:
        raise ArchiveError(f"{data} is not empty; --replace keeps it aside and puts the backup in its place")
    require_unused(data)
    staging = data.with_name(f"{data.name}.restoring")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir(mode=0o700, parents=True)
        card = archive.unpack(source, staging)
        journal.merge(staging, [data / journal.NAME, *journals])
        asyncio.run(_begin(staging, now))
        return Restored(card, _swap(staging, data, now))
    except OSError as error:
        raise ArchiveError(f"{data} was not restored: {error.strerror or error}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


async def _begin(data: Path, now: datetime) -> None:
    storage = open_storage(data)
    try:
        await begin_history(storage, data, now)
    finally:
        await storage.close()


async def begin_history(storage: Storage, data: Path, now: datetime, journals: Iterable[Path] = ()) -> None:
    """Begin a new history on a store that was put back; its name is written last.

    Who was erased since the backup was made, as the folder's journal and further ones tell, is erased in it,
    too.

    Raises:
        StorageError: The store cannot be used.
    """
    await reapply(storage, journal.merge(data, journals), moments.write(now))
    await publish(storage, data)
    await begin_epoch(storage)


def require_unused(data: Path) -> None:
    """Refuse a folder whose store another program has open.

    Raises:
        ArchiveError: One has.
    """
    if not (data / STORE_FILE).is_file():
        return
    try:
        with closing(sqlite3.connect(data / STORE_FILE, timeout=0)) as store:
            # Only who is alone with a store can have it so; a damaged one is nobody's any more.
            store.execute("PRAGMA locking_mode = EXCLUSIVE")
            store.execute("SELECT 1 FROM sqlite_master").fetchall()
    except sqlite3.OperationalError as error:
        raise ArchiveError(f"{data} is in use: stop the hub, and imports, first") from error
    except sqlite3.DatabaseError:
        return


def _swap(staging: Path, data: Path, now: datetime) -> Path | None:
    if data.exists() and not any(data.iterdir()):
        # It may be the root of a disk of its own, which has to stay where it is. The store comes last.
        for path in sorted(staging.iterdir(), key=lambda path: path.name == STORE_FILE):
            shutil.move(path, data / path.name)
        flush_folder(data)
        return None
    aside = None
    if data.exists():
        # To the microsecond: a hub may be put back twice within a second.
        aside = data.with_name(f"{data.name}.before-{now:%Y%m%dT%H%M%S%f}")
        data.rename(aside)
    staging.rename(data)
    flush_folder(data.parent)
    return aside
