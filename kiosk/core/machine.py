"""What a tablet is before it is anybody's: the name, make and number that its machine tells of itself."""

import socket
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

DMI = Path("/sys/class/dmi/id")
"""What PCs tell (SMBIOS), as Linux shows it; the serial number can be read by root alone."""

TREE = Path("/sys/firmware/devicetree/base")
"""What boards tell that are no PCs."""

FILLERS = frozenset(
    {"", "none", "default string", "to be filled by o.e.m.", "not specified", "system product name"}
)
"""What makers leave in who have nothing to say."""

LONGEST = 40


class Machine(NamedTuple):
    """Its `name` in the network, its make and model, its serial number; '' where it does not tell."""

    name: str = ""
    model: str = ""
    serial: str = ""


def this_machine(dmi: Path = DMI, tree: Path = TREE) -> Machine:
    """Return what this machine tells, as far as whoever asks may read it."""
    return Machine(
        # Not platform.node(): on Windows it asks for much more, and may wait for seconds.
        socket.gethostname().partition(".")[0][:LONGEST],
        _told(dmi / "product_name") or _told(tree / "model"),
        _told(dmi / "product_serial") or _told(tree / "serial-number"),
    )


def _told(path: Path) -> str:
    with suppress(OSError):
        text = path.read_bytes().decode("utf-8", errors="ignore").strip("\0 \n\t")
        if text.lower() not in FILLERS and text.isprintable():
            return text[:LONGEST]
    return ""
