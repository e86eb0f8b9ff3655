"""A return as an associate puts it together: what can come back, what is chosen of it, what it comes to.

Whether it is taken decides the receipt's own rule (`sync.protocol.receipts`), here and at the hub alike; this
only asks it beforehand, so that nobody fills in what will be refused.
"""

import datetime as dt
from typing import Literal, NamedTuple

from sync.protocol import receipts
from sync.protocol.errors import Rejected
from sync.protocol.receipts import (
    BeginReturn,
    Condition,
    Receipt,
    Returned,
    ReturnReason,
    Sold,
    TakeBack,
)

WhyNot = Literal["", "all_back", "too_late", "final_sale"]
"""Why a line does not come back just like that: it is here already, too late, or was sold for good."""

Problem = Literal[
    "",
    "erased",
    "nothing_chosen",
    "no_reason",
    "no_line",
    "more_than_bought",
    "too_late",
    "final_sale",
]
"""What is missing, or what the receipt's rule says; '' when it can be taken back."""


class Offer(NamedTuple):
    """One line of a receipt: `left` pieces can still come back. Of what is `final` only what is damaged."""

    sold: Sold
    left: int
    why_not: WhyNot


class Part(NamedTuple):
    """Some pieces of one line, as they are told of by now; `reason` '' until somebody said it."""

    line: str
    quantity: int
    reason: ReturnReason | Literal[""] = ""
    condition: Condition = "as_new"
    restock: bool = True
    note: str = ""


class Draft(NamedTuple):
    """A return that is being put together. `late` takes it although the last day is over."""

    receipt: Receipt
    parts: tuple[Part, ...] = ()
    late: bool = False

    def part(self, line: str) -> Part | None:
        """Return what is chosen of a line, None for nothing."""
        return next((part for part in self.parts if part.line == line), None)

    @property
    def pieces(self) -> int:
        """How many pieces come back."""
        return sum(part.quantity for part in self.parts)

    @property
    def refund(self) -> int:
        """What is to be paid back, in minor units of the receipt's currency."""
        return receipts.refund(self.receipt, [_returned(part) for part in self.parts])


def offers(receipt: Receipt, now: dt.datetime) -> list[Offer]:
    """Return what can come back at `now` (with time zone), in the receipt's order."""
    return [Offer(sold, sold.left, _why_not(receipt, sold, now)) for sold in receipt.lines]


def _why_not(receipt: Receipt, sold: Sold, now: dt.datetime) -> WhyNot:
    if not sold.left:
        return "all_back"
    if receipt.is_late(now):
        return "too_late"
    return "final_sale" if sold.final else ""


def begin(receipt: Receipt) -> Draft:
    """Return the draft of a return: what was said of it before, on any channel, is in it."""
    parts: dict[str, Part] = {}
    for one in receipt.case.lines if receipt.case else ():
        told = Part(one.line, one.quantity, one.reason, one.condition, restock=one.restock, note=one.note)
        known = parts.get(one.line)
        parts[one.line] = known._replace(quantity=known.quantity + one.quantity) if known else told
    return follow(Draft(receipt, tuple(parts.values())), receipt)


def follow(draft: Draft, receipt: Receipt) -> Draft:
    """Return the draft with the receipt as it stands now: what came back meanwhile cannot any more."""
    kept = []
    for part in draft.parts:
        sold = receipt.line(part.line)
        if sold and sold.left:
            kept.append(part._replace(quantity=min(part.quantity, sold.left)))
    return draft._replace(receipt=receipt, parts=tuple(kept))


def choose(draft: Draft, line: str, quantity: int) -> Draft:
    """Return the draft with so many pieces of a line, as far as there are so many; 0 takes the line out."""
    sold = draft.receipt.line(line)
    wanted = max(0, min(quantity, sold.left if sold else 0))
    others = tuple(part for part in draft.parts if part.line != line)
    if not wanted:
        return draft._replace(parts=others)
    known = draft.part(line)
    if known is None:
        return draft._replace(parts=(*draft.parts, Part(line, wanted)))
    return _put(draft, known._replace(quantity=wanted))


def say(draft: Draft, line: str, reason: ReturnReason) -> Draft:
    """Return the draft with the reason for a line; what is damaged is not sold again by itself."""
    part = draft.part(line)
    if part is None:
        return draft
    if reason == "damaged":
        return _put(draft, part._replace(reason=reason, condition="damaged", restock=False))
    return _put(draft, part._replace(reason=reason))


def judge(draft: Draft, line: str, condition: Condition) -> Draft:
    """Return the draft with the condition that a line's pieces are in: broken ones are not sold again."""
    part = draft.part(line)
    if part is None:
        return draft
    return _put(draft, part._replace(condition=condition, restock=condition != "damaged"))


def restock(draft: Draft, line: str, *, again: bool) -> Draft:
    """Return the draft with the word on whether a line's pieces are sold again."""
    part = draft.part(line)
    return _put(draft, part._replace(restock=again)) if part else draft


def note(draft: Draft, line: str, text: str) -> Draft:
    """Return the draft with a note on a line's pieces."""
    part = draft.part(line)
    return _put(draft, part._replace(note=text)) if part else draft


def _put(draft: Draft, part: Part) -> Draft:
    """Return the draft with one part for a line, in the place of the first one of it."""
    parts = {known.line: known for known in reversed(draft.parts)}
    order = dict.fromkeys(known.line for known in draft.parts)
    parts[part.line] = part
    return draft._replace(parts=tuple(parts[line] for line in order))


def problem(draft: Draft, now: dt.datetime) -> Problem:
    """Say what stands in the way of taking it back at `now` (with time zone), '' for nothing."""
    if draft.receipt.erased:
        return "erased"
    if not draft.parts:
        return "nothing_chosen"
    if any(not part.reason for part in draft.parts):
        return "no_reason"
    try:
        receipts.check(draft.receipt, take_back(draft, ""), now)
    except Rejected as refused:
        reason: Problem = refused.reason  # type: ignore[assignment]  # the rule raises no other
        return reason
    return ""


def take_back(draft: Draft, store: str) -> TakeBack:
    """Return the verb that takes it back, at a store."""
    return TakeBack([_returned(part) for part in draft.parts], store, late=draft.late)


def put_aside(draft: Draft, channel: str, text: str) -> BeginReturn:
    """Return the verb that keeps what is known so far; a line without a reason is left out."""
    return BeginReturn([_returned(part) for part in draft.parts if part.reason], channel, text)


def _returned(part: Part) -> Returned:
    return Returned(
        part.line, part.quantity, part.reason or "other", part.condition, restock=part.restock, note=part.note
    )
