"""What a shopper asks of the store from the list: have it brought, agree to a substitute, call somebody.

Every request is durable on the tablet when its call returns. It is a request and no promise until the store
has heard of it: only then a mark on the list says so (`sync.protocol.calls`).
"""

from kiosk.core.lists import Change, ListKeeper
from sync.protocol import call_verbs, calls
from sync.protocol.errors import Rejected
from sync.protocol.lists import OrderMark, ShoppingList

FETCHED = frozenset({"picked", "substituted"})
"""States of an order's line that is there."""


class Asking:
    """The requests of the visit's list. Any thread may call; calls that change something wait for the disk.

    All of those raise `sync.protocol.errors.Rejected` when the list's rule says no, and write nothing.
    """

    def __init__(self, keeper: ListKeeper, place: str) -> None:
        """`place` is what staff call the tablet that the shopper stands at."""
        self._keeper = keeper
        self._place = place

    def bring(self) -> Change:
        """Have everything brought that was not asked for yet.

        Raises:
            Rejected: `nothing_to_bring` when all of it was, `too_many_orders`.
        """
        lines = [line.id for line in calls.not_asked_for(self._keeper.ensure())]
        if not lines:
            raise Rejected("nothing_to_bring")
        return self._keeper.do(call_verbs.RequestPreparation(lines, place=self._place))

    def call_off(self, order: str) -> Change:
        """Not any more: the store cancels it, unless it is handed over already."""
        return self._keeper.do(call_verbs.CancelRequest(order))

    def agree(self, order: str, line: str, *, agreed: bool) -> Change:
        """Say yes or no to what is offered instead of an order's line."""
        return self._keeper.do(call_verbs.AgreeOffer(order, line, agreed))

    def call(self, topic: str = "") -> Change:
        """Ask for a person; `topic` is the product that is looked at, '' for anything."""
        return self._keeper.do(call_verbs.CallHelp(topic, self._place))

    def no_need(self) -> Change:
        """Nobody needs to come any more."""
        return self._keeper.do(call_verbs.CancelHelp())


def latest_first(document: ShoppingList) -> list[OrderMark]:
    """Return what a list tells of orders: those that are open first, each kind with the latest first."""
    return sorted(
        sorted(document.orders.values(), key=lambda mark: mark.at, reverse=True),
        key=lambda mark: not calls.is_open(mark),
    )
