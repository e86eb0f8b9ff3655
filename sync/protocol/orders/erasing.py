"""What is left of an order when its person is erased: what the store needs for its stock, and no more."""

from msgspec.structs import replace

from sync.protocol.orders.document import Contact, Order


def blank(order: Order) -> Order:
    """Return the order without the person: no name, address, customer, list or note; nothing more follows."""
    return replace(
        order,
        customer="",
        list_id="",
        contact=Contact(),
        note="",
        place="",
        claim="",
        basket="",
        reason="",
        remark="",
        lines=[replace(line, note="", line="") for line in order.lines],
        history=[replace(step, reason="", remark="") for step in order.history],
        version=order.version + 1,
        erased=True,
    )
