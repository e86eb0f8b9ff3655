"""What a shopper asks of the store from the list: have it brought, agree to a substitute, call somebody.

Every request is durable on the tablet when its call returns. It is a request and no promise until the store
has heard of it: only then a mark on the list says so (`sync.protocol.calls`).
"""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from kiosk.core.lists import Change, ListKeeper
from sync.protocol import call_verbs, calls
from sync.protocol.errors import Rejected
from sync.protocol.lists import OrderMark, ShoppingList

FETCHED = frozenset({"picked", "substituted"})
"""States of an order's line that is there."""


class Wish(msgspec.Struct, frozen=True):
    """What another store is asked for: a variant, the store's code, and what it shall do in its own words.

    `place` is where the shopper stands, with the name of their store.
    """

    product: str
    variant: str
    options: Mapping[str, str]
    store: str
    note: str
    place: str


class Meeting(NamedTuple):
    """Where somebody is to come, in staff's words, and whom to ask for there; '' for nobody in particular."""

    place: str
    name: str = ""


class Asking:
    """The requests of the visit's list. Any thread may call; calls that change something wait for the disk.

    All of those raise `sync.protocol.errors.Rejected` when the list's rule says no, and write nothing.
    """

    def __init__(self, keeper: ListKeeper, place: str) -> None:
        """`place` is what staff call the tablet that the shopper stands at."""
        self._keeper = keeper
        self._place = place

    def bring(self, meeting: Meeting | None = None) -> Change:
        """Have everything brought that was not asked for yet, to this tablet where nothing else is said.

        Raises:
            Rejected: `nothing_to_bring` when all of it was, `too_many_orders`.
        """
        lines = [line.id for line in calls.not_asked_for(self._keeper.ensure())]
        if not lines:
            raise Rejected("nothing_to_bring")
        place, name = meeting or Meeting(self._place)
        return self._keeper.do(call_verbs.RequestPreparation(lines, place=place, name=name))

    def ask_store(self, wish: Wish) -> Change:
        """Ask another store for something; it stands on the list, which tells what became of it.

        Raises:
            Rejected: `nothing_to_bring` when it was asked for already, `too_many_orders`, `list_full`.
        """
        document = self._keeper.ensure()
        if asked_for(document, wish.variant):
            raise Rejected("nothing_to_bring")
        if not any(line.variant == wish.variant for line in document.present):
            document = self._keeper.add(wish.product, wish.variant, wish.options).document
        line = next(line for line in document.present if line.variant == wish.variant)
        return self._keeper.do(call_verbs.RequestPreparation([line.id], wish.note, wish.place, wish.store))

    @property
    def place(self) -> str:
        """What staff call the tablet that the shopper stands at."""
        return self._place

    def ask(self, text: str, line: str = "") -> Change:
        """Ask the store something in writing, about a line (its id) or ('') the whole list.

        Raises:
            Rejected: `too_many_questions`, `no_line` when the line is gone.
        """
        return self._keeper.do(call_verbs.AskQuestion(text, line))

    def take_back(self, question: str) -> Change:
        """Ask a question (its id) no more; the list's undo asks it again.

        Raises:
            Rejected: `answered` when somebody has answered it, `no_question` when it is gone.
        """
        return self._keeper.do(call_verbs.TakeBackQuestion(question))

    def call_off(self, order: str) -> Change:
        """Not any more: the store cancels it, unless it is handed over already."""
        return self._keeper.do(call_verbs.CancelRequest(order))

    def agree(self, order: str, line: str, *, agreed: bool) -> Change:
        """Say yes or no to what is offered instead of an order's line."""
        return self._keeper.do(call_verbs.AgreeOffer(order, line, agreed))

    def call(self, topic: str = "", meeting: Meeting | None = None) -> Change:
        """Ask for a person; `topic` is the product that is looked at, '' for anything."""
        place, name = meeting or Meeting(self._place)
        return self._keeper.do(call_verbs.CallHelp(topic, place, name))

    def no_need(self) -> Change:
        """Nobody needs to come any more."""
        return self._keeper.do(call_verbs.CancelHelp())


def latest_first(document: ShoppingList) -> list[OrderMark]:
    """Return what a list tells of orders: those that are open first, each kind with the latest first."""
    return sorted(
        sorted(document.orders.values(), key=lambda mark: mark.at, reverse=True),
        key=lambda mark: not calls.is_open(mark),
    )


def asked_for(document: ShoppingList, variant: str) -> OrderMark | None:
    """Return the open order that brings a variant, or keeps it somewhere; None while there is none."""
    lines = {line.id for line in document.present if line.variant == variant}
    return next(
        (mark for mark in latest_first(document) if calls.is_open(mark) and lines & mark.lines.keys()), None
    )
