"""Which column of a table holds which field: by its header, by its cells, or because somebody said so."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sync.hub.feeds.anytable.evidence import ENOUGH, are_counts, fits, guess, is_gtins
from sync.hub.feeds.anytable.headers import Header, bare, currency_in, is_private, names, read_header
from sync.hub.feeds.anytable.synonyms import KINDS
from sync.hub.feeds.hours import weekday
from sync.hub.feeds.layout import fold

SURE, FEW = 0.7, 0.2
"""A name this sure may have many cells that say "n/a" or "on request"."""
SHORT = 100
"""Characters of a name."""
SEVERAL_DAYS = 3
"""Columns of weekdays that make a table one of stores: `Mi` alone may be Milan's stock."""
UNNAMED = "column "
OPTION = "option:"
STOCK_IN = "stock:"
"""Before the name of a store: the field of a column that holds what this store has."""
STOCK_OF = re.compile(
    r"(?:current )?(?:stock|qty|quantity|giacenza|bestand|voorraad|existencias|estoque) (?:in )?(\D+)"
)
CODES = frozenset({"sku", "gtin", "name", "color", "size"})
SEVERAL = frozenset({"image"})
"""Fields that several columns may hold."""
PLACE = frozenset({"address", "zip", "hours", "latitude", "city"})
TREE = frozenset({"parent", "path", "children"})
GOODS = frozenset({"price", "stock", "availability", "gtin", "sale_price"})


class Columns(NamedTuple):
    """What a table is (`products`, `stock`, `stores`, `categories`), and the field of each known column.

    `hidden` are columns that are never kept; `currency` and `units` are told by headers (`price (EUR)`).
    """

    kind: str
    fields: Mapping[str, str]
    hidden: Collection[str] = ()
    currency: str = ""
    weight_unit: str = ""
    length_unit: str = ""

    def told(self) -> str:
        """Return in words what was made of the columns."""
        return ", ".join(f"{field} = {column}" for column, field in self.fields.items())


def find_columns(
    header: Sequence[str], rows: Sequence[Mapping[str, str]], mapping: Mapping[str, str]
) -> Columns | None:
    """Find out what a table holds; None when its columns do not tell.

    `rows` are the first ones; `mapping` is field to column where somebody said so.
    """
    told = {fold(column): field for field, column in mapping.items() if fold(column) in header}
    found = {kind: _match(kind, header, rows, told) for kind in KINDS}
    kind = _kind(found)
    if not kind:
        return None
    fields = found["products" if kind == "stock" else kind]
    hidden = [column for column in header if column not in fields and is_private(_words(column))]
    headers = {field: read_header(column) for column, field in fields.items()}
    nothing = Header("")
    lengths = (headers.get(side, nothing).unit for side in ("width", "height", "depth", "length", "diameter"))
    return Columns(
        kind,
        fields,
        hidden,
        headers.get("price", nothing).currency or _only_currency(fields, rows),
        headers.get("weight", nothing).unit,
        next(filter(None, lengths), ""),
    )


def all_fields() -> list[str]:
    """Return the fields that can be mapped."""
    return sorted({field for fields in KINDS.values() for field in fields})


def _match(
    kind: str, header: Sequence[str], rows: Sequence[Mapping[str, str]], told: Mapping[str, str]
) -> dict[str, str]:
    """Return column to field: the surest pairs first, each field once."""
    cells = {column: [row.get(column, "") for row in rows] for column in header}
    fields = {column: field for column, field in told.items() if field in KINDS[kind]}
    if kind == "products":
        fields |= {column: field for column, field in told.items() if field.startswith(OPTION)}
        fields |= {column: column for column in header if column.startswith(OPTION)}
    pairs = sorted(
        (-sure, header.index(column), field, column)
        for column in header
        if column not in fields
        for field, sure in _candidates(kind, column, cells[column])
    )
    for _, _, field, column in pairs:
        if column not in fields and (field in SEVERAL or field not in fields.values()):
            fields[column] = field
    if kind == "products":
        _add_by_cells(fields, cells)
        _name_by_description(fields, cells)
        _stock_by_store(fields, cells)
    return fields


