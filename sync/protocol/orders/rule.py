"""The state machine of an order: an act, heard or not, taken and written down."""

from msgspec.structs import replace

from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.orders import reasons
from sync.protocol.orders.allowed import require_right
from sync.protocol.orders.document import MAX_HISTORY, Order, Step
from sync.protocol.orders.placing import place
from sync.protocol.orders.steps import STEPS
from sync.protocol.orders.verbs import PlaceOrder

MAX_ACTORS = 100
"""Beyond this, who is named by no kept step is forgotten."""


def apply(document: Order | None, act: Act, *, order_id: str, store: str) -> Order:
    """Return the order after `act`; the same object when nothing changed.

    Raises:
        Rejected: `no_order`, `erased`; `taken` (a colleague has it), `not_yours` (take it first), `not_now`
            (its state does not allow it), `no_line`, `lines_open`, `nothing_there`, `too_many`, `no_offer`,
            `not_agreed`, `wrong_code`.
    """
    if document is None:
        if not isinstance(act.verb, PlaceOrder):
            raise Rejected("no_order")
        return _record(place(act, act.verb, order_id, store), act, "")
    if document.erased:
        raise Rejected("erased")
    if isinstance(act.verb, PlaceOrder):
        return document
    require_right(document, act.actor, type(act.verb))
    after = STEPS[type(act.verb)](document, act, act.verb)
    return after if after is document else _record(after, act, document.state)


def _record(order: Order, act: Act, before: str) -> Order:
    """Write down who did it; the oldest steps are let go."""
    step = Step(
        op=act.op,
        verb=type(act.verb).__name__,
        by=act.actor.id,
        device=act.device,
        at=act.at,
        state="" if order.state == before else order.state,
        line=getattr(act.verb, "line", ""),
        reason=getattr(act.verb, "reason", ""),
        remark=act.verb.note if type(act.verb).__name__ in reasons.CODES else "",
    )
    history = [*order.history, step][-MAX_HISTORY:]
    actors = {**order.actors, act.actor.id: act.actor}
    if len(actors) > MAX_ACTORS:
        named = {one.by for one in history}
        actors = {key: actor for key, actor in actors.items() if key in named}
    return replace(order, history=history, actors=actors, version=order.version + 1)
