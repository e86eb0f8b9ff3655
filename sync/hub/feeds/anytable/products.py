"""From a row with known fields to a product, its variant and its stock."""

import re
from collections.abc import Iterator
from datetime import date

from sync.hub.feeds.anytable.availability import parse_stock_word
from sync.hub.feeds.anytable.columns import OPTION, STOCK_IN
from sync.hub.feeds.cells import Cells, kept, split_addresses
from sync.hub.feeds.dimensions import SizeCells, read_size
from sync.hub.feeds.options import slug
from sync.hub.feeds.parts import Part, PictureRef, ProductPart, StockPart, VariantPart
from sync.hub.feeds.sales import asked, crossed_out
from sync.hub.feeds.text import plain, readable
from sync.hub.feeds.values import MAX_CODE, parse_code, parse_day, parse_decimal, parse_moment, parse_quantity
from sync.protocol.money import Price

TOTALS = frozenset(
    {
        "total",
        "totals",
        "totale",
        "totali",
        "summe",
        "gesamt",
        "gesamtsumme",
        "somme",
        "suma",
        "totaal",
        "合計",
        "計",
    }
)
LEVELS = re.compile(r"\s*(?:>|\u203a|\u00bb|/|\\|\||::|;)\s*")
"""What parts the names of a shelf from the top down; a comma is part of a name."""
OPTIONS = {"color": "Color", "size": "Size"}
MAX_LEVELS = 8


def product_parts(cells: Cells) -> Iterator[Part]:
    """Yield what a row says of a product; it is refused when neither SKU nor GTIN names it."""
    sku = sku_of(cells)
    if not sku:
        return
    key = cells.code("key")
    options = _options(cells)
    gtin = cells.gtin("gtin")
    measured = read_size(_size(cells), cells.settings)
    extra = {} if gtin else kept([("gtin", cells.get("gtin"))])
    if not key:
        extra |= kept(options.items())
    yield _product(cells, key or sku)
    yield VariantPart(
        cells.row,
        sku,
        key=key,
        name=cells.texts(cells.text("name")) if key else {},
        options=options if key else {},
        gtin=gtin,
        prices=_prices(cells),
        size=measured.size,
        pictures=_pictures(cells) if key else [],
        extra=extra | measured.extra,
    )
    if cells.first("stock", "availability"):
        yield from _stock(cells, sku)
    yield from _stock_by_store(cells, sku)


def stock_parts(cells: Cells) -> Iterator[Part]:
    """Yield what a row of a stock list says."""
    named = cells.get("sku") and cells.parsed("sku", parse_code)
    gtin = "" if named else cells.gtin("gtin")
    if not named and not gtin:
        cells.refuse(*_unnamed(cells))
    elif named and named.casefold() in TOTALS:
        cells.refuse("sku", named, "this is a line of totals")
    elif any(field.startswith(STOCK_IN) for field in cells.columns):
        yield from _stock_by_store(cells, named or "", gtin)
    else:
        yield from _stock(cells, named or "", gtin, must=True)


def sku_of(cells: Cells) -> str:
    """Return the SKU of a row, else its GTIN; in a table without any codes its name as an id.

    '' when there is none and the row was refused.
    """
    sku = cells.code("sku")
    if sku and sku.casefold() in TOTALS and not cells.get("name"):
        cells.refuse("sku", sku, "this is a line of totals")
        return ""
    if sku:
        return sku
    gtin = cells.gtin("gtin")
    if gtin:
        cells.note("sku", cells.get("sku"), f"there is no SKU; the product goes by its GTIN {gtin}")
        return gtin
    name = slug(cells.text("name"))[:MAX_CODE]
    if name and not {"sku", "gtin"} & set(cells.columns):
        return name
    cells.refuse(*_unnamed(cells))
    return ""


def _unnamed(cells: Cells) -> tuple[str, str, str]:
    """Return field, value and reason of a row that nothing identifies."""
    if cells.get("sku"):
        try:
            parse_code(cells.get("sku"))
        except ValueError as error:
            return "sku", cells.get("sku"), f"nothing else names the product: {error}"
    if cells.get("gtin"):
        return "gtin", cells.get("gtin"), "this is no GTIN, and no SKU names the product"
    return "sku", "", "neither SKU nor GTIN names the product"


def _product(cells: Cells, key: str) -> ProductPart:
    words = readable(cells.get("description"))
    return ProductPart(
        cells.row,
        key,
        name=cells.texts(cells.text("name")),
        lead=cells.texts(cells.text("lead")),
        description=cells.texts(words.text),
        details=[{cells.settings.language: line} for line in words.details],
        shelf=_shelf(cells),
        pictures=[] if cells.get("key") else _pictures(cells),
        related=_codes(cells.get("related")),
        goes_with=_codes(cells.get("goes_with")),
        popularity=_popularity(cells),
        extra=_extra(cells),
    )


