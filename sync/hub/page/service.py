"""What the store does about a list, as its phone page shows it: orders, help that was called, receipts."""

import datetime as dt
from collections.abc import Mapping

import msgspec

from sync.protocol import calls, moments, orders
from sync.protocol.lists import HelpMark, OrderMark, ShoppingList
from sync.protocol.money import Price, minor_digits
from sync.protocol.receipts import Receipt

ENDED_SHOWN = dt.timedelta(hours=24)
"""How long an order that is over stays on the page: long enough to read what became of it."""

CANCELLABLE = frozenset({"asked", "new", "accepted", "picking", "packed", "on_hold", "ready_for_pickup"})


class Ware(msgspec.Struct, frozen=True):
    """A product as a line and an offer show it; `picture` is the square one's address, '' without one."""

    name: str
    options: list[str] = []
    price: Price | None = None
    picture: str = ""


class OfferView(msgspec.Struct, frozen=True):
    """A substitute that waits for yes or no: `line` is the order's line, `instead` what is missing."""

    line: str
    quantity: int
    ware: Ware
    instead: str = ""


class OrderView(msgspec.Struct, frozen=True):
    """How an order stands. `pieces` counts what is to come, `lines` tells the state of the list's lines.

    `can_cancel` is set for what was asked for from the list itself and is not handed over.
    """

    id: str
    state: str
    kind: str
    number: str
    by: str
    promise: str
    place: str
    reason: str
    remark: str
    pieces: int
    can_cancel: bool
    lines: dict[str, str] = {}
    offers: list[OfferView] = []


class BoughtView(msgspec.Struct, frozen=True):
    """One line of a receipt: `returned` of `quantity` came back; `amount` was paid, in minor units."""

    name: str
    quantity: int
    amount: int
    returned: int = 0


class ReceiptView(msgspec.Struct, frozen=True):
    """What was bought from the list: `code` finds it at a desk, `until` is the last day for returns."""

    id: str
    number: str
    at: str
    currency: str
    digits: int
    total: int
    refunded: int
    code: str
    lines: list[BoughtView]
    until: str = ""


def receipt_view(receipt: Receipt, names: Mapping[str, str], code: str) -> ReceiptView:
    """Return a receipt as the page shows it; `names` are those of products, in the reader's language."""
    lines = [
        BoughtView(
            names.get(line.product) or line.name, line.quantity, line.price * line.quantity, line.returned
        )
        for line in receipt.lines
    ]
    return ReceiptView(
        id=receipt.id,
        number=receipt.number,
        at=receipt.at,
        currency=receipt.currency,
        digits=minor_digits(receipt.currency),
        total=sum(line.amount for line in lines),
        refunded=sum(one.refund for one in receipt.returns if not one.undone),
        code=code,
        lines=lines,
        until=receipt.last_day.isoformat() if receipt.last_day else "",
    )


def shown(document: ShoppingList, now: dt.datetime) -> list[OrderMark]:
    """Return the orders that the page tells of, newest first: open, or ended a short while ago."""
    marks = [mark for mark in document.orders.values() if _is_current(mark, now)]
    return sorted(marks, key=lambda mark: (mark.at, mark.id), reverse=True)


def _is_current(mark: OrderMark, now: dt.datetime) -> bool:
    if mark.state not in orders.ENDED:
        return True
    return moments.is_real(mark.at) and now - moments.parse(mark.at) < ENDED_SHOWN


def offered(document: ShoppingList, now: dt.datetime) -> set[str]:
    """Return the products that are offered as substitutes on the page."""
    return {offer.product for mark in shown(document, now) for offer in mark.offers.values()}


def view(mark: OrderMark, document: ShoppingList, offers: list[OfferView]) -> OrderView:
    """Return one order as the page shows it, with its substitutes as they were named by the caller."""
    wanted = {line.id: line.quantity for line in document.lines}
    return OrderView(
        id=mark.id,
        state=mark.state,
        kind=mark.kind,
        number=mark.number,
        by=mark.by,
        promise=mark.promise,
        place=mark.place,
        reason=mark.reason,
        remark=mark.remark,
        pieces=sum(wanted.get(line, 0) for line, state in mark.lines.items() if state != "rejected"),
        can_cancel=mark.kind == "request" and mark.state in CANCELLABLE,
        lines=mark.lines,
        offers=offers,
    )


def bringable(document: ShoppingList) -> list[str]:
    """Return the lines that the list's store can be asked to bring; none where no store is known."""
    return [line.id for line in calls.not_asked_for(document)] if document.store else []


def called(document: ShoppingList) -> HelpMark | None:
    """Return the call for a person while it is not over."""
    call = document.help
    return call if call and call.state in calls.WAITING else None
