"""What could be suggested beside a list: things that go with what is on it, and the reason said."""

import msgspec

from kiosk.ui.product_rows import tile_row
from kiosk.ui.shop import Shop
from sync.protocol.lists import ShoppingList
from sync.protocol.stock import StockState

MOST = 3


class SuggestionRow(msgspec.Struct, frozen=True):
    """A product with the reason why it is suggested."""

    key: str
    product: str
    name: str
    price: str
    url: str
    level: str
    stock: str
    reason: str


def suggestions(shop: Shop, document: ShoppingList | None) -> list[SuggestionRow]:
    """Return what goes with the lines of a list and is not on it yet; what is here comes first."""
    if document is None:
        return []
    there = {line.product for line in document.present}
    reasons: dict[str, str] = {}
    for line in document.present:
        product = shop.product(line.product)
        for other in product.goes_with if product else []:
            if other not in there and product:
                reasons.setdefault(other, shop.words.name(product.name))
    rows = [row for product, of in reasons.items() if (row := _row(shop, product, of))]
    return sorted(rows, key=lambda row: row.level not in {StockState.THERE, StockState.LOW})[:MOST]


def _row(shop: Shop, identifier: str, of: str) -> SuggestionRow | None:
    product = shop.product(identifier)
    if product is None:
        return None
    tile = tile_row(shop, product)
    why = shop.words.texts.get("customer.goes_with", of)
    return SuggestionRow(identifier, identifier, tile.name, tile.price, tile.url, tile.level, tile.stock, why)
