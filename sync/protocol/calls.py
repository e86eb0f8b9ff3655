"""What a list and its store say to each other: requests, questions, calls for help, and their answers.

The verbs of people ask; what the store makes of it comes back as the hub's own `Mirror…` verbs, so that the
list shows it on every screen. The document is the list's (`sync.protocol.lists`).
"""

from typing import Annotated, Literal

import msgspec
from msgspec.structs import replace

from sync.protocol import customers
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.ids import PLAIN, STORABLE, derived_id
from sync.protocol.list_verbs import Delta, Key, Note, Tag
from sync.protocol.lists import (
    MAX_LINES,
    MAX_QUANTITY,
    HelpMark,
    Line,
    OrderMark,
    Question,
    ShoppingList,
    introduce,
    known_line,
    put_line,
)
from sync.protocol.orders import ENDED, OPEN

MAX_ORDERS = 50
MAX_QUESTIONS = 100

ASKED = "asked"
"""State of an order, or of a call, that the store has not heard of."""

HANDED_OVER = frozenset({"picked_up", "returned"})

WAITING = frozenset({"asked", "waiting", "coming"})
"""States of a call for help that is not over."""


HELP_VERSIONS = {"asked": 0, "waiting": 1, "coming": 2, "done": 3, "withdrawn": 3}
"""A call only ever goes on: which of two copies is the newer one shows in its state."""


class AskQuestion(msgspec.Struct, frozen=True, omit_defaults=True, tag="AskQuestion", tag_field="verb"):
    """Ask the store something, about a line or ('') the list."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=PLAIN)]
    line: Annotated[str, msgspec.Meta(max_length=128, pattern=STORABLE)] = ""


class AnswerQuestion(msgspec.Struct, frozen=True, tag="AnswerQuestion", tag_field="verb"):
    """Answer a question; a later answer stands in the place of an earlier one."""

    question: Key
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=PLAIN)]


class RequestPreparation(
    msgspec.Struct, frozen=True, omit_defaults=True, tag="RequestPreparation", tag_field="verb"
):
    """Have lines brought: those named, or all that are present. An order follows from it."""

    lines: Annotated[list[Key], msgspec.Meta(max_length=MAX_LINES)] = []
    note: Note = ""
    place: Tag = ""


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
    """Ask for a person to come; while one was asked for, nothing changes."""

    topic: Annotated[str, msgspec.Meta(max_length=120)] = ""
    place: Tag = ""


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


def apply(document: ShoppingList | None, act: Act) -> ShoppingList:
    """Return the list after `act`; the same object when nothing changed.

    Raises:
        Rejected: `no_list`, `erased`, `no_line`, `no_question`, `too_many_questions`, `nothing_to_bring`,
            `too_many_orders`, `no_order`, `no_offer`, `not_here`, `not_now`.
    """
    if document is None:
        raise Rejected("no_list")
    if document.erased:
        raise Rejected("erased")
    if isinstance(act.verb, MarkBought | MarkKept):
        return _mark(document, act.verb)
    if isinstance(act.verb, MirrorOrder | MirrorHelp):
        return _mirror(document, act.verb)
    after = _change(document, act)
    return after if after is document else introduce(after, act.actor)


def _change(document: ShoppingList, act: Act) -> ShoppingList:
    match act.verb:
        case AskQuestion() as verb:
            return _ask(document, act, verb)
        case AnswerQuestion() as verb:
            return _answer(document, act, verb)
        case RequestPreparation() as verb:
            return _request(document, act, verb)
        case CallHelp() | CancelHelp() as verb:
            return _call(document, act, verb)
        case verb:
            return _decide(document, verb)


def _decide(document: ShoppingList, verb: CancelRequest | AgreeOffer) -> ShoppingList:
    """Note the shopper's word on an order. What becomes of it the store says, in a newer mark."""
    mark = document.orders.get(verb.order)
    if mark is None:
        raise Rejected("no_order")
    if mark.state in ENDED:
        raise Rejected("not_now")
    if isinstance(verb, CancelRequest) and mark.kind != "request":
        raise Rejected("not_here")
    if isinstance(verb, CancelRequest):
        said = replace(mark, asked="cancel")
    elif verb.line in mark.offers:
        offers = {line: offer for line, offer in mark.offers.items() if line != verb.line}
        said = replace(mark, offers=offers)
    else:
        raise Rejected("no_offer")
    return document if said == mark else replace(document, orders={**document.orders, mark.id: said})


