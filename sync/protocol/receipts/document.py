"""The document of a receipt: what was bought, and what of it came back.

One in a scope of its own, `receipt:<id>`. The id is the SHA-256 of the receipt's code (hex): who has the
receipt finds it, and nobody who has not.
"""

import datetime as dt
from typing import Annotated, Literal

import msgspec

from sync.protocol import moments
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
UNDO_WINDOW = dt.timedelta(minutes=15)
"""How long a return that was a mistake can be undone, by the hub's clock; so long its letter waits."""

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
    """What of one line came back: why, in which condition, and whether it can be sold again.

    As it stands in a document: a newer hub may have put down a reason that is not known here, and what it
    wrote is read all the same. Who says it says it with a `Back`.
    """

    line: Key
    quantity: Quantity
    reason: Short
    condition: Short = "as_new"
    restock: bool = True
    note: Text = ""


class Case(msgspec.Struct, frozen=True, omit_defaults=True):
    """A return that was begun, on any channel, and is not finished: what was said so far."""

    channel: str
    at: str
    by: str
    lines: list[Returned] = []
    note: str = ""


class Return(msgspec.Struct, frozen=True, omit_defaults=True):
    """One return as it took effect; `refund` is minor units of the receipt's currency.

    `at` is the time of its maker's clock, `taken` the hub's (ISO 8601 UTC; '' where it was not kept). `case`
    is what had been begun and ended with it. `undone` is when it was taken back by mistake after all, by the
    hub's clock, and `undone_by` who said so; '' while it stands.
    """

    op: str
    at: str
    by: str
    place: str
    lines: list[Returned]
    refund: int
    taken: str = ""
    case: Case | None = None
    undone: str = ""
    undone_by: str = ""

    def is_fresh(self, now: dt.datetime) -> bool:
        """Say whether it can still be undone at `now` (with time zone)."""
        return moments.is_real(self.taken) and now - moments.parse(self.taken) <= UNDO_WINDOW


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

    @property
    def last_day(self) -> dt.date | None:
        """The last day for returns, None where there is none; of a moment its day, as it is written."""
        return day_of(self.until)

    def is_late(self, now: dt.datetime) -> bool:
        """Say whether the last day for returns is over at `now` (with time zone)."""
        last = self.last_day
        return last is not None and (now.astimezone(dt.UTC) - LAST_DAY_ENDS).date() > last

    def back(self, op: str) -> Return | None:
        """Return the return that an operation was."""
        return next((one for one in self.returns if one.op == op), None)


def day_of(text: str) -> dt.date | None:
    """Return the day that a text begins with; None where it names none."""
    try:
        return dt.date.fromisoformat(text[: len("2026-11-26")])
    except ValueError:
        return None
