"""What the compare page says of two or three products, in words."""

from collections.abc import Sequence

import msgspec

from kiosk.core.comparing import Fact
from kiosk.core.space import narrowest, setting_of, stands_up, through_door
from kiosk.ui import fit_words
from kiosk.ui.shop import Shop
from sync.catalogue import present
from sync.protocol.products import Product, Size, Variant
from sync.protocol.stock import StockState

Compared = tuple[Product, Variant]


class PieceRow(msgspec.Struct, frozen=True):
    """One column: it is drawn `wide` and `tall`, in mm; 0 where that is not known."""

    product: str
    name: str
    options: str
    url: str
    price: str
    oldPrice: str
    level: str
    stock: str
    drawing: str
    wide: int
    tall: int
    measure: str


class FactRow(msgspec.Struct, frozen=True):
    """One property of up to three products, and the whole in words for who cannot see it."""

    name: str
    first: str
    second: str
    third: str
    spoken: str


def piece_row(shop: Shop, compared: Compared) -> PieceRow:
    """Return the head of a column."""
    product, variant = compared
    words, size = shop.words, variant.size
    picture = present.picture(product, variant.options)
    price, here = words.price(variant.prices), shop.here(variant)
    known = here.state is not StockState.UNKNOWN
    return PieceRow(
        product=product.id,
        name=words.name(product.name),
        options=words.texts.get("list.and").join(present.choices(product, variant.options, words.language)),
        url=shop.pictures.url(picture.media) if picture else "",
        price=words.money(price.amount) if price else words.texts.get("tile.ask"),
        oldPrice=words.money(price.was) if price and price.was > price.amount else "",
        level=here.state.value if known else "",
        stock=words.stock_figure(here) if known else "",
        drawing=shop.pictures.drawing_url(product.scale) if stands_up(size) else "",
        wide=size.width,
        tall=size.height,
        measure=present.dimensions(size, words.language),
    )


def facts(shop: Shop, compared: Sequence[Compared]) -> list[Fact]:
    """Return everything that can be told of all of them, in the order in which it is asked for."""
    made = [
        Fact("space", tuple(_fit(shop, each) for each in compared)),
        Fact("width", tuple(_length(shop, variant.size.width) for _, variant in compared)),
        Fact("depth", tuple(_length(shop, variant.size.depth) for _, variant in compared)),
        Fact("height", tuple(_length(shop, variant.size.height) for _, variant in compared)),
        Fact("weight", tuple(_weight(shop, variant.size.weight) for _, variant in compared)),
        Fact("door", tuple(_door(shop, product, variant.size) for product, variant in compared)),
        Fact("rating", tuple(_rating(shop, product) for product, _ in compared)),
    ]
    made += [Fact(f"choice:{name}", values) for name, values in _axes(shop, compared).items()]
    made.append(Fact("details", tuple(_details(shop, product) for product, _ in compared)))
    return made


def fact_row(shop: Shop, fact: Fact) -> FactRow:
    """Return a property as a row."""
    kind, _, said = fact.key.partition(":")
    name = shop.words.texts.get(f"compare.{kind}", said)
    none = shop.words.texts.get("compare.unknown")
    values = [value or none for value in fact.values]
    first, second, third = [*values, "", "", ""][:3]
    return FactRow(name, first, second, third, shop.words.texts.get("list.and").join([name, *values]))


def _axes(shop: Shop, compared: Sequence[Compared]) -> dict[str, tuple[str, ...]]:
    """Return for each option what there is to choose from: how many colours, which sizes."""
    said: dict[str, list[str]] = {}
    for at, (product, _) in enumerate(compared):
        for axis in product.options:
            values = said.setdefault(shop.words.name(axis.name), [""] * len(compared))
            values[at] = shop.words.texts.get("list.and").join(
                shop.words.name(value.name) for value in axis.values
            )
    return {name: tuple(values) for name, values in said.items()}


def _fit(shop: Shop, compared: Compared) -> str:
    """Say whether it fits the shopper's space, '' while that is not measured."""
    found = fit_words.fitting(*compared, shop.space)
    return fit_words.short(shop.words, found, shop.space) if found else ""


def _length(shop: Shop, millimetres: int) -> str:
    texts = shop.words.texts
    return texts.get("scale.cm", shop.words.display.centimetres(millimetres)) if millimetres else ""


def _weight(shop: Shop, grams: int) -> str:
    texts = shop.words.texts
    return texts.get("compare.kg", shop.words.display.kilograms(grams)) if grams else ""


def _door(shop: Shop, product: Product, size: Size) -> str:
    passage = through_door(size) if setting_of(product, size) == "floor" else "unknown"
    if passage == "unknown":
        return ""
    if passage == "no":
        return shop.words.texts.get("scale.opening", shop.words.display.centimetres(narrowest(size)))
    return shop.words.texts.get(f"scale.through_{passage}")


def _rating(shop: Shop, product: Product) -> str:
    if not product.rating.total:
        return ""
    stars = shop.words.texts.get("product.rating", shop.words.display.stars(product.rating.mean))
    number = shop.words.texts.get("product.reviews", count=product.rating.total)
    return shop.words.texts.get("list.and").join((stars, number))


def _details(shop: Shop, product: Product) -> str:
    return shop.words.texts.get("list.and").join(shop.words.name(line) for line in product.details)
