"""A successor loads all that it needs before it has the tablet's data: what cannot be used shows in time."""

import logging
from pathlib import Path

from kiosk.app.kiosk import RESOURCES, TEXTS
from kiosk.app.outfit import Outfit
from kiosk.core import settings_order
from kiosk.core.settings import SettingsError, Told
from kiosk.ui.pictures.samples import sample
from kiosk.ui.stage import StageError, check_pages, load_fonts
from sync import brand as brands
from sync.brand import BrandError
from sync.brand.photo import check_photos
from sync.client import identity as identities
from sync.client.errors import ClientError
from sync.texts import Texts

FAULTS = (ClientError, SettingsError, BrandError, StageError, OSError, ValueError)
"""What keeps a kiosk from opening; the last two are for a file of texts that is none."""

log = logging.getLogger(__name__)


def rehearse(data: Path, told: Told) -> Outfit:
    """Load everything that a kiosk needs before it opens the data of a folder; the application is there.

    Raises:
        ClientError, SettingsError, BrandError, StageError, OSError, ValueError: A kiosk would not open.
    """
    outfit = _read(data, told)
    for fault in settings_order.read(data, told).faults:
        log.warning("%s", fault.words)
    load_fonts(RESOURCES / "fonts")
    check_pages()
    return outfit


def renewed(outfit: Outfit, data: Path, told: Told) -> Outfit:
    """Return what is written by now, perhaps long after the rehearsal; what was, where that is of no use."""
    try:
        read = _read(data, told)
        settings_order.remember(data, told)
        return read  # noqa: TRY300 - what is kept is what was read
    except FAULTS as error:
        log.warning("settings and brand stay as they were: %s", error)
        return outfit


def _read(data: Path, told: Told) -> Outfit:
    decided = settings_order.read(data, told)
    if decided.unread:
        # The kiosk that is open goes on as it was, with more of what IT meant than without the whole file.
        raise SettingsError(decided.unread)
    settings = decided.settings
    identity = identities.load(data)
    named = identity.brand if identity else ""
    brand = brands.load(brands.choose(RESOURCES / "brand", settings.brand or named))
    check_photos(brand, sample)
    for path in TEXTS.glob("*.toml"):
        brands.speak(brand, "kiosk", Texts.load(TEXTS, path.stem))
    return Outfit(settings, brand, told)
