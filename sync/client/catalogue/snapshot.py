"""Bringing the catalogue: a snapshot first, then what changed. Only a whole one replaces the one in force.

A snapshot counts once `current.json` names it: everything before that can break off at any moment, and the
catalogue before goes on. Changes go into the file in force, all of them in one transaction.
"""

import asyncio
import contextlib
import logging
import shutil
from collections.abc import AsyncIterator, Callable, Collection
from pathlib import Path

from sync.catalogue.advance import Advance, settle
from sync.catalogue.current import (
    Current,
    flush_folder,
    folder,
    read_current,
    remove_current,
    write_current,
)
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError, Damaged
from sync.catalogue.search.upkeep import bring_up
from sync.client.arrival import Arrival
from sync.client.errors import Faulty, Gone, NoRoom
from sync.client.link import Link
from sync.client.progress import Pace, Progress
from sync.protocol.catalogue import CatalogueChanges, Manifest, SnapshotFile

CHANGES_WORTH = 20_000
"""Above so many changes the new snapshot is the shorter way."""

KEPT_SHARE = 0.5
"""A new catalogue with less than this share of the old one's products is taken for a mishap and refused."""

SPARE = 128 << 20
"""Bytes of the disk that stay free while a snapshot arrives: the shopper's list needs some at any time."""

Told = Callable[[Progress], None]
"""Hears how far the first catalogue has come, from any thread. A later one comes quietly."""

log = logging.getLogger(__name__)


class Snapshot:
    """The catalogue of one data folder. `refresh` runs in the engine's loop, file work in a worker thread."""

    def __init__(self, data: Path, told: Told | None = None) -> None:
        self._data = data
        self._told = told or _quiet

    async def refresh(self, link: Link) -> bool:
        """Bring the catalogue up to the hub's; return whether another one is in force now.

        Raises:
            HubError: As the calls of `Link`.
            Faulty: What came is damaged, or would remove most of the shop; the old catalogue goes on.
            NoRoom: The disk is too full; the old catalogue goes on.
        """
        current = await asyncio.to_thread(self.usable)
        manifest = await link.manifest()
        if current is None or _is_too_far(current, manifest):
            await self._install(link, manifest, first=current is None)
            return True
        if current.version >= manifest.head:
            # What a power cut left after the last step.
            await asyncio.to_thread(self._tidy, "*.part")
            return False
        try:
            await self._advance(link, current, manifest)
        except (Gone, Damaged) as error:
            # The hub has forgotten what was removed since, or this file is of no use: a snapshot tells all.
            log.warning("the catalogue is brought anew: %s", error)
            await self._install(link, manifest, first=False)
        except OSError as error:
            raise NoRoom(f"changes of the catalogue cannot be kept: {error.strerror}") from error
        return True

    def usable(self) -> Current | None:
        """Return what is in force, with the version it has come to; None when there is nothing to sell from.

        A damaged catalogue makes room for the one before it, and counts as none when there is none.
        """
        try:
            current = read_current(self._data)
            catalogue = Catalogue.open_current(self._data)
        except CatalogueError as error:
            log.warning("the catalogue is brought anew: %s", error)
            return None
        if current is None or catalogue is None:
            return None
        used, version = catalogue.path.name, catalogue.version
        catalogue.close()
        if used != current.file:
            log.warning("%s is damaged; the catalogue before it is in force again", current.file)
            write_current(self._data, Current(used, version, epoch=current.epoch))
        return Current(used, version, current.raw_sha256, current.epoch)

    def distrust(self) -> None:
        """Stop using the file in force: it turned out to be damaged inside. The one before takes over."""
        current = read_current(self._data)
        if current is None:
            return
        if current.previous:
            write_current(self._data, Current(current.previous, 0, epoch=current.epoch))
        else:
            remove_current(self._data)

    def settle(self) -> None:
        """Take what was changed out of the log into the file itself: once nobody waits for it any more."""
        current = read_current(self._data)
        if current:
            settle(folder(self._data) / current.file)

    def index(self) -> bool:
        """Let the catalogue be searched where an older program wrote it; return whether it could not before.

        Raises:
            CatalogueError: The file in force cannot be used.
            OSError: The disk is full.
        """
        current = read_current(self._data)
        return current is not None and bring_up(folder(self._data) / current.file)

    async def _install(self, link: Link, manifest: Manifest, *, first: bool) -> None:
        """Bring a snapshot and put it in force; what has arrived of it stays when that breaks off."""
        file, place = manifest.file, folder(self._data)
        part, beside = place / f"{file.sha256}.part", place / f"{file.raw_sha256[:12]}.tmp"
        told = self._told if first else _quiet
        try:
            await asyncio.to_thread(self._prepare, part, file, told)
            with Arrival(file, part, beside, _watch(file, told)) as arrival:
                await asyncio.to_thread(arrival.resume)
                await link.download(file, arrival)
                await asyncio.to_thread(arrival.finish)
            await asyncio.to_thread(self._enforce, beside, manifest)
        except Faulty:
            part.unlink(missing_ok=True)
            raise
        except OSError as error:
            raise NoRoom(f"the catalogue cannot be kept: {error.strerror}") from error
        finally:
            beside.unlink(missing_ok=True)

    def _prepare(self, part: Path, file: SnapshotFile, told: Told) -> None:
        """Make room, and see that it is enough before anything is asked for."""
        part.parent.mkdir(parents=True, exist_ok=True)
        self._tidy("*.part", {part.name})
        self._tidy("*.tmp")
        here = part.stat().st_size if part.exists() else 0
        lacking = file.bytes - here + file.raw_bytes + SPARE - shutil.disk_usage(part.parent).free
        if lacking > 0:
            told(Progress(here, file.bytes, lacking=lacking))
            raise NoRoom(f"the catalogue needs {_megabytes(lacking)} MB more than the disk has free")

    async def _advance(self, link: Link, current: Current, manifest: Manifest) -> None:
        """Take in page after page; all of it counts at the end, or nothing."""
        path = folder(self._data) / current.file
        before = await asyncio.to_thread(_count, path)
        version = current.version
        with Advance(path) as advance:
            async for page in _pages(link, version):
                await asyncio.to_thread(advance.put, page.rows)
                version = max([version, *(row.seq for row in page.rows)])
            _require_most(before, await asyncio.to_thread(advance.products), version, manifest)
            await asyncio.to_thread(advance.commit, version)

    def _enforce(self, beside: Path, manifest: Manifest) -> None:
        """Put a finished file in force, after a look whether it can be meant."""
        previous = self.usable()
        before = _count(folder(self._data) / previous.file) if previous else 0
        _require_most(before, _count(beside), manifest.version, manifest)
        file = manifest.file
        name = f"catalogue-{manifest.version}-{file.raw_sha256[:12]}.db"
        for log_of_an_earlier_one in _with_logs(name) - {name}:
            # SQLite would take the changes in it for changes of this file.
            (folder(self._data) / log_of_an_earlier_one).unlink(missing_ok=True)
        beside.replace(folder(self._data) / name)
        flush_folder(folder(self._data))
        kept = previous.file if previous and previous.file != name else ""
        write_current(
            self._data,
            Current(name, manifest.version, file.raw_sha256, manifest.epoch, file.raw_bytes, kept),
        )
        self._tidy("catalogue-*", _with_logs(name, kept))
        self._tidy("*.part")

    def _tidy(self, pattern: str, kept: Collection[str] = ()) -> None:
        """Remove older files; one that is still open somewhere (Windows) goes next time."""
        for path in folder(self._data).glob(pattern):
            if path.name not in kept:
                with contextlib.suppress(OSError):
                    path.unlink()


