"""The rule of a stock level: what moves it, what counts it, and who may have the last one.

The hub's arrival order decides, as everywhere: a movement is of the moment at which the hub hears of it, so
that no clock of a till or a tablet can make a sold piece come back. A count is of the moment of counting, and
what moved after that is put on top of it. `available` follows from the figure and the holds that stand.

    figure = last count + movements since        available = figure - holds, never below zero
"""

import datetime as dt

from msgspec.structs import replace

from sync.protocol import moments
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.ids import derived_id
from sync.protocol.stock import (
    FEED,
    HOLD_SECONDS,
    MAX_CLOSED,
    MAX_HOLDS,
    MAX_MOVES,
    CountStock,
    Hold,
    Move,
    MoveKind,
    MoveStock,
    ReleaseStock,
    ReserveStock,
    StockLevel,
    stands,
)

LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


def apply(document: StockLevel | None, act: Act, *, variant: str) -> StockLevel | None:
    """Return the level after `act`; the same object, or None as before, when nothing changed.

    Holds whose time is over go with whatever else changes.

    Raises:
        Rejected: `not_available`, `not_counted` (no figure is known, so none can be promised),
        `too_many_holds`.
    """
    level = document or StockLevel(variant, None, "")
    match act.verb:
        case MoveStock() as verb:
            after = _move(level, act, verb)
        case CountStock() as verb:
            after = _count(level, act, verb)
        case ReserveStock() as verb:
            after = _reserve(level, act, verb)
        case verb:
            after = _release(level, verb)
    if after is level:
        return document
    return swept(after, moments.parse(act.now))


def swept(level: StockLevel, now: dt.datetime) -> StockLevel:
    """Return the level without the holds whose time is over; the same object when there are none."""
    holds = {name: hold for name, hold in level.holds.items() if stands(hold, now)}
    return level if len(holds) == len(level.holds) else replace(level, holds=holds)


def counted(level: StockLevel, count: Move, *, aisle: str = "") -> StockLevel:
    """Return the level after a count of `count.after` pieces at `count.at`; the same when that is old news.

    What moved since is put on top, holds stay, and who did not find it is forgotten: somebody looked. The
    count stands first among the movements, with the difference it made to what the ledger has.
    """
    counted_at, known = _moment(count.at), _moment(level.as_of)
    if counted_at < known or any(move.op == count.op for move in level.moves):
        return level
    since = [move for move in level.moves if move.kind != "count" and _moment(move.at) > counted_at]
    figure = count.after + sum(move.delta for move in since)
    entry = replace(count, delta=figure - _booked(level))
    return replace(
        level,
        on_hand=figure,
        as_of=count.at,
        aisle=aisle or level.aisle,
        status="",
        moves=[entry, *since],
        shorts=0,
        closed=_closed(level),
    )


def _closed(level: StockLevel) -> list[Move]:
    """Return a level's closed counts where another count follows: one that waits hands its difference on."""
    return [count for count in level.counts if not count.waiting][-MAX_CLOSED:]


def opening(level: StockLevel) -> Move:
    """Return the count that a level's movements begin with, where a feed brought the figure."""
    op = derived_id(level.variant, level.as_of, str(level.on_hand), FEED)
    return Move(op, "count", level.on_hand or 0, level.as_of, level.on_hand or 0, FEED)


def fed(level: StockLevel, said: StockLevel) -> StockLevel:
    """Return a level that lives by movements after a feed; the same when the feed says nothing new.

    Where the feed has no figure any more a status stands, with the holds: what moves from here on adds up
    from nothing, until somebody counts.
    """
    head = next(iter(level.moves), None)
    if head and _is_of(head, level, said):
        return level
    # A feed may say again what it said before another count: that is a movement of its own.
    op = derived_id(said.variant, said.as_of, str(said.on_hand), FEED, head.op if head else "")
    count = Move(op, "count", 0, said.as_of, said.on_hand or 0, FEED, waiting=True)
    if said.on_hand is not None:
        return counted(level, count, aisle=said.aisle)
    reset = replace(count, delta=-_booked(level))
    return replace(
        said,
        aisle=said.aisle or level.aisle,
        holds=level.holds,
        moves=[reset],
        moved=level.moved,
        closed=_closed(level),
    )


def _is_of(head: Move, level: StockLevel, said: StockLevel) -> bool:
    """Say whether the first movement of a level is what a feed says."""
    if head.kind != "count" or head.reason != FEED or (level.on_hand is None) != (said.on_hand is None):
        return False
    return (head.at, head.after) == (said.as_of, said.on_hand or 0)


def _booked(level: StockLevel) -> int:
    """Return what the ledger's rows add up to; 0 where none was begun, because nothing ever moved."""
    if not level.moves:
        return 0
    total = sum(move.delta for move in level.moves if move.kind != "count")
    if level.on_hand is not None:
        total = level.on_hand
    head = level.moves[0]
    return total - head.delta if head.waiting else total


