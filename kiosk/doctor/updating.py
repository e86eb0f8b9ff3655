"""How far updates by Vetrina itself have come, read beside the launcher that may run."""

from datetime import datetime
from pathlib import Path

import msgspec

from kiosk.core.doctor.tablet import Updates
from kiosk.update import slots, state
from kiosk.update.places import FACTORY, Places
from sync import version
from sync.protocol import moments
from sync.protocol.errors import UNREADABLE
from sync.shapes import ready

ROOT, WORD = "root.json", "timestamp.json"
"""What trust begins with, and the signer's last word (The Update Framework, section 4)."""


class _Signed(msgspec.Struct):
    expires: str


class _Metadata(msgspec.Struct):
    signed: _Signed


def look(data: Path) -> Updates | None:
    """Return how far they have come; None for a tablet that was never launched with updates."""
    places = Places(data.parent / "update")
    try:
        if not places.root.is_dir():
            return None
        read = state.load(places)
    except OSError:
        read = None
    known = read or state.State()
    return Updates(
        serving=_version(places, known.current),
        failed=known.bad,
        unreadable="" if read else places.state.name,
        root_until=_expiry(places.trust / ROOT),
        word_until=_expiry(places.trust / WORD),
    )


def _version(places: Places, slot: str) -> str:
    """Return the version in a slot, as its card says; the installed one where none serves."""
    if slot == FACTORY:
        return version.installed()
    card = slots.read(places, slot)
    return card.version if card else slot


def _expiry(path: Path) -> datetime | None:
    try:
        signed = msgspec.json.decode(path.read_bytes(), type=ready(_Metadata)).signed
        return moments.parse(signed.expires)
    except (OSError, ValueError, *UNREADABLE):
        return None
