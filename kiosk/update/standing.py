"""Where a kiosk that a launcher runs stands with updates, in two words for the hub."""

import os
from pathlib import Path

from kiosk.update import health, state
from kiosk.update.places import Places


def standing() -> tuple[str, str]:
    """Return the slot that serves and this tablet's ring, both empty where no launcher runs the kiosk."""
    root = os.environ.get(health.ROOT, "")
    try:
        found = state.load(Places(Path(root))) if root else None
    except OSError:
        found = None
    return (found.serving, found.ring) if found else ("", "")
