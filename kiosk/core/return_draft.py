"""A return while it is talked about at a desk: which pieces, why, how they are, back on the shelf or not.

It begins with what was said on any other channel (the receipt's case) and becomes one `TakeBack`.
"""

from datetime import datetime
from typing import Literal, get_args

import msgspec
from msgspec.structs import replace

from kiosk.core.scan import Scan
from sync.protocol import receipts, rights
from sync.protocol.errors import Rejected
from sync.protocol.receipts import (
    Back,
    BeginReturn,
    Condition,
    Receipt,
    Return,
    ReturnReason,
    TakeBack,
    UndoReturn,
)
from sync.protocol.staff import Role

REASONS: tuple[ReturnReason, ...] = get_args(ReturnReason)
CONDITIONS: tuple[Condition, ...] = get_args(Condition)

Problem = Literal["", "no_reason", "final_sale", "too_late"]
"""What stands in the way; a line's own, or the whole receipt's."""


class Part(msgspec.Struct, frozen=True):
    """What is said of a line: `quantity` pieces come back, 0 for none; `reason` '' while nobody said why."""

    line: str
    quantity: int = 0
    reason: ReturnReason | Literal[""] = ""
    condition: Condition = "as_new"
    restock: bool = True
    note: str = ""


class Draft(msgspec.Struct, frozen=True):
    """All that is said so far; `late` when an associate takes it although the last day is over."""

    receipt: Receipt
    parts: dict[str, Part] = {}
    late: bool = False

    def part(self, line: str) -> Part:
        """Return what is said of a line."""
        return self.parts.get(line) or Part(line)

    @property
    def chosen(self) -> list[Part]:
        """The parts of which something comes back, in the order of the receipt."""
        parts = (self.part(line.id) for line in self.receipt.lines)
        return [part for part in parts if part.quantity]

    @property
    def pieces(self) -> int:
        """How many pieces come back."""
        return sum(part.quantity for part in self.chosen)

    @property
    def refund(self) -> int:
        """What is paid back for them, in minor units of the receipt's currency."""
        return receipts.refund(self.receipt, self._returned())

    def problem_of(self, line: str) -> Problem:
        """Say what stands in the way of a line that was chosen."""
        part, sold = self.part(line), self.receipt.line(line)
        if not part.quantity or sold is None:
            return ""
        if sold.final and part.reason not in {"", "damaged"}:
            return "final_sale"
        return "" if part.reason else "no_reason"

    def problem(self, now: datetime) -> Problem:
        """Say what stands in the way of the whole of it, '' when it can be taken."""
        if self.receipt.is_late(now) and not self.late:
            return "too_late"
        return next((found for part in self.chosen if (found := self.problem_of(part.line))), "")

    def is_ready(self, now: datetime) -> bool:
        """Say whether it can be taken back now: the rule that decides says the same."""
        if not self.chosen or self.problem(now):
            return False
        try:
            receipts.check(self.receipt, self.take_back("-"), now)
        except Rejected:
            return False
        return True

    def take_back(self, store: str) -> TakeBack:
        """Return the verb that takes it back at a store."""
        return TakeBack(self._returned(), store, self.late)

    def begin(self, channel: str) -> BeginReturn:
        """Return the verb that keeps what was said for later, or for a colleague; no reason is made up."""
        return BeginReturn([one for one in self._returned() if self.part(one.line).reason], channel)

    def _returned(self) -> list[Back]:
        return [
            Back(part.line, part.quantity, part.reason or "other", part.condition, part.restock, part.note)
            for part in self.chosen
        ]


def begin(receipt: Receipt) -> Draft:
    """Return a draft with what was said already, wherever that was; of one line it is one part."""
    parts: dict[str, Part] = {}
    for one in receipt.case.lines if receipt.case else ():
        sold = receipt.line(one.line)
        if sold is None:
            continue
        # What a newer hub put down in words that are not known here, is asked anew.
        reason: ReturnReason | Literal[""] = next((known for known in REASONS if known == one.reason), "")
        condition: Condition = next((known for known in CONDITIONS if known == one.condition), "opened")
        said = Part(one.line, 0, reason, condition, one.restock, one.note)
        known = parts.get(one.line, said)
        parts[one.line] = replace(known, quantity=min(known.quantity + one.quantity, sold.left))
    return Draft(receipt, parts)


def renew(draft: Draft, receipt: Receipt) -> Draft:
    """Return the draft for a receipt that changed: what came back meanwhile cannot come back again."""
    kept = {
        name: replace(part, quantity=min(part.quantity, sold.left))
        for name, part in draft.parts.items()
        if (sold := receipt.line(name))
    }
    return Draft(receipt, {**begin(receipt).parts, **kept}, draft.late)


def more(draft: Draft, line: str, by: int) -> Draft:
    """Return the draft with so many pieces more of a line, within what is left of it."""
    sold = draft.receipt.line(line)
    if sold is None:
        return draft
    part = draft.part(line)
    return _put(draft, replace(part, quantity=max(0, min(sold.left, part.quantity + by))))


def because(draft: Draft, line: str, reason: ReturnReason) -> Draft:
    """Return the draft with the reason of a line; what is damaged is not put back on the shelf."""
    part = replace(draft.part(line), reason=reason)
    if reason == "damaged":
        part = replace(part, condition="damaged", restock=False)
    return _put(draft, part)


def found_in(draft: Draft, line: str, condition: Condition) -> Draft:
    """Return the draft with the condition of a line; only what is damaged stays off the shelf by itself."""
    part = draft.part(line)
    return _put(draft, replace(part, condition=condition, restock=condition != "damaged"))


def shelve(draft: Draft, line: str, *, restock: bool) -> Draft:
    """Return the draft with whether a line goes back on the shelf."""
    return _put(draft, replace(draft.part(line), restock=restock))


def remark(draft: Draft, line: str, note: str) -> Draft:
    """Return the draft with a note on a line."""
    return _put(draft, replace(draft.part(line), note=note))


def scanned(draft: Draft, scan: Scan) -> str:
    """Return the line that a scanned product is, '' when it is none of them, or all of it is back."""
    match = scan.match
    if match is None:
        return ""
    lines = [line for line in draft.receipt.lines if line.product == match.product]
    exact = [line for line in lines if not match.variant or line.variant == match.variant]
    open_ = [line for line in exact if draft.part(line.id).quantity < line.left]
    return open_[0].id if open_ else ""


def undoable(receipt: Receipt, role: Role, actor: str, now: datetime) -> Return | None:
    """Return the latest return that `actor` (an id) can undo at `now`, None when there is none."""
    fresh = [one for one in receipt.returns if not one.undone and one.is_fresh(now)]
    own = (one for one in reversed(fresh) if rights.may_undo(role, actor, receipt, UndoReturn(one.op)))
    return next(own, None)


def _put(draft: Draft, part: Part) -> Draft:
    return replace(draft, parts={**draft.parts, part.line: part})
