"""From a row of WooCommerce's product export to parts."""

import re
from collections.abc import Iterator

import msgspec

from sync.hub.feeds.availability import parse_availability
from sync.hub.feeds.cells import Cells, kept, split_addresses
from sync.hub.feeds.dimensions import Measured, SizeCells
from sync.hub.feeds.parts import Part, PictureRef, ProductPart, StockPart, VariantPart
from sync.hub.feeds.sales import asked
from sync.hub.feeds.text import plain, readable
from sync.hub.feeds.values import parse_day
from sync.hub.feeds.woocommerce.attributes import attributes
from sync.hub.feeds.woocommerce.parents import Parent, Parents
from sync.protocol.money import Price

SETS = frozenset({"grouped", "bundle", "composite", "woosb", "yith_bundle"})
FAMILIES = frozenset({"variable", "variable-subscription"})
VARIATIONS = frozenset({"variation", "subscription_variation"})
OFF = frozenset({"0", "-1", "no", "false"})
NO_SHELF = re.compile(
    r"^(uncategori[sz]ed|unkategorisiert|senza categoria|non classé|sin categorizar|未分類)$", re.IGNORECASE
)
STOCK_WORDS = {
    "1": "in_stock",
    "yes": "in_stock",
    "0": "out_of_stock",
    "no": "out_of_stock",
    "onbackorder": "backorder",
}
READ = re.compile(
    r"^(id|type|sku|gtin|name|published|visibility|(short )?description|sale (starts|ends|price)"
    r"|regular price|in stock|stock|(weight|length|width|height):.*|categories|images|parent|upsells"
    r"|cross-sells|attribute\d+ \w+)$"
)
MEASURED = re.compile(r"(weight|length|width|height):")
LEFT_OUT = re.compile(
    r"^(featured|tax.*|steuer.*|backorders|position|grouped products|low stock amount|sold individually\?"
    r"|allow customer reviews\?|purchase note|shipping class|versandklasse|download.*|button text|button-text"
    r"|meta: _(?!wp_old).*|swatches attributes|gtin of a plugin)$"
)
"""Columns that say how the web shop sells the product, and hidden fields of plugins (`Meta: _…`)."""


def product_parts(cells: Cells, parents: Parents) -> Iterator[Part]:
    """Yield what a row says; it is refused when nothing names it, when it is off sale, or only a set."""
    kinds = {kind.strip() for kind in cells.get("type").casefold().split(",")}
    key = cells.code("sku") or (f"id:{cells.get('id')}"[:64] if cells.get("id") else cells.gtin("gtin"))
    if not key:
        cells.refuse("sku", cells.get("sku"), "neither SKU nor ID nor GTIN names the product")
    elif kinds & SETS:
        cells.refuse("type", cells.get("type"), "its parts are products of their own; the set is not read")
    elif kinds & VARIATIONS and cells.get("parent"):
        yield from _variation(cells, key, parents.of(cells.get("parent")))
    else:
        yield from _whole(cells, key, parents, family=bool(kinds & FAMILIES))


def _whole(cells: Cells, key: str, parents: Parents, *, family: bool) -> Iterator[Part]:
    hidden = _off_sale(cells)
    measured = _measured(cells)
    if family:
        parents.add(cells, Parent(key, measured.size, hidden))
    if hidden:
        cells.refuse("published", cells.get("published"), hidden)
        return
    if cells.get("visibility").casefold() == "hidden":
        cells.note("visibility", "hidden", "the web shop hides this product; it is read all the same")
    yield _product(cells, key, family=family)
    if not family:
        yield from _sold(cells, VariantPart(cells.row, key, size=measured.size, extra=measured.extra))


def _variation(cells: Cells, key: str, parent: Parent) -> Iterator[Part]:
    hidden = parent.hidden or _off_sale(cells)
    if hidden:
        cells.refuse("published", cells.get("published"), hidden)
        return
    measured = _measured(cells)
    size = parent.completed(measured.size)
    chosen = {attribute.name: attribute.values[0] for attribute in attributes(cells) if attribute.values}
    part = VariantPart(
        cells.row,
        key,
        key=parent.key,
        name=cells.texts(cells.text("name")),
        options=chosen,
        size=size,
        pictures=_pictures(cells),
        extra=measured.extra,
    )
    yield from _sold(cells, part)


