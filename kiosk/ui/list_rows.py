"""What a list page shows, line by line, in words."""

from dataclasses import dataclass

from kiosk.ui.shop import Shop
from sync.catalogue import present
from sync.protocol.lists import Actor, Line, ShoppingList
from sync.protocol.products import Product, Variant

PHONE = "phone"
ASSOCIATE = "associate"


@dataclass(frozen=True)
class LineRow:
    """One line. `who` names the kind of who added it, `mark` is the letter in the disc beside it."""

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


@dataclass(frozen=True)
class Sum:
    """What a list costs here: minor units, and how many lines have no price."""

    amount: int = 0
    unpriced: int = 0


def line_rows(shop: Shop, document: ShoppingList, own: str) -> list[LineRow]:
    """Return the lines that are there; `own` is the id of the actor at this tablet."""
    return [_line(shop, line, document.actors.get(line.by), own) for line in document.present]


def total(shop: Shop, document: ShoppingList) -> Sum:
    """Add up what the list costs in this store."""
    amount = unpriced = 0
    for line in document.present:
        variant = _variant(shop.product(line.product), line)
        price = shop.words.price(variant.prices) if variant else None
        amount += price.amount * line.quantity if price else 0
        unpriced += price is None
    return Sum(amount, unpriced)


def _line(shop: Shop, line: Line, actor: Actor | None, own: str) -> LineRow:
    product = shop.product(line.product)
    variant = _variant(product, line)
    by = shop.words.added_by(actor, own, shop.store)
    who = actor.kind if actor and actor.id != own else "self"
    mark = (actor.name[:1] or str(actor.number or "")) if actor and actor.id != own else ""
    if product is None or variant is None:
        gone = shop.words.texts.get("list.gone")
        return LineRow(
            line.id, "", "", line.variant, gone, "none", "", who, mark, by, line.quantity, "", line.note
        )
    here = shop.here(variant)
    picture = present.picture(product, variant.options)
    price = shop.words.price(variant.prices)
    return LineRow(
        key=line.id,
        product=product.id,
        url=shop.pictures.url(picture.media) if picture else "",
        name=shop.words.name(product.name),
        options=", ".join(present.choices(product, variant.options, shop.words.language)),
        level=here.state.value,
        stock=shop.words.stock_figure(here),
        who=who,
        mark=mark,
        by=by,
        quantity=line.quantity,
        price=shop.words.money(price.amount * line.quantity) if price else "",
        note=line.note,
    )


def _variant(product: Product | None, line: Line) -> Variant | None:
    return present.variant(product, line.variant) if product else None
