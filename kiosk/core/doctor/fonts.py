"""Fonts: are those of the brand there, and one for Japanese?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.sight import Sight
from kiosk.core.doctor.tablet import Tablet
from sync import brand as brands
from sync.brand import BrandError


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say which fonts are missing."""
    if tablet.seen is None:
        yield unknown("fonts.not_seen")
    else:
        yield from list(_faults(tablet, tablet.seen)) or [ok("fonts.right")]


def _faults(tablet: Tablet, sight: Sight) -> Iterator[Finding]:
    if sight.damaged_fonts:
        yield bad("fonts.damaged", ", ".join(sight.damaged_fonts))
    missing = sorted(_wanted(tablet) - set(sight.families))
    if missing:
        yield bad("fonts.missing", ", ".join(missing))
    if not sight.japanese:
        yield bad("fonts.no_japanese")


def _wanted(tablet: Tablet) -> set[str]:
    """Return the families that the brand is set in; none where the brand cannot be read (see `brand`)."""
    named = tablet.identity.brand if tablet.identity else ""
    try:
        brand = brands.load(brands.choose(tablet.resources / "brand", tablet.settings.brand or named))
    except BrandError:
        return set()
    fonts = brand.fonts
    return {fonts.display.family, fonts.text.family, fonts.japanese.family}
