"""What an order keeps of the store's stock: one reservation for each line, and one for its substitute."""

import datetime as dt
from typing import NamedTuple

from sync.protocol import moments
from sync.protocol.ids import derived_id
from sync.protocol.orders.document import Line, Order

INSTEAD = "instead"


class Held(NamedTuple):
    """A reservation as it should stand: its id, which derives from the order's line, of what, how many."""

    hold: str
    variant: str
    quantity: int
    line: str


def held(order: Order | None, now: dt.datetime) -> list[Held]:
    """Return the reservations that an order should have at `now`: for what is picked, and is to be picked.

    One that was fetched and not paid for keeps what was handed over for the way to the till (`expires`); one
    that came to another end, or was erased, keeps nothing.
    """
    if order is None or order.erased or not (order.is_open or _is_carried(order, now)):
        return []
    return [kept for line in order.lines for kept in of_line(order.id, line) if kept.quantity]


def _is_carried(order: Order, now: dt.datetime) -> bool:
    """Say whether somebody may still be on the way to the till with it."""
    if order.state != "picked_up" or order.paid or not moments.is_real(order.expires):
        return False
    return moments.parse(order.expires) > now


def of_line(order: str, line: Line) -> list[Held]:
    """Return the reservations of one line, also that of no piece; the first is of what was ordered."""
    offered = line.substitute
    wants_more = line.state == "open" and offered is None
    own = Held(
        derived_id(order, line.id), line.variant, line.quantity if wants_more else line.picked, line.id
    )
    if offered is None or offered.agreed == "no":
        return [own]
    instead = derived_id(order, line.id, INSTEAD, offered.variant)
    return [own, Held(instead, offered.variant, offered.quantity, line.id)]
