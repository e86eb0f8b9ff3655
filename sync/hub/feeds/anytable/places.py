"""From a row with known fields to a store."""

import re
from collections import Counter
from collections.abc import Iterator

from sync.hub.feeds.anytable.zones import Region, zone_of
from sync.hub.feeds.cells import Cells
from sync.hub.feeds.hours import join_days, read_hours
from sync.hub.feeds.options import slug
from sync.hub.feeds.parts import Part, StorePart
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.text import plain
from sync.hub.feeds.values import check_timezone
from sync.protocol.products import Store

UNKNOWN_ZONE = "UTC"
"""Not that of the hub's first store: which store is first changes with every import."""
SERVICES = re.compile(r"\s*[|;\n]\s*")
MAX_SERVICES = 60
MAX_AREAS = 24
LONGEST_AREA = 40
CURRENCY = re.compile(r"[A-Z]{3}")
LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?", re.IGNORECASE)
LATITUDE, LONGITUDE = 90.0, 180.0


class Places:
    """Reads the stores of a file, and counts what they leave to the settings."""

    def __init__(self, name: str, ledger: Ledger) -> None:
        self._name = name
        self._ledger = ledger
        self._untold: Counter[tuple[str, str]] = Counter()

    def parts(self, cells: Cells) -> Iterator[Part]:
        """Yield the store of a row; it is refused when neither code nor name names it."""
        name = cells.text("name") or cells.text("city")
        code = cells.code("code") or slug(name)[:64]
        if not code:
            cells.refuse("code", cells.get("code"), "neither a code nor a name names the store")
            return
        latitude, longitude = self._position(cells)
        region = Region(cells.text("country"), cells.text("state"), cells.text("zip"), latitude, longitude)
        language = self._language(cells)
        hours = cells.get("hours") or join_days({day: cells.get(f"day{day}") for day in range(7)})
        yield StorePart(
            cells.row,
            Store(
                code=code,
                name=name or code,
                city=cells.text("city"),
                address=self._address(cells),
                latitude=latitude,
                longitude=longitude,
                timezone=self._timezone(cells, region),
                currency=self._currency(cells),
                language=language,
                hours=read_hours(plain(hours)),
                hours_text=plain(hours)[:500],
                services=_names(cells.get("services"))[:MAX_SERVICES],
                areas=[{language: name} for name in self._areas(cells)],
            ),
        )

    def tell(self) -> None:
        """Tell what the stores of the file did not say, once for all of them."""
        for (field, value), count in self._untold.items():
            reason = f"{count} stores do not tell it; {value} is taken"
            self._ledger.note(Row(self._name, 0), field, value, reason)

    def _position(self, cells: Cells) -> tuple[float | None, float | None]:
        latitude = cells.parsed("latitude", lambda cell: _degrees(cell, LATITUDE))
        longitude = cells.parsed("longitude", lambda cell: _degrees(cell, LONGITUDE))
        if latitude is None or longitude is None or (latitude, longitude) == (0.0, 0.0):
            return None, None
        return latitude, longitude

    def _address(self, cells: Cells) -> str:
        town = " ".join(filter(None, (cells.text("zip"), cells.text("state"))))
        return ", ".join(filter(None, (cells.text("address"), cells.text("address2"), town)))

    def _timezone(self, cells: Cells, region: Region) -> str:
        told = cells.get("timezone")
        if told:
            try:
                check_timezone(told)
            except ValueError as error:
                cells.note("timezone", told, f"left out: {error}")
            else:
                return told
        return zone_of(region) or self._default("timezone", UNKNOWN_ZONE)

    def _currency(self, cells: Cells) -> str:
        told = cells.get("currency").upper()
        return told if CURRENCY.fullmatch(told) else self._default("currency", cells.settings.currency)

    def _language(self, cells: Cells) -> str:
        told = LANGUAGE.fullmatch(cells.get("language"))
        return told[1].casefold() if told else self._default("language", cells.settings.language)

    def _areas(self, cells: Cells) -> list[str]:
        """Return the places in the store; what is too long to be said as one is left out."""
        names = _names(cells.get("areas"))
        for name in names:
            if len(name) > LONGEST_AREA:
                cells.note("areas", name, f"left out: a place has at most {LONGEST_AREA} signs")
        return [name for name in names if len(name) <= LONGEST_AREA][:MAX_AREAS]

    def _default(self, field: str, value: str) -> str:
        self._untold[field, value] += 1
        return value


def _degrees(cell: str, limit: float) -> float:
    try:
        degrees = float(cell.replace(",", "."))
    except ValueError:
        degrees = limit + 1
    if not abs(degrees) <= limit:
        raise ValueError("this is no position in degrees")
    return degrees


def _names(cell: str) -> list[str]:
    names = SERVICES.split(cell) if SERVICES.search(cell) else cell.split(",")
    return list(dict.fromkeys(name for name in map(plain, names) if name))
