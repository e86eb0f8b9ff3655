"""Stock levels: one document of kind `stock` per variant in the scope of its store, and its verbs.

What the verbs do says `sync.protocol.stock_rules`.
"""

import datetime as dt
import enum
from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from sync.protocol import moments
from sync.protocol.ids import STORABLE
from sync.protocol.orders.reasons import MAX_NOTE
from sync.protocol.plain import PLAIN
from sync.protocol.stock_reasons import StockReason

LAST_ONES = 2
"""A level this low is shown as the last ones."""

OLD_AFTER = dt.timedelta(hours=24)
"""A count older than this is shown as an old figure."""


STATUSES = frozenset({"in_stock", "low_stock", "out_of_stock", "preorder", "backorder"})
"""What a feed without quantities says."""


MAX_MOVES = 60
MAX_CLOSED = 4
"""Every movement's row is tried at once, with those of all counts that its level shows: so many in a row have
to be cut off, each followed by a count, before one is lost."""

MAX_HOLDS = 500
HOLD_SECONDS = 15 * 60
"""How long a reservation stands that nobody confirms."""

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]
Short = Annotated[str, msgspec.Meta(max_length=80)]
Note = Annotated[str, msgspec.Meta(max_length=MAX_NOTE, pattern=PLAIN)]
MoveKind = Literal["receipt", "sale", "return", "correction", "transfer", "count"]
"""Goods came in; went out over a till or online; came back; were found to be more or fewer; went to another
store; were counted."""


FEED = "feed"
"""Reason of a count that came with a feed."""


class Move(msgspec.Struct, frozen=True, omit_defaults=True):
    """One movement in a ledger: `delta` pieces, `after` the figure it led to; `op` is what it follows from.

    `reason` is a code (`stock_reasons`; in older movements a sentence) and `note` what was said beside it.
    Kind `movement` in `ledger:<store>`, where `variant` says of what; in a level's `moves` it is left out.
    `waiting` is a feed's count upon which nothing moved yet: the ledger has it from the next movement on, and
    another count takes its place, with its difference.
    """

    op: str
    kind: MoveKind
    delta: int
    at: str
    after: int = 0
    reason: str = ""
    reference: str = ""
    by: str = ""
    variant: str = ""
    note: str = ""
    waiting: bool = False


class Hold(msgspec.Struct, frozen=True, omit_defaults=True):
    """So many pieces are somebody's: until `until` (ISO 8601 UTC), '' for as long as its order stands.

    `reference` is the order, or the buyer's own word for it. No person is named: every tablet reads this.
    """

    quantity: int
    until: str = ""
    reference: str = ""


