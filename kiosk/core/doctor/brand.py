"""The brand: can the file of its look and words be used?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok
from kiosk.core.doctor.tablet import Tablet
from sync import brand as brands
from sync.brand import BrandError


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say whether the brand loads."""
    named = tablet.identity.brand if tablet.identity else ""
    try:
        brand = brands.load(brands.choose(tablet.resources / "brand", tablet.settings.brand or named))
    except (BrandError, OSError) as error:
        yield bad("brand.wrong", error)
    else:
        yield ok("brand.right", brand.name)
