"""From an item of Google's product data to parts (Google's product data specification, 2025).

`item_group_id` joins the variants of a product; `sale_price` is the new price. `availability` is what the
shop of the feed says of itself: the store of the settings, unless a local inventory tells more.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sync.hub.feeds.availability import parse_availability
from sync.hub.feeds.cells import Cells
from sync.hub.feeds.dimensions import Measured, SizeCells
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.google.items import GoogleItem
from sync.hub.feeds.parts import Part, PictureRef, ProductPart, StockPart, VariantPart
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.sales import Asked, asked, parse_period
from sync.hub.feeds.text import plain, readable
from sync.protocol.money import Price

OPTIONS = {"colour": "Color", "size": "Size", "pattern": "Pattern", "material": "Material"}
ALONE = ("colour", "size")
"""Attributes that are options also of a product without an item group."""

READ = re.compile(
    r"^(id|title|description|structured_title|structured_description|image_link|"
    r"additional_image_link|availability|price|sale_price|sale_price_effective_date|gtin|"
    r"item_group_id|item_group_title|product_type|product_highlight|product_detail|"
    r"product_length|product_width|product_height|product_weight|shipping_weight|quantity|"
    r"sell_on_google_quantity|store_code|colour|size|pattern|material)$"
)
LEFT_OUT = re.compile(
    r"^(shipping|tax|tax_category|shipping_label|ships_from_country|transit_time_label|"
    r"max_handling_time|min_handling_time|ads_redirect|mobile_link|canonical_link|link_template|"
    r"mobile_link_template|pause|included_destination|excluded_destination|"
    r"shopping_ads_excluded_country|identifier_exists|is_bundle|adult|shipping_length|"
    r"shipping_width|shipping_height|inventory_date|guid|pubdate|updated|published|author|"
    r"category|cost_of_goods_sold|auto_pricing_min_price|lifestyle_image_link|display_ads_id|"
    r"display_ads_link)$"
)
"""Attributes that say how Google advertises or ships the product, not what it is."""

EDGE = " \t-\u2013\u2014,;/|\u00b7()[]:"
MAX_DETAILS = 60
REMEMBERED = 4096
"""Shelves and choices kept in mind: a feed has few of them, row after row."""


def product_parts(item: GoogleItem, settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield what an item says; it is refused when nothing in it names a product."""
    cells = Cells(item.row, item.cells, settings, ledger)
    sku = cells.code("id")
    gtin = cells.gtin("gtin")
    if not sku:
        sku = gtin or cells.code("mpn")
        if not sku:
            cells.refuse("id", cells.get("id"), "neither id nor gtin nor mpn names the product")
            return
        cells.note("id", cells.get("id"), f"there is no id; the product goes by {sku}")
    group = cells.text("item_group_id")[:200]
    options = _options(cells, grouped=bool(group))
    title = cells.text("title") or cells.text("structured_title")
    product = _product(item, cells, group or sku, title, options)
    if not gtin and cells.get("gtin"):
        product.extra["gtin"] = cells.text("gtin")
    yield product
    measured = _measured(cells, [line[settings.language] for line in product.details])
    yield VariantPart(
        item.row,
        sku,
        key=group,
        name=cells.texts(title),
        options=options,
        gtin=gtin,
        prices=_prices(cells),
        size=measured.size,
        extra=measured.extra,
        pictures=_pictures(item),
    )
    status = cells.parsed("availability", parse_availability, "stock left unknown") or ""
    counted = "quantity" if cells.get("quantity") else "sell_on_google_quantity"
    quantity = cells.quantity(counted)
    if status or quantity is not None:
        yield StockPart(item.row, sku=sku, store=cells.text("store_code"), quantity=quantity, status=status)


def family_name(title: str, options: Mapping[str, str]) -> str:
    """Return the name that the variants of a product share: a title without the choices at its end.

    >>> family_name("Canvas bag - Moss green / L", {"Color": "Moss green", "Size": "L"})
    'Canvas bag'
    """
    words = tuple(word for word in options.values() if word)
    if not words:
        return title
    ending = _ending(words)
    name = title
    while match := ending.search(name):
        name = name[: match.start()].rstrip(EDGE)
    return name or title


@lru_cache(REMEMBERED)
def _ending(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of the words at the end of a title."""
    edge = re.escape(EDGE)
    return re.compile(rf"(?:^|[{edge}])(?:{'|'.join(map(re.escape, words))})[{edge}]*$", re.IGNORECASE)


def _product(item: GoogleItem, cells: Cells, key: str, title: str, options: Mapping[str, str]) -> ProductPart:
    grouped = bool(cells.get("item_group_id"))
    name = cells.text("item_group_title") or (family_name(title, options) if grouped else title)
    words = readable(cells.first("description", "structured_description"))
    details = [*words.details, *_details(item)]
    shelves = _shelves(item, cells)
    extra = cells.unread(READ, LEFT_OUT)
    if len(shelves) > 1:
        extra["also_in"] = ", ".join(shelf[-1] for shelf in shelves[1:])
    for attribute, option in OPTIONS.items():
        if attribute in item.cells and option not in options:
            extra[attribute] = cells.text(attribute)
    return ProductPart(
        item.row,
        key,
        name=cells.texts(name),
        description=cells.texts(words.text),
        details=[{cells.settings.language: line} for line in details[:MAX_DETAILS]],
        shelf=shelves[0] if shelves else [],
        extra=extra,
    )


def _options(cells: Cells, *, grouped: bool) -> dict[str, str]:
    return {
        name: word
        for attribute, name in OPTIONS.items()
        if (grouped or attribute in ALONE) and (word := cells.text(attribute))
    }


def _prices(cells: Cells) -> dict[str, Price]:
    period = cells.parsed("sale_price_effective_date", parse_period, "period left out") or (None, None)
    found: Asked = asked(cells.money("price"), cells.money("sale_price"), period, cells.settings.today)
    if found.remark:
        cells.note("sale_price", cells.get("sale_price"), found.remark)
    return found.prices


def _measured(cells: Cells, details: list[str]) -> Measured:
    return cells.size(
        SizeCells(
            width=cells.get("product_width"),
            length=cells.get("product_length"),
            height=cells.get("product_height"),
            weight=cells.first("product_weight", "shipping_weight"),
            lines=details,
        )
    )


def _pictures(item: GoogleItem) -> list[PictureRef]:
    refs = [item.cells.get("image_link", ""), *item.lists.get("additional_image_link", [])]
    return [PictureRef(ref.strip()) for ref in dict.fromkeys(refs) if ref.strip()]


def _details(item: GoogleItem) -> Iterator[str]:
    yield from map(plain, item.lists.get("product_highlight", []))
    for packed in item.lists.get("product_detail", []):
        _, _, told = packed.partition(":")
        name, colon, value = (told or packed).partition(":")
        line = f"{plain(name)}: {plain(value)}" if colon and plain(name) else plain(value or name)
        if line:
            yield line


def _shelves(item: GoogleItem, cells: Cells) -> list[list[str]]:
    """Return the shelves, the shop's own before Google's, which may be a bare number."""
    told = item.lists.get("product_type", [])
    shelves = list(map(_shelf, told))
    if not any(shelves) and not cells.get("google_product_category").strip().isdigit():
        shelves = [_shelf(cells.get("google_product_category"))]
    return [list(shelf) for shelf in shelves if shelf]


@lru_cache(REMEMBERED)
def _shelf(path: str) -> tuple[str, ...]:
    """Return the names in `Home > Garden`, from the top."""
    return tuple(name for name in map(plain, re.split(r">|&gt;", path)) if name)
