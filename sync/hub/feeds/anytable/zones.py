"""The time zone of a store, where its country or its state and position make it certain.

Sources: tz database (zone1970.tab) for countries with one zone; 49 CFR part 71 for the states of the USA. Of
a state with two zones only what lies well on one side of the line is certain; longitudes are in degrees.
"""

import re
from typing import NamedTuple

COUNTRIES = {
    "it italy italia italien italie": "Europe/Rome",
    "de germany germania deutschland allemagne": "Europe/Berlin",
    "fr france francia frankreich": "Europe/Paris",
    "at austria österreich autriche": "Europe/Vienna",
    "ch switzerland svizzera schweiz suisse": "Europe/Zurich",
    "nl netherlands nederland": "Europe/Amsterdam",
    "be belgium belgien belgique belgië": "Europe/Brussels",
    "gb uk united-kingdom great-britain": "Europe/London",
    "ie ireland": "Europe/Dublin",
    "pl poland polska": "Europe/Warsaw",
    "cz czechia": "Europe/Prague",
    "dk denmark danmark": "Europe/Copenhagen",
    "se sweden sverige": "Europe/Stockholm",
    "no norway norge": "Europe/Oslo",
    "fi finland suomi": "Europe/Helsinki",
    "jp japan giappone 日本": "Asia/Tokyo",
    "kr south-korea korea": "Asia/Seoul",
    "sg singapore": "Asia/Singapore",
    "in india": "Asia/Kolkata",
}
"""Countries with one time zone, islands with another not counted."""
COUNTRY = {name: zone for names, zone in COUNTRIES.items() for name in names.split()}
USA = frozenset({"us", "usa", "united-states", "united-states-of-america"})

EAST, CENTRAL, MOUNTAIN, PACIFIC = (
    f"America/{city}" for city in ("New_York", "Chicago", "Denver", "Los_Angeles")
)
STATES = {
    EAST: "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    CENTRAL: "AL AR IA IL LA MN MO MS OK WI",
    MOUNTAIN: "CO MT NM UT WY",
    PACIFIC: "CA WA",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR",
}
"""States that lie in one zone."""
WHOLE = {state: zone for zone, states in STATES.items() for state in states.split()}


class _Part(NamedTuple):
    west: float
    east: float
    zone: str
    south: float = -90.0
    north: float = 90.0


PARTS = {
    "FL": (_Part(-84.6, -79.0, EAST), _Part(-88.0, -85.7, CENTRAL)),
    "TN": (_Part(-84.6, -81.0, EAST), _Part(-91.0, -85.6, CENTRAL)),
    "KY": (_Part(-85.0, -81.0, EAST), _Part(-90.0, -87.0, CENTRAL)),
    "MI": (_Part(-86.9, -82.0, "America/Detroit", 41.0, 45.7),),
    "IN": (_Part(-86.4, -84.7, "America/Indiana/Indianapolis", 38.5),),
    "TX": (_Part(-104.0, -93.0, CENTRAL), _Part(-107.0, -106.0, MOUNTAIN)),
    "KS": (_Part(-100.5, -94.0, CENTRAL),),
    "NE": (_Part(-99.0, -95.0, CENTRAL), _Part(-104.5, -102.0, MOUNTAIN)),
    "SD": (_Part(-99.0, -96.0, CENTRAL), _Part(-104.5, -102.0, MOUNTAIN)),
    "ND": (_Part(-99.5, -96.0, CENTRAL),),
    "ID": (_Part(-117.5, -111.0, "America/Boise", 41.5, 44.8), _Part(-117.5, -115.5, PACIFIC, 46.3)),
    "OR": (_Part(-125.0, -118.5, PACIFIC),),
    "NV": (_Part(-120.5, -114.4, PACIFIC, 34.5, 41.0),),
    "AZ": (_Part(-115.0, -109.0, "America/Phoenix", 31.0, 34.9),),
    "AK": (_Part(-168.0, -141.5, "America/Anchorage"),),
}
ZIP = re.compile(r"\d{5}(-\d{4})?")


class Region(NamedTuple):
    """What a feed says of where a store is; position in degrees, None where it says nothing."""

    country: str = ""
    state: str = ""
    zip: str = ""
    latitude: float | None = None
    longitude: float | None = None


def zone_of(region: Region) -> str:
    """Return the time zone (IANA), '' when it is not certain.

    >>> zone_of(Region(state="MN", zip="55425", latitude=44.85, longitude=-93.25))
    'America/Chicago'
    """
    country = "-".join(region.country.casefold().split())
    if country and country not in USA:
        return COUNTRY.get(country, "")
    if country not in USA and not _is_american(region):
        return ""
    state = region.state.upper()
    if state in WHOLE:
        return WHOLE[state]
    if region.latitude is None or region.longitude is None:
        return ""
    return next((part.zone for part in PARTS.get(state, ()) if _lies_in(region, part)), "")


def _is_american(region: Region) -> bool:
    """A state's two letters are not enough (`CA`, `PA`): ZIP code and position must agree."""
    return (
        region.latitude is not None
        and region.longitude is not None
        and 17 < region.latitude < 72  # noqa: PLR2004 - from Puerto Rico to Alaska
        and -180 < region.longitude < -64  # noqa: PLR2004 - likewise
        and ZIP.fullmatch(region.zip) is not None
    )


def _lies_in(region: Region, part: _Part) -> bool:
    assert region.latitude is not None
    assert region.longitude is not None
    return part.west <= region.longitude <= part.east and part.south <= region.latitude <= part.north
