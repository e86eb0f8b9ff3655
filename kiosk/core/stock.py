"""Honest stock: how many, where, and how old that news is. Never a number without an age."""

import heapq
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal, TypeVar

import msgspec

from sync.protocol.moments import is_real
from sync.protocol.products import Store
from sync.protocol.stock import (
    LAST_ONES,
    STATUSES,
    Confidence,
    StockLevel,
    StockState,
    confidence,
    is_held,
    state,
)

MANY = 20
"""From here on the exact figure helps nobody; it is shown as `20+`."""

ONLINE = "online"
"""The code of the store without a position behind the online shop."""

NEIGHBOURS = 8
"""Other stores that are told of: with this one and the online shop as many lines as stand on a screen.

A chain has thousands; nobody drives to the ninth, and a tablet keeps the stock of every store it tells of.
"""

REACH = 300_000
"""Metres; a store farther away is not told of, though the tablet may hold its stock."""

EARTH_METRES = 6_371_000
"""Mean radius (IUGG)."""

Place = Literal["here", "near", "online"]
Located = TypeVar("Located", bound="Store | Position")


class Availability(msgspec.Struct, frozen=True):
    """A variant in one place: `available` pieces can be promised, `confidence` says how far that holds.

    `metres` and `aisle` are 0 and '' where they make no sense or are unknown.

    `status` is what the shop says instead of a figure (`sync.protocol.stock.STATUSES`), '' with a figure.
    """

    place: Place
    store: Store
    state: StockState
    available: int | None = None
    as_of: datetime | None = None
    metres: float = 0.0
    aisle: str = ""
    status: str = ""
    confidence: Confidence = Confidence.SURE

    @property
    def in_stock(self) -> bool:
        """Whether somebody who goes there can expect one."""
        if self.state is StockState.OLD:
            return self.said_to_be_there
        return self.state in {StockState.THERE, StockState.LOW}

    @property
    def known_to_be_out(self) -> bool:
        """Whether we know that there is none; not knowing is no reason to say so."""
        if self.available is None:
            return self.status != "" and not self.said_to_be_there
        return self.available <= 0

    @property
    def is_sure_to_be_few(self) -> bool:
        """Whether so few are left that it is worth saying, by a figure that is fresh and was never missed."""
        return self.state is StockState.LOW and self.confidence is Confidence.SURE

    @property
    def said_to_be_there(self) -> bool:
        """Whether the last news, however old, was that there is one."""
        return is_held(self.available, self.status)


def parse_moment(text: str) -> datetime:
    """Read an ISO 8601 moment; one without a zone is UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def places(
    here: Store, stores: Sequence[Store], levels: Mapping[str, StockLevel], now: datetime
) -> list[Availability]:
    """Return where a variant is: this store first, the others by distance, the online shop last.

    Args:
        here: The store the tablet stands in.
        stores: All stores of the chain.
        levels: The variant's level by store code; a store without one is not known.
        now: The moment to judge ages at.
    """
    others = [store for store in stores if store.code not in {here.code, ONLINE}]
    online = [store for store in stores if store.code == ONLINE and store.code != here.code]
    rows = [_in_place("here", here, levels, now, 0.0)]
    near = [_in_place("near", store, levels, now, distance(here, store)) for store in others]
    rows += sorted(near, key=lambda row: row.metres)
    return rows + [_in_place("online", store, levels, now, 0.0) for store in online]


class Position(msgspec.Struct, frozen=True):
    """What of a store says where it is: all that is read of the thousands that are not told of."""

    code: str
    latitude: float | None = None
    longitude: float | None = None


def neighbourhood(here: Located, stores: Sequence[Located], neighbours: int = NEIGHBOURS) -> list[Located]:
    """Choose the stores a tablet tells of: its own, the nearest `neighbours` others, the online shop."""
    others = [store for store in stores if store.code not in {here.code, ONLINE}]
    near = heapq.nsmallest(neighbours, others, key=lambda store: (distance(here, store), store.code))
    online = [store for store in stores if store.code == ONLINE and store.code != here.code]
    return [here, *near, *online]


def within_reach(rows: Sequence[Availability]) -> list[Availability]:
    """Return the places that somebody may go to; how far some stores are nobody knows."""
    return [row for row in rows if row.metres <= REACH or math.isinf(row.metres)]


def nearest(rows: Sequence[Availability]) -> list[Availability]:
    """Choose what fits on a page: here, the nearest other store that has it (else the nearest), online."""
    near = [row for row in within_reach(rows) if row.place == "near"]
    best = next((row for row in near if row.in_stock), next(iter(near), None))
    return [row for row in rows if row.place != "near" or row is best]


def together(rows: Sequence[Availability]) -> Availability:
    """Add up what there is of several variants in one place, as old as the oldest figure.

    Variants that nothing is known of do not count, unless that is all of them.
    """
    known = [row for row in rows if row.state is not StockState.UNKNOWN]
    if not known:
        return rows[0]
    there = [row for row in known if row.in_stock]
    if not there:
        return known[0]
    as_of = min((row.as_of for row in known if row.as_of), default=None)
    old = all(row.state is StockState.OLD for row in there)
    if any(row.available is None for row in there):
        some = next(row for row in there if row.available is None)
        return msgspec.structs.replace(some, available=None, as_of=as_of)
    available = sum(max(0, row.available or 0) for row in there)
    state = StockState.OLD if old else StockState.LOW if available <= LAST_ONES else StockState.THERE
    return msgspec.structs.replace(
        there[0], state=state, available=available, as_of=as_of, confidence=_least(there)
    )


def _least(rows: Sequence[Availability]) -> Confidence:
    """Return how far the figure holds that can be trusted least."""
    return max((row.confidence for row in rows), key=list(Confidence).index)


def distance(one: Store | Position, other: Store | Position) -> float:
    """Return metres between two stores along the great circle, infinite when a position is missing."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - one.longitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(turn / 2) ** 2
    return 2 * EARTH_METRES * math.asin(math.sqrt(half))


def _in_place(
    place: Place, store: Store, levels: Mapping[str, StockLevel], now: datetime, metres: float
) -> Availability:
    level = levels.get(store.code)
    if level is None:
        return Availability(place, store, StockState.UNKNOWN, metres=metres)
    return Availability(
        place,
        store,
        state(level, now),
        level.available(now),
        parse_moment(level.as_of) if is_real(level.as_of) else None,
        metres,
        level.aisle,
        level.status if level.on_hand is None and level.status in STATUSES else "",
        confidence(level, now),
    )
