"""What a list page shows, line by line, in words."""

import msgspec

from kiosk.ui import fit_words, question_rows
from kiosk.ui.shop import Shop
from sync.catalogue import present
from sync.protocol.actors import Actor
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.products import Product, Variant
from sync.protocol.stock import StockState

PHONE = "phone"


class LineRow(msgspec.Struct, frozen=True):
    """One line. `who` names the kind of who added it, `mark` is the letter in the disc beside it.

    `priority` is how much it is wanted (`sync.protocol.list_verbs.Priority`), `wish` the same in words.
    `fit` says whether it fits the shopper's space, '' where that is not known. `question` and `answer` are
    the latest that was asked of the store about it, where the shopper is told.
    """

    key: str
    product: str
    url: str
    name: str
    options: str
    level: str
    stock: str
    who: str
    mark: str
    by: str
    quantity: int
    price: str
    note: str
    priority: str
    wish: str
    fit: str
    question: str
    answer: str


class Sum(msgspec.Struct, frozen=True):
    """What a list costs here: minor units, and how many lines have no price."""

    amount: int = 0
    unpriced: int = 0


class Who(msgspec.Struct, frozen=True):
    """Who did something last to a line: the kind of actor, the letter in the disc, and the sentence."""

    kind: str
    mark: str
    words: str


def line_rows(shop: Shop, document: ShoppingList, own: str) -> list[LineRow]:
    """Return the lines that are there; `own` is the id of the actor at this tablet."""
    return [_line(shop, line, last_act(shop, document, line, own)) for line in document.present]


def shopper_rows(shop: Shop, document: ShoppingList, own: str) -> list[LineRow]:
    """Return the lines as the shopper sees them, with what was asked about each.

    Of what was paid for it says so, and no stock.
    """
    rows = line_rows(shop, document, own)
    return [_for_shopper(shop, document, *pair) for pair in zip(document.present, rows, strict=True)]


def _for_shopper(shop: Shop, document: ShoppingList, line: Line, row: LineRow) -> LineRow:
    question, answer = question_rows.of_line(shop, document, line.id)
    told = msgspec.structs.replace(row, question=question, answer=answer)
    words = bought(shop, line)
    return msgspec.structs.replace(told, level=StockState.THERE.value, stock=words) if words else told


def last_act(shop: Shop, document: ShoppingList, line: Line, own: str) -> Who:
    """Say who put a line on the list, or who changed it last when that was somebody else."""
    acts = [one for one in document.history if one.line == line.id and not one.undone and not one.asked]
    changed = bool(acts) and acts[-1].by not in {line.by, own}
    actor = document.actors.get(acts[-1].by if changed else line.by)
    if actor is None or actor.id == own:
        return Who("self", "", shop.words.texts.get("list.by_you"))
    words = shop.words.act_by("changed" if changed else "added", actor, shop.store)
    return Who(actor.kind, letter(actor), words)


def letter(actor: Actor | None) -> str:
    """Return the letter in the disc of somebody: of the name, else the number of their phone."""
    return (actor.name[:1] or str(actor.number or "")) if actor else ""


def total(shop: Shop, document: ShoppingList) -> Sum:
    """Add up what the list costs in this store."""
    amount = unpriced = 0
    for line in document.present:
        variant = _variant(shop.product(line.product), line)
        price = shop.words.price(variant.prices) if variant else None
        amount += price.amount * line.quantity if price else 0
        unpriced += price is None
    return Sum(amount, unpriced)


def _line(shop: Shop, line: Line, by: Who) -> LineRow:
    product = shop.product(line.product)
    variant = _variant(product, line)
    if product is None or variant is None:
        # Without a catalogue nobody knows what is sold.
        gone = shop.words.texts.get("list.gone") if shop.catalogue else ""
        return LineRow(
            line.id,
            product="",
            url="",
            name=line.variant,
            options=gone,
            level="none",
            stock="",
            who=by.kind,
            mark=by.mark,
            by=by.words,
            quantity=line.quantity,
            price="",
            note=line.note,
            **_wish(shop, line),
            fit="",
            question="",
            answer="",
        )
    here = shop.here(variant)
    picture = present.picture(product, variant.options)
    price = shop.words.price(variant.prices)
    return LineRow(
        key=line.id,
        product=product.id,
        url=shop.pictures.url(picture.media) if picture else "",
        name=shop.words.name(product.name),
        options=shop.words.texts.get("list.and").join(
            present.choices(product, variant.options, shop.words.language)
        ),
        level=here.state.value,
        stock=shop.words.stock_figure(here),
        who=by.kind,
        mark=by.mark,
        by=by.words,
        quantity=line.quantity,
        price=shop.words.money(price.amount * line.quantity) if price else "",
        note=line.note,
        **_wish(shop, line),
        fit=fit_words.short(shop.words, found, shop.space)
        if (found := fit_words.fitting(product, variant, shop.space))
        else "",
        question="",
        answer="",
    )


def wished(shop: Shop, priority: str) -> str:
    """Say how much something is wanted, '' where nobody said, or nobody here knows what was said."""
    return shop.words.texts.raw(f"wish.{priority}") or "" if priority else ""


def _wish(shop: Shop, line: Line) -> dict[str, str]:
    return {"priority": line.priority, "wish": wished(shop, line.priority)}


def bought(shop: Shop, line: Line) -> str:
    """Say how much of a line was paid for, '' for nothing."""
    if not line.bought:
        return ""
    some = line.bought < line.quantity
    return shop.words.texts.get("list.bought_some" if some else "list.bought", line.bought, line.quantity)


def _variant(product: Product | None, line: Line) -> Variant | None:
    return present.variant(product, line.variant) if product else None
