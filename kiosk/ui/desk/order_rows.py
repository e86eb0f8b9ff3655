"""What the pages of orders show, row by row, in words."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from kiosk.core.orders import Due
from kiosk.core.stock import parse_moment
from kiosk.ui.desk.line_rows import name_of, photo
from kiosk.ui.reasons import reason_words
from kiosk.ui.shop import Shop
from kiosk.ui.words import Words
from sync.protocol import notices
from sync.protocol.moments import is_real
from sync.protocol.orders import Order
from sync.texts import joined

WAY = ("new", "accepted", "picking", "packed", "ready_for_pickup", "picked_up")
BROUGHT = ("new", "accepted", "picking", "packed", "picked_up")
"""What is brought to somebody is not laid aside in between."""

MINUTE, HOUR = 60, 60
SHOWN_PHOTOS = 3


class StateRow(msgspec.Struct, frozen=True):
    """A state on the way of an order; `part` is `done`, `here` or `ahead`."""

    key: str
    number: int
    name: str
    part: str


class OrderRow(msgspec.Struct, frozen=True):
    """An order in a list: who, what, when; `haste` colours the promise."""

    key: str
    symbol: str
    title: str
    detail: str
    promise: str
    rest: str
    haste: str


class StepRow(msgspec.Struct, frozen=True):
    """One thing that was done about an order."""

    time: str
    words: str
    by: str


class ActionRow(msgspec.Struct, frozen=True):
    """Something else that may be done with an order."""

    key: str
    symbol: str
    words: str


def state_rows(words: Words, order: Order) -> list[StateRow]:
    """Return the way of an order with the place where it is."""
    way = BROUGHT if order.kind == "request" and order.state != "ready_for_pickup" else WAY
    here = order.held if order.state == "on_hold" else order.state
    if here not in way:
        return _as_far_as(words, order, way)
    at = way.index(here)
    return [
        StateRow(
            state,
            number,
            words.texts.get(f"order.state_{state}"),
            "done" if number <= at or here == "picked_up" else "here" if number == at + 1 else "ahead",
        )
        for number, state in enumerate(way, 1)
    ]


def way_rows(words: Words) -> list[StateRow]:
    """Return the way of no order in particular."""
    return [
        StateRow(state, at, words.texts.get(f"order.state_{state}"), "ahead")
        for at, state in enumerate(WAY, 1)
    ]


def pieces(order: Order) -> int:
    """Return how many pieces an order has."""
    return sum(line.quantity for line in order.lines)


def _as_far_as(words: Words, order: Order, way: Sequence[str]) -> list[StateRow]:
    """Return the way of an order that came to another end, as far as it went."""
    reached = {way.index(step.state) for step in order.history if step.state in way}
    # Every order was new once; what came back went all the way.
    last = len(way) - 1 if order.state == "returned" else max(reached, default=0)
    return [
        StateRow(state, at, words.texts.get(f"order.state_{state}"), "done" if at <= last + 1 else "ahead")
        for at, state in enumerate(way, 1)
    ]


def title(words: Words, order: Order) -> str:
    """Say which order it is."""
    if order.kind == "request":
        return words.texts.get("order.title_request", count=pieces(order))
    return words.texts.get("order.title_number", order.number)


def who(words: Words, name: str) -> str:
    """Return a customer's name as one says it in the language, '' for none."""
    return words.texts.get("order.named", name) if name else ""


def subtitle(words: Words, order: Order, now: datetime) -> str:
    """Say for whom it is, how they come by it, and when it shall be ready."""
    texts = words.texts
    contact = who(words, order.contact.name)
    name = contact or texts.get("order.somebody")
    when = words.clock(parse_moment(order.promise), now) if is_real(order.promise) else ""
    key = f"order.{order.kind}_by" if when else f"order.{order.kind}_when"
    if order.kind == "request":
        return texts.get(key, contact or order.place or name, when)
    return texts.get(key, name, when)


def order_row(words: Words, due: Due, now: datetime) -> OrderRow:
    """Say an order in one line of a list. Needs no catalogue, so that any thread may say it."""
    order = due.order
    promise, rest = _time(words, due, now)
    name = who(words, order.contact.name) or (order.place if order.kind == "request" else "")
    return OrderRow(
        key=order.id,
        symbol="bag" if order.kind == "request" else "box",
        title=joined(words.texts.get("list.and"), (title(words, order), name)),
        detail=joined(words.texts.get("list.and"), _details(words, order)),
        promise=promise,
        rest=rest,
        haste=due.haste if order.is_open else "fine",
    )