class StockLevel(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many there are, and how old that news is.

    `on_hand` is None when only a `status` is known, one of `STATUSES`, or nothing ('' = nothing); `as_of` is
    ISO 8601 in UTC, the moment of counting; `aisle` is where it stands in the store. `holds` are
    reservations by id, `moves` the movements since the count (the last `MAX_MOVES`), `moved` when the last
    of them was, `shorts` how often since somebody did not find it, or a till sold what was kept for somebody.
    `closed` are the counts before that one, oldest first (the last `MAX_CLOSED`): a hub that was cut off has
    their rows of the ledger still to write, and only the level knows their differences.
    """

    variant: str
    on_hand: int | None
    as_of: str
    aisle: str = ""
    status: str = ""
    holds: dict[str, Hold] = {}
    moves: list[Move] = []
    shorts: int = 0
    moved: str = ""
    closed: list[Move] = []

    @property
    def counts(self) -> list[Move]:
        """The counts that the figure builds upon, as far as they are known here, oldest first."""
        return [*self.closed, *(move for move in self.moves[:1] if move.kind == "count")]

    def reserved(self, now: dt.datetime) -> int:
        """Return how many pieces are somebody's at `now`."""
        return reserved(self.holds, now)

    def available(self, now: dt.datetime) -> int | None:
        """Return how many can be promised at `now`, never below zero; None when no figure is known."""
        return None if self.on_hand is None else max(0, self.on_hand - self.reserved(now))

    def lacking(self, now: dt.datetime) -> int:
        """Return how many more pieces are somebody's at `now` than there are."""
        return 0 if self.on_hand is None else max(0, self.reserved(now) - self.on_hand)


def reserved(holds: Mapping[str, Hold], now: dt.datetime) -> int:
    """Return how many pieces are kept at `now`: holds whose time is over do not count."""
    return sum(hold.quantity for hold in holds.values() if stands(hold, now))


def stands(hold: Hold, now: dt.datetime) -> bool:
    """Say whether pieces are still kept at `now`."""
    return not moments.is_real(hold.until) or moments.parse(hold.until) > now


class _OfVariant(msgspec.Struct, frozen=True, omit_defaults=True):
    """What every verb says: which variant's level it changes."""

    variant: Key


class MoveStock(_OfVariant, frozen=True, omit_defaults=True, tag="MoveStock", tag_field="verb"):
    """So many pieces came or went. A fact: it is never refused, and the figure may fall below zero.

    `hold` is the reservation it uses up, '' for none.
    """

    kind: MoveKind
    delta: Annotated[int, msgspec.Meta(ge=-9999, le=9999)]
    reason: StockReason | Literal[""] = ""
    reference: Short = ""
    hold: Short = ""
    note: Note = ""


class CountStock(_OfVariant, frozen=True, omit_defaults=True, tag="CountStock", tag_field="verb"):
    """Somebody counted `on_hand` pieces at `as_of`; what moved after that is put on top."""

    on_hand: Annotated[int, msgspec.Meta(ge=0, le=999_999)]
    as_of: Short = ""
    reason: StockReason | Literal[""] = ""
    note: Note = ""


class ReserveStock(_OfVariant, frozen=True, omit_defaults=True, tag="ReserveStock", tag_field="verb"):
    """Keep pieces for somebody. Rejected `not_available` when there are not so many.

    Decided at the hub alone. `until` '' means `HOLD_SECONDS` from now; `firm` holds until it is released or
    used up.
    """

    hold: Key
    quantity: Annotated[int, msgspec.Meta(ge=1, le=999)] = 1
    until: Short = ""
    reference: Short = ""
    firm: bool = False


class ReleaseStock(_OfVariant, frozen=True, omit_defaults=True, tag="ReleaseStock", tag_field="verb"):
    """Let a reservation go; one that is gone already changes nothing. `short`: it was not on the shelf."""

    hold: Key
    short: bool = False


StockVerb = MoveStock | CountStock | ReserveStock | ReleaseStock


class StockState(enum.StrEnum):
    """How a level is shown: each state has its own shape and words."""

    THERE = "there"
    LOW = "low"
    NONE = "none"
    OLD = "old"
    UNKNOWN = "unknown"


SAID = {"in_stock": StockState.THERE, "low_stock": StockState.LOW}
"""Statuses of what one can carry home."""


def is_held(available: int | None, status: str) -> bool:
    """Say whether a figure, or a status without one, speaks of something that is there, however old it is."""
    return status in SAID if available is None else available > 0


def state(level: StockLevel | None, now: dt.datetime) -> StockState:
    """Say how a level is shown at `now` (with time zone); an old figure is called old, whatever it says.

    So is one of unknown age. What is kept for somebody counts as gone. A status counts where there is no
    figure; what can only be ordered is not there.
    """
    if level is None or (level.on_hand is None and level.status not in STATUSES):
        return StockState.UNKNOWN
    if not moments.is_real(level.as_of) or now - moments.parse(level.as_of) > OLD_AFTER:
        return StockState.OLD
    available = level.available(now)
    if available is None:
        return SAID.get(level.status, StockState.NONE)
    if not available:
        return StockState.NONE
    return StockState.LOW if available <= LAST_ONES else StockState.THERE


class Confidence(enum.StrEnum):
    """How far a figure can be trusted: as it is told to people, in words."""

    SURE = "sure"
    FAIR = "fair"
    DOUBTFUL = "doubtful"


HALF_LIFE = dt.timedelta(hours=48)
"""After so long a count is worth half: things are stolen, misplaced, and sold at a till that is offline."""

SURE_FROM, FAIR_FROM = 0.7, 0.3
"""A day old and never missed is just sure; once not found is fair, twice is doubtful."""


def trust(level: StockLevel, now: dt.datetime) -> float:
    """Return how far a figure can be trusted at `now`, from 0 to 1.

    It halves every `HALF_LIFE` since the count, and each time that somebody did not find the thing. A figure
    below zero proves itself wrong, and one of unknown age proves nothing.
    """
    if not moments.is_real(level.as_of) or (level.on_hand is not None and level.on_hand < 0):
        return 0.0
    age = max(dt.timedelta(0), now - moments.parse(level.as_of))
    return float(0.5 ** (age / HALF_LIFE + level.shorts))


def confidence(level: StockLevel, now: dt.datetime) -> Confidence:
    """Return how far a figure can be trusted at `now`, as people are told."""
    worth = trust(level, now)
    if worth >= SURE_FROM:
        return Confidence.SURE
    return Confidence.FAIR if worth >= FAIR_FROM else Confidence.DOUBTFUL
