"""What follows from orders and calls, for `sync.hub.consequences`."""

from typing import get_args

from sync.hub.context import Follow
from sync.hub.orders import follow, helping, sold_away, stock
from sync.protocol import orders


def _named(*verbs: type) -> frozenset[str]:
    return frozenset(verb.__name__ for verb in verbs)


ALL = _named(*get_args(orders.Verb))
QUIET = _named(orders.RecordNotice, orders.ResendNotice)
"""What no list shows."""

MOVES = _named(
    orders.PlaceOrder,
    orders.ShortLine,
    orders.ProposeSubstitute,
    orders.AgreeSubstitute,
    orders.RejectLine,
    orders.ReopenLine,
    orders.HandOver,
    orders.RejectOrder,
    orders.CancelOrder,
    orders.ExpireOrder,
    orders.RecordReturn,
)
"""What changes the pieces that an order keeps of the stock."""

FOLLOWS = (
    Follow(frozenset({"RequestPreparation"}), follow.place_requested),
    Follow(frozenset({"CancelRequest", "AgreeOffer"}), follow.hear_shopper),
    Follow(_named(orders.PlaceOrder), follow.schedule),
    Follow(_named(orders.HandOver), stock.sell),
    Follow(MOVES, stock.keep),
    Follow(frozenset({"MoveStock", "CountStock"}), sold_away.warn),
    Follow(_named(orders.HandOver), follow.mark_bought),
    Follow(_named(orders.MakeReady), follow.keep_until),
    Follow(_named(orders.PlaceOrder, orders.ClaimOrder, orders.TakeOver), follow.open_customer),
    Follow(ALL - QUIET, follow.mirror),
    Follow(frozenset({"CallHelp"}), helping.raise_call),
    Follow(frozenset({"CancelHelp"}), helping.withdraw_call),
    Follow(frozenset({"RaiseHelp", "TakeHelp", "FinishHelp", "WithdrawHelp"}), helping.mirror),
)
"""In this order: what is sold uses up its reservation before what is left of it is let go."""
