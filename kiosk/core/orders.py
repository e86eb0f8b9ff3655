"""The orders of this store as an associate sees them: what comes first, how long is left, what may be done.

Everything here is a view on the documents of `orders:<store>`; what changes them is a verb of
`sync.protocol.orders`.
"""

import enum
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from sync.protocol import orders, rights
from sync.protocol.actors import Actor
from sync.protocol.moments import is_real, parse
from sync.protocol.orders import Order
from sync.protocol.staff import Role
from sync.protocol.stock import StockLevel

NOW_WITHIN = timedelta(hours=1)
"""What is promised within this time is work for now."""

SOON_WITHIN = timedelta(minutes=15)
"""With less time left than this an order is shown as due soon."""

Verbs = frozenset[type[msgspec.Struct]]


class Bucket(enum.StrEnum):
    """Where an order stands on Today: `waiting` is for who comes to fetch it, or for what holds it up."""

    NOW = "now"
    LATER = "later"
    WAITING = "waiting"


RANK = {bucket: rank for rank, bucket in enumerate(Bucket)}
"""Which bucket comes first."""


Haste = Literal["late", "soon", "fine"]


class Due(msgspec.Struct, frozen=True):
    """An order with its time: `left` until it is promised (below zero when late, None without a promise)."""

    order: Order
    bucket: Bucket
    haste: Haste
    age: timedelta
    left: timedelta | None = None


def due(order: Order, now: datetime, me: str = "") -> Due:
    """Return an open order with its time at `now`; `me` is the actor's id of who looks."""
    left = _until(order.promise, now)
    return Due(order, _bucket(order, left, me), _haste(order, left), since(order.placed, now), left)


def owes(order: Order, levels: Mapping[str, StockLevel], now: datetime) -> bool:
    """Say whether an order is still to be paid at the till, as far as this desk knows; `levels` by variant.

    Of what was fetched that holds while it is kept for the way there: what the till sells is kept no more.
    """
    if order.paid or order.is_open:
        return not order.paid
    seen = [(kept, levels.get(kept.variant)) for kept in orders.held(order, now)]
    return any(level is None or kept.hold in level.holds for kept, level in seen)


def queue(documents: Iterable[Order], now: datetime, me: str = "") -> list[Due]:
    """Return the open orders, the most urgent first: for Today, and for who is free."""
    rows = [due(order, now, me) for order in documents if order.is_open and not order.erased]
    return sorted(rows, key=_urgency)


def _urgency(row: Due) -> tuple[int, bool, float, str, str]:
    left = row.left if row.left is not None else -row.age
    return RANK[row.bucket], not row.order.sold_away, left.total_seconds(), row.order.placed, row.order.id


def _bucket(order: Order, left: timedelta | None, me: str) -> Bucket:
    if order.sold_away:
        return Bucket.NOW  # a kept piece is gone: whoever has the order does not know it
    if order.state in {"ready_for_pickup", "on_hold"}:
        return Bucket.WAITING
    begun_by_me = order.has(me) and order.state in {"accepted", "picking"}
    if order.kind == "request" or begun_by_me or left is None or left <= NOW_WITHIN:
        return Bucket.NOW
    return Bucket.LATER


def _haste(order: Order, left: timedelta | None) -> Haste:
    if order.sold_away:
        return "late"
    if left is None or order.state == "ready_for_pickup":
        return "fine"
    if left < timedelta(0):
        return "late"
    return "soon" if left < SOON_WITHIN else "fine"


def _until(text: str, now: datetime) -> timedelta | None:
    return parse(text) - now if is_real(text) else None


def since(text: str, now: datetime) -> timedelta:
    """Return how long ago something was; nothing where its moment cannot be read or has not come."""
    return max(timedelta(0), now - parse(text)) if is_real(text) else timedelta(0)


MarkState = Literal["soon", "picking", "open"]


class PromiseMark(msgspec.Struct, frozen=True):
    """So many orders that are promised for about the same moment: a mark on the time line."""

    at: datetime
    count: int
    state: MarkState
    orders: list[str]


def time_line(rows: Sequence[Due], step: timedelta = timedelta(minutes=30)) -> list[PromiseMark]:
    """Return the marks of what is still to be made ready, in order of time.

    Orders promised within one `step` of each other share a mark, whose state is that of the most urgent.
    """
    ahead = [row for row in rows if is_real(row.order.promise) and row.bucket is not Bucket.WAITING]
    marks: list[PromiseMark] = []
    for row in sorted(ahead, key=lambda row: parse(row.order.promise)):
        at, state = parse(row.order.promise), _mark_state(row)
        last = marks[-1] if marks else None
        if last and at - last.at < step:
            together = [*last.orders, row.order.id]
            marks[-1] = PromiseMark(last.at, last.count + 1, _worse(last.state, state), together)
        else:
            marks.append(PromiseMark(at, 1, state, [row.order.id]))
    return marks


def _mark_state(row: Due) -> MarkState:
    if row.haste != "fine":
        return "soon"
    return "open" if row.order.state in {"new", "accepted"} else "picking"


def _worse(one: MarkState, other: MarkState) -> MarkState:
    if "soon" in {one, other}:
        return "soon"
    return "open" if "open" in {one, other} else "picking"


def may_do(order: Order, me: Actor, role: Role) -> Verbs:
    """Return the verbs that would be heard from somebody now: state, who has it, and their role."""
    return frozenset(
        verb
        for verb in orders.MAY
        if rights.may_do(role, "orders", verb.__name__) and orders.may(order, me, verb)
    )


def next_step(order: Order, me: Actor, role: Role) -> type[msgspec.Struct] | None:
    """Return the verb that brings an order on: the page's primary; None where somebody else has to act."""
    step = _next_step(order)
    return step if step in may_do(order, me, role) else None


def _next_step(order: Order) -> type[msgspec.Struct] | None:
    match order.state:
        case "on_hold":
            return orders.ResumeOrder
        case "new":
            return orders.ClaimOrder
        case "accepted" | "picking":
            return _next_pick(order)
        case "packed" if order.kind != "request":
            return orders.MakeReady if order.claimed else orders.ClaimOrder
        case "packed" | "ready_for_pickup":
            return orders.HandOver  # a request is brought to somebody, not laid aside
        case _:
            return None


def _next_pick(order: Order) -> type[msgspec.Struct] | None:
    open_lines = [line for line in order.lines if line.state == "open"]
    if not order.claimed:
        return orders.ClaimOrder
    if not open_lines:
        return orders.PackOrder
    # The shopper is asked about all that is left: nothing can be done here until they answered.
    return None if all(line.waits for line in open_lines) else orders.PickLine


def progress(order: Order) -> tuple[int, int]:
    """Return how many lines are settled, and how many there are."""
    return sum(line.state != "open" for line in order.lines), len(order.lines)
