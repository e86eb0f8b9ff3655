"""What follows from undoing a return: all that followed from the return, the other way round.

Why each thing is undone by one of its own, and what is not: `sync/decisions/0015`.
"""

from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec.structs import asdict, replace

from sync.hub.clienteling import timeline
from sync.hub.clienteling.timeline import Told
from sync.hub.context import Follow, Hub
from sync.hub.index.keeping import is_there
from sync.hub.operations import Happened
from sync.hub.settling import act
from sync.protocol import scopes
from sync.protocol.actors import Actor
from sync.protocol.call_verbs import MarkKept
from sync.protocol.ids import derived_id
from sync.protocol.orders import WithdrawReturn
from sync.protocol.receipts import Back, Receipt, Return, Returned, TakeBack, UndoReturn
from sync.protocol.stock import MoveStock

UNDONE: Final = "undone"


def mark(op: str, number: int) -> str:
    """Return the name under which a list keeps what part `number` of a return took off."""
    return derived_id(op, "back", str(number))


async def finish(hub: Hub, happened: Happened) -> None:
    """Do what follows from the return itself, where a hub that was cut off has not: then it can be undone.

    What was done is not done again: the ids derive from the return.
    """
    receipt, back = _undone(happened)
    if back is None:
        return
    verb = TakeBack([Back(**asdict(one)) for one in back.lines], back.place)
    op = replace(happened.op, id=back.op, at=back.at, args=msgspec.to_builtins(verb))
    actor = happened.actor if back.by == happened.actor.id else Actor(back.by, "associate")
    cause = Happened(happened.scope, op, actor, verb, None, receipt)
    for follow in hub.follows:
        if follow.may_follow(TakeBack.__name__, op.principal):
            await follow.run(hub, cause)


async def give_out(hub: Hub, happened: Happened) -> None:
    """Take off the shelf what the return put there, and say on the list that it is bought."""
    receipt, back = _undone(happened)
    if back is None:
        return
    stock = scopes.stock(back.place)
    for number, one in enumerate(back.lines):
        sold = receipt.line(one.line)
        if sold and one.restock:
            moved = MoveStock(sold.variant, "return", -one.quantity, UNDONE, receipt.number)
            await act(hub, happened, stock, f"shelf {number}", moved)
        if receipt.list_id:
            scope = scopes.shopping_list(receipt.list_id)
            await act(hub, happened, scope, f"bought {number}", MarkKept(mark(back.op, number)))


async def reopen_order(hub: Hub, happened: Happened) -> None:
    """Say on the order that not all of it came back; one that nobody closed stays as it is."""
    receipt, _ = _undone(happened)
    if receipt.order and not receipt.is_all_back:
        await act(hub, happened, scopes.orders(receipt.store), UNDONE, WithdrawReturn(receipt.order))


async def tell(hub: Hub, happened: Happened) -> None:
    """Write on the customer's timeline that it was taken back by mistake."""
    receipt, back = _undone(happened)
    if back is None or not receipt.customer or not await is_there(hub.storage, receipt.customer):
        return
    told = Told(
        receipt.customer,
        (receipt.id, happened.op.id),
        "return",
        "return_undone",
        "\n".join(things(receipt, back.lines)),
        order=receipt.order,
        receipt=receipt.id,
        list_id=receipt.list_id,
    )
    await timeline.tell(hub, told, happened.actor, happened.op.at or hub.now())


def things(receipt: Receipt, lines: Iterable[Returned]) -> list[str]:
    """Return what a return is about, as the receipt calls it."""
    return [
        f"{one.quantity} \N{MULTIPLICATION SIGN} {sold.name or sold.variant}"
        for one in lines
        if (sold := receipt.line(one.line))
    ]


def _undone(happened: Happened) -> tuple[Receipt, Return | None]:
    """Return the receipt with the return that was undone; None where its person was forgotten meanwhile."""
    verb, receipt = happened.verb, happened.after
    assert isinstance(verb, UndoReturn)
    assert isinstance(receipt, Receipt)
    return receipt, receipt.back(verb.of)


FIRST = Follow(frozenset({UndoReturn.__name__}), finish)
"""Before all else that follows from it."""
