"""What is said of a receipt. The reasons and conditions are those of today: unknown ones are refused."""

from typing import Annotated

import msgspec

from sync.protocol.orders import Contact
from sync.protocol.plain import PLAIN, PLAIN_LINE
from sync.protocol.receipts.document import (
    MAX_LINES,
    Condition,
    Key,
    Returned,
    ReturnReason,
    Short,
    Sold,
)

Said = Annotated[str, msgspec.Meta(max_length=500, pattern=PLAIN)]
Line = Annotated[str, msgspec.Meta(max_length=80, pattern=PLAIN_LINE)]


class Back(Returned, frozen=True, omit_defaults=True):
    """Some pieces of a line that come back, as a verb says it."""

    reason: ReturnReason
    condition: Condition = "as_new"
    note: Said = ""


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

    lines: Annotated[list[Back], msgspec.Meta(max_length=MAX_LINES)] = []
    channel: Line = ""
    note: Said = ""


class DropReturn(msgspec.Struct, frozen=True, tag="DropReturn", tag_field="verb"):
    """The shopper keeps it after all."""


class TakeBack(msgspec.Struct, frozen=True, omit_defaults=True, tag="TakeBack", tag_field="verb"):
    """Take things back, at `store`, on whose shelf they lie then, whichever store sold them.

    Rejected `no_store` where none is named, `more_than_bought`, `too_late`, `final_sale`.

    `late` takes them although the last day is over: an associate's decision, which the return records. What
    was sold for good comes back only when it is damaged (the goods did not conform: EU 2019/771).
    """

    lines: Annotated[list[Back], msgspec.Meta(min_length=1, max_length=MAX_LINES)]
    store: Line = ""
    late: bool = False


class UndoReturn(msgspec.Struct, frozen=True, tag="UndoReturn", tag_field="verb"):
    """It was taken back by mistake: the return of operation `of` is undone, and what followed from it.

    Within `UNDO_WINDOW` of the hub's clock, by who took it back, or a manager. Rejected `no_return`,
    `too_late_to_undo`; one that is undone already changes nothing.
    """

    of: Key


Verb = IssueReceipt | BeginReturn | DropReturn | TakeBack | UndoReturn
