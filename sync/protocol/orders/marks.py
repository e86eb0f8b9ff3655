"""How an order stands, as its list says it."""

from sync.protocol.lists import Offer, OrderMark
from sync.protocol.orders.document import Line, Order


def mark_of(order: Order) -> OrderMark:
    """Return what the list says of an order."""
    return OrderMark(
        id=order.id,
        state=order.state,
        kind=order.kind,
        number=order.number,
        store=order.store,
        at=order.placed,
        by=order.claimed.name if order.claimed else "",
        promise=order.promise,
        place=order.place,
        reason=order.reason,
        remark=order.remark,
        version=order.version,
        lines={line.line or line.id: line.state for line in order.lines},
        offers={line.id: _offer(line) for line in order.lines if line.waits} if order.is_open else {},
    )


def _offer(line: Line) -> Offer:
    offered = line.substitute
    assert offered, "a line waits for a word on a substitute"
    return Offer(offered.product, offered.variant, offered.quantity, line.variant, offered.options)
