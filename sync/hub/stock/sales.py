"""`POST /v1/sales`: a sale becomes a receipt, and what follows from it follows from the receipt.

The pieces leave the stock and use up what was kept of them, the order that they pay for is handed over (or
is paid for ahead, where it is not together yet, or was paid online), and what stood on a list is marked as
bought. A sale is a fact: it is never refused for what the stock says.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from sync.catalogue import present
from sync.hub import settling
from sync.hub.context import Follow, Hub
from sync.hub.endpoint import Call
from sync.hub.operations import Happened
from sync.hub.orders import places
from sync.hub.problems import HttpProblem
from sync.hub.profile.acting import actor
from sync.hub.stock.figures import figures, require_store, told
from sync.hub.stock.payers import Payer, payer_of
from sync.hub.stock.requests import NewSale, SaleTaken, SoldLine
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import moments, scopes
from sync.protocol.actors import Actor
from sync.protocol.call_verbs import MarkBought
from sync.protocol.hashes import digest
from sync.protocol.ids import derived_id
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import HandOver, Held, Order, RecordPayment, held, of_line
from sync.protocol.receipts import IssueReceipt, Receipt, Sold
from sync.protocol.stock import MoveStock

NAME_SIGNS = 80
TO_HAND_OVER = frozenset({"packed", "ready_for_pickup"})


async def take_sale(call: Call) -> SaleTaken:
    """`POST /v1/sales`: put a sale down, and give its receipt a code.

    Sent again with the same number it is the same sale. Pieces that were kept for the buyer are theirs now;
    the order that is paid for counts as handed over once it was packed.
    """
    sent = call.body
    assert isinstance(sent, NewSale)
    store = require_store(call.hub, sent.store)
    code = await record(call.hub, actor(call), sent, sent.currency or store.currency)
    return SaleTaken(code, await figures(call.hub, sent.store, [line.variant for line in sent.lines]))


async def record(hub: Hub, seller: Actor, sent: NewSale, currency: str) -> str:
    """Put a sale down, unless it is there already, and return its receipt's code.

    Raises:
        HttpProblem: 409.
    """
    code = hub.keys.receipt_code(sent.store, sent.number)
    name = digest(code)
    known = await _load(hub, name)
    if known is None:
        verb = _receipt(hub, sent, await payer_of(hub, sent), currency)
        op = derived_id(seller.id, sent.store, sent.number, "sale")
        await settling.do(hub, scopes.receipt(name), op, verb, seller, at=told(sent.at))
        known = await _load(hub, name)
    if known is None or not _is_same(known, sent):
        raise HttpProblem(409, "id_taken", f"the store has another sale of number {sent.number}")
    return code


async def _load(hub: Hub, name: str) -> Receipt | None:
    return await documents.load(hub.storage, scopes.receipt(name), Key("receipt", name), Receipt)


def _receipt(hub: Hub, sent: NewSale, payer: Payer, currency: str) -> IssueReceipt:
    order = payer.order
    return IssueReceipt(
        sent.number,
        sent.store,
        sent.channel,
        sent.at if moments.is_real(sent.at) else hub.now(),
        currency,
        [_sold(hub, sent.store, str(place), line, order) for place, line in enumerate(sent.lines, 1)],
        sent.until,
        payer.customer,
        order.id if order else "",
        sent.list or (order.list_id if order else ""),
        payer.contact,
    )


def _sold(hub: Hub, store: str, name: str, line: SoldLine, order: Order | None) -> Sold:
    product = line.product or places.product_of(hub, line.variant)
    return Sold(
        name,
        product or line.variant,
        line.variant,
        line.quantity,
        line.price,
        line.options,
        _called(hub, store, product),
        final=line.final,
        hold=line.reservation or _kept_by(order, line.variant),
    )


def _called(hub: Hub, store: str, product: str) -> str:
    """Return what a product is called in the language of a store, '' where the catalogue does not know it."""
    catalogue, place = hub.catalogue.get(), places.store(hub, store)
    found = catalogue.product(product) if catalogue else None
    return present.text(found.name, place.language if place else "")[:NAME_SIGNS] if found else ""


def _kept_by(order: Order | None, variant: str) -> str:
    """Return the reservation that an order keeps a variant under, '' where it keeps none."""
    holds = (hold for line in order.lines for hold in of_line(order.id, line)) if order else ()
    return next((hold.hold for hold in holds if hold.variant == variant), "")


def _is_same(known: Receipt, sent: NewSale) -> bool:
    """Say whether a sale is the one that there is: an erased one has lost nothing that is compared."""
    return [(line.variant, line.quantity, line.price) for line in known.lines] == [
        (line.variant, line.quantity, line.price) for line in sent.lines
    ]


async def follow(hub: Hub, happened: Happened) -> None:
    """Let what was sold leave the stock, hand its order over, and mark its list."""
    receipt: Receipt = happened.after
    order = await places.load(hub, receipt.store, receipt.order) if receipt.order else None
    if order and (order.paid or await _pay(hub, happened, order)):
        return  # its pieces leave when they are handed over
    scope, sold = scopes.stock(receipt.store), happened.verb.lines
    moves = {
        derived_id(happened.op.id, scope, line.id): MoveStock(
            line.variant, "sale", -line.quantity, reference=receipt.number, hold=line.hold
        )
        for line in sold
    }
    # First what is fetched, then what is paid of it: the rest stays kept for whoever carries it.
    if order and order.state in TO_HAND_OVER and receipt.channel == "store":
        verb = HandOver(order.id, reason="paid_at_till", note=receipt.number)
        await settling.act(hub, happened, scopes.orders(order.store), "hand over", verb)
    await settling.do_all(hub, scope, moves, happened.actor, at=happened.op.at)
    if receipt.list_id:
        await _mark(hub, happened, receipt.list_id, sold)


async def _pay(hub: Hub, happened: Happened, order: Order) -> bool:
    """Note that an order is paid for ahead; return whether it is: all of it, and not carried away with it."""
    receipt: Receipt = happened.after
    is_here = receipt.channel == "store" and order.state in TO_HAND_OVER
    if is_here or not order.is_open or not _covers(happened.verb.lines, held(order, hub.clock())):
        return False
    verb = RecordPayment(order.id, receipt.number)
    result = await settling.act(hub, happened, scopes.orders(order.store), "pay", verb)
    return result.status == "applied"  # else somebody fetched it meanwhile: it leaves the stock with the sale


def _covers(sold: list[Sold], wanted: Iterable[Held]) -> bool:
    """Say whether a sale has everything that its order keeps."""
    left = Counter[str]()
    for line in sold:
        left[line.variant] += line.quantity
    for kept in wanted:
        left[kept.variant] -= kept.quantity
    return all(quantity >= 0 for quantity in left.values())


FOLLOW = Follow(frozenset({IssueReceipt.__name__}), follow)


async def _mark(hub: Hub, happened: Happened, list_id: str, sold: list[Sold]) -> None:
    scope = scopes.shopping_list(list_id)
    found = await documents.load(hub.storage, scope, Key("list", list_id), ShoppingList)
    if found is None or found.erased:
        return
    for name, quantity in _bought(found, sold):
        await settling.act(hub, happened, scope, f"bought {name}", MarkBought(name, quantity))


def _bought(document: ShoppingList, sold: list[Sold]) -> Iterator[tuple[str, int]]:
    """Yield the lines of a list with how many of each were sold: the first that has the variant."""
    for line in document.present:
        quantity = sum(each.quantity for each in sold if each.variant == line.variant)
        if quantity and line is next(each for each in document.present if each.variant == line.variant):
            yield line.id, quantity
