"""The verbs of what a list and its store say to each other: requests, questions, calls, and their answers."""

from typing import Annotated, Literal

import msgspec

from sync.protocol.ids import STORABLE
from sync.protocol.list_verbs import Delta, Key, Note, Tag
from sync.protocol.lists import MAX_LINES, HelpMark, OrderMark
from sync.protocol.plain import PLAIN, PLAIN_LINE

CalledOut = Annotated[str, msgspec.Meta(max_length=40, pattern=PLAIN_LINE)]
"""A first name, or a number, to call out."""


class AskQuestion(msgspec.Struct, frozen=True, omit_defaults=True, tag="AskQuestion", tag_field="verb"):
    """Ask the store something, about a line or ('') the list."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=PLAIN)]
    line: Annotated[str, msgspec.Meta(max_length=128, pattern=STORABLE)] = ""


class AnswerQuestion(msgspec.Struct, frozen=True, tag="AnswerQuestion", tag_field="verb"):
    """Answer a question; a later answer stands in the place of an earlier one."""

    question: Key
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=PLAIN)]


class TakeBackQuestion(msgspec.Struct, frozen=True, tag="TakeBackQuestion", tag_field="verb"):
    """Ask it no more: rejected `answered` once somebody has answered. `Undo` asks it again."""

    question: Key


class RequestPreparation(
    msgspec.Struct, frozen=True, omit_defaults=True, tag="RequestPreparation", tag_field="verb"
):
    """Have lines brought: those named, or all that are present. An order follows from it.

    `name` is whom to ask for, '' where nobody said; a hub that does not know it yet passes over it.
    `store` is another store that is asked, to keep or to send them; '' for the one where the shopper is.
    """

    lines: Annotated[list[Key], msgspec.Meta(max_length=MAX_LINES)] = []
    note: Note = ""
    place: Tag = ""
    store: Tag = ""
    name: CalledOut = ""


class CancelRequest(msgspec.Struct, frozen=True, omit_defaults=True, tag="CancelRequest", tag_field="verb"):
    """Not any more: the order is cancelled. Rejected `not_now` once it is over.

    `left`: nobody said so, but the shopper's visit is over and they are gone.

    Only what was asked for on a list is taken back there, `not_here` otherwise: whoever has the list's link
    may do as much, and what somebody paid for is theirs to cancel, where they ordered it.
    """

    order: Key
    left: bool = False


class AgreeOffer(msgspec.Struct, frozen=True, tag="AgreeOffer", tag_field="verb"):
    """Say yes or no to a substitute for an order's line. Rejected `no_offer` where none waits for a word."""

    order: Key
    line: Key
    agreed: bool


class CallHelp(msgspec.Struct, frozen=True, omit_defaults=True, tag="CallHelp", tag_field="verb"):
    """Ask for a person to come; while one was asked for, nothing changes.

    `name` is whom to ask for there, '' where nobody said; a hub that does not know it yet passes over it.
    """

    topic: Annotated[str, msgspec.Meta(max_length=120)] = ""
    place: Tag = ""
    name: CalledOut = ""


class CancelHelp(msgspec.Struct, frozen=True, tag="CancelHelp", tag_field="verb"):
    """Nobody needs to come any more."""


class MarkBought(msgspec.Struct, frozen=True, omit_defaults=True, tag="MarkBought", tag_field="verb"):
    """So many pieces of a line were paid for; negative when they came back. It follows from a sale.

    What a return took off is kept under its `mark`, for `MarkKept`.
    """

    line: Key
    quantity: Delta
    mark: Key | Literal[""] = ""


class MarkKept(msgspec.Struct, frozen=True, tag="MarkKept", tag_field="verb"):
    """What a return took off under `mark` was bought after all. The hub's own: the return was a mistake."""

    mark: Key


class MirrorOrder(msgspec.Struct, frozen=True, tag="MirrorOrder", tag_field="verb"):
    """Show on the list how an order stands. The hub's own."""

    order: OrderMark


class MirrorHelp(msgspec.Struct, frozen=True, tag="MirrorHelp", tag_field="verb"):
    """Show on the list who comes. The hub's own."""

    help: HelpMark


HUBS_OWN = MarkBought | MarkKept | MirrorOrder | MirrorHelp
"""Verbs that nobody sends: they follow from what happened elsewhere."""

Verb = (
    AskQuestion
    | AnswerQuestion
    | TakeBackQuestion
    | RequestPreparation
    | CancelRequest
    | AgreeOffer
    | CallHelp
    | CancelHelp
    | MarkBought
    | MarkKept
    | MirrorOrder
    | MirrorHelp
)
