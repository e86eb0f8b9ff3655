"""Size memory is learned here: from what was bought, came back, or was put on a list of the customer's."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import astuple

from sync.hub.context import Hub
from sync.hub.operations import Happened
from sync.hub.settling import ITSELF, act, do
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import customers, fits, scopes
from sync.protocol.actors import Actor
from sync.protocol.fits import Event, LearnFit, UnlearnFit
from sync.protocol.ids import derived_id
from sync.protocol.list_verbs import AddLine
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.products import Product
from sync.protocol.receipts import IssueReceipt, Receipt, Returned, TakeBack, UndoReturn

VERBS = frozenset({"IssueReceipt", "TakeBack", "UndoReturn", "AttachList"})
CHOICES = frozenset({"AddLine"})
CHOOSERS = frozenset({"customer", "staff", "phone"})
"""Kinds of principals whose choices are learned at once; a guest's are when the list becomes a customer's."""

TOO: Mapping[str, Event] = {"too_small": "too_small", "too_large": "too_large"}
"""Reasons of a return that say more than that it came back."""

PLACE_SIGNS = 200
HUB = Actor(ITSELF, "shop")


class Item(NamedTuple):
    """A product with what was chosen of it."""

    product: str
    variant: str
    options: Mapping[str, str]


class Lesson(NamedTuple):
    """What became of an item; `name` tells it apart from others that follow from the same cause."""

    name: str
    event: Event
    quantity: int
    item: Item


async def follow(hub: Hub, happened: Happened) -> None:
    """Count the sizes that something was bought, brought back or chosen in."""
    document = happened.after
    if isinstance(happened.verb, UndoReturn):
        await _unlearn(hub, happened)
    elif isinstance(document, Receipt) and document.customer:
        for lesson in _of_receipt(happened, document):
            for verb in await _verbs(hub, lesson):
                name = f"{lesson.name}:{verb.axis}"
                await act(hub, happened, scopes.customer(document.customer), name, verb, actor=HUB)
    elif isinstance(document, ShoppingList) and customers.is_customer(document.owner):
        for line in _chosen(happened, document):
            await _choose(hub, happened, document, line)


def _of_receipt(happened: Happened, receipt: Receipt) -> Iterator[Lesson]:
    verb = happened.verb
    if isinstance(verb, IssueReceipt):
        for sold in verb.lines:
            item = Item(sold.product, sold.variant, sold.options)
            yield Lesson(f"bought:{sold.id}", "bought", sold.quantity, item)
    elif isinstance(verb, TakeBack):
        yield from _of_return(receipt, verb.lines)


def _of_return(receipt: Receipt, lines: Iterable[Returned]) -> Iterator[Lesson]:
    for position, back in enumerate(lines):
        line = receipt.line(back.line)
        if line:
            item = Item(line.product, line.variant, line.options)
            yield Lesson(f"back:{position}", TOO.get(back.reason, "returned"), back.quantity, item)


async def _unlearn(hub: Hub, happened: Happened) -> None:
    """Count no more what a return said that is undone; what was forgotten since stays so, hence its time."""
    receipt: Receipt = happened.after
    back = receipt.back(happened.verb.of)
    if back is None or not receipt.customer:
        return
    scope = scopes.customer(receipt.customer)
    for lesson in _of_return(receipt, back.lines):
        for verb in await _verbs(hub, lesson):
            identifier = derived_id(back.op, scope, "undone", lesson.name, verb.axis)
            await do(hub, scope, identifier, UnlearnFit(*astuple(verb)), HUB, at=back.at)


def _chosen(happened: Happened, document: ShoppingList) -> list[Line]:
    """Return the lines that were chosen: the one that was added, or all of a guest's list that came along."""
    verb = happened.verb
    if not isinstance(verb, AddLine):
        return document.present
    added = verb.product, verb.variant, verb.options
    return [line for line in document.present if (line.product, line.variant, line.options) == added]


async def _choose(hub: Hub, happened: Happened, document: ShoppingList, line: Line) -> None:
    """Count a line once, however often it is added to."""
    scope = scopes.customer(document.owner.partition(":")[2])
    item = Item(line.product, line.variant, line.options)
    for verb in await _verbs(hub, Lesson("", "chosen", 1, item)):
        identifier = derived_id(document.id, line.id, "chosen", verb.axis)
        await do(hub, scope, identifier, verb, HUB, at=line.at or happened.op.at)


async def _verbs(hub: Hub, lesson: Lesson) -> list[LearnFit]:
    """Return what is to be counted: one size for each axis that is about somebody's body."""
    item = lesson.item
    product = await documents.load(hub.storage, scopes.CATALOGUE, Key("product", item.product), Product)
    category = _place(product.category if product else "")
    brand = _place(product.extra.get("brand", "") if product else "")
    return [
        LearnFit(axis, size, lesson.event, category, brand, lesson.quantity)
        for axis, size in sorted(fits.sizes_of(item.options or _options_of(product, item.variant)).items())
    ]


def _options_of(product: Product | None, variant: str) -> Mapping[str, str]:
    variants = product.variants if product else []
    return next((one.options for one in variants if one.id == variant), {})


def _place(text: str) -> str:
    """Return a category or brand as it may stand in the name of a fit."""
    return "".join(sign for sign in text if sign.isprintable() and sign != "|")[:PLACE_SIGNS]
