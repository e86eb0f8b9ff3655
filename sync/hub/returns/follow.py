"""What follows from a return: the stock, the list it was bought from, its order, the customer's timeline.

And the other way round: what somebody writes to the shop about a return becomes its case, so that the desk
goes on where the chat stopped.
"""

from sync.hub.clienteling import timeline
from sync.hub.clienteling.timeline import Told
from sync.hub.context import Follow, Hub
from sync.hub.index.keeping import is_there
from sync.hub.operations import Happened
from sync.hub.returns import undoing
from sync.hub.settling import ITSELF, act
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.call_verbs import MarkBought
from sync.protocol.interactions import NoteInteraction
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import RecordReturn
from sync.protocol.receipts import MAX_NOTE, BeginReturn, Receipt, Sold, TakeBack
from sync.protocol.stock import MoveStock

RETURN = "return"
ON_THE_TIMELINE = 2_000
"""Characters of a note on the timeline."""


async def put_back(hub: Hub, happened: Happened) -> None:
    """Put what can be sold again on the store's shelf, and take it off what the list says was bought."""
    verb, receipt = happened.verb, happened.after
    assert isinstance(verb, TakeBack)
    assert isinstance(receipt, Receipt)
    stock = scopes.stock(verb.store)
    for number, back in enumerate(verb.lines):
        sold = receipt.line(back.line)
        if sold is None:
            continue
        if back.restock:
            moved = MoveStock(
                sold.variant, "return", back.quantity, reason=back.reason, reference=receipt.number
            )
            await act(hub, happened, stock, f"shelf {number}", moved)
        line = await _line_of(hub, receipt.list_id, sold) if receipt.list_id else ""
        if line:
            scope = scopes.shopping_list(receipt.list_id)
            marked = MarkBought(line, -back.quantity, undoing.mark(happened.op.id, number))
            await act(hub, happened, scope, f"bought {number}", marked)


async def _line_of(hub: Hub, list_id: str, sold: Sold) -> str:
    """Return the line of a list that something was bought from, '' where there is none (any more)."""
    place = Key("list", list_id)
    document = await documents.load(hub.storage, scopes.shopping_list(list_id), place, ShoppingList)
    lines = document.lines if document else []
    return next((line.id for line in lines if line.variant == sold.variant and line.bought), "")


async def close_order(hub: Hub, happened: Happened) -> None:
    """Say on the order that it came back, once all of it did; an order from elsewhere hears nothing."""
    receipt = happened.after
    assert isinstance(receipt, Receipt)
    if receipt.order and receipt.is_all_back:
        await act(hub, happened, scopes.orders(receipt.store), "returned", RecordReturn(receipt.order))


async def tell(hub: Hub, happened: Happened) -> None:
    """Write a return, or that one was begun, on the customer's timeline.

    What was begun by a message stands there already: it is what began it.
    """
    receipt, verb = happened.after, happened.verb
    assert isinstance(receipt, Receipt)
    began_by_itself = isinstance(verb, BeginReturn) and happened.op.principal == ITSELF
    if not receipt.customer or began_by_itself or not await is_there(hub.storage, receipt.customer):
        return
    told = Told(
        receipt.customer,
        (receipt.id, happened.op.id),
        "return",
        RETURN,
        _words(receipt, verb),
        inbound=isinstance(verb, BeginReturn),
        order=receipt.order,
        receipt=receipt.id,
        list_id=receipt.list_id,
    )
    await timeline.tell(hub, told, happened.actor, happened.op.at or hub.now())


def _words(receipt: Receipt, verb: TakeBack | BeginReturn) -> str:
    """Return what a return is about, as the receipt and whoever wrote down the reasons called it."""
    things = undoing.things(receipt, verb.lines)
    notes = [back.note for back in verb.lines]
    if isinstance(verb, BeginReturn):
        notes.append(verb.note)
    return "\n".join(filter(None, [*things, *notes]))[:ON_THE_TIMELINE]


async def begin(hub: Hub, happened: Happened) -> None:
    """Make a case of what a message about a receipt's return says."""
    verb = happened.verb
    assert isinstance(verb, NoteInteraction)
    if verb.topic != RETURN or not verb.receipt or happened.op.principal == ITSELF:
        return
    said = "\n".join(filter(None, (verb.title, verb.text)))[:MAX_NOTE]
    begun = BeginReturn(channel=verb.channel, note=said)
    await act(hub, happened, scopes.receipt(verb.receipt), "case", begun)


FOLLOWS = (
    Follow(frozenset({"TakeBack"}), put_back),
    Follow(frozenset({"TakeBack"}), close_order),
    Follow(frozenset({"UndoReturn"}), undoing.give_out),
    Follow(frozenset({"UndoReturn"}), undoing.reopen_order),
    Follow(frozenset({"UndoReturn"}), undoing.tell),
    Follow(frozenset({"TakeBack", "BeginReturn"}), tell),
    Follow(frozenset({"NoteInteraction"}), begin, frozenset({"client", "staff"})),
)
