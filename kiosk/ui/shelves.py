"""The shelves of the shop as tiles: a category with a picture of what is on it."""

from collections.abc import Iterable

import msgspec

from kiosk.ui.searcher import Shelf
from kiosk.ui.shop import Shop
from sync.catalogue import present


class ShelfRow(msgspec.Struct, frozen=True):
    """A category to look into; `label` says its name and how many there are."""

    key: str
    name: str
    number: str
    url: str
    label: str


def shelf_rows(shop: Shop, shelves: Iterable[Shelf]) -> list[ShelfRow]:
    """Return categories as tiles."""
    return [_row(shop, shelf) for shelf in shelves]


def _row(shop: Shop, shelf: Shelf) -> ShelfRow:
    name = shop.words.name(shelf.name) or shelf.id
    number = shop.words.display.number(shelf.number)
    found = shop.words.texts.get("search.found", number, count=shelf.number)
    return ShelfRow(shelf.id, name, number, _picture(shop, shelf.product), f"{name}, {found}")


def _picture(shop: Shop, identifier: str) -> str:
    product = shop.product(identifier) if identifier else None
    picture = present.picture(product, product.variants[0].options) if product else None
    return shop.pictures.url(picture.media) if picture else ""
