"""What is done about one line of an order: picked, short, replaced, rejected, opened again."""

from msgspec.structs import replace

from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.orders.document import Line, Order, Substitute
from sync.protocol.orders.verbs import (
    AgreeSubstitute,
    ConfirmLine,
    PickLine,
    ProposeSubstitute,
    RejectLine,
    ReopenLine,
    ReportFewer,
    ReportSold,
    ShortLine,
)

NOT_FOUND = "not_found"
"""Why a line is short that the shopper wants nothing else for, where nobody said more."""


def pick(order: Order, act: Act, verb: PickLine) -> Order:
    """Take pieces in hand: of what was ordered, or of the substitute that the shopper agreed to."""
    line = known(order, verb.line)
    _require_open(line)
    if line.substitute is not None:
        return _put(order, act, _pick_substitute(line, line.substitute, verb.quantity))
    if verb.quantity > line.missing:
        raise Rejected("too_many")
    picked = line.picked + verb.quantity
    state = "picked" if picked == line.quantity else "open"
    return _put(order, act, replace(line, picked=picked, state=state))


def _pick_substitute(line: Line, offered: Substitute, quantity: int) -> Line:
    if offered.agreed != "yes":
        raise Rejected("not_agreed")
    picked = offered.picked + quantity
    if picked > offered.quantity:
        raise Rejected("too_many")
    state = "substituted" if picked == offered.quantity else "open"
    return replace(line, substitute=replace(offered, picked=picked), state=state)


def short(order: Order, act: Act, verb: ShortLine) -> Order:
    """Say that no more of it can be had: what is in hand stays, what was offered and is not there goes."""
    line = known(order, verb.line)
    said = (verb.reason, verb.note or line.note)
    if line.state == "short" and not line.sold and (line.reason, line.note) == said:
        return order
    if line.state not in {"open", "short"}:
        raise Rejected("not_now")
    offered = line.substitute
    some = offered is not None and offered.picked > 0
    return _put(
        order,
        act,
        replace(
            line,
            state="substituted" if some else "short",
            reason=verb.reason,
            note=verb.note or line.note,
            substitute=replace(offered, quantity=offered.picked) if offered and some else None,
        ),
    )


def offer(order: Order, act: Act, verb: ProposeSubstitute) -> Order:
    """Offer something else for what is missing: the line is open until the shopper said yes or no."""
    line = known(order, verb.line)
    if line.state not in {"open", "short"} or (line.substitute and line.substitute.picked):
        raise Rejected("not_now")
    if verb.quantity > line.missing:
        raise Rejected("too_many")
    offered = Substitute(verb.product, verb.variant, verb.quantity, verb.options, by=act.actor.id)
    return _put(order, act, replace(line, state="open", substitute=offered))


def agree(order: Order, act: Act, verb: AgreeSubstitute) -> Order:
    """Take the shopper's word: what they want is picked next, what they do not want leaves the line short."""
    line = known(order, verb.line)
    offered, word = line.substitute, "yes" if verb.agreed else "no"
    if offered is None:
        raise Rejected("no_offer")
    if offered.agreed == word:
        return order
    if not line.waits:
        raise Rejected("not_now")
    answered = replace(line, substitute=replace(offered, agreed=word))
    if not verb.agreed:
        answered = replace(answered, state="short", reason=line.reason or NOT_FOUND)
    if not verb.agreed:
        return _put(order, act, answered)
    return _put(order, act, answered, sold=line.sold, counted=line.counted)


def reject(order: Order, act: Act, verb: RejectLine) -> Order:
    """Say that a line cannot be had at all: what was in hand goes back to its shelf."""
    line = known(order, verb.line)
    if line.state == "rejected" and not line.sold:
        return order
    note = verb.note or line.note
    gone = replace(line, state="rejected", picked=0, reason=verb.reason, note=note, substitute=None)
    return _put(order, act, gone)


def reopen(order: Order, act: Act, verb: ReopenLine) -> Order:
    """Begin a line again as it was ordered."""
    line = known(order, verb.line)
    if line.state == "open" and not (line.picked or line.substitute or line.sold):
        return order
    return _put(order, act, replace(line, state="open", picked=0, reason="", substitute=None))


def report_sold(order: Order, act: Act, verb: ReportSold) -> Order:
    """Note that pieces of a line went over the till; whatever is done about the line answers it."""
    line = known(order, verb.line)
    return _put(order, act, line, sold=min(line.quantity, line.sold + verb.quantity))


def report_fewer(order: Order, act: Act, verb: ReportFewer) -> Order:
    """Note that there are fewer pieces than are kept, by a count or a correction; it is answered likewise."""
    line = known(order, verb.line)
    sold = min(line.quantity, line.sold + verb.quantity)
    return _put(order, act, line, sold=sold, counted=not line.sold or line.counted)


def confirm(order: Order, act: Act, verb: ConfirmLine) -> Order:
    """Say that all of a line is here all the same."""
    line = known(order, verb.line)
    return _put(order, act, line) if line.sold else order


def known(order: Order, identifier: str) -> Line:
    """Return a line of the order.

    Raises:
        Rejected: `no_line`.
    """
    line = order.line(identifier)
    if line is None:
        raise Rejected("no_line")
    return line


def _require_open(line: Line) -> None:
    if line.state != "open":
        raise Rejected("too_many" if line.state in {"picked", "substituted"} else "not_now")


def _put(order: Order, act: Act, line: Line, sold: int = 0, *, counted: bool = False) -> Order:
    line = replace(line, at=act.at, sold=sold, counted=counted)
    lines = [line if other.id == line.id else other for other in order.lines]
    return replace(order, lines=lines)
