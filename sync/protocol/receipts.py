"""A receipt: what was bought, and what of it came back. One document in a scope of its own, `receipt:<id>`.

The id is the SHA-256 of the receipt's code (hex): who has the receipt finds it, and nobody who has not.
"""

from typing import Annotated, Literal

import msgspec

from sync.protocol.acts import Act
from sync.protocol.ids import STORABLE
from sync.protocol.orders import Contact

ReturnReason = Literal[
    "too_small", "too_large", "damaged", "not_as_expected", "changed_mind", "late", "other"
]
Condition = Literal["as_new", "opened", "damaged"]

MAX_LINES = 500
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]
Text = Annotated[str, msgspec.Meta(max_length=500)]
Short = Annotated[str, msgspec.Meta(max_length=80)]
Quantity = Annotated[int, msgspec.Meta(ge=1, le=999)]
Money = Annotated[int, msgspec.Meta(ge=0, lt=10**12)]


class Sold(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a receipt; `price` was paid for one, in minor units; `returned` came back already."""

    id: Key
    product: Key
    variant: Key
    quantity: Quantity
    price: Money = 0
    options: dict[str, str] = {}
    name: Short = ""
    returned: int = 0
    final: bool = False


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


class IssueReceipt(msgspec.Struct, frozen=True, omit_defaults=True, tag="IssueReceipt", tag_field="verb"):
    """Write a receipt down. The hub's own: it follows from a sale. Doing it again changes nothing."""

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
    """Begin a return, or go on with one, without deciding it: what was said stands in the case."""

    lines: Annotated[list[Returned], msgspec.Meta(max_length=MAX_LINES)] = []
    channel: Short = ""
    note: Text = ""


class DropReturn(msgspec.Struct, frozen=True, tag="DropReturn", tag_field="verb"):
    """The shopper keeps it after all."""


class TakeBack(msgspec.Struct, frozen=True, omit_defaults=True, tag="TakeBack", tag_field="verb"):
    """Take things back. Rejected `more_than_bought`, `too_late`, `final_sale`."""

    lines: Annotated[list[Returned], msgspec.Meta(min_length=1, max_length=MAX_LINES)]
    store: Short = ""
    late: bool = False


Verb = IssueReceipt | BeginReturn | DropReturn | TakeBack


def apply(document: Receipt | None, act: Act, *, receipt_id: str) -> Receipt:
    """Return the receipt after `act`; the same object when nothing changed.

    Raises:
        Rejected: `no_receipt`, `erased`, `no_line`, `more_than_bought`, `too_late`, `final_sale`, `no_case`.
    """
    raise NotImplementedError
