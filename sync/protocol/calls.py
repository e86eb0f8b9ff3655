"""What a list and its store say to each other, as the list shows it: how its orders and calls stand.

The verbs of people ask (`call_verbs`); what the store makes of it comes back as verbs of the hub alone,
so that the list shows it on every screen. The document is the list's (`sync.protocol.lists`).
"""

from msgspec.structs import replace

from sync.protocol import customers
from sync.protocol.call_verbs import CancelHelp, CancelRequest
from sync.protocol.ids import derived_id
from sync.protocol.lists import HelpMark, Line, OrderMark, ShoppingList
from sync.protocol.orders import ENDED, OPEN

ASKED = "asked"
"""State of an order, or of a call, that the store has not heard of."""

HANDED_OVER = frozenset({"picked_up", "returned"})

WAITING = frozenset({"asked", "waiting", "coming"})
"""States of a call for help that is not over."""


HELP_VERSIONS = {"asked": 0, "waiting": 1, "coming": 2, "done": 3, "withdrawn": 3}
"""A call only ever goes on: which of two copies is the newer one shows in its state."""


def is_open(mark: OrderMark) -> bool:
    """Say whether something is still to come of an order, as the list tells of it."""
    return mark.state == ASKED or mark.state in OPEN


def not_asked_for(document: ShoppingList) -> list[Line]:
    """Return the lines of a list that no order brings, or has brought."""
    marks = [mark for mark in document.orders.values() if is_open(mark) or mark.state in HANDED_OVER]
    asked = {line for mark in marks for line in mark.lines}
    return [line for line in document.present if line.id not in asked]


def left_behind(document: ShoppingList) -> list[CancelRequest | CancelHelp]:
    """Return what takes back whatever waits for a shopper who is gone, at the end of their visit.

    Nothing where somebody goes on with the list: a customer whose it is, or whoever has it on a phone. A link
    alone is nobody: a kiosk draws one for every list that it shows.
    """
    on_phone = any(document.shares.values()) and any(
        actor.kind == "phone" for actor in document.actors.values()
    )
    if document.erased or on_phone or customers.is_customer(document.owner):
        return []
    waiting = [
        mark
        for mark in document.orders.values()
        if mark.kind == "request" and mark.state not in ENDED and not mark.asked
    ]
    called = document.help is not None and document.help.state in WAITING
    return [*(CancelRequest(mark.id, left=True) for mark in waiting), *([CancelHelp()] if called else [])]


def order_id(op: str) -> str:
    """Return the id of the order that follows from a request (its operation's id)."""
    return derived_id(op, "order")


def withdrawn(call: HelpMark) -> HelpMark:
    """Return a call for which nobody needs to come any more."""
    return replace(call, state="withdrawn", version=HELP_VERSIONS["withdrawn"])
