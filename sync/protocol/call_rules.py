"""What becomes of a list when somebody asks its store something, and when the store answers."""

from msgspec.structs import replace

from sync.protocol import calls, question_rules
from sync.protocol.acts import Act
from sync.protocol.call_verbs import (
    AgreeOffer,
    AnswerQuestion,
    AskQuestion,
    CallHelp,
    CancelHelp,
    CancelRequest,
    MarkBought,
    MarkKept,
    MirrorHelp,
    MirrorOrder,
    RequestPreparation,
    TakeBackQuestion,
)
from sync.protocol.errors import Rejected
from sync.protocol.ids import derived_id
from sync.protocol.lists import (
    MAX_QUANTITY,
    Entry,
    HelpMark,
    Line,
    OrderMark,
    Question,
    ShoppingList,
    introduce,
    known_line,
    put_line,
)
from sync.protocol.orders import ENDED

MAX_ORDERS = 50
MAX_ELSEWHERE = 10
"""Requests of one list that are open at stores that were named: whoever has a list's link may make them."""


def apply(document: ShoppingList | None, act: Act) -> ShoppingList:
    """Return the list after `act`; the same object when nothing changed.

    Raises:
        Rejected: `no_list`, `erased`, `no_line`, `no_question`, `answered`, `too_many_questions`,
            `nothing_to_bring`, `too_many_orders`, `no_order`, `no_offer`, `not_here`, `not_now`.
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
        case AnswerQuestion(question=asked, text=text):
            return question_rules.answer(document, asked, text, act.actor, act.at)
        case TakeBackQuestion(question=asked):
            entry = Entry(act.op, type(act.verb).__name__, act.actor.id, act.at)
            return question_rules.take_back(document, asked, entry)
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
    known = document.help if document.help and document.help.state in calls.WAITING else None
    if isinstance(verb, CancelHelp):
        return replace(document, help=calls.withdrawn(known)) if known else document
    if known:
        return document
    call = HelpMark(derived_id(act.op, "help"), calls.ASKED, act.at, verb.topic, place=verb.place)
    return replace(document, help=call)


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
    return question_rules.put(document, Question(act.op, verb.text, act.actor.id, act.at, verb.line))


def _request(document: ShoppingList, act: Act, verb: RequestPreparation) -> ShoppingList:
    wanted = [line for line in document.present if not verb.lines or line.id in verb.lines]
    if not wanted:
        raise Rejected("nothing_to_bring")
    if len(document.orders) >= MAX_ORDERS or (verb.store and _asked_elsewhere(document) >= MAX_ELSEWHERE):
        raise Rejected("too_many_orders")
    mark = OrderMark(
        calls.order_id(act.op),
        calls.ASKED,
        store=verb.store,
        at=act.at,
        place=verb.place,
        lines={line.id: "open" for line in wanted},
    )
    return replace(document, orders={**document.orders, mark.id: mark})


def _asked_elsewhere(document: ShoppingList) -> int:
    """Return how many requests are open at stores other than the list's own."""
    marks = document.orders.values()
    return sum(mark.store not in {"", document.store} and calls.is_open(mark) for mark in marks)