def _extra(cells: Cells) -> dict[str, str]:
    brand = [("brand", cells.get("brand"))]
    others = ((name, cell) for name, cell in cells.values.items() if name.startswith("+"))
    return kept([*brand, *((name[1:], cell) for name, cell in others)])


def _shelf(cells: Cells) -> list[str]:
    names = [plain(name) for name in LEVELS.split(cells.get("category")) if name.strip()][:MAX_LEVELS]
    lower = cells.text("subcategory")
    return [*names, lower] if lower and lower not in names else names


def _options(cells: Cells) -> dict[str, str]:
    found = {name: cells.text(field) for field, name in OPTIONS.items()}
    found |= {
        name.removeprefix(OPTION).strip().capitalize(): plain(cell)
        for name, cell in cells.values.items()
        if name.startswith(OPTION)
    }
    return {name: word for name, word in found.items() if name and word}


def _pictures(cells: Cells) -> list[PictureRef]:
    found = [address for cell in cells.get("image").split("\n") for address in split_addresses(cell)]
    return [PictureRef(ref=address) for address in dict.fromkeys(found)]


def _codes(cell: str) -> list[str]:
    return list(dict.fromkeys(code for code in re.split(r"[,;|\s]+", cell) if code))


def _popularity(cells: Cells) -> float | None:
    found = cells.parsed("popularity", lambda cell: parse_decimal(cell, cells.mark))
    return None if found is None else float(found)


def _prices(cells: Cells) -> dict[str, Price]:
    price = cells.money("price")
    if price and not price.amount:
        cells.note("price", cells.get("price"), "a price of 0 is none; left out")
        price = None
    if cells.get("sale_price"):
        told = asked(price, cells.money("sale_price"), _period(cells), cells.settings.today)
        if told.remark:
            cells.note("sale_price", cells.get("sale_price"), told.remark)
        return told.prices
    found = crossed_out(price, cells.money("was"))
    until = _period(cells)[1]
    return {
        code: Price(each.amount, each.was, until.isoformat() if until and each.was else "")
        for code, each in found.items()
    }


def _period(cells: Cells) -> tuple[date | None, date | None]:
    first, last = (
        cells.parsed(name, lambda cell: parse_day(cell, day_first=cells.mark == ","))
        for name in ("sale_from", "sale_until")
    )
    return first, last


def _stock(cells: Cells, sku: str, gtin: str = "", *, must: bool = False) -> Iterator[Part]:
    """Yield the level a row tells; it `must` be there in a list of nothing but stock."""
    if must and not cells.first("stock", "availability"):
        cells.note("stock", "", "it says nothing about stock")
        return
    quantity, status = _level(cells)
    if quantity is None and not status:
        return
    yield StockPart(
        cells.row,
        sku=sku,
        gtin=gtin,
        store=cells.text("store"),
        quantity=quantity,
        status=status,
        as_of=cells.parsed("as_of", parse_moment, "the file's own time is taken") or "",
        aisle=cells.text("aisle"),
    )


def _stock_by_store(cells: Cells, sku: str, gtin: str = "") -> Iterator[Part]:
    """Yield the levels of a table with a column for each store."""
    for field in cells.columns:
        quantity = cells.quantity(field) if field.startswith(STOCK_IN) else None
        if quantity is not None:
            yield StockPart(
                cells.row, sku=sku, gtin=gtin, store=field.removeprefix(STOCK_IN), quantity=quantity
            )


def _level(cells: Cells) -> tuple[int | None, str]:
    """Return quantity and status; what cannot be read is noted."""
    status = cells.parsed("availability", parse_stock_word) or ""
    told = cells.get("stock")
    try:
        return (parse_quantity(told, cells.mark) if told else None), status
    except ValueError as error:
        reason = str(error)
    try:
        return None, parse_stock_word(told)
    except ValueError:
        cells.note("stock", told, f"stock left unknown: {reason}")
        return None, status


def _size(cells: Cells) -> SizeCells:
    get = cells.get
    return SizeCells(
        width=get("width"),
        depth=get("depth"),
        height=get("height"),
        length=get("length"),
        diameter=get("diameter"),
        length_unit=get("length_unit"),
        weight=get("weight"),
        weight_unit=get("weight_unit"),
        text=get("dimensions"),
    )
