"""The verbs of an order."""

from typing import Annotated, Literal

import msgspec

from sync.protocol.ids import STORABLE
from sync.protocol.list_verbs import Hash, Options
from sync.protocol.orders.document import MAX_LINES, MAX_QUANTITY, Contact, Kind, ShortReason
from sync.protocol.orders.reasons import CancelReason, HandOverReason, HoldReason, RejectReason
from sync.protocol.plain import EMAIL, PHONE, PLAIN

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]
Text = Annotated[str, msgspec.Meta(max_length=500, pattern=PLAIN)]
Short = Annotated[str, msgspec.Meta(max_length=80, pattern=PLAIN)]
Quantity = Annotated[int, msgspec.Meta(ge=1, le=MAX_QUANTITY)]


class NewContact(Contact, frozen=True, omit_defaults=True):
    """Whom to tell, as a verb says it: of a document it is read as it stands."""

    name: Short = ""
    email: Annotated[str, msgspec.Meta(max_length=254, pattern=EMAIL)] = ""
    phone: Annotated[str, msgspec.Meta(max_length=40, pattern=PHONE)] = ""
    language: Annotated[str, msgspec.Meta(max_length=40, pattern=PLAIN)] = ""


class NewLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line as it is ordered; its id derives from the order and the variant with its options."""

    product: Key
    variant: Key
    quantity: Quantity = 1
    options: Options = {}
    note: Text = ""
    price: Annotated[int, msgspec.Meta(ge=0, lt=10**12)] = 0
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
    contact: NewContact = NewContact()
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
    """Undo: a line is open again as it was ordered, while the order is being picked.

    One of which pieces were sold at the till opens later, too: packed, ready_for_pickup → picking.
    """

    line: Key


class ConfirmLine(_OnOrder, frozen=True, tag="ConfirmLine", tag_field="verb"):
    """What of a line is said to be sold is here all the same."""

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
    reason: HandOverReason | Literal[""] = ""
    note: Text = ""


class HoldOrder(_OnOrder, frozen=True, omit_defaults=True, tag="HoldOrder", tag_field="verb"):
    """Set it aside, and say why."""

    reason: HoldReason
    note: Text = ""


class ResumeOrder(_OnOrder, frozen=True, tag="ResumeOrder", tag_field="verb"):
    """Go on with it where it was."""


class RejectOrder(_OnOrder, frozen=True, omit_defaults=True, tag="RejectOrder", tag_field="verb"):
    """The store cannot do it, and says why."""

    reason: RejectReason
    note: Text = ""


class CancelOrder(_OnOrder, frozen=True, omit_defaults=True, tag="CancelOrder", tag_field="verb"):
    """The shopper, or the shop, does not want it any more."""

    reason: CancelReason
    note: Text = ""


class ExpireOrder(_OnOrder, frozen=True, tag="ExpireOrder", tag_field="verb"):
    """Nobody came: ready_for_pickup → expired. The hub's own."""


class ScheduleOrder(_OnOrder, frozen=True, omit_defaults=True, tag="ScheduleOrder", tag_field="verb"):
    """When it shall be ready, what it is handed over for, until when it is kept. The hub's own.

    '' leaves what is there.
    """

    promise: Short = ""
    claim: Hash | Literal[""] = ""
    expires: Short = ""


class RecordPayment(_OnOrder, frozen=True, omit_defaults=True, tag="RecordPayment", tag_field="verb"):
    """It is paid for before it is fetched. The hub's own: it follows from the sale of number `reason`."""

    reason: Short = ""


class ReportSold(_OnOrder, frozen=True, omit_defaults=True, tag="ReportSold", tag_field="verb"):
    """So many pieces that are kept for a line went over the till (receipt `reason`). The hub's own."""

    line: Key
    quantity: Quantity = 1
    reason: Short = ""


class ReportFewer(_OnOrder, frozen=True, omit_defaults=True, tag="ReportFewer", tag_field="verb"):
    """So many pieces that are kept for a line are gone by a count or a correction. The hub's own."""

    line: Key
    quantity: Quantity = 1


class RecordReturn(_OnOrder, frozen=True, tag="RecordReturn", tag_field="verb"):
    """It came back as a whole: picked_up → returned. The hub's own: it follows from a return."""


class WithdrawReturn(_OnOrder, frozen=True, tag="WithdrawReturn", tag_field="verb"):
    """It did not come back after all: returned → picked_up. The hub's own: the return was a mistake."""


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
    | ConfirmLine
    | PackOrder
    | MakeReady
    | HandOver
    | HoldOrder
    | ResumeOrder
    | RejectOrder
    | CancelOrder
    | ExpireOrder
    | ScheduleOrder
    | RecordPayment
    | ReportSold
    | ReportFewer
    | RecordReturn
    | WithdrawReturn
    | RecordNotice
    | ResendNotice
)
