"""What tills and shops send, and what they are told: the bodies of sales, movements and reservations.

Each carries an id of the sender's own, which makes it happen once: unlike a header it is signed with the
rest, so that who listens on the way cannot send it again as another one.
"""

from typing import Annotated, Literal

import msgspec

from sync.protocol.ids import STORABLE
from sync.protocol.orders import NewContact
from sync.protocol.plain import PLAIN_LINE
from sync.protocol.stock import Note

MAX_LINES = 200
MAX_MOVES = 500
MAX_RESERVED = 50

Own = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[!-~]+$")]
"""An id of the sender's own: visible ASCII, no blanks."""

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[^\x00/]+$")]
Variant = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]
Word = Annotated[str, msgspec.Meta(max_length=128, pattern=STORABLE)]
Short = Annotated[str, msgspec.Meta(max_length=80, pattern=PLAIN_LINE)]
Moment = Annotated[str, msgspec.Meta(max_length=40, pattern=PLAIN_LINE)]
Quantity = Annotated[int, msgspec.Meta(ge=1, le=999)]
Money = Annotated[int, msgspec.Meta(ge=0, lt=10**12)]
MovedKind = Literal["receipt", "sale", "return", "correction", "transfer"]


class SoldLine(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line of a sale; `price` was paid for one, in minor units. `final` is not taken back.

    `reservation` is one that these pieces were kept under; those of the sale's order are found by themselves.
    """

    variant: Variant
    quantity: Quantity = 1
    price: Money = 0
    product: Word = ""
    options: Annotated[dict[Short, Short], msgspec.Meta(max_length=20)] = {}
    reservation: Word = ""
    final: bool = False


class NewSale(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A sale at a till or online; `number` is its receipt's, one of a kind in the store.

    `order` is what it pays for: the order's id, its number, or the text of its basket code. `list` is a
    shopping list that the things stood on. Whose it is says `customer`, an id, or `card`, a loyalty card's
    text. `until` is the last day for returns, `at` the till's clock; `contact` is whom the receipt goes to.
    """

    store: Code
    number: Own
    lines: Annotated[list[SoldLine], msgspec.Meta(min_length=1, max_length=MAX_LINES)]
    at: Moment = ""
    channel: Literal["store", "online"] = "store"
    currency: Annotated[str, msgspec.Meta(pattern="^([A-Z]{3})?$")] = ""
    order: Word = ""
    list: Word = ""
    customer: Word = ""
    card: Word = ""
    until: Short = ""
    contact: NewContact = NewContact()


class Moved(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """So many pieces came or went; `reservation` is the one that they were kept under.

    `reason` is a code (`StockReason`); anything else is taken for a `note` on the reason `other`.
    """

    variant: Variant
    kind: MovedKind
    delta: Annotated[int, msgspec.Meta(ge=-9999, le=9999)]
    reason: Short = ""
    reference: Short = ""
    reservation: Word = ""
    note: Note = ""


class Counted(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody counted `on_hand` pieces at `as_of`, now if it is not said; `reason` as in `Moved`."""

    variant: Variant
    on_hand: Annotated[int, msgspec.Meta(ge=0, le=999_999)]
    as_of: Moment = ""
    reason: Short = ""
    note: Note = ""


class NewMovements(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Movements, then counts, of one store; `id` is the sender's own for all of it."""

    id: Own
    store: Code
    moves: Annotated[list[Moved], msgspec.Meta(max_length=MAX_MOVES)] = []
    counts: Annotated[list[Counted], msgspec.Meta(max_length=MAX_MOVES)] = []
    at: Moment = ""


class ReservedLine(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """So many pieces of a variant."""

    variant: Variant
    quantity: Quantity = 1


class NewReservation(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Pieces to keep, all or none; `id` is the sender's own, and sent again with other content changes it.

    They are kept until `until`, a quarter of an hour where it is not said; `firm` keeps them until they are
    sold or let go. `reference` must name no person: every tablet of the store reads it.
    """

    id: Own
    store: Code
    lines: Annotated[list[ReservedLine], msgspec.Meta(min_length=1, max_length=MAX_RESERVED)]
    until: Moment = ""
    firm: bool = False
    reference: Short = ""


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a variant's level stands now: `available` can be promised; None where nobody counted."""

    variant: str
    on_hand: int | None
    available: int | None
    as_of: str


class Figures(msgspec.Struct, frozen=True):
    """How the levels stand that were touched."""

    levels: list[Figure]


class SaleTaken(msgspec.Struct, frozen=True):
    """A sale was written down: `receipt` is the text to print as QR code on the receipt."""

    receipt: str
    levels: list[Figure]


class Reserved(msgspec.Struct, frozen=True):
    """What is kept; `id` is the reservation's name in sales and when it is let go. `until` '' is for good."""

    id: str
    until: str
    levels: list[Figure]
