"""An order that a store prepares: the document, its verbs, and the one state machine that changes it.

One aggregate for all three: what a shopper at a kiosk wants brought, what was bought online and is collected
here, and what an associate orders for somebody. It stands in `orders:<store>`; its state is mirrored on the
list it came from.

    new → accepted → picking → packed → ready_for_pickup → picked_up → returned
    on_hold from any of the first four and back; rejected, cancelled, expired end it
"""

from typing import Annotated, Literal

import msgspec

from sync.protocol.acts import Act
from sync.protocol.ids import STORABLE
from sync.protocol.lists import Actor, Hash, Options

State = Literal[
    "new",
    "accepted",
    "picking",
    "packed",
    "ready_for_pickup",
    "picked_up",
    "on_hold",
    "rejected",
    "cancelled",
    "expired",
    "returned",
]
LineState = Literal["open", "picked", "short", "substituted", "rejected"]
Kind = Literal["request", "collect", "desk"]
"""Brought to somebody in the store; bought online and collected; ordered at a desk."""

ENDED: frozenset[State] = frozenset({"picked_up", "rejected", "cancelled", "expired", "returned"})
OPEN: frozenset[State] = frozenset({"new", "accepted", "picking", "packed", "ready_for_pickup", "on_hold"})

ShortReason = Literal["not_found", "damaged", "sold", "wrong_label", "other"]
MAX_LINES = 200
MAX_HISTORY = 500
MAX_QUANTITY = 999

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]
Text = Annotated[str, msgspec.Meta(max_length=500)]
Short = Annotated[str, msgspec.Meta(max_length=80)]
Quantity = Annotated[int, msgspec.Meta(ge=1, le=MAX_QUANTITY)]


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whom to tell and in which language; blanked when the person is erased."""

    name: Short = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""
    phone: Annotated[str, msgspec.Meta(max_length=40)] = ""
    language: Annotated[str, msgspec.Meta(max_length=40)] = ""


class Substitute(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an associate offers instead; `agreed` is what the shopper said, '' while nothing."""

    product: str
    variant: str
    quantity: int
    options: dict[str, str] = {}
    agreed: Literal["", "yes", "no"] = ""
    by: str = ""


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One product to bring: `picked` of `quantity` are there; `reason` says why not all.

    `price` is for one, in minor units of the order's currency. `line` is the list's line it came from.
    """

    id: str
    product: str
    variant: str
    quantity: int
    options: dict[str, str] = {}
    state: LineState = "open"
    picked: int = 0
    reason: str = ""
    note: str = ""
    price: int = 0
    line: str = ""
    substitute: Substitute | None = None
    at: str = ""


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that was done: by whom (an id of `actors`), on which device, when, and what it led to."""

    op: str
    verb: str
    by: str
    device: str
    at: str
    state: str = ""
    line: str = ""
    reason: str = ""


class Order(msgspec.Struct, frozen=True, omit_defaults=True):
    """The document of kind `order`. Times are ISO 8601 UTC.

    `number` is what people call it: the shop's own, else six characters that derive from the id. `claim` is
    the SHA-256 of the code that it is handed over for; `promise` when it shall be ready; `expires` when one
    that is ready is given up (no-show). `claimed` is the associate who has it. `place` is where a request was
    made, `basket` the text of the code by which a till finds it. `held` is the state to go back to from
    `on_hold`. `notices` are messages that were sent to the shopper: template to time.
    """

    id: str
    number: str
    store: str
    kind: Kind
    state: State
    lines: list[Line]
    placed: str
    promise: str = ""
    customer: str = ""
    list_id: str = ""
    contact: Contact = Contact()
    place: str = ""
    note: str = ""
    currency: str = ""
    paid: bool = False
    claim: str = ""
    basket: str = ""
    claimed: Actor | None = None
    held: str = ""
    reason: str = ""
    expires: str = ""
    actors: dict[str, Actor] = {}
    history: list[Step] = []
    notices: dict[str, str] = {}
    erased: bool = False

    def line(self, identifier: str) -> Line | None:
        """Return the line with this id."""
        return next((line for line in self.lines if line.id == identifier), None)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in OPEN


class NewLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line as it is ordered; its id derives from the order and the variant with its options."""

    product: Key
    variant: Key
    quantity: Quantity = 1
    options: Options = {}
    note: Text = ""
    price: Annotated[int, msgspec.Meta(ge=0)] = 0
    line: Short = ""


class _OnOrder(msgspec.Struct, frozen=True, omit_defaults=True):
    """What every verb says: which order it is about."""

    order: Key


class PlaceOrder(_OnOrder, frozen=True, omit_defaults=True, tag="PlaceOrder", tag_field="verb"):
    """Begin an order. Doing it again changes nothing."""

    kind: Kind
    lines: Annotated[list[NewLine], msgspec.Meta(min_length=1, max_length=MAX_LINES)]
    number: Short = ""
    promise: Short = ""
    customer: Short = ""
    list_id: Short = ""
    contact: Contact = Contact()
    place: Short = ""
    note: Text = ""
    currency: Annotated[str, msgspec.Meta(max_length=3)] = ""
    paid: bool = False
    claim: Hash | Literal[""] = ""


class ClaimOrder(_OnOrder, frozen=True, tag="ClaimOrder", tag_field="verb"):
    """I take it: new → accepted. Rejected `taken` when a colleague has it; the document says who."""


class TakeOver(_OnOrder, frozen=True, tag="TakeOver", tag_field="verb"):
    """Take it over from the colleague who was seen to have it (`seen`, an actor's id)."""

    seen: Key


class ReleaseOrder(_OnOrder, frozen=True, tag="ReleaseOrder", tag_field="verb"):
    """Give it back to whoever is free; what is picked stays picked."""


class PickLine(_OnOrder, frozen=True, omit_defaults=True, tag="PickLine", tag_field="verb"):
    """So many more of a line are in hand: `code` is what was scanned, '' when it was said by hand."""

    line: Key
    quantity: Quantity = 1
    code: Short = ""


class ShortLine(_OnOrder, frozen=True, omit_defaults=True, tag="ShortLine", tag_field="verb"):
    """What is not picked of a line by now cannot be."""

    line: Key
    reason: ShortReason
    note: Text = ""


class ProposeSubstitute(_OnOrder, frozen=True, omit_defaults=True, tag="ProposeSubstitute", tag_field="verb"):
    """Offer something else for what is missing of a line; the shopper says yes or no on the phone."""

    line: Key
    product: Key
    variant: Key
    quantity: Quantity = 1
    options: Options = {}


class AgreeSubstitute(_OnOrder, frozen=True, tag="AgreeSubstitute", tag_field="verb"):
    """The shopper's word: yes makes the line `substituted` once it is picked, no leaves it short."""

    line: Key
    agreed: bool


class RejectLine(_OnOrder, frozen=True, omit_defaults=True, tag="RejectLine", tag_field="verb"):
    """A line cannot be had at all."""

    line: Key
    reason: ShortReason
    note: Text = ""


class ReopenLine(_OnOrder, frozen=True, tag="ReopenLine", tag_field="verb"):
    """Undo: a line is open again as it was ordered, while the order is being picked."""

    line: Key


class PackOrder(_OnOrder, frozen=True, tag="PackOrder", tag_field="verb"):
    """All of it is together: picking → packed. Rejected `lines_open` while a line is."""


class MakeReady(_OnOrder, frozen=True, omit_defaults=True, tag="MakeReady", tag_field="verb"):
    """It can be fetched, at `place`: packed → ready_for_pickup, until `expires`."""

    place: Short = ""
    expires: Short = ""


class HandOver(_OnOrder, frozen=True, omit_defaults=True, tag="HandOver", tag_field="verb"):
    """The shopper has it. `code` is the claim code's text; rejected `wrong_code` where the order has another.

    A manager may hand over without one: `reason` then says why.
    """

    code: Short = ""
    reason: Text = ""


class HoldOrder(_OnOrder, frozen=True, tag="HoldOrder", tag_field="verb"):
    """Set it aside, and say why."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class ResumeOrder(_OnOrder, frozen=True, tag="ResumeOrder", tag_field="verb"):
    """Go on with it where it was."""


class RejectOrder(_OnOrder, frozen=True, tag="RejectOrder", tag_field="verb"):
    """The store cannot do it, and says why."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class CancelOrder(_OnOrder, frozen=True, tag="CancelOrder", tag_field="verb"):
    """The shopper, or the shop, does not want it any more."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class ExpireOrder(_OnOrder, frozen=True, tag="ExpireOrder", tag_field="verb"):
    """Nobody came: ready_for_pickup → expired. The hub's own."""


class RecordReturn(_OnOrder, frozen=True, tag="RecordReturn", tag_field="verb"):
    """It came back as a whole: picked_up → returned. The hub's own: it follows from a return."""


class RecordNotice(_OnOrder, frozen=True, tag="RecordNotice", tag_field="verb"):
    """The shopper was sent a message made from `template`. The hub's own."""

    template: Short


class ResendNotice(_OnOrder, frozen=True, tag="ResendNotice", tag_field="verb"):
    """Send the message that fits the order's state once more."""


Verb = (
    PlaceOrder
    | ClaimOrder
    | TakeOver
    | ReleaseOrder
    | PickLine
    | ShortLine
    | ProposeSubstitute
    | AgreeSubstitute
    | RejectLine
    | ReopenLine
    | PackOrder
    | MakeReady
    | HandOver
    | HoldOrder
    | ResumeOrder
    | RejectOrder
    | CancelOrder
    | ExpireOrder
    | RecordReturn
    | RecordNotice
    | ResendNotice
)


def apply(document: Order | None, act: Act, *, order_id: str, store: str) -> Order:
    """Return the order after `act`; the same object when nothing changed.

    Raises:
        Rejected: `no_order`, `erased`, `taken`, `not_now` (the state does not allow it), `no_line`,
            `lines_open`, `too_many`, `wrong_code`, `not_yours`.
    """
    raise NotImplementedError
