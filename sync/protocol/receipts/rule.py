"""The rule of a receipt: nothing comes back that was not bought, and what was a mistake can be undone."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from msgspec.structs import asdict, replace

from sync.protocol import moments
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.receipts.document import MAX_LINES, MAX_NOTE, Case, Receipt, Return, Returned, day_of
from sync.protocol.receipts.verbs import Back, BeginReturn, IssueReceipt, TakeBack, UndoReturn


def refund(receipt: Receipt, lines: Iterable[Returned]) -> int:
    """Return what was paid for pieces that come back, in minor units; nothing for what is no line."""
    sold = {line.id: line for line in receipt.lines}
    return sum(sold[one.line].price * one.quantity for one in lines if one.line in sold)


def check(receipt: Receipt, verb: TakeBack, now: dt.datetime) -> None:
    """Say whether a return can be taken at `now` (with time zone).

    Raises:
        Rejected: `no_store`, `no_line`, `more_than_bought`, `too_late`, `final_sale`.
    """
    if not verb.store:
        raise Rejected("no_store")
    _require_there(receipt, verb.lines)
    if receipt.is_late(now) and not verb.late:
        raise Rejected("too_late")
    for one in verb.lines:
        sold = receipt.line(one.line)
        if sold and sold.final and one.reason != "damaged":
            raise Rejected("final_sale")


def apply(document: Receipt | None, act: Act, *, receipt_id: str) -> Receipt:
    """Return the receipt after `act`; the same object when nothing changed.

    Raises:
        Rejected: `no_receipt`, `erased`, `no_line`, `more_than_bought`, `no_store`, `too_late`, `final_sale`,
            `no_case`; `too_many` parts of a case; `no_return`, `too_late_to_undo`; `malformed` for a receipt
            with two lines of one id.
    """
    if isinstance(act.verb, IssueReceipt):
        return document or _issue(act.verb, receipt_id)
    if document is None:
        raise Rejected("no_receipt")
    if document.erased:
        raise Rejected("erased")
    if any(done.op == act.op for done in document.returns):
        return document
    return _change(document, act)


def _change(document: Receipt, act: Act) -> Receipt:
    match act.verb:
        case BeginReturn() as verb:
            return _begin(document, act, verb)
        case TakeBack() as verb:
            return _take_back(document, act, verb)
        case UndoReturn() as verb:
            return _undo(document, act, verb)
        case _:
            if document.case is None:
                raise Rejected("no_case")
            return replace(document, case=None)


def _issue(verb: IssueReceipt, receipt_id: str) -> Receipt:
    if len({line.id for line in verb.lines}) < len(verb.lines):
        raise Rejected("malformed", "two lines of one id")
    said = {name: getattr(verb, name) for name in verb.__struct_fields__}
    said["lines"] = [replace(line, returned=0) for line in verb.lines]
    last = day_of(verb.until)
    said["until"] = last.isoformat() if last else ""
    return Receipt(id=receipt_id, **said)


def _begin(document: Receipt, act: Act, verb: BeginReturn) -> Receipt:
    _require_there(document, verb.lines)
    # Where and when it began, and with whom, stays: that is what nobody wants to tell again.
    case = document.case or Case(verb.channel, act.at, act.actor.id)
    again = {one.line for one in verb.lines}
    lines = [one for one in case.lines if one.line not in again] + _kept(verb.lines)
    if len(lines) > MAX_LINES:
        raise Rejected("too_many")
    changed = replace(case, lines=lines, note=_below(case.note, verb.note))
    return document if changed == document.case else replace(document, case=changed)


def _below(before: str, note: str) -> str:
    """Put a note below the others; what is too long loses its beginning."""
    if f"\n{note}\n" in f"\n{before}\n":
        return before
    return "\n".join(filter(None, (before, note)))[-MAX_NOTE:]


def _take_back(document: Receipt, act: Act, verb: TakeBack) -> Receipt:
    check(document, verb, moments.parse(act.now))
    back = _pieces(verb.lines)
    lines = [replace(line, returned=line.returned + back[line.id]) for line in document.lines]
    done = Return(
        op=act.op,
        at=act.at,
        by=act.actor.id,
        place=verb.store,
        lines=_kept(verb.lines),
        refund=refund(document, verb.lines),
        taken=act.now,
        case=document.case,
    )
    return replace(document, lines=lines, returns=[*document.returns, done], case=None)


def _undo(document: Receipt, act: Act, verb: UndoReturn) -> Receipt:
    done = document.back(verb.of)
    if done is None:
        raise Rejected("no_return")
    if done.undone:
        return document
    if not done.is_fresh(moments.parse(act.now)):
        raise Rejected("too_late_to_undo")
    back = _pieces(done.lines)
    lines = [replace(line, returned=line.returned - back[line.id]) for line in document.lines]
    undone = replace(done, undone=act.now, undone_by=act.actor.id)
    returns = [undone if one is done else one for one in document.returns]
    return replace(document, lines=lines, returns=returns, case=_again(done.case, document.case))


def _again(before: Case | None, since: Case | None) -> Case | None:
    """Return the case that a return had ended; what was begun since goes on in it."""
    if before is None or since is None:
        return before or since
    said = {one.line for one in since.lines}
    lines = [one for one in before.lines if one.line not in said] + since.lines
    return replace(before, lines=lines[-MAX_LINES:], note=_below(before.note, since.note))


def _pieces(lines: Iterable[Returned]) -> Counter[str]:
    """Return how many pieces of each line are told of; one line may be told of in several parts."""
    pieces = Counter[str]()
    for one in lines:
        pieces[one.line] += one.quantity
    return pieces


def _kept(lines: Iterable[Back]) -> list[Returned]:
    """Return what was said as documents keep it."""
    return [Returned(**asdict(one)) for one in lines]


def _require_there(document: Receipt, lines: Iterable[Returned]) -> None:
    """Refuse what was not bought, or is back already."""
    for identifier, quantity in _pieces(lines).items():
        line = document.line(identifier)
        if line is None:
            raise Rejected("no_line")
        if quantity > line.left:
            raise Rejected("more_than_bought")
