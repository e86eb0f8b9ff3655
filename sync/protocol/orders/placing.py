"""How an order begins."""

from msgspec.structs import replace

from sync.protocol.acts import Act
from sync.protocol.ids import line_id
from sync.protocol.orders.codes import basket_code, number_of
from sync.protocol.orders.document import MAX_QUANTITY, Line, Order
from sync.protocol.orders.verbs import NewLine, PlaceOrder


def place(act: Act, verb: PlaceOrder, order_id: str, store: str) -> Order:
    """Return the order that somebody begins."""
    return Order(
        id=order_id,
        number=verb.number or number_of(order_id),
        store=store,
        kind=verb.kind,
        state="new",
        lines=ordered(order_id, verb.lines),
        placed=act.now,
        promise=verb.promise,
        customer=verb.customer,
        list_id=verb.list_id,
        contact=verb.contact.kept,
        place=verb.place,
        note=verb.note,
        currency=verb.currency,
        paid=verb.paid,
        claim=verb.claim,
        basket="" if verb.paid else basket_code(order_id),
    )


def ordered(order_id: str, wanted: list[NewLine]) -> list[Line]:
    """Return the lines of a new order; the same variant with the same options is one line."""
    made: dict[str, Line] = {}
    for one in wanted:
        identifier = line_id(order_id, one.variant, one.options)
        line = made.get(identifier)
        quantity = min(MAX_QUANTITY, one.quantity + (line.quantity if line else 0))
        made[identifier] = (
            replace(line, quantity=quantity)
            if line
            else Line(
                id=identifier,
                product=one.product,
                variant=one.variant,
                quantity=quantity,
                options=one.options,
                note=one.note,
                price=one.price,
                line=one.line,
            )
        )
    return [*made.values()]
