"""From a row of Shopify's product file to parts: a handle's first rows are variants, then come pictures."""

import re
from collections.abc import Iterator, Mapping

from sync.hub.feeds.cells import Cells, kept
from sync.hub.feeds.dimensions import SizeCells
from sync.hub.feeds.options import slug
from sync.hub.feeds.parts import Part, PictureRef, ProductPart, StockPart, VariantPart
from sync.hub.feeds.sales import crossed_out
from sync.hub.feeds.shopify.columns import LEFT_OUT, READ
from sync.hub.feeds.shopify.families import Families, choices, sku_of
from sync.hub.feeds.text import plain, readable
from sync.protocol.money import Price

VARIANT_FIELDS = ("title", "sku", "price", "barcode", "option1 value", "option2 value", "option3 value")
PRODUCT_FIELDS = ("title", "description", "image")
CONTINUE = frozenset({"continue", "true", "1", "yes"})
MAX_HANDLE = 255


def product_parts(cells: Cells, families: Families) -> Iterator[Part]:
    """Yield what a row says; it is refused when it names no product, says nothing, or is not on sale."""
    handle = cells.text("handle")[:MAX_HANDLE] or slug(cells.text("title"))[:MAX_HANDLE]
    if not handle and not cells.code("sku"):
        cells.refuse("handle", "", "neither handle nor title nor SKU names the product")
        return
    family = families.of(handle, cells)
    if family.hidden:
        cells.refuse("status", cells.get("status") or cells.get("published"), family.hidden)
        return
    varied = any(map(cells.get, VARIANT_FIELDS))
    if not varied and not any(map(cells.get, PRODUCT_FIELDS)):
        cells.refuse("handle", handle, "the row names a product and says nothing of it")
        return
    chosen = choices(family, cells)
    sku = sku_of(handle, chosen, cells)
    if any(map(cells.get, PRODUCT_FIELDS)):
        yield _product(cells, handle or sku)
    if varied:
        yield from _variant(cells, handle, sku, chosen)


def _product(cells: Cells, key: str) -> ProductPart:
    words = readable(cells.get("description"))
    own, standard = (_path(cells.get(name)) for name in ("type", "category"))
    extra = cells.unread(READ, LEFT_OUT) if cells.get("title") else {}
    if own and standard:
        extra["category"] = " > ".join(standard)
    alt = cells.texts(cells.text("image alt text"))
    return ProductPart(
        cells.row,
        key,
        name=cells.texts(cells.text("title")),
        description=cells.texts(words.text),
        details=[{cells.settings.language: line} for line in words.details],
        shelf=own or standard,
        pictures=[PictureRef(cells.get("image"), alt=alt)] if cells.get("image") else [],
        extra=extra,
    )


def _variant(cells: Cells, handle: str, sku: str, chosen: Mapping[str, str]) -> Iterator[Part]:
    if not cells.get("sku"):
        cells.note("sku", "", f"there is no SKU; the variant goes by {sku}")
    gtin = cells.gtin("barcode")
    lines = [] if chosen else readable(cells.get("description")).details
    grams = cells.get("grams")
    measured = cells.size(SizeCells(weight=grams, weight_unit="g" if grams else "", lines=lines))
    image = cells.get("variant image")
    yield VariantPart(
        cells.row,
        sku,
        key=handle,
        options=dict(chosen),
        gtin=gtin,
        prices=_prices(cells),
        size=measured.size,
        pictures=[PictureRef(image)] if image else [],
        extra=measured.extra | ({} if gtin else kept([("barcode", cells.get("barcode"))])),
    )
    yield from _stock(cells, sku)


def _prices(cells: Cells) -> dict[str, Price]:
    """Return the price; "compare at" is what it was before."""
    return crossed_out(cells.money("price"), cells.money("compare at price"))


def _stock(cells: Cells, sku: str) -> Iterator[StockPart]:
    """Yield how many the shop has in all. What it does not count it sells without end."""
    quantity = cells.quantity("inventory quantity")
    if quantity is None:
        return
    if "inventory tracker" in cells.columns and not cells.get("inventory tracker"):
        yield StockPart(cells.row, sku=sku, status="in_stock")
        return
    goes_on = cells.get("inventory policy").casefold() in CONTINUE
    yield StockPart(
        cells.row, sku=sku, quantity=quantity, status="" if quantity or not goes_on else "backorder"
    )


def _path(cell: str) -> list[str]:
    return [name for name in map(plain, re.split(r"\s>\s|&gt;", cell)) if name]
