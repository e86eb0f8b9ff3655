"""What a retailer's IT does with releases: add, open rings, pause, withdraw, put on a stick."""

import hashlib
import os
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from sync.catalogue.current import flush_folder
from sync.hub.releases import archive
from sync.hub.releases.keys import ReleaseError
from sync.hub.releases.places import METADATA
from sync.hub.releases.record import Record
from sync.hub.releases.repository import Repository, Signers
from sync.protocol.releases import MOST_RELEASES, PLACES, Channel, Release, number
from sync.shapes import ready

SUMS = "SHA256SUMS"
"""The sums of all files of a program, in its folder."""


def add(repository: Repository, signers: Signers, tree: Path, platform: str, release: Release) -> Release:
    """Pack a tree and offer it as a release; its file's name and size are filled in. No ring is open yet.

    Raises:
        ReleaseError: It is no program, the version is there already, or keys are missing.
        OSError: Something cannot be read or written.
    """
    channel = next((one for one in repository.channels() if one.platform == platform), Channel(platform))
    if any(number(one.version) >= number(release.version) for one in channel.releases):
        raise ReleaseError(f"{platform} has version {release.version} or a newer one already")
    name = f"vetrina-{release.version}-{platform}.tar.zst"
    with tempfile.TemporaryDirectory(dir=repository.folder) as room:
        packed = Path(room) / name
        unpacked = archive.pack(tree, packed)
        filled = _checked(msgspec.structs.replace(release, file=name, unpacked=unpacked, sums=sums_of(tree)))
        kept = (*channel.releases, filled)
        left, kept = kept[:-MOST_RELEASES], kept[-MOST_RELEASES:]
        offered = Channel(platform, kept)
        repository.publish(signers, [offered], [(name, packed)], [one.file for one in left])
    return filled


def change(
    repository: Repository, signers: Signers, version: str, step: Callable[[Release], Release]
) -> list[Channel]:
    """Change a release on every platform that has it; return the channels that changed.

    Raises:
        ReleaseError: There is no such release, or keys are missing.
        OSError: It cannot be written.
    """
    changed, gone = [], []
    for channel in repository.channels():
        releases = tuple(_checked(step(one)) if one.version == version else one for one in channel.releases)
        if releases != channel.releases:
            changed.append(msgspec.structs.replace(channel, releases=releases))
            gone += [one.file for one in releases if one.withdrawn]
        elif any(one.version == version for one in releases):
            changed.append(channel)
    if not changed:
        raise ReleaseError(f"there is no release {version}")
    repository.publish(signers, changed, gone=gone)
    return changed


def sums_of(tree: Path) -> str:
    """Return the SHA-256 of a program's `SHA256SUMS`, '' where it has none.

    Raises:
        OSError: It cannot be read.
    """
    path = tree / SUMS
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def recorded(record: Record, digest: str) -> Callable[[Release], Release]:
    """Return the step that makes a candidate a release: those whose program is the one that was tried.

    Args:
        record: What was read.
        digest: SHA-256 of the record, kept with the release.
    """

    def step(release: Release) -> Release:
        tried = release.version == record.version and release.sums in record.sums
        return msgspec.structs.replace(release, record=digest) if tried else release

    return step


def open_rings(count: int) -> Callable[[Release], Release]:
    """Return the step that opens the first `count` rings, and closes the others.

    A candidate goes to the first ring, and only where that is not everybody.
    """

    def step(release: Release) -> Release:
        if release.withdrawn:
            raise ReleaseError(f"{release.version} was withdrawn; what is mended is a new version")
        if not 0 <= count <= len(release.shares):
            raise ReleaseError(f"{release.version} has {len(release.shares)} rings")
        if count and release.candidate and (count > 1 or release.shares[0] == PLACES):
            raise ReleaseError(
                f"{release.version} is a candidate: it may go to the first of several rings, and further with"
                " `vetrina-hub release record` (packaging/STAGING.md)"
            )
        return msgspec.structs.replace(release, open=count)

    return step


def pause(release: Release) -> Release:
    """Let no further tablet take it for now."""
    return msgspec.structs.replace(release, paused=True)


def resume(release: Release) -> Release:
    """Let tablets take it again."""
    return msgspec.structs.replace(release, paused=False)


def withdraw(release: Release) -> Release:
    """Let no tablet take it any more; those that have it keep it until a newer one comes."""
    return msgspec.structs.replace(release, withdrawn=True)


def pack(repository: Repository, target: Path) -> int:
    """Write all that is offered to one file, for tablets without a network; return how many files it holds.

    It is on the disk when this returns; what was there before stays until then.

    Raises:
        ReleaseError: There are no releases, or they cannot be read.
        OSError: It cannot be written.
    """
    metadata = sorted((repository.folder / METADATA).glob("*.json"))
    files = [*metadata, *repository.files()]
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file:
            with tarfile.open(fileobj=file, mode="w:") as tar:
                for path in files:
                    tar.add(path, f"{path.parent.name}/{path.name}", recursive=False)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    # Sticks are pulled out as soon as it says that it is done.
    flush_folder(target.parent)
    return len(files)


def shares(text: str) -> tuple[int, ...]:
    """Read rings as they are typed: percentages that rise to 100.

    Raises:
        ReleaseError: They are none.

    >>> shares("1,10,50,100"), shares("0.5,100")
    ((100, 1000, 5000, 10000), (50, 10000))
    """
    try:
        found = tuple(round(float(part) * PLACES / 100) for part in text.split(","))
    except (ValueError, OverflowError) as error:
        raise ReleaseError(f"{text}: rings are percentages such as 1,10,50,100") from error
    if list(found) != sorted(set(found)) or not found or found[0] < 1 or found[-1] != PLACES:
        raise ReleaseError(f"{text}: rings rise to 100")
    return found


def _checked(release: Release) -> Release:
    """Refuse what no tablet would read."""
    try:
        return msgspec.convert(msgspec.to_builtins(release), ready(Release))
    except msgspec.ValidationError as error:
        raise ReleaseError(f"{release.version}: {error}") from error