def _move(level: StockLevel, act: Act, verb: MoveStock) -> StockLevel:
    if not verb.delta or any(move.op == act.op for move in level.moves):
        return level
    figure, as_of, moves = level.on_hand, level.as_of, level.moves
    if figure is None and verb.kind == "receipt" and not as_of and not moves:
        # The first delivery of something of which the store never had any: that is a count.
        figure, as_of = 0, act.now
    elif figure is not None and not moves:
        moves = [opening(level)]
    after = None if figure is None else figure + verb.delta
    move = Move(act.op, booked_as(verb), verb.delta, act.now, after or 0, verb.reason, note=verb.note)
    begun = [replace(each, waiting=False) if each.waiting else each for each in moves]
    moved = replace(
        level,
        on_hand=after,
        as_of=as_of,
        holds=_used_up(level.holds, verb),
        moves=_kept([*begun, move]),
        moved=act.now,
    )
    now = moments.parse(act.now)
    # What was sold was kept for somebody else: the figure, or the shelf, is not what it was thought to be.
    missed = verb.kind == "sale" and moved.lacking(now) > level.lacking(now)
    return replace(moved, shorts=level.shorts + missed)


def booked_as(verb: MoveStock) -> MoveKind:
    """Return what a movement is booked as: a difference is no count."""
    return "correction" if verb.kind == "count" else verb.kind


def _used_up(holds: dict[str, Hold], verb: MoveStock) -> dict[str, Hold]:
    """Return the holds after pieces went out: what was kept for somebody, and is theirs, is kept no more."""
    hold = holds.get(verb.hold)
    if hold is None or verb.delta > 0:
        return holds
    left = hold.quantity + verb.delta
    rest = {name: each for name, each in holds.items() if name != verb.hold}
    return {**rest, verb.hold: replace(hold, quantity=left)} if left > 0 else rest


def _kept(moves: list[Move]) -> list[Move]:
    """Return the movements as they are kept: when they are too many the oldest two become one.

    It is taken to be as young, or as old, as makes the figure after a later count the smaller one: what is
    in doubt is not promised to anybody.
    """
    if len(moves) <= MAX_MOVES:
        return moves
    first = 1 if moves[0].kind == "count" else 0
    older, younger = moves[first : first + 2]
    delta = older.delta + younger.delta
    joined = replace(younger, delta=delta, at=younger.at if delta < 0 else older.at, reason="", note="")
    return [*moves[:first], joined, *moves[first + 2 :]]


def _count(level: StockLevel, act: Act, verb: CountStock) -> StockLevel:
    at = act.now
    if moments.is_real(verb.as_of) and _moment(verb.as_of) < _moment(act.now):
        at = moments.write(moments.parse(verb.as_of))
    return counted(level, Move(act.op, "count", 0, at, verb.on_hand, verb.reason, note=verb.note))


def _reserve(level: StockLevel, act: Act, verb: ReserveStock) -> StockLevel:
    now = moments.parse(act.now)
    standing = swept(level, now)
    known = standing.holds.get(verb.hold)
    hold = Hold(verb.quantity, _until(verb, known, now), verb.reference or (known.reference if known else ""))
    if hold == known:
        return level
    others = {name: each for name, each in standing.holds.items() if name != verb.hold}
    if len(others) >= MAX_HOLDS:
        raise Rejected("too_many_holds")
    wants_more = known is None or verb.quantity > known.quantity
    available = replace(standing, holds=others).available(now)
    if wants_more and available is None:
        raise Rejected("not_counted")
    if wants_more and available is not None and available < verb.quantity:
        raise Rejected("not_available")
    return replace(standing, holds={**others, verb.hold: hold})


def _until(verb: ReserveStock, known: Hold | None, now: dt.datetime) -> str:
    """Return until when it is kept; one that is firm already does not become one that expires."""
    if verb.firm or (known and not known.until):
        return ""
    if moments.is_real(verb.until) and moments.parse(verb.until) > now:
        return moments.write(moments.parse(verb.until))
    if known and not verb.until:
        return known.until
    return moments.write(now + dt.timedelta(seconds=HOLD_SECONDS))


def _release(level: StockLevel, verb: ReleaseStock) -> StockLevel:
    if verb.hold not in level.holds:
        return level
    holds = {name: hold for name, hold in level.holds.items() if name != verb.hold}
    return replace(level, holds=holds, shorts=level.shorts + verb.short)


def _moment(text: str) -> dt.datetime:
    """Return the moment that a text names; long ago where it names none."""
    return moments.parse(text) if moments.is_real(text) else LONG_AGO
