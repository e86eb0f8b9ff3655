"""One row of a Magento product table, read: typed cells, packed attributes taken apart."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from sync.hub.feeds.dimensions import SizeCells, read_size
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.sales import asked, parse_money
from sync.hub.feeds.tables import Record
from sync.hub.feeds.text import plain
from sync.hub.feeds.values import parse_code, parse_day, parse_quantity
from sync.protocol.money import Price
from sync.protocol.products import Size

CONFIGURABLE = "configurable"
NOT_SOLD_ALONE = frozenset({"grouped", "bundle"})
HIDDEN = frozenset({"not visible individually", "1"})
"""`visibility` of a variant: in words in exports, as a number in fixtures."""

SWITCHED_OFF = "2"
"""`product_online` of a product that the shop has switched off (1 is on)."""

HOUSEKEEPING = re.compile(
    r"^(store_view_code|attribute_set(_code)?|product_type|categor(y|ies)|product_websites|name|description"
    r"|short_description|weight|product_online|tax_class_name|visibility|(special_)?price(_(from|to)_date)?|url_key"
    r"|meta_.*|(base|small|thumbnail|swatch|additional)_images?(_labels?)?|(created|updated)_at|new_(from|to)_date"
    r"|display_product_options_in|map_.*|msrp_.*|gift_message_available|custom_(design|layout).*|page_layout"
    r"|product_options_container|qty.*|out_of_stock_qty|use_config_.*|is_.*|allow_backorders|(min|max)_cart_qty"
    r"|notify_on_stock_below|manage_stock|enable_qty_increments|website_id|configurable_variation.*|sku"
    r"|additional_attributes|has_options|required_options|hide_from_product_page|bundle_.*|associated_skus"
    r"|(related|crosssell|upsell)_.*|custom_options|new|sale|erin_recommends)$"
)
"""Columns and attributes that are read elsewhere or say how Magento shows and keeps the product."""

NO_IMAGE = "no_selection"
SIDES_OF_A_THING = 2
"""Columns such as `width` that must hold numbers together to be dimensions."""

UNSAID = frozenset({"", "no", "0"})


class ProductRow(NamedTuple):
    """What one row says. `prices` is None when the cell is empty, {} when it cannot be read.

    `quantity` is None and `status` is '' when they are not told. `attributes` maps Magento's codes to values;
    `variations` lists (sku, choices) of a configurable product; `related` and `goes_with` are SKUs.
    """

    row: Row
    sku: str
    configurable: bool
    hidden: bool
    name: str
    description: str
    lead: str
    categories: str
    prices: dict[str, Price] | None
    quantity: int | None
    status: str
    size: Size
    images: tuple[str, ...]
    attributes: dict[str, tuple[str, ...]]
    extra: dict[str, str]
    variations: tuple[tuple[str, dict[str, str]], ...]
    related: tuple[str, ...]
    goes_with: tuple[str, ...]


def parse_product(record: Record, settings: Settings, ledger: Ledger) -> ProductRow | None:
    """Read a row; None when it is refused. A field that cannot be read is left out and noted."""
    get = record.get
    problem = _unusable(record)
    if problem:
        ledger.refuse(record.row, *problem)
        return None
    attributes = _attributes(record)
    measured = read_size(_size_cells(record, attributes), settings)
    quantity, status = _stock(record, ledger)
    return ProductRow(
        row=record.row,
        sku=parse_code(get("sku")),
        configurable=get("product_type") == CONFIGURABLE or bool(get("configurable_variations")),
        hidden=get("visibility").casefold() in HIDDEN,
        name=plain(get("name")),
        description=get("description"),
        lead=plain(get("short_description")),
        categories=get("categories") or get("category"),
        prices=_prices(record, settings, ledger),
        quantity=quantity,
        status=status,
        size=measured.size,
        images=_images(record),
        attributes=attributes,
        extra=measured.extra,
        variations=tuple(parse_variations(get("configurable_variations"))),
        related=(*_codes(get("related_skus")), *_codes(get("upsell_skus"))),
        goes_with=_codes(get("crosssell_skus")),
    )


def parse_variations(cell: str) -> list[tuple[str, dict[str, str]]]:
    """Take `configurable_variations` apart.

    >>> parse_variations("sku=A-XS,size=XS,color=Sky Blue|sku=A-S,size=S,color=Red")
    [('A-XS', {'size': 'XS', 'color': 'Sky Blue'}), ('A-S', {'size': 'S', 'color': 'Red'})]
    """
    variations = []
    for packed in filter(None, cell.split("|")):
        pairs = parse_packed(packed)
        sku = pairs.pop("sku", "")
        if sku:
            variations.append((sku, {code: plain(value) for code, value in pairs.items()}))
    return variations


def parse_packed(cell: str) -> dict[str, str]:
    """Take `code=value,code=value` apart; a value may hold commas.

    >>> parse_packed("material=Cotton, washed,new=Yes")
    {'material': 'Cotton, washed', 'new': 'Yes'}
    """
    pairs = (pair.partition("=") for pair in re.split(r",(?=\s*\w+=)", cell) if "=" in pair)
    return {code.strip(): value.strip() for code, _, value in pairs}


def _unusable(record: Record) -> tuple[str, str, str] | None:
    """Return field, value and reason when the row cannot become a product or variant."""
    get = record.get
    try:
        parse_code(get("sku"))
    except ValueError as error:
        return "sku", get("sku"), str(error)
    if get("product_online") == SWITCHED_OFF:
        return "product_online", get("product_online"), "the shop has switched this product off"
    if get("product_type") in NOT_SOLD_ALONE:
        return "product_type", get("product_type"), "its parts are products of their own; the set is not read"
    return None


def _prices(record: Record, settings: Settings, ledger: Ledger) -> dict[str, Price] | None:
    """Return the price in force today with the old one; None when the cell is empty, {} when it is none."""
    cell = record.get("price")
    if not cell:
        return None
    try:
        regular = parse_money(cell, settings.currency)
    except ValueError as error:
        ledger.note(record.row, "price", cell, f"left out: {error}")
        return {}
    special = record.get("special_price")
    try:
        reduced = parse_money(special, regular.currency) if special else None
        starts, ends = (_day(record.get(f"special_price_{side}_date")) for side in ("from", "to"))
    except ValueError as error:
        ledger.note(record.row, "special_price", special, f"reduced price left out: {error}")
        return asked(regular, None, (None, None), settings.today).prices
    if reduced and not reduced.amount:
        reduced = None  # Magento's way of saying that there is none
    found = asked(regular, reduced, (starts, ends), settings.today)
    if found.remark:
        ledger.note(record.row, "special_price", special, found.remark)
    return found.prices


def _day(cell: str) -> date | None:
    return parse_day(cell) if cell else None


def _stock(record: Record, ledger: Ledger) -> tuple[int | None, str]:
    """Return how many there are, and a status where no number is told or none is kept."""
    status = {"0": "out_of_stock", "1": "in_stock"}.get(record.get("is_in_stock"), "")
    if record.get("manage_stock") == "0" and record.get("use_config_manage_stock") != "1":
        return None, status or "in_stock"
    if not record.get("qty"):
        return None, status
    try:
        quantity = parse_quantity(record.get("qty"))
    except ValueError as error:
        ledger.note(record.row, "qty", record.get("qty"), f"left out: {error}")
        return None, status
    return (0 if status == "out_of_stock" else quantity), ""


def _images(record: Record) -> tuple[str, ...]:
    get = record.get
    first = get("base_image") or get("small_image") or get("thumbnail_image")
    found = (first, *map(str.strip, get("additional_images").split(",")))
    return tuple(dict.fromkeys(image for image in found if image and image != NO_IMAGE))


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(cell.replace(",", "\n").split())


def _size_cells(record: Record, attributes: dict[str, tuple[str, ...]]) -> SizeCells:
    """Return the cells that measure the product; Magento's own dimension attributes are taken out."""

    def take(code: str) -> str:
        return " ".join(attributes.pop(code, ()))

    told = {side: " ".join(attributes.get(side, ())) for side in ("width", "depth", "height", "length")}
    if sum(any(map(str.isdigit, cell)) for cell in told.values()) < SIDES_OF_A_THING:
        told = {}  # `width=Wide` or `length=32` alone is what a shopper chooses
    own = {side: take(f"ts_dimensions_{side}") for side in ("width", "height", "length")}
    return SizeCells(
        **(own if any(own.values()) else told),
        weight=record.get("weight"),
        text=take("dimensions") or take("product_dimensions") or take("item_dimensions"),
    )


def _attributes(record: Record) -> dict[str, tuple[str, ...]]:
    """Return what the row says about the product itself, from packed cells and from columns of their own."""
    packed = parse_packed(record.get("additional_attributes"))
    told = {code: cell.split("\n") for code, cell in record.cells.items() if not _is_housekeeping(code)}
    told |= {code: value.split("|") for code, value in packed.items() if not _is_housekeeping(code)}
    attributes = {}
    for code, values in told.items():
        words = tuple(filter(None, map(plain, values)))
        if any(word.casefold() not in UNSAID for word in words):
            attributes[code] = words
    return attributes


@cache
def _is_housekeeping(code: str) -> bool:
    return HOUSEKEEPING.match(code) is not None