def _candidates(kind: str, column: str, cells: Sequence[str]) -> list[tuple[str, float]]:
    words = _words(column)
    if is_private(words):
        return []
    if kind == "stores" and (day := _weekday(words)) is not None:
        return [(f"day{day}", 1.0)]
    found = []
    for field, sureness in names(kind).items():
        sure = sureness.get(words, 0.0) or 0.4 * max(
            (value for name, value in sureness.items() if _ends(words, name)), default=0.0
        )
        if sure and fits(field, cells, FEW if sure >= SURE else ENOUGH):
            found.append((field, sure))
    return found


def _words(column: str) -> str:
    return bare(read_header(column).words)


def _weekday(words: str) -> int | None:
    """Return which weekday a column is of: `monday`, `opening hours monday`."""
    before, _, last = words.rpartition(" ")
    return weekday(last) if not before or before in names("stores")["hours"] else None


def _ends(words: str, name: str) -> bool:
    """Whether a longer header begins or ends with a known name of two words (`codice articolo int`)."""
    return " " in name and (words.startswith(f"{name} ") or words.endswith(f" {name}"))


def _add_by_cells(fields: dict[str, str], cells: Mapping[str, Sequence[str]]) -> None:
    unnamed = all(column.startswith(UNNAMED) for column in cells)
    for column, own in cells.items():
        if column in fields and not (fields[column] == "sku" and is_gtins(own)):
            continue
        field = guess(own) if unnamed else "gtin" if is_gtins(own) else ""
        if field and field not in fields.values():
            fields[column] = field


def _name_by_description(fields: dict[str, str], cells: Mapping[str, Sequence[str]]) -> None:
    """A short "description" beside no name is the name, as in most ERP systems."""
    column = next((column for column, field in fields.items() if field == "description"), "")
    if column and "name" not in fields.values():
        filled = [cell for cell in cells[column] if cell]
        if filled and sum(len(cell) <= SHORT for cell in filled) >= ENOUGH * len(filled):
            fields[column] = "name"


def _stock_by_store(fields: dict[str, str], cells: Mapping[str, Sequence[str]]) -> None:
    """Columns of counts that are called after stores: `Stock Milano`, or all columns of a list of codes."""
    if {"stock", "availability"} & set(fields.values()):
        return
    rest = {column: own for column, own in cells.items() if column not in fields}
    called = {column: match[1] for column in rest if (match := STOCK_OF.fullmatch(read_header(column).words))}
    if not called and len(rest) > 1 and set(fields.values()) <= CODES and all(map(are_counts, rest.values())):
        called = {column: column for column in rest}
    fields |= {column: f"{STOCK_IN}{place}" for column, place in called.items() if are_counts(rest[column])}


def _only_currency(fields: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> str:
    """Return the currency that some prices name, when it is one: then the others are in it too."""
    column = next((column for column, field in fields.items() if field == "price"), "")
    told = {currency_in(row[column]) for row in rows if row.get(column)} - {""}
    return told.pop() if len(told) == 1 else ""


def _kind(found: Mapping[str, Mapping[str, str]]) -> str:
    goods = set(found["products"].values())
    place = set(found["stores"].values())
    tree = set(found["categories"].values())
    days = sum(field.startswith("day") for field in place) >= SEVERAL_DAYS
    placed = {"latitude", "longitude"} <= place or "hours" in place or days or len(place & PLACE) > 1
    if placed and place & {"code", "name"} and not goods & GOODS:
        return "stores"
    if {"id", "name"} <= tree and tree & TREE and not goods & (GOODS - {"gtin"}):
        return "categories"
    counts = bool(goods & {"stock", "availability"}) or any(field.startswith(STOCK_IN) for field in goods)
    if not goods & {"sku", "gtin"}:
        return "products" if {"name", "price"} <= goods else ""
    if goods & {"name", "price", "description", "sale_price"}:
        return "products"
    return "stock" if counts else ""
