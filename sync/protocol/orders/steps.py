"""The steps of an order: what each verb makes of it, where it may be done at all (`allowed`)."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from sync.protocol import moments
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.orders import lines, reasons
from sync.protocol.orders.allowed import IN_HAND
from sync.protocol.orders.codes import claim_hash
from sync.protocol.orders.document import Order, State
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

READY_DAYS = 7
"""How long what can be fetched is kept where nobody says otherwise."""

UNPAID_FOR = dt.timedelta(hours=4)
"""How long what a shopper carries to the till is kept for them."""


def _claim(order: Order, act: Act, _verb: ClaimOrder) -> Order:
    if order.has(act.actor.id):
        return order
    if order.claimed:
        raise Rejected("taken")
    return _given(order, act.actor)


def _take_over(order: Order, act: Act, verb: TakeOver) -> Order:
    if order.has(act.actor.id):
        return order
    if order.claimed and order.claimed.id != verb.seen:
        raise Rejected("taken")
    return _given(order, act.actor)


def _given(order: Order, actor: Actor) -> Order:
    return replace(order, claimed=actor, state="accepted" if order.state == "new" else order.state)


def _release(order: Order, _act: Act, _verb: ReleaseOrder) -> Order:
    if order.claimed is None:
        return order
    # Nothing was done yet: it is as new, and is heard as new by whoever is free.
    return replace(order, claimed=None, state="new" if order.state == "accepted" else order.state)


def _picking(step: Callable[[Order, Act, Any], Order]) -> Callable[[Order, Act, Any], Order]:
    def begin(order: Order, act: Act, verb: Any) -> Order:
        after = step(order, act, verb)
        began = after is not order and after.state == "accepted"
        return replace(after, state="picking") if began else after

    return begin


def _reopen(order: Order, act: Act, verb: ReopenLine) -> Order:
    if order.state not in IN_HAND and not lines.known(order, verb.line).sold:
        raise Rejected("not_now")
    after = lines.reopen(order, act, verb)
    return order if after is order else replace(after, state="picking")


def _pack(order: Order, _act: Act, _verb: PackOrder) -> Order:
    if order.state == "packed":
        return order
    if any(line.state == "open" for line in order.lines):
        raise Rejected("lines_open")
    if not any(line.pieces for line in order.lines):
        raise Rejected("nothing_there")
    return replace(order, state="packed")


def _make_ready(order: Order, act: Act, verb: MakeReady) -> Order:
    is_ready = order.state == "ready_for_pickup"
    place, expires = verb.place or order.place, verb.expires or order.expires
    if not moments.is_real(expires):
        expires = moments.write(moments.parse(act.now) + dt.timedelta(days=READY_DAYS))
    if is_ready and (place, expires) == (order.place, order.expires):
        return order
    return replace(order, state="ready_for_pickup", place=place, expires=expires)


def _hand_over(order: Order, act: Act, verb: HandOver) -> Order:
    if order.state == "packed" and order.kind != "request":
        raise Rejected("not_now")
    without_code = not verb.code and verb.reason
    if order.claim and not without_code and claim_hash(verb.code) != order.claim:
        raise Rejected("wrong_code")
    expires = "" if order.paid else moments.write(moments.parse(act.now) + UNPAID_FOR)
    return replace(order, state="picked_up", expires=expires)


def _hold(order: Order, _act: Act, verb: HoldOrder) -> Order:
    if order.state == "on_hold":
        same = (order.reason, order.remark) == (verb.reason, verb.note)
        return order if same else replace(order, reason=verb.reason, remark=verb.note)
    return replace(order, state="on_hold", held=order.state, reason=verb.reason, remark=verb.note)


def _resume(order: Order, _act: Act, _verb: ResumeOrder) -> Order:
    if order.state != "on_hold":
        return order
    return replace(order, state=order.held, held="", reason="", remark="")


def _end(state: State) -> Callable[[Order, Act, Any], Order]:
    """Return the step that ends an order; it ends once."""

    def end(order: Order, _act: Act, verb: Any) -> Order:
        if order.state == state:
            return order
        if type(verb).__name__ not in reasons.CODES:
            return replace(order, state=state, held="")
        return replace(order, state=state, held="", reason=verb.reason, remark=verb.note)

    return end


def _expire(order: Order, act: Act, verb: ExpireOrder) -> Order:
    is_over = moments.is_real(order.expires) and moments.parse(order.expires) <= moments.parse(act.now)
    if order.state == "ready_for_pickup" and not is_over:
        raise Rejected("not_now")
    return _end("expired")(order, act, verb)


def _schedule(order: Order, _act: Act, verb: ScheduleOrder) -> Order:
    after = replace(
        order,
        promise=verb.promise or order.promise,
        claim=verb.claim or order.claim,
        expires=verb.expires or order.expires,
    )
    return order if after == order else after


def _pay(order: Order, _act: Act, _verb: RecordPayment) -> Order:
    return order if order.paid else replace(order, paid=True)


def _notice(order: Order, act: Act, verb: RecordNotice) -> Order:
    return replace(order, notices={**order.notices, verb.template: act.now})


def _resend(order: Order, _act: Act, _verb: ResendNotice) -> Order:
    return replace(order)  # nothing but the step: the message follows from it


STEPS: Mapping[type[msgspec.Struct], Callable[[Order, Act, Any], Order]] = {
    ClaimOrder: _claim,
    TakeOver: _take_over,
    ReleaseOrder: _release,
    PickLine: _picking(lines.pick),
    ShortLine: _picking(lines.short),
    ProposeSubstitute: _picking(lines.offer),
    AgreeSubstitute: lines.agree,
    RejectLine: _picking(lines.reject),
    ReopenLine: _reopen,
    ConfirmLine: lines.confirm,
    PackOrder: _pack,
    MakeReady: _make_ready,
    HandOver: _hand_over,
    HoldOrder: _hold,
    ResumeOrder: _resume,
    RejectOrder: _end("rejected"),
    CancelOrder: _end("cancelled"),
    ExpireOrder: _expire,
    ScheduleOrder: _schedule,
    RecordPayment: _pay,
    ReportSold: lines.report_sold,
    ReportFewer: lines.report_fewer,
    RecordReturn: _end("returned"),
    WithdrawReturn: _end("picked_up"),
    RecordNotice: _notice,
    ResendNotice: _resend,
}
"""What each verb makes of an order; the same object when nothing changed. All raise `Rejected`."""
