"""What the phone page shows, as one JSON document: the list with its products, prices and stock.

Amounts are minor units and times ISO 8601 UTC; the page writes them as its reader's language does. Titles,
notes and names in it were written by people: the page puts them on screen as text and never as markup.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from sync.catalogue import present
from sync.catalogue.read import Catalogue
from sync.hub.page import service
from sync.hub.page.service import OfferView, OrderView, ReceiptView, Ware
from sync.protocol.actors import Actor
from sync.protocol.lists import Entry, HelpMark, Line, Offer, OrderMark, Question, ShoppingList
from sync.protocol.money import Price, minor_digits
from sync.protocol.products import Product, Store, Variant
from sync.protocol.receipts import Receipt
from sync.protocol.stock import StockLevel, StockState, state

MAX_CHANGES = 60
"""How many of the newest changes the page is told: enough for undo and for "what changed"."""


class PictureView(msgspec.Struct, frozen=True):
    """Addresses of a picture, relative to the page's own folder, and its words for who cannot see it.

    `small` is the square one in a line; `large` is 400 and `full` is `width` pixels wide.
    """

    small: str
    large: str
    full: str
    width: int
    alt: str


class StockView(msgspec.Struct, frozen=True):
    """How many can be had in the list's store, and the moment of that news ('' when not known)."""

    state: StockState
    count: int | None = None
    as_of: str = ""


class LineView(msgspec.Struct, frozen=True):
    """One line. `name` is '' when the product left the catalogue; `price` None when the store tells none."""

    id: str
    quantity: int
    note: str
    by: str
    at: str
    name: str = ""
    options: list[str] = []
    price: Price | None = None
    picture: PictureView | None = None
    dimensions: str = ""
    description: str = ""
    details: list[str] = []
    stock: StockView | None = None
    bought: int = 0
    priority: str = ""


class View(msgspec.Struct, frozen=True):
    """The whole list for one visitor: `me` is their actor's id, `seq` numbers the newest change.

    `bringable` are the lines that its store can be asked to bring.
    """

    title: str
    language: str
    me: str
    seq: int
    now: str
    store: str
    currency: str
    digits: int
    lines: list[LineView]
    actors: dict[str, Actor]
    changes: list[Entry]
    orders: list[OrderView] = []
    help: HelpMark | None = None
    questions: list[Question] = []
    receipts: list[ReceiptView] = []
    bringable: list[str] = []


class Bought(NamedTuple):
    """A receipt of things that were on the list, and the code that it is found by."""

    receipt: Receipt
    code: str


class Shelf(NamedTuple):
    """What is known about the things on a list: products by id, levels by variant, the store, receipts."""

    products: Mapping[str, Product]
    levels: Mapping[str, StockLevel]
    store: Store | None
    bought: Sequence[Bought] = ()


class Reader(NamedTuple):
    """Who reads: actor's id, language (`en`, `it`, `ja`) and the moment, with time zone."""

    me: str
    language: str
    now: dt.datetime


def shelf(
    document: ShoppingList,
    catalogue: Catalogue | None,
    levels: Mapping[str, StockLevel],
    now: dt.datetime,
    bought: Sequence[Bought] = (),
) -> Shelf:
    """Fetch what lines, substitutes and receipts need from the catalogue; what is not there stays out."""
    if catalogue is None:
        return Shelf({}, levels, None, bought)
    wanted = {line.product for line in document.lines} | service.offered(document, now)
    wanted |= {line.product for one in bought for line in one.receipt.lines}
    found = (catalogue.product(identifier) for identifier in wanted)
    products = {product.id: product for product in found if product}
    return Shelf(products, levels, catalogue.store(document.store), bought)


