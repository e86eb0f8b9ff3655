"""One row of a Magento product table, read: typed cells, packed attributes taken apart."""

import re
from datetime import date
from typing import NamedTuple

from sync.hub.feeds.feed import Settings
from sync.hub.feeds.options import axis_id
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.tables import Record
from sync.hub.feeds.text import plain
from sync.hub.feeds.values import parse_code, parse_day, parse_price, parse_quantity
from sync.protocol.money import Price

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

UNSAID = frozenset({"", "no", "0"})


class ProductRow(NamedTuple):
    """What one row says. `price` is None when the cell is empty; `quantity` None when it is not told.

    `attributes` maps Magento's codes to values; `variations` lists (sku, choices) of a configurable product.
    """

    row: Row
    sku: str
    configurable: bool
    hidden: bool
    name: str
    description: str
    lead: str
    weight: str
    categories: str
    price: Price | None
    quantity: int | None
    base_image: str
    additional_images: tuple[str, ...]
    attributes: dict[str, tuple[str, ...]]
    variations: tuple[tuple[str, dict[str, str]], ...]


def parse_product(record: Record, settings: Settings, ledger: Ledger) -> ProductRow | None:
    """Read a row; None when it is refused."""
    get = record.get
    problem = _unusable(record)
    if problem:
        ledger.refuse(record.row, *problem)
        return None
    try:
        price = _price(record, settings, ledger)
    except ValueError as error:
        ledger.refuse(record.row, "price", get("price"), str(error))
        return None
    return ProductRow(
        row=record.row,
        sku=parse_code(get("sku")),
        configurable=get("product_type") == CONFIGURABLE or bool(get("configurable_variations")),
        hidden=get("visibility").casefold() in HIDDEN,
        name=plain(get("name")),
        description=get("description"),
        lead=plain(get("short_description")),
        weight=get("weight"),
        categories=get("categories") or get("category"),
        price=price,
        quantity=_quantity(record, ledger),
        base_image=get("base_image") or get("small_image") or get("thumbnail_image"),
        additional_images=tuple(filter(None, map(str.strip, get("additional_images").split(",")))),
        attributes=_attributes(record),
        variations=tuple(parse_variations(get("configurable_variations"))),
    )


def parse_variations(cell: str) -> list[tuple[str, dict[str, str]]]:
    """Take `configurable_variations` apart.

    >>> parse_variations("sku=A-XS,size=XS,color=Sky Blue|sku=A-S,size=S,color=Red")
    [('A-XS', {'size': 'XS', 'colour': 'Sky Blue'}), ('A-S', {'size': 'S', 'colour': 'Red'})]
    """
    variations = []
    for packed in filter(None, cell.split("|")):
        pairs = parse_packed(packed)
        sku = pairs.pop("sku", "")
        if sku:
            variations.append((sku, {axis_id(code): plain(value) for code, value in pairs.items()}))
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
    if get("store_view_code"):
        return "store_view_code", get("store_view_code"), "only the default store view is read"
    if get("product_online") == SWITCHED_OFF:
        return "product_online", get("product_online"), "the shop has switched this product off"
    if get("product_type") in NOT_SOLD_ALONE:
        return "product_type", get("product_type"), "its parts are products of their own; the set is not read"
    if not plain(get("name")):
        return "name", get("name"), "there is no name"
    return None


def _price(record: Record, settings: Settings, ledger: Ledger) -> Price | None:
    """Return the price in force today with the old one, None when the cell is empty.

    Raises:
        ValueError: The price is no price.
    """
    if not record.get("price"):
        return None
    amount = parse_price(record.get("price"), settings.currency)
    try:
        special = parse_price(record.get("special_price") or "0", settings.currency)
        starts, ends = (_day(record.get(f"special_price_{side}_date")) for side in ("from", "to"))
    except ValueError as error:
        ledger.note(
            record.row, "special_price", record.get("special_price"), f"reduced price left out: {error}"
        )
        return Price(amount)
    over = (ends and ends < settings.today) or (starts and starts > settings.today)
    if not 0 < special < amount or over:
        return Price(amount)
    return Price(special, was=amount, until=ends.isoformat() if ends else "")


def _day(cell: str) -> date | None:
    return parse_day(cell) if cell else None


def _quantity(record: Record, ledger: Ledger) -> int | None:
    if not record.get("qty"):
        return None
    try:
        quantity = parse_quantity(record.get("qty"))
    except ValueError as error:
        ledger.note(record.row, "qty", record.get("qty"), f"stock left unknown: {error}")
        return None
    return 0 if record.get("is_in_stock") == "0" else quantity


def _attributes(record: Record) -> dict[str, tuple[str, ...]]:
    """Return what the row says about the product itself, from packed cells and from columns of their own."""
    packed = {
        code: value.split("|") for code, value in parse_packed(record.get("additional_attributes")).items()
    }
    columns = {column: cell.split("\n") for column, cell in record.cells.items()}
    attributes = {}
    for code, values in {**columns, **packed}.items():
        words = tuple(filter(None, map(plain, values)))
        if not HOUSEKEEPING.match(code) and any(word.casefold() not in UNSAID for word in words):
            attributes[code] = words
    return attributes
