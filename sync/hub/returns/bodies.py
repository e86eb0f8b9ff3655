"""What servers read of a receipt, and send to begin a return, as JSON."""

from typing import Annotated

import msgspec

from sync.protocol.interactions import Channel
from sync.protocol.receipts import MAX_LINES, Back, Case, Receipt, Said

Word = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern="^[!-~]+$")]


class SoldView(msgspec.Struct, frozen=True):
    """One line of a receipt: `left` of `quantity` can still come back, what is `final` only when damaged."""

    id: str
    product: str
    variant: str
    options: dict[str, str]
    name: str
    quantity: int
    left: int
    price: int
    final: bool


class ReceiptView(msgspec.Struct, frozen=True):
    """A receipt without whom it is of. `until` is the last day for returns, '' where there is none.

    `case` is a return that was begun, on any channel, and is not finished.
    """

    id: str
    number: str
    store: str
    channel: str
    at: str
    currency: str
    until: str
    order: str
    lines: list[SoldView]
    case: Case | None


class NewReturn(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a shopper said of a return: it is not decided here, a desk goes on with it.

    `id` is the sender's own for this message; sent again with the same one it is said once.
    """

    id: Word
    channel: Channel
    lines: Annotated[list[Back], msgspec.Meta(max_length=MAX_LINES)] = []
    note: Said = ""


def view(receipt: Receipt) -> ReceiptView:
    """Return a receipt as servers read it."""
    lines = [
        SoldView(
            one.id,
            one.product,
            one.variant,
            one.options,
            one.name,
            one.quantity,
            one.left,
            one.price,
            one.final,
        )
        for one in receipt.lines
    ]
    return ReceiptView(
        receipt.id,
        receipt.number,
        receipt.store,
        receipt.channel,
        receipt.at,
        receipt.currency,
        receipt.until,
        receipt.order,
        lines,
        receipt.case,
    )