def _sold(cells: Cells, part: VariantPart) -> Iterator[Part]:
    """Yield a variant with what every row tells that can be sold, and its stock."""
    if not cells.get("sku"):
        cells.note("sku", "", f"there is no SKU; the product goes by {part.sku}")
    gtin = cells.gtin("gtin", "gtin of a plugin")
    extra = part.extra | ({} if gtin else kept([("gtin", cells.get("gtin"))]))
    yield msgspec.structs.replace(part, gtin=gtin, prices=_prices(cells), extra=extra)
    yield from _stock(cells, part.sku)


def _product(cells: Cells, key: str, *, family: bool) -> ProductPart:
    words = readable(_lines(cells.get("description")))
    shelves = _shelves(cells.get("categories"))
    described = attributes(cells)
    orders = {
        attribute.name: attribute.values for attribute in described if family and len(attribute.values) > 1
    }
    said = [
        f"{each.name}: {', '.join(each.values)}"
        for each in described
        if each.shown and each.values and each.name not in orders
    ]
    extra = cells.unread(READ, LEFT_OUT)
    others = [shelf[-1] for shelf in shelves[1:]]
    if others:
        extra["also_in"] = ", ".join(dict.fromkeys(others))
    return ProductPart(
        cells.row,
        key,
        name=cells.texts(cells.text("name")),
        lead=cells.texts(plain(_lines(cells.get("short description")))),
        description=cells.texts(words.text),
        details=[{cells.settings.language: line} for line in (*words.details, *said)],
        shelf=shelves[0] if shelves else [],
        pictures=_pictures(cells),
        related=_names(cells.get("upsells")),
        goes_with=_names(cells.get("cross-sells")),
        orders=orders,
        extra=extra,
    )


def _off_sale(cells: Cells) -> str:
    return "the shop has not published this product" if cells.get("published").casefold() in OFF else ""


def _prices(cells: Cells) -> dict[str, Price]:
    period = (cells.parsed("sale starts", parse_day), cells.parsed("sale ends", parse_day))
    found = asked(cells.money("regular price"), cells.money("sale price"), period, cells.settings.today)
    if found.remark:
        cells.note("sale price", cells.get("sale price"), found.remark)
    return found.prices


def _stock(cells: Cells, sku: str) -> Iterator[StockPart]:
    word = cells.get("in stock").casefold()
    status = STOCK_WORDS.get(word) or cells.parsed("in stock", parse_availability, "stock left unknown") or ""
    # "parent": counted for all variations together, so nobody knows it of one.
    quantity = None if cells.get("stock").casefold() == "parent" else cells.quantity("stock")
    if quantity is not None:
        status = status if status == "backorder" else ""
        quantity = 0 if word == "0" else quantity
    if status or quantity is not None:
        yield StockPart(cells.row, sku=sku, quantity=quantity, status=status)


def _measured(cells: Cells) -> Measured:
    """Return size and weight; their units stand in the header."""
    names = {name.partition(":")[0]: name for name in cells.values if MEASURED.match(name)}
    length, width, height, weight = (names.get(name, "") for name in ("length", "width", "height", "weight"))
    return cells.size(
        SizeCells(
            width=cells.get(width),
            length=cells.get(length),
            height=cells.get(height),
            weight=cells.get(weight),
            length_unit=(length or width or height).partition(":")[2],
            weight_unit=weight.partition(":")[2],
        )
    )


def _pictures(cells: Cells) -> list[PictureRef]:
    return [PictureRef(address) for address in dict.fromkeys(split_addresses(cells.get("images")))]


def _shelves(cell: str) -> list[list[str]]:
    r"""Return the shelves of `A > B, C`, the deepest first; a comma in a name is written `\,`."""
    paths = [path.replace("\\,", ",").split(">") for path in re.split(r"(?<!\\),", cell)]
    shelves = [[name for name in map(plain, path) if name] for path in paths]
    found = [shelf for shelf in shelves if shelf and not NO_SHELF.match(shelf[0])]
    return sorted(found, key=len, reverse=True)


def _names(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(",") if name.strip()]


def _lines(cell: str) -> str:
    r"""Undo what the export does to line ends: it writes `\n` as two characters."""
    return cell.replace("\\r", "").replace("\\n", "\n")