async def _pages(link: Link, after: int) -> AsyncIterator[CatalogueChanges]:
    """Give page after page; while one is taken in, the next is on its way."""
    asking = asyncio.create_task(link.catalogue_changes(after))
    try:
        while True:
            page = await asking
            if page.more:
                if not page.rows:
                    raise Faulty("the hub announced more changes of the catalogue and sent none")
                asking = asyncio.create_task(link.catalogue_changes(page.rows[-1].seq))
            yield page
            if not page.more:
                return
    finally:
        asking.cancel()
        await asyncio.wait([asking])


def _quiet(_: Progress) -> None:
    """Say nothing: there is a catalogue to sell from."""


def _watch(file: SnapshotFile, told: Told) -> Callable[[int], None]:
    pace = Pace(file.bytes)

    def tell(here: int) -> None:
        if progress := pace.at(here):
            told(progress)

    return tell


def _is_too_far(current: Current, manifest: Manifest) -> bool:
    """Another history of the hub, or a head behind ours: only its snapshot can be trusted."""
    if current.epoch and manifest.epoch and current.epoch != manifest.epoch:
        return True
    if current.raw_sha256 == manifest.file.raw_sha256:
        # It is what the hub has: bringing it once more would change nothing.
        return False
    return manifest.head < current.version or manifest.version - current.version > CHANGES_WORTH


def _require_most(before: int, after: int, version: int, manifest: Manifest) -> None:
    """Refuse what would empty the shop, unless staff at the hub have said that it is meant."""
    if after < before * KEPT_SHARE and version > manifest.meant:
        raise Faulty(f"a catalogue of {after} products instead of {before} was refused")


def _with_logs(*names: str) -> set[str]:
    return {f"{name}{ending}" for name in names for ending in ("", "-wal", "-shm")}


def _count(path: Path) -> int:
    """Return how many products a catalogue file holds.

    Raises:
        Faulty: It is no catalogue.
    """
    try:
        catalogue = Catalogue(path)
    except CatalogueError as error:
        raise Faulty(f"the hub's file is of no use: {error}") from error
    try:
        return catalogue.count("product")
    except CatalogueError as error:
        raise Faulty(f"the hub's file is damaged: {error}") from error
    finally:
        catalogue.close()


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)
