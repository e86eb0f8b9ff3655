"""Reading releases by The Update Framework: nothing is believed that is not signed and current.

python-tuf does the believing; what it has verified is kept in a folder of its own, so that nothing older is
taken afterwards, wherever it comes from.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec
from tuf.api.exceptions import (
    DownloadError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    RepositoryError,
)
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from kiosk.update.sources import Source
from sync.client.errors import Gone, HubError, Offline
from sync.protocol.errors import UNREADABLE
from sync.protocol.releases import Channel, Release, channel_file
from sync.shapes import ready

METADATA, FILES = "file:///metadata/", "file:///targets/"
"""Addresses inside of a source, whatever it is."""

LIMITS = UpdaterConfig(
    max_root_rotations=64,
    root_max_length=128_000,
    timestamp_max_length=16_384,
    snapshot_max_length=64_000,
    targets_max_length=1_000_000,
    prefix_targets_with_hash=True,
)
"""Bytes that are read of what nobody has vouched for yet."""

MOST_OF_A_CHANNEL = 256_000
MOST_OF_AN_ARCHIVE = 2 << 30

OLD = (
    "Is this tablet's clock right? Then bring the folder or stick anew;"
    " a hub says it anew by itself, or with `vetrina-hub release renew`"
)
"""What to do where the signer's word is too old."""

NOT_THERE = 404

PART = ".part"
"""How a file ends that is not here in full."""

log = logging.getLogger(__name__)


class Untrusted(HubError):  # noqa: N818 - what was met
    """What the source gave is not signed by who may, not current, or not what was signed."""


class Client:
    """One look at a source. It takes what it needs in a steady order: `refresh` first."""

    def __init__(self, trust: Path, room: Path, root: bytes, source: Source) -> None:
        """Prepare.

        Args:
            trust: Folder of what was verified.
            room: Folder of what is on its way.
            root: What trust begins with, as it came with the tablet; newer ones are followed from there.
            source: Where releases come from.

        Raises:
            Untrusted: The root is none.
        """
        self._room = room
        try:
            self._updater = Updater(
                str(trust),
                METADATA,
                target_base_url=FILES,
                fetcher=_Fetcher(source, room),
                config=LIMITS,
                bootstrap=root,
            )
        except (RepositoryError, OSError) as error:
            raise Untrusted(f"trust cannot begin: {error}") from error

    def refresh(self) -> None:
        """Learn what is newest.

        Raises:
            Offline: The source is out of reach, or too slow.
            Untrusted: See there.
            OSError: The disk is full or does not work.
        """
        try:
            self._updater.refresh()
        except ExpiredMetadataError as error:
            raise Untrusted(f"{error}. {OLD}") from error
        except RepositoryError as error:
            raise Untrusted(f"{type(error).__name__}: {error}") from error
        except DownloadError as error:
            raise Offline(_in_words(error)) from error

    def channel(self, platform: str) -> Channel:
        """Return what is offered for a platform.

        Raises:
            Offline, Untrusted, OSError: As `refresh`.
        """
        name = channel_file(platform)
        if self._updater.get_targetinfo(name) is None:
            return Channel(platform)
        path = self._download(name, MOST_OF_A_CHANNEL)
        try:
            channel = msgspec.json.decode(path.read_bytes(), type=ready(Channel))
        except UNREADABLE as error:
            raise Untrusted(f"{name} is signed, and no channel that this version reads: {error}") from error
        if channel.platform != platform:
            raise Untrusted(f"{name} is of {channel.platform}")
        return channel

    def size(self, release: Release) -> int:
        """Return the bytes of a release's archive.

        Raises:
            Untrusted: None is signed.
        """
        info = self._updater.get_targetinfo(release.file)
        if info is None or info.length > MOST_OF_AN_ARCHIVE:
            raise Untrusted(f"{release.file} is not signed, or is too large")
        return int(info.length)

    def download(self, release: Release) -> Path:
        """Bring a release's archive; return its verified file.

        Raises:
            Offline, Untrusted, OSError: As `refresh`.
        """
        return self._download(release.file, MOST_OF_AN_ARCHIVE)

    def _download(self, name: str, most: int) -> Path:
        info = self._updater.get_targetinfo(name)
        if info is None or info.length > most:
            raise Untrusted(f"{name} is not signed, or is too large")
        try:
            path = self._updater.find_cached_target(info, str(self._room / name))
            return Path(path or self._updater.download_target(info, str(self._room / name)))
        except RepositoryError as error:
            raise Untrusted(f"{type(error).__name__}: {error}") from error
        except DownloadError as error:
            raise Offline(_in_words(error)) from error


class _Fetcher(FetcherInterface):
    """Hands python-tuf what a source holds. An archive that broke off is gone on with the next time."""

    def __init__(self, source: Source, room: Path) -> None:
        self._source = source
        self._room = room

    @contextmanager
    def download_file(self, url: str, max_length: int) -> Iterator[IO[bytes]]:
        """Bring a file of at most so many bytes, and hand it out, to be verified, from its beginning."""
        if not url.startswith(FILES):
            with super().download_file(url, max_length) as file:
                yield file
            return
        part = self._room / f"{url.rpartition('/')[2]}{PART}"
        with part.open("ab") as file:
            if file.tell() > max_length:
                file.truncate(0)
            self._pour(url, file, max_length)
        try:
            with part.open("rb") as file:
                yield file
        finally:
            # Verified or not: it is not gone on with.
            part.unlink()

    def _pour(self, url: str, file: IO[bytes], max_length: int) -> None:
        if (have := file.tell()) == max_length:
            return
        for block in self._blocks(url, have):
            have += len(block)
            if have > max_length:
                file.truncate(0)
                raise DownloadLengthMismatchError(f"{url} has more than {max_length} bytes")
            file.write(block)

    def _fetch(self, url: str) -> Iterator[bytes]:
        return self._blocks(url, 0)

    def _blocks(self, url: str, start: int) -> Iterator[bytes]:
        blocks = self._source.blocks(url.removeprefix("file:///"), start)
        try:
            # The first one here, so that an absent file is noticed before any is read.
            first = next(blocks, b"")
        except Gone as error:
            raise DownloadHTTPError(str(error), NOT_THERE) from error
        except HubError as error:
            raise DownloadError(str(error)) from error
        return _rest(first, blocks)


def _rest(first: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    try:
        yield from blocks
    except HubError as error:
        raise DownloadError(str(error)) from error


def _in_words(error: Exception) -> str:
    return str(error.__cause__ or error)
