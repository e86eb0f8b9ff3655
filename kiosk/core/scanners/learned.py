"""Where learned scanners are kept: `scanners.json` in the tablet's data folder."""

import logging
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kiosk.core.scanners.profile import Profile
from sync.protocol.errors import UNREADABLE
from sync.shapes import ready

log = logging.getLogger(__name__)

NAME = "scanners.json"
MOST = 8
"""Profiles a tablet keeps; a counter has one or two scanners."""


def load(data: Path) -> list[Profile]:
    """Return the scanners learned on this tablet, the newest first; a damaged file counts as none."""
    try:
        return msgspec.json.decode((data / NAME).read_bytes(), type=ready(list[Profile]))
    except FileNotFoundError:
        return []
    except (OSError, *UNREADABLE) as error:
        log.warning("%s cannot be read: %s", NAME, type(error).__name__)
        return []


def save(data: Path, profiles: Sequence[Profile]) -> None:
    """Keep these scanners; half-written never stands there.

    Raises:
        OSError: The disk refuses.
    """
    half = data / f"{NAME}.new"
    half.write_bytes(msgspec.json.format(msgspec.json.encode(list(profiles)), indent=2))
    half.replace(data / NAME)


def with_learned(profiles: Sequence[Profile], new: Profile) -> list[Profile]:
    """Return the scanners with a new one in front; one that types in the same frame was the same one."""
    frame = (new.device, new.prefix, new.suffix)
    others = [each for each in profiles if (each.device, each.prefix, each.suffix) != frame]
    return [new, *others][:MOST]