def build(document: ShoppingList, seq: int, goods: Shelf, reader: Reader) -> View:
    """Put a list together for one reader. Lines at quantity 0 come along: changes to them need a name."""
    currency = _currency(goods)
    return View(
        title=document.title,
        language=reader.language,
        me=reader.me,
        seq=seq,
        now=reader.now.isoformat(),
        store=goods.store.name if goods.store else "",
        currency=currency,
        digits=minor_digits(currency),
        lines=[_line(line, goods, currency, reader) for line in document.lines],
        actors=document.actors,
        changes=document.history[-MAX_CHANGES:],
        orders=[
            service.view(mark, document, _offers(mark, document, goods, currency, reader.language))
            for mark in service.shown(document, reader.now)
        ],
        help=service.called(document),
        questions=document.questions,
        receipts=_receipts(goods, reader.language),
        bringable=service.bringable(document),
    )


def _receipts(goods: Shelf, language: str) -> list[ReceiptView]:
    names = {product.id: present.text(product.name, language) for product in goods.products.values()}
    return [service.receipt_view(one.receipt, names, one.code) for one in goods.bought]


def _offers(
    mark: OrderMark, document: ShoppingList, goods: Shelf, currency: str, language: str
) -> list[OfferView]:
    return [
        OfferView(line, offer.quantity, ware, _missing(offer, document, goods, language))
        for line, offer in mark.offers.items()
        if (ware := _ware(offer, goods, currency, language))
    ]


def _ware(offer: Offer, goods: Shelf, currency: str, language: str) -> Ware | None:
    product = goods.products.get(offer.product)
    variant = present.variant(product, offer.variant) if product else None
    if product is None or variant is None:
        return None
    options = {**variant.options, **offer.options}
    picture = _picture(product, options, language)
    return Ware(
        present.text(product.name, language),
        present.choices(product, options, language),
        variant.prices.get(currency),
        picture.small if picture else "",
    )


def _missing(offer: Offer, document: ShoppingList, goods: Shelf, language: str) -> str:
    line = next((line for line in document.lines if line.variant == offer.instead), None)
    product = goods.products.get(line.product) if line else None
    return present.text(product.name, language) if product else ""


def _currency(goods: Shelf) -> str:
    """Return the store's currency if anything is priced in it, else the first one that is used."""
    used = {
        currency: None
        for product in goods.products.values()
        for variant in product.variants
        for currency in variant.prices
    }
    wanted = goods.store.currency if goods.store else ""
    return wanted if wanted in used or not used else next(iter(used))


def _line(line: Line, goods: Shelf, currency: str, reader: Reader) -> LineView:
    product = goods.products.get(line.product)
    variant = present.variant(product, line.variant) if product else None
    bare = LineView(
        id=line.id,
        quantity=line.quantity,
        note=line.note,
        by=line.by,
        at=line.at,
        bought=line.bought,
        priority=line.priority,
    )
    if product is None or variant is None:
        name = present.text(product.name, reader.language) if product else ""
        return msgspec.structs.replace(bare, name=name)
    options = {**variant.options, **line.options}
    return msgspec.structs.replace(
        bare,
        name=present.text(product.name, reader.language),
        options=present.choices(product, options, reader.language),
        price=variant.prices.get(currency),
        picture=_picture(product, options, reader.language),
        dimensions=present.dimensions(variant.size, reader.language),
        description=_description(product, reader.language),
        details=[present.tied(present.text(detail, reader.language)) for detail in product.details],
        stock=_stock(variant, goods, reader.now),
    )


def _picture(product: Product, options: Mapping[str, str], language: str) -> PictureView | None:
    picture = present.picture(product, options)
    if picture is None:
        return None
    return PictureView(
        small=f"media/{picture.media}/240",
        large=f"media/{picture.media}/400",
        full=f"media/{picture.media}/full",
        width=picture.width,
        alt=present.text(picture.alt, language),
    )


def _description(product: Product, language: str) -> str:
    words = present.text(product.description, language) or present.text(product.lead, language)
    return present.tied(words)


def _stock(variant: Variant, goods: Shelf, now: dt.datetime) -> StockView | None:
    if goods.store is None:
        return None
    level = goods.levels.get(variant.id)
    return StockView(
        state=state(level, now),
        count=level.available(now) if level else None,
        as_of=level.as_of if level else "",
    )
