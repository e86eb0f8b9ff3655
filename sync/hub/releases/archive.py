"""The archive of a release: a tree of files, packed so that the same tree makes the same bytes everywhere."""

import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path

import zstandard

from sync.hub.releases.keys import ReleaseError

LEVEL = 19
MAY_RUN = 0o111


def pack(tree: Path, archive: Path) -> int:
    """Pack a tree; return how many bytes come out of it.

    Raises:
        ReleaseError: There is no program in it, or what is neither file, folder nor link within it.
        OSError: Something cannot be read or written.
    """
    if not any((tree / name).is_file() for name in ("vetrina", "vetrina.exe")):
        raise ReleaseError(f"{tree} is no kiosk's program: there is no `vetrina` in it")
    unpacked = 0
    packer = zstandard.ZstdCompressor(level=LEVEL)
    with (
        archive.open("wb") as file,
        packer.stream_writer(file) as stream,
        tarfile.open(fileobj=stream, mode="w|", format=tarfile.GNU_FORMAT) as tar,
    ):
        for path in _sorted(tree):
            unpacked += _add(tar, path, path.relative_to(tree).as_posix())
    return unpacked


def _sorted(tree: Path) -> Iterator[Path]:
    return iter(sorted(tree.rglob("*"), key=lambda path: path.relative_to(tree).as_posix()))


def _add(tar: tarfile.TarFile, path: Path, name: str) -> int:
    """Add one entry without anything of this machine: no owner, no time, and two kinds of rights."""
    member = tarfile.TarInfo(name)
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        member.type, member.linkname = tarfile.SYMTYPE, str(path.readlink())
    elif stat.S_ISDIR(status.st_mode):
        member.type, member.mode = tarfile.DIRTYPE, 0o755
    elif stat.S_ISREG(status.st_mode):
        member.size, member.mode = status.st_size, 0o755 if status.st_mode & MAY_RUN else 0o644
        with path.open("rb") as file:
            tar.addfile(member, file)
        return member.size
    else:
        raise ReleaseError(f"{path} is neither file, folder nor link")
    tar.addfile(member)
    return 0
