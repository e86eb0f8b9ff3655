"""What a product page lists, row by row, in words."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from kiosk.core.choice import Choice
from kiosk.core.stock import Availability
from kiosk.ui import fit_words
from kiosk.ui.shop import Shop
from sync.catalogue import present
from sync.protocol.products import OptionAxis, Picture, Product, Rating, Review
from sync.protocol.stock import StockState

MAX_PHOTOS = 5
"""Thumbnails that fit beside the photo."""
MAX_REVIEWS = 12
MAX_TILES = 4

GRAMS_PER_KG = 1000
"""Lighter things need no word about their weight."""


class PhotoRow(msgspec.Struct, frozen=True):
    """A photo of the gallery: its first and full addresses, and words for who cannot see it."""

    media: str
    url: str
    full: str
    thumb: str
    alt: str


NO_PHOTO = PhotoRow("", "", "", "", "")


class ValueRow(msgspec.Struct, frozen=True):
    """A value that can be picked; `here` says whether it can be had in this store."""

    key: str
    name: str
    swatch: str
    chosen: bool
    here: bool
    label: str


NO_VALUE = ValueRow("", "", "", chosen=False, here=True, label="")
"""A place for a value that another product has and this one does not."""


class StockRow(msgspec.Struct, frozen=True):
    """A place with its figure; `level` names the icon, `fresh` counts the news that changed the figure."""

    key: str
    level: str
    figure: str
    detail: str
    age: str
    fresh: int = 0


NO_STOCK = StockRow("", "", "", "", "")


class ReviewRow(msgspec.Struct, frozen=True):
    """What one buyer wrote."""

    key: str
    stars: int
    title: str
    text: str
    by: str


class BarRow(msgspec.Struct, frozen=True):
    """How many gave so many stars; `part` is 0.0 to 1.0 of all."""

    stars: int
    count: str
    part: float


class TileRow(msgspec.Struct, frozen=True):
    """Another product, small; `fit` says whether it fits the shopper's space, '' where that is not known."""

    product: str
    name: str
    price: str
    url: str
    level: str
    stock: str
    fit: str = ""


NO_TILE = TileRow("", "", "", "", "", "")
"""A product that is no longer sold."""


class TextRow(msgspec.Struct, frozen=True):
    """A short line of text."""

    text: str


def photo_rows(shop: Shop, choice: Choice) -> list[PhotoRow]:
    """Return the photos of a choice that have arrived or will."""
    name = shop.words.name(choice.product.name)
    return [_photo(shop, picture, name) for picture in choice.pictures[:MAX_PHOTOS]]


def _photo(shop: Shop, picture: Picture, name: str) -> PhotoRow:
    pictures = shop.pictures
    return PhotoRow(
        media=picture.media,
        url=pictures.url(picture.media),
        full=pictures.full_url(picture.media),
        thumb=_thumb(shop, picture),
        alt=shop.words.name(picture.alt) or name,
    )


def _thumb(shop: Shop, picture: Picture) -> str:
    """Return the address for a square frame: a view drawn for it, else the photo itself, to be cropped."""
    wide = picture.width > picture.height
    pictures = shop.pictures
    return pictures.url(picture.media) if wide and not picture.square else pictures.small_url(picture.media)


def detail_rows(shop: Shop, choice: Choice) -> list[TextRow]:
    """Return what is good to know: measures and weight of the choice, then what the product says."""
    size = choice.variant.size
    lines = [present.dimensions(size, shop.words.language)]
    if size.weight >= GRAMS_PER_KG:
        lines.append(shop.words.weight(size.weight))
    lines += [present.tied(shop.words.name(line)) for line in choice.product.details]
    return [TextRow(line) for line in lines if line]


def value_rows(shop: Shop, choice: Choice, axis: OptionAxis) -> list[ValueRow]:
    """Return the values of an option, each with whether it can be had here with the rest unchanged."""
    rows = []
    variants = {value.id: choice.exact(axis.id, value.id) for value in axis.values}
    sold = [variant for variant in variants.values() if variant is not None]
    out = {one.id for one, here in zip(sold, shop.all_here(sold), strict=True) if here.known_to_be_out}
    for value in axis.values:
        variant = variants[value.id]
        here = variant is not None and variant.id not in out
        name = shop.words.name(value.name)
        label = shop.words.texts.get(
            "product.choice" if here else "product.choice_away", shop.words.name(axis.name), name
        )
        chosen = choice.variant.options.get(axis.id) == value.id
        rows.append(ValueRow(value.id, name, value.swatch, chosen, here, label))
    return rows


def stock_rows(shop: Shop, rows: Iterable[Availability], fresh: Mapping[str, int]) -> list[StockRow]:
    """Return places in words; never a number without an age. `fresh` counts news by store code."""
    now, words = shop.now(), shop.words
    return [
        StockRow(
            key=row.store.code,
            level=row.state.value,
            figure=words.stock_figure(row),
            detail=words.stock_detail(row),
            age=words.stock_age(row, now),
            fresh=fresh.get(row.store.code, 0),
        )
        for row in rows
    ]


def bar_rows(shop: Shop, rating: Rating) -> list[BarRow]:
    """Return five bars, five stars first."""
    total = max(1, rating.counted)
    return [
        BarRow(stars, shop.words.display.number(count), count / total)
        for stars, count in reversed(list(enumerate(rating.counts, 1)))
    ]


def review_rows(shop: Shop, reviews: Iterable[Review]) -> list[ReviewRow]:
    """Return reviews, those in the shopper's language first, then the newest."""
    own = shop.words.language
    newest = sorted(reviews, key=lambda review: review.date, reverse=True)
    ordered = sorted(newest, key=lambda review: review.language != own)
    return [
        ReviewRow(review.id, review.stars, review.title, review.text, _written_by(shop, review))
        for review in ordered[:MAX_REVIEWS]
    ]


def _written_by(shop: Shop, review: Review) -> str:
    if not review.date:
        return review.author
    day = shop.words.display.full_day(datetime.fromisoformat(review.date).date())
    return shop.words.texts.get("reviews.by", review.author, day) if review.author else day


def tile_rows(shop: Shop, identifiers: Iterable[str]) -> list[TileRow]:
    """Return products that are still sold, as tiles."""
    products = (shop.product(identifier) for identifier in identifiers)
    return [tile_row(shop, product) for product in products if product][:MAX_TILES]


def tile_row(shop: Shop, product: Product) -> TileRow:
    """Return a product as a tile; what is not known of its stock is left out."""
    variant = product.variants[0]
    picture = present.picture(product, variant.options)
    here = shop.here_at_all(product)
    known = here.state is not StockState.UNKNOWN
    return TileRow(
        product=product.id,
        name=shop.words.name(product.name),
        price=_price(shop, product),
        url=shop.pictures.url(picture.media) if picture else "",
        level=here.state.value if known else "",
        stock=shop.words.stock_figure(here) if known else "",
        fit=fit_words.product_fit(shop.words, product, shop.space),
    )


def _price(shop: Shop, product: Product) -> str:
    """Return the lowest price, and say so when there are others."""
    prices = [shop.words.price(variant.prices) for variant in product.variants]
    amounts = {price.amount for price in prices if price}
    if not amounts:
        return shop.words.texts.get("tile.ask")
    lowest = shop.words.money(min(amounts))
    return shop.words.texts.get("tile.from", lowest) if len(amounts) > 1 else lowest
