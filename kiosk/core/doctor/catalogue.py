"""The catalogue: is one there, whole, and lately as the hub has it?"""

from collections.abc import Iterator
from datetime import timedelta

from kiosk.core.doctor.finding import Finding, bad, ok, unknown, warn
from kiosk.core.doctor.tablet import Tablet
from sync.catalogue.current import read_current
from sync.catalogue.read import Catalogue
from sync.catalogue.schema import CatalogueError

OLD, TOO_OLD = timedelta(days=1), timedelta(days=3)
"""Since when the hub said nothing: prices may be others by then."""


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how the catalogue is."""
    try:
        current = read_current(tablet.data)
        catalogue = Catalogue.open_current(tablet.data)
    except (CatalogueError, OSError) as error:
        yield bad("catalogue.damaged", error)
        return
    if current is None or catalogue is None:
        yield bad("catalogue.none")
        return
    used = catalogue.path.name
    catalogue.close()
    if used != current.file:
        yield warn("catalogue.before", current.file)
    yield _age(tablet)


def _age(tablet: Tablet) -> Finding:
    last = tablet.inside.last_news
    if last is None:
        return unknown("catalogue.no_news")
    since, age = f"{last:%Y-%m-%d %H:%M} UTC", tablet.now - last
    if age >= TOO_OLD:
        return bad("catalogue.too_old", since)
    return warn("catalogue.old", since) if age >= OLD else ok("catalogue.recent", since)
