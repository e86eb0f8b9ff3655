"""How far updates by Vetrina itself have come, read beside the launcher that may run."""

import os
from datetime import datetime
from pathlib import Path

import msgspec

from kiosk.core.doctor.tablet import Updates
from kiosk.update import health, slots, state
from kiosk.update.places import FACTORY, Places
from sync import version
from sync.protocol import moments
from sync.protocol.errors import UNREADABLE
from sync.protocol.tablet_settings import Update
from sync.shapes import ready

ROOT, WORD = "root.json", "timestamp.json"
"""What trust begins with, and the signer's last word (The Update Framework, section 4)."""


class _Signed(msgspec.Struct):
    expires: str


class _Metadata(msgspec.Struct):
    signed: _Signed


def look(data: Path, settings: Update) -> Updates | None:
    """Return how far they have come; None for a tablet that somebody else updates."""
    if settings.mode == "managed":
        return None
    # The launcher of this very kiosk says where; else it is where an installed one has it.
    places = Places(Path(os.environ.get(health.ROOT) or data.parent / "update"))
    try:
        launched = places.trust.is_dir()
        read = state.load(places)
    except OSError:
        launched, read = True, None
    known = read or state.State()
    kept = _expiry(places.trust / ROOT)
    return Updates(
        serving=_version(places, known.current),
        failed=known.bad,
        unreadable="" if read else places.state.name,
        root_until=kept or (_expiry(Path(settings.trust)) if settings.trust else None),
        word_until=_expiry(places.trust / WORD),
        launched=launched,
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
