"""A receipt: what was bought, and what of it came back. One document in a scope of its own, `receipt:<id>`.

The id is the SHA-256 of the receipt's code (hex): who has the receipt finds it, and nobody who has not.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from msgspec.structs import replace

from sync.protocol import moments
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.ids import STORABLE
from sync.protocol.orders import Contact

ReturnReason = Literal[
    "too_small", "too_large", "damaged", "not_as_expected", "changed_mind", "late", "other"
]
Condition = Literal["as_new", "opened", "damaged"]

MAX_LINES = 500
MAX_NOTE = 500

LAST_DAY_ENDS = dt.timedelta(hours=12)
"""The last day for returns is over once it is over everywhere (UTC-12): no clock takes an hour away."""
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]
Text = Annotated[str, msgspec.Meta(max_length=500)]
Short = Annotated[str, msgspec.Meta(max_length=80)]
Quantity = Annotated[int, msgspec.Meta(ge=1, le=999)]
Money = Annotated[int, msgspec.Meta(ge=0, lt=10**12)]


class Sold(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a receipt; `price` was paid for one, in minor units; `returned` came back already.

    `hold` is the reservation that it used up.
    """

    id: Key
    product: Key
    variant: Key
    quantity: Quantity
    price: Money = 0
    options: dict[str, str] = {}
    name: Short = ""
    returned: int = 0
    final: bool = False
    hold: Short = ""

    @property
    def left(self) -> int:
        """How many pieces can still come back."""
        return max(0, self.quantity - self.returned)


class Returned(msgspec.Struct, frozen=True, omit_defaults=True):
    """What of one line came back: why, in which condition, and whether it can be sold again."""

    line: Key
    quantity: Quantity
    reason: ReturnReason
    condition: Condition = "as_new"
    restock: bool = True
    note: Text = ""


class Return(msgspec.Struct, frozen=True, omit_defaults=True):
    """One return as it took effect; `refund` is minor units of the receipt's currency."""

    op: str
    at: str
    by: str
    place: str
    lines: list[Returned]
    refund: int


class Case(msgspec.Struct, frozen=True, omit_defaults=True):
    """A return that was begun, on any channel, and is not finished: what was said so far."""

    channel: str
    at: str
    by: str
    lines: list[Returned] = []
    note: str = ""


class Receipt(msgspec.Struct, frozen=True, omit_defaults=True):
    """The document of kind `receipt`. `number` is the till's; `until` the last day for returns (ISO 8601).

    `channel` is `store` or `online`; `order` the order it paid for, '' without one.
    """

    id: str
    number: str
    store: str
    channel: str
    at: str
    currency: str
    lines: list[Sold]
    until: str = ""
    customer: str = ""
    order: str = ""
    list_id: str = ""
    contact: Contact = Contact()
    returns: list[Return] = []
    case: Case | None = None
    erased: bool = False

    def line(self, identifier: str) -> Sold | None:
        """Return the line with this id."""
        return next((line for line in self.lines if line.id == identifier), None)

    @property
    def is_all_back(self) -> bool:
        """Whether nothing of it is with the shopper any more."""
        return all(not line.left for line in self.lines)

    def is_late(self, now: dt.datetime) -> bool:
        """Say whether the last day for returns is over at `now` (with time zone)."""
        return bool(self.until) and (now.astimezone(dt.UTC) - LAST_DAY_ENDS).date().isoformat() > self.until


class IssueReceipt(msgspec.Struct, frozen=True, omit_defaults=True, tag="IssueReceipt", tag_field="verb"):
    """Write a receipt down. The hub's own: it follows from a sale. Doing it again changes nothing.

    `until` is the last day for returns; '' where there is none.
    """

    number: Short
    store: Short
    channel: Short
    at: Short
    currency: Annotated[str, msgspec.Meta(max_length=3)]
    lines: Annotated[list[Sold], msgspec.Meta(min_length=1, max_length=MAX_LINES)]
    until: Short = ""
    customer: Short = ""
    order: Short = ""
    list_id: Short = ""
    contact: Contact = Contact()


class BeginReturn(msgspec.Struct, frozen=True, omit_defaults=True, tag="BeginReturn", tag_field="verb"):
    """Begin a return, or go on with one, without deciding it: what was said stands in the case.

    What is said of a line stands in the place of what was said of it before; a note is put below the others.
    """

    lines: Annotated[list[Returned], msgspec.Meta(max_length=MAX_LINES)] = []
    channel: Short = ""
    note: Text = ""


class DropReturn(msgspec.Struct, frozen=True, tag="DropReturn", tag_field="verb"):
    """The shopper keeps it after all."""


class TakeBack(msgspec.Struct, frozen=True, omit_defaults=True, tag="TakeBack", tag_field="verb"):
    """Take things back, at `store`, on whose shelf they lie then, whichever store sold them.

    Rejected `no_store` where none is named, `more_than_bought`, `too_late`, `final_sale`.

    `late` takes them although the last day is over: an associate's decision, which the return records. What
    was sold for good comes back only when it is damaged (the goods did not conform: EU 2019/771).
    """

    lines: Annotated[list[Returned], msgspec.Meta(min_length=1, max_length=MAX_LINES)]
    store: Short = ""
    late: bool = False


Verb = IssueReceipt | BeginReturn | DropReturn | TakeBack


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
            `no_case`; `too_many` parts of a case; `malformed` for a receipt with two lines of one id.
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
        case _:
            if document.case is None:
                raise Rejected("no_case")
            return replace(document, case=None)


def _issue(verb: IssueReceipt, receipt_id: str) -> Receipt:
    if len({line.id for line in verb.lines}) < len(verb.lines):
        raise Rejected("malformed", "two lines of one id")
    said = {name: getattr(verb, name) for name in verb.__struct_fields__}
    said["lines"] = [replace(line, returned=0) for line in verb.lines]
    said["until"] = _day(verb.until)
    return Receipt(id=receipt_id, **said)


def _day(text: str) -> str:
    """Return the day that a text begins with; '' where it names none."""
    try:
        return dt.date.fromisoformat(text[: len("2026-11-26")]).isoformat()
    except ValueError:
        return ""


def _begin(document: Receipt, act: Act, verb: BeginReturn) -> Receipt:
    _require_there(document, verb.lines)
    # Where and when it began, and with whom, stays: that is what nobody wants to tell again.
    case = document.case or Case(verb.channel, act.at, act.actor.id)
    again = {one.line for one in verb.lines}
    lines = [one for one in case.lines if one.line not in again] + list(verb.lines)
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
    back = Counter[str]()
    for one in verb.lines:
        back[one.line] += one.quantity
    lines = [replace(line, returned=line.returned + back[line.id]) for line in document.lines]
    done = Return(
        op=act.op,
        at=act.at,
        by=act.actor.id,
        place=verb.store,
        lines=list(verb.lines),
        refund=refund(document, verb.lines),
    )
    return replace(document, lines=lines, returns=[*document.returns, done], case=None)


def _require_there(document: Receipt, lines: Iterable[Returned]) -> None:
    """Refuse what was not bought, or is back already; one line may be told of in several parts."""
    back = Counter[str]()
    for one in lines:
        back[one.line] += one.quantity
    for identifier, quantity in back.items():
        line = document.line(identifier)
        if line is None:
            raise Rejected("no_line")
        if quantity > line.left:
            raise Rejected("more_than_bought")
