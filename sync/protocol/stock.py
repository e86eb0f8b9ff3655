"""Stock levels: one document of kind `stock` per variant in the scope of its store."""

import datetime as dt
import enum

import msgspec

from sync.protocol import moments

LAST_ONES = 2
"""A level this low is shown as the last ones."""

OLD_AFTER = dt.timedelta(hours=24)
"""A count older than this is shown as an old figure."""


STATUSES = frozenset({"in_stock", "low_stock", "out_of_stock", "preorder", "backorder"})
"""What a feed without quantities says."""


class StockLevel(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many there are, and how old that news is.

    `on_hand` is None when only a `status` is known, one of `STATUSES`, or nothing ('' = nothing); `as_of` is
    ISO 8601 in UTC, the moment of counting; `aisle` is where it stands in the store.
    """

    variant: str
    on_hand: int | None
    as_of: str
    aisle: str = ""
    status: str = ""


class StockState(enum.StrEnum):
    """How a level is shown: each state has its own shape and words."""

    THERE = "there"
    LOW = "low"
    NONE = "none"
    OLD = "old"
    UNKNOWN = "unknown"


SAID = {"in_stock": StockState.THERE, "low_stock": StockState.LOW}
"""Statuses of what one can carry home."""


def is_held(on_hand: int | None, status: str) -> bool:
    """Say whether a figure, or a status without one, speaks of something that is there, however old it is."""
    return status in SAID if on_hand is None else on_hand > 0


def state(level: StockLevel | None, now: dt.datetime) -> StockState:
    """Say how a level is shown at `now` (with time zone); an old figure is called old, whatever it says.

    So is one of unknown age. A status counts where there is no figure; what can only be ordered is not there.
    """
    if level is None or (level.on_hand is None and level.status not in STATUSES):
        return StockState.UNKNOWN
    if not moments.is_real(level.as_of) or now - moments.parse(level.as_of) > OLD_AFTER:
        return StockState.OLD
    if level.on_hand is None:
        return SAID.get(level.status, StockState.NONE)
    if level.on_hand <= 0:
        return StockState.NONE
    return StockState.LOW if level.on_hand <= LAST_ONES else StockState.THERE
