"""What may be done with an order in which state, and by whom."""

from collections.abc import Mapping

import msgspec

from sync.protocol.actors import Actor
from sync.protocol.errors import Rejected
from sync.protocol.orders.document import ENDED, OPEN, Order, State
from sync.protocol.orders.verbs import (
    AgreeSubstitute,
    CancelOrder,
    ClaimOrder,
    ConfirmLine,
    ExpireOrder,
    HandOver,
    HoldOrder,
    MakeReady,
    PackOrder,
    PickLine,
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
    WithdrawReturn,
)

IN_HAND: frozenset[State] = frozenset({"accepted", "picking"})
_BEFORE_READY: frozenset[State] = frozenset({"new", "accepted", "picking", "packed"})
_EVERY: frozenset[State] = OPEN | ENDED

MAY: Mapping[type[msgspec.Struct], frozenset[State]] = {
    ClaimOrder: OPEN - {"on_hold"},
    TakeOver: OPEN - {"new", "on_hold"},
    ReleaseOrder: OPEN - {"on_hold"},
    PickLine: IN_HAND,
    ShortLine: IN_HAND,
    ProposeSubstitute: IN_HAND,
    AgreeSubstitute: IN_HAND | {"on_hold"},
    RejectLine: IN_HAND,
    ReopenLine: IN_HAND | {"packed", "ready_for_pickup"},
    ConfirmLine: OPEN - {"on_hold"},
    PackOrder: frozenset({"picking", "packed"}),
    MakeReady: frozenset({"packed", "ready_for_pickup"}),
    HandOver: frozenset({"packed", "ready_for_pickup"}),
    HoldOrder: _BEFORE_READY | {"on_hold"},
    ResumeOrder: _BEFORE_READY | {"on_hold"},
    RejectOrder: _BEFORE_READY | {"on_hold", "rejected"},
    CancelOrder: OPEN | {"cancelled"},
    ExpireOrder: frozenset({"ready_for_pickup", "expired"}),
    ScheduleOrder: OPEN,
    RecordPayment: OPEN,
    ReportSold: OPEN,
    ReportFewer: OPEN,
    RecordReturn: frozenset({"picked_up", "returned"}),
    WithdrawReturn: frozenset({"picked_up", "returned"}),
    RecordNotice: _EVERY,
    ResendNotice: _EVERY,
}
"""The states in which each verb is heard; in some of them it changes nothing, because it is done already."""

HOLDERS_OWN = frozenset(
    {PickLine, ShortLine, ProposeSubstitute, RejectLine, ReopenLine, PackOrder, MakeReady}
)
"""What only the one does who has the order: two who pick the same shelf would both be wrong."""

IF_FREE = frozenset({ConfirmLine, ReleaseOrder, HoldOrder, RejectOrder})
"""What the one does who has the order, or anybody while nobody has it."""


def may(order: Order, actor: Actor, verb: type[msgspec.Struct]) -> bool:
    """Say whether a verb would be heard now, as far as that does not depend on its arguments."""
    try:
        require_right(order, actor, verb)
    except Rejected:
        return False
    return not order.erased


def require_right(order: Order, actor: Actor, verb: type[msgspec.Struct]) -> None:
    """Let through what may be done now by this actor.

    Raises:
        Rejected: `not_now` (the order's state does not allow it), `not_yours` (take it first), `taken` (a
            colleague has it).
    """
    if order.state not in MAY[verb]:
        raise Rejected("not_now")
    if verb in HOLDERS_OWN and order.claimed is None:
        raise Rejected("not_yours")
    if verb in HOLDERS_OWN | IF_FREE and order.claimed and not order.has(actor.id):
        raise Rejected("taken")
