"""What an operation names beside its own scope: an order its customer and list, a return its store.

What follows from it is done by the hub itself, which asks for no right: so what it names is asked for here.
"""

from collections.abc import Mapping
from typing import Any

from sync.hub.context import Hub
from sync.hub.lives import DELIVERS
from sync.hub.staff.reading import may_touch
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.envelope import Op
from sync.protocol.orders import PlaceOrder
from sync.protocol.receipts import Receipt, TakeBack, UndoReturn
from sync.protocol.sessions import Session


async def may_name(hub: Hub, session: Session, op: Op) -> bool:
    """Say whether an associate may name whom, and what, an operation names."""
    match op.args.get("verb"):
        case PlaceOrder.__name__:
            return await _may_order(hub, session, op.args)
        case TakeBack.__name__:
            # Goods lie on the shelf of the store that took them; that one is named, the rule sees to.
            return op.args.get("store", "") in {"", session.store}
        case UndoReturn.__name__:
            return await _lies_here(hub, session, op)
        case _:
            return True


async def _lies_here(hub: Hub, session: Session, op: Op) -> bool:
    """Say whether a return was taken in the associate's store: undone, it leaves that shelf again.

    One that the hub has not heard of is none, or comes along with this and names its own store.
    """
    kind, name = scopes.parse(op.scope)
    if kind != "receipt":
        return True  # and no verb of that scope
    if not await may_touch(hub, session, op.scope):
        return False
    receipt = await documents.load(hub.storage, op.scope, Key(kind, name), Receipt)
    back = receipt.back(str(op.args.get("of", ""))) if receipt else None
    return back is None or back.place == session.store


async def _may_order(hub: Hub, session: Session, args: Mapping[str, Any]) -> bool:
    """Say whether an order may be for a customer, and from a list: an open order opens both to the store.

    So a customer has to be open, or have been lately; that they ever had an order here is not enough.
    """
    customer, listed = str(args.get("customer", "")), str(args.get("list_id", ""))
    if customer:
        opened = await hub.openings.of(hub.storage, session.store)
        if not opened.holds(scopes.customer(customer), hub.later(-DELIVERS)):
            return False
    return not listed or await may_touch(hub, session, scopes.shopping_list(listed))
