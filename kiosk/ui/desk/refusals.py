"""What is said of a piece that was scanned and is not taken."""

from typing import NamedTuple

from kiosk.core import picking
from kiosk.ui.desk import line_rows
from kiosk.ui.shop import Shop
from sync.protocol.orders import Order


class Refusal(NamedTuple):
    """Why a piece is not taken, and the address of its photo; '' when it is."""

    words: str = ""
    photo: str = ""


def wrong_piece(shop: Shop, orders: list[Order], product: str, variant: str) -> Refusal:
    """Say what was scanned, and why none of these orders wants it (any more)."""
    found = line_rows.variant_of(shop, product, variant)
    sold = shop.product(product)
    options = dict(found.options) if found else {}
    parts = [line_rows.name_of(shop, product, variant), line_rows.chosen(shop, sold, options)]
    name = shop.words.texts.get("list.and").join(part for part in parts if part)
    key = _why(orders, product, variant)
    return Refusal(shop.words.texts.get(key, name), line_rows.photo(shop, sold, options))


def _why(orders: list[Order], product: str, variant: str) -> str:
    lines = [line for order in orders for line in order.lines]
    if any(picking.wanted(line)[1] == variant for line in lines):
        return "order.wrong_enough"
    return "order.wrong_choice" if any(line.product == product for line in lines) else "order.wrong"
