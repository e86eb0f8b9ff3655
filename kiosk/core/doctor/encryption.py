"""Disk encryption: is what the tablet holds readable to who takes its disk?

On Linux by what the kernel tells of the devices below the data folder (dm-crypt, as LUKS makes it).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.tablet import Places, Tablet

CRYPT = "CRYPT-"
"""How the name of an encrypted mapping begins (dm/uuid in sysfs)."""

ROOT, DEVICE, TYPE, SOURCE = 4, 2, 0, 1
"""Where a line of mountinfo has its mount point and device, and its type and source after the hyphen."""

ENCRYPTED_TYPES = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.cryfs"})


class _Mount(NamedTuple):
    point: str
    device: str
    kind: str
    source: str


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say whether the disk below the data folder is encrypted."""
    mount = _mount_of(tablet.data.resolve(), tablet.places)
    if mount is None:
        yield unknown("encryption.not_known", "")
        return
    if mount.kind in ENCRYPTED_TYPES:
        yield ok("encryption.on")
        return
    device = _device(mount, tablet.places)
    if device is None:
        yield unknown("encryption.not_known", mount.kind)
    else:
        yield ok("encryption.on") if _is_encrypted(device) else bad("encryption.off", mount.source)


def _mount_of(folder: Path, places: Places) -> _Mount | None:
    """Return what is mounted where a folder lies."""
    try:
        lines = (places.proc / "self" / "mountinfo").read_text().splitlines()
    except OSError:
        return None
    found = [mount for mount in map(_mount, lines) if mount and folder.is_relative_to(mount.point)]
    # Of two at one place the later one lies on top.
    return max(reversed(found), key=lambda mount: len(mount.point), default=None)


def _mount(line: str) -> _Mount | None:
    before, hyphen, after = line.partition(" - ")
    fields, more = before.split(), after.split()
    if not hyphen or len(fields) <= ROOT or len(more) <= SOURCE:
        return None
    point = fields[ROOT].replace("\\040", " ")
    return _Mount(point, fields[DEVICE], more[TYPE], more[SOURCE])


def _device(mount: _Mount, places: Places) -> Path | None:
    """Return the block device of a mount in sysfs; None for what lies on none."""
    folder = places.sys / "dev" / "block" / mount.device
    if folder.exists():
        return folder.resolve()
    # Btrfs and others have a number of their own; their source has the device's name.
    name = Path(mount.source)
    if not name.is_absolute():
        return None
    by_name = places.sys / "class" / "block" / name.resolve().name
    return by_name.resolve() if by_name.exists() else None


def _is_encrypted(device: Path) -> bool:
    """Whether a device is an encrypted mapping, or all that it is made of is."""
    try:
        if (device / "dm" / "uuid").read_text().startswith(CRYPT):
            return True
    except OSError:
        pass
    if (device / "partition").exists():
        # It has no parts of its own: the disk around it has.
        return _is_encrypted(device.parent)
    below = [each.resolve() for each in (device / "slaves").glob("*")]
    return bool(below) and all(_is_encrypted(each) for each in below)