def photos(shop: Shop, order: Order) -> list[str]:
    """Return the addresses of the first photos of an order."""
    found = [photo(shop, shop.product(line.product), line.options) for line in order.lines[:SHOWN_PHOTOS]]
    return [url for url in found if url]


def _details(words: Words, order: Order) -> list[str]:
    texts = words.texts
    parts = [texts.get(f"order.state_{order.state}")]
    if order.kind != "request":
        parts = [texts.get("order.pieces", count=pieces(order)), *parts]
    picked = sum(line.pieces for line in order.lines)
    if order.state == "picking" and picked:
        parts.append(texts.get("order.picked", count=picked))
    if order.claimed:
        parts.append(texts.get("order.has", order.claimed.name))
    if order.state == "on_hold" and order.reason:
        parts.append(reason_words(words, order.reason, order.remark))
    return parts


def _time(words: Words, due: Due, now: datetime) -> tuple[str, str]:
    """Return what stands large and small at the end of a row."""
    order, texts = due.order, words.texts
    moment = order.expires if order.state == "ready_for_pickup" else order.promise
    if not order.is_open or not is_real(moment):
        return words.clock(parse_moment(order.placed), now) if is_real(order.placed) else "", ""
    clock = words.clock(parse_moment(moment), now)
    if order.state == "ready_for_pickup":
        return clock, texts.get("order.kept_until")
    return left_words(words, due.left), texts.get("order.by", clock)


def left_words(words: Words, left: timedelta | None) -> str:
    """Say how long is left: `42 min left`, `5 min late`; '' without a promise."""
    if left is None:
        return ""
    texts = words.texts
    late = left < timedelta(0)
    minutes = int(abs(left).total_seconds() // MINUTE)
    if minutes < HOUR:
        return texts.get("order.late" if late else "order.left", count=minutes)
    hours, minutes = divmod(minutes, HOUR)
    if hours < 24:  # noqa: PLR2004 - hours of a day
        return texts.get("order.late_hours" if late else "order.left_hours", hours, minutes)
    return texts.get("order.late_days" if late else "order.left_days", count=hours // 24)


def step_rows(shop: Shop, order: Order) -> list[StepRow]:
    """Return what was done about an order, the latest first."""
    words = shop.words
    rows = []
    for step in reversed(order.history):
        said = words.texts.raw(f"order.did_{step.verb}")
        line = order.line(step.line) if step.line else None
        name = name_of(shop, line.product, line.variant) if line else ""
        why = reason_words(words, step.reason, step.remark)
        tail = joined(words.texts.get("list.and"), (name, why))
        actor = order.actors.get(step.by)
        time = words.clock(parse_moment(step.at), shop.now()) if is_real(step.at) else ""
        rows.append(
            StepRow(
                time,
                joined(": ", (said or step.verb, tail)),
                actor.name if actor else "",
            )
        )
    return rows


def told_words(shop: Shop, order: Order) -> str:
    """Say what the shopper was told last, and when, or why it did not reach them; '' while nothing."""
    newest = next(iter(notices.read(order.notices)), None)
    if newest is None:
        return ""
    texts = shop.words.texts
    name = texts.raw(f"order.notice_{newest.template}") or texts.get("order.notice_other")
    if newest.failure:
        return texts.get(f"order.untold_{newest.failure}", name)
    if not is_real(newest.at):
        return name
    return texts.get("order.told", name, shop.words.clock(parse_moment(newest.at), shop.now()))


def hand_title(words: Words, order: Order) -> str:
    """Say what is to be done with what is together."""
    key = order.state if order.state in {"packed", "ready_for_pickup", "picked_up"} else "over"
    return words.texts.get(f"order.hand_{key}")


def hand_text(shop: Shop, order: Order, *, owes: bool) -> str:
    """Say where it lies, until when, whom it is for, and whether the till still gets something for it."""
    words, now = shop.words, shop.now()
    texts = words.texts
    parts = [texts.get("order.for", who(words, order.contact.name))] if order.contact.name else []
    if order.place:
        parts.append(texts.get("order.lies", order.place))
    if order.state == "ready_for_pickup" and is_real(order.expires):
        parts.append(texts.get("order.kept", words.clock(parse_moment(order.expires), now)))
    if owes or order.is_open:
        parts.append(texts.get("order.unpaid" if owes else "order.paid"))
    return "\n".join(parts)
