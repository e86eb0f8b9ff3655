"""What an order's lines say, and how a product is named and shown at the desk."""

from collections.abc import Sequence

import msgspec

from kiosk.core import picking
from kiosk.core.stock import parse_moment
from kiosk.ui.desk.order_reading import SeenOrder
from kiosk.ui.reasons import reason_words
from kiosk.ui.shop import Shop
from kiosk.ui.words import Words
from sync.catalogue import present
from sync.protocol.moments import is_real
from sync.protocol.orders import Line, Order
from sync.protocol.products import Product, Variant


class LineRow(msgspec.Struct, frozen=True):
    """A line of an order. `take` is how many are still to be taken; `sign` and `status` say how it stands."""

    key: str
    url: str
    name: str
    options: str
    take: int
    place: str
    code: str
    figure: str
    instead: str
    standing: str
    sign: str
    status: str
    here: bool


def line_rows(shop: Shop, seen: SeenOrder, current: str) -> list[LineRow]:
    """Return the lines of an order in the order of the shelf; `current` is the one that is in work."""
    lines = picking.in_shelf_order(seen.order, seen.levels)
    walks = seen.order.state in {"accepted", "picking"}
    todo = [line.id for line in _after(lines, current) if walks and picking.still_to_pick(line)]
    return [_line(shop, seen, line, line.id == current, line.id in todo[:1]) for line in lines]


def _after(lines: Sequence[Line], current: str) -> list[Line]:
    at = next((at for at, line in enumerate(lines) if line.id == current), -1)
    return [*lines[at + 1 :], *lines[: max(at, 0)]] if at >= 0 else []


def _line(shop: Shop, seen: SeenOrder, line: Line, here: bool, following: bool) -> LineRow:  # noqa: FBT001 - where it stands in the list
    texts = shop.words.texts
    product_id, variant_id, options = picking.wanted(line)
    product = shop.product(product_id)
    variant = present.variant(product, variant_id) if product else None
    level = seen.levels.get(variant_id)
    sign, status = line_status(shop, seen.order, line, following=following)
    replaced = variant_id != line.variant
    return LineRow(
        key=line.id,
        url=photo(shop, product, options),
        name=name_of(shop, product_id, variant_id),
        options=chosen(shop, product, options),
        take=picking.still_to_pick(line),
        place=place_words(shop.words, level.aisle if level else ""),
        code=(variant.gtin.lstrip("0") or variant.sku) if variant else variant_id,
        figure=_figure(shop, seen, variant_id),
        instead=texts.get("order.instead", name_of(shop, line.product, line.variant)) if replaced else "",
        standing="waiting" if line.waits else line.state,
        sign=sign,
        status=status,
        here=here,
    )


def _figure(shop: Shop, seen: SeenOrder, variant: str) -> str:
    level = seen.levels.get(variant)
    if level is None or level.on_hand is None:
        return shop.words.texts.get("order.shelf_unknown")
    figure = shop.words.texts.get("order.shelf", shop.words.display.number(max(0, level.on_hand)))
    if not is_real(level.as_of):
        return figure
    return f"{figure} {shop.words.since(parse_moment(level.as_of), shop.now())}"


def line_status(shop: Shop, order: Order, line: Line, *, following: bool) -> tuple[str, str]:
    """Return the sign and the words for how a line stands."""
    words, texts = shop.words, shop.words.texts
    at = words.clock(parse_moment(line.at), shop.now()) if is_real(line.at) else ""
    if line.sold and order.is_open:
        gone = "line_fewer" if line.counted else "line_sold"
        return "stock-none", texts.get(f"order.{gone}", count=line.sold)
    if line.state in {"picked", "substituted"}:
        return "stock-there", texts.get(f"order.line_{line.state}", at)
    if line.state in {"short", "rejected"}:
        why = reason_words(words, line.reason)
        return "stock-none", texts.get(f"order.line_{line.state}", why, count=line.missing)
    if line.waits and line.substitute:
        name = name_of(shop, line.substitute.product, line.substitute.variant)
        return "chat", texts.get("order.line_waits", name)
    if line.picked and order.state in {"accepted", "picking"}:
        return "stock-low", texts.get("order.line_part", line.picked, line.quantity)
    return "", texts.get("order.line_next") if following else ""


def name_of(shop: Shop, product: str, variant: str) -> str:
    """Return what a product is called, the variant's id where it is no longer sold."""
    found = shop.product(product)
    return shop.words.name(found.name) if found else variant


def chosen(shop: Shop, product: Product | None, options: dict[str, str]) -> str:
    """Return the choices of a variant in words."""
    if product is None:
        return ""
    return shop.words.texts.get("list.and").join(present.choices(product, options, shop.words.language))


def photo(shop: Shop, product: Product | None, options: dict[str, str]) -> str:
    """Return the address of a product's photo in some choice, '' when there is none."""
    picture = present.picture(product, options) if product else None
    return shop.pictures.url(picture.media) if picture else ""


def place_words(words: Words, aisle: str) -> str:
    """Say where something stands: aisles by number, other places by the name they have."""
    if not aisle:
        return words.texts.get("order.no_place")
    return words.texts.get("order.aisle", aisle) if aisle[0].isdigit() else aisle


def variant_of(shop: Shop, product: str, variant: str) -> Variant | None:
    """Return a variant that is sold, None for one that is not (any more)."""
    found = shop.product(product)
    return present.variant(found, variant) if found else None