def _call(document: ShoppingList, act: Act, verb: CallHelp | CancelHelp) -> ShoppingList:
    known = document.help if document.help and document.help.state in WAITING else None
    if isinstance(verb, CancelHelp):
        return replace(document, help=withdrawn(known)) if known else document
    if known:
        return document
    call = HelpMark(derived_id(act.op, "help"), "asked", act.at, verb.topic)
    return replace(document, help=call)


def withdrawn(call: HelpMark) -> HelpMark:
    """Return a call for which nobody needs to come any more."""
    return replace(call, state="withdrawn", version=HELP_VERSIONS["withdrawn"])


def _mirror(document: ShoppingList, verb: MirrorOrder | MirrorHelp) -> ShoppingList:
    match verb:
        case MirrorOrder(order=mark):
            known = document.orders.get(mark.id)
            if known is None and len(document.orders) >= MAX_ORDERS:
                raise Rejected("too_many_orders")
            if known and known.version >= mark.version:
                return document
            return replace(document, orders={**document.orders, mark.id: mark})
        case MirrorHelp(help=mark):
            call = document.help
            if call is None or call.id != mark.id or call.version >= mark.version:
                return document
            return replace(document, help=mark)


def _mark(document: ShoppingList, verb: MarkBought | MarkKept) -> ShoppingList:
    if isinstance(verb, MarkKept):
        found = next((one for one in document.lines if verb.mark in one.back), None)
        return put_line(document, _kept(found, verb.mark)) if found else document
    line = known_line(document, verb.line)
    bought = min(MAX_QUANTITY, max(0, line.bought + verb.quantity))
    taken = line.bought - bought
    back = {**line.back, verb.mark: taken} if verb.mark and taken > 0 else line.back
    return put_line(document, replace(line, bought=bought, back=back))


def _kept(line: Line, mark: str) -> Line:
    back = {name: pieces for name, pieces in line.back.items() if name != mark}
    return replace(line, bought=min(MAX_QUANTITY, line.bought + line.back[mark]), back=back)


def _ask(document: ShoppingList, act: Act, verb: AskQuestion) -> ShoppingList:
    if verb.line:
        known_line(document, verb.line)
    if len(document.questions) >= MAX_QUESTIONS:
        raise Rejected("too_many_questions")
    question = Question(act.op, verb.text, act.actor.id, act.at, verb.line)
    return replace(document, questions=[*document.questions, question])


def _answer(document: ShoppingList, act: Act, verb: AnswerQuestion) -> ShoppingList:
    if not any(question.id == verb.question for question in document.questions):
        raise Rejected("no_question")
    questions = [
        replace(question, answer=verb.text, answered_by=act.actor.id, answered_at=act.at)
        if question.id == verb.question
        else question
        for question in document.questions
    ]
    return replace(document, questions=questions)


def _request(document: ShoppingList, act: Act, verb: RequestPreparation) -> ShoppingList:
    wanted = [line for line in document.present if not verb.lines or line.id in verb.lines]
    if not wanted:
        raise Rejected("nothing_to_bring")
    if len(document.orders) >= MAX_ORDERS:
        raise Rejected("too_many_orders")
    mark = OrderMark(
        order_id(act.op), "asked", at=act.at, place=verb.place, lines={line.id: "open" for line in wanted}
    )
    return replace(document, orders={**document.orders, mark.id: mark})


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
