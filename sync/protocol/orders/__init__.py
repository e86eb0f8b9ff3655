"""An order that a store prepares: the document, its verbs, and the one state machine that changes it.

One aggregate for all three: what a shopper at a kiosk wants brought, what was bought online and is collected
here, and what an associate orders for somebody. It stands in `orders:<store>`; its state is mirrored on the
list it came from.

    new → accepted → picking → packed → ready_for_pickup → picked_up ⇄ returned
    on_hold from any of the first four and back; given back before anything is picked: accepted → new
    what is brought to somebody in the store may go from packed to picked_up at once
    rejected, cancelled, expired end it
    packed, ready_for_pickup → picking where a piece was sold at the till and its line is opened again

    a line: open → picked, short, rejected; offered something else it is open until the shopper has answered
    and what they agreed to is in hand: substituted
"""

from sync.protocol.orders.allowed import MAY, may
from sync.protocol.orders.codes import CODE_TRIES, basket_code, claim_code, claim_hash, number_of
from sync.protocol.orders.document import (
    ENDED,
    MAX_HISTORY,
    MAX_LINES,
    MAX_QUANTITY,
    OPEN,
    Contact,
    Kind,
    Line,
    LineState,
    Order,
    ShortReason,
    State,
    Step,
    Substitute,
)
from sync.protocol.orders.erasing import blank
from sync.protocol.orders.holds import Held, held, of_line
from sync.protocol.orders.marks import mark_of
from sync.protocol.orders.reasons import (
    CODES,
    CancelReason,
    HandOverReason,
    HoldReason,
    RejectReason,
    in_codes,
    is_code,
)
from sync.protocol.orders.rule import apply
from sync.protocol.orders.steps import READY_DAYS
from sync.protocol.orders.verbs import (
    AgreeSubstitute,
    CancelOrder,
    ClaimOrder,
    ConfirmLine,
    ExpireOrder,
    HandOver,
    HoldOrder,
    MakeReady,
    NewContact,
    NewLine,
    PackOrder,
    PickLine,
    PlaceOrder,
    ProposeSubstitute,
    RecordNotice,
    RecordPayment,
    RecordReturn,
    RejectLine,
    RejectOrder,
    ReleaseOrder,
    ReopenLine,
    ReportFewer,
    ReportSold,
    ResendNotice,
    ResumeOrder,
    ScheduleOrder,
    ShortLine,
    TakeOver,
    Verb,
    WithdrawReturn,
)

__all__ = [
    "CODES",
    "CODE_TRIES",
    "ENDED",
    "MAX_HISTORY",
    "MAX_LINES",
    "MAX_QUANTITY",
    "MAY",
    "OPEN",
    "READY_DAYS",
    "AgreeSubstitute",
    "CancelOrder",
    "CancelReason",
    "ClaimOrder",
    "ConfirmLine",
    "Contact",
    "ExpireOrder",
    "HandOver",
    "HandOverReason",
    "Held",
    "HoldOrder",
    "HoldReason",
    "Kind",
    "Line",
    "LineState",
    "MakeReady",
    "NewContact",
    "NewLine",
    "Order",
    "PackOrder",
    "PickLine",
    "PlaceOrder",
    "ProposeSubstitute",
    "RecordNotice",
    "RecordPayment",
    "RecordReturn",
    "RejectLine",
    "RejectOrder",
    "RejectReason",
    "ReleaseOrder",
    "ReopenLine",
    "ReportFewer",
    "ReportSold",
    "ResendNotice",
    "ResumeOrder",
    "ScheduleOrder",
    "ShortLine",
    "ShortReason",
    "State",
    "Step",
    "Substitute",
    "TakeOver",
    "Verb",
    "WithdrawReturn",
    "apply",
    "basket_code",
    "blank",
    "claim_code",
    "claim_hash",
    "held",
    "in_codes",
    "is_code",
    "mark_of",
    "may",
    "number_of",
    "of_line",
]
