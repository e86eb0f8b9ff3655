"""Any table, JSON lists too: columns found by header and cells, or as `--map field=column` says."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sync.hub.feeds.anytable.columns import SEVERAL, Columns, all_fields, find_columns
from sync.hub.feeds.anytable.headers import currency_in
from sync.hub.feeds.anytable.jsonrows import is_json, read_json
from sync.hub.feeds.anytable.places import Places
from sync.hub.feeds.anytable.products import product_parts, stock_parts
from sync.hub.feeds.anytable.shelves import Tree
from sync.hub.feeds.cells import Cells
from sync.hub.feeds.feed import FeedError, Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.layout import fold
from sync.hub.feeds.parts import Part
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.tables import read_records

NAME = "table"
SAMPLE = 100
"""Rows by which columns are judged."""
SHOWN = 25
"""Columns named where none of them tells what a table holds."""


def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
    """Return the tables whose columns tell what they hold."""
    return [file for file in files if _columns(file, {})]


def can_be_mapped(file: FeedFile) -> bool:
    """Whether a file is a table of several columns: then somebody can say what they hold."""
    return is_json(file) or (file.table is not None and len(file.table.header) > 1)


def helpless(file: FeedFile) -> str:
    """Return in words that nobody knows what a table holds, and what helps."""
    return (
        f"{file.name} is in no format that can be read, and no column tells what it holds; say it by"
        f" --map FIELD=COLUMN, such as --map sku=… --map name=…; {_header(file)}"
    )


def read(files: Sequence[FeedFile], settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield what the files say, stores first: of two that tell of one store the fuller stands.

    Raises:
        FeedError: `--map` names what is not there, or no column tells what the only table holds.
    """
    _check(settings.mapping, files)
    found = [(file, _columns(file, settings.mapping)) for file in files]
    if not any(columns for _, columns in found):
        raise FeedError(helpless(files[0]))
    for file, columns in sorted(found, key=lambda each: each[1] is None or each[1].kind != "stores"):
        if columns is None:
            reason = "no column tells what this table holds; passed over (--map FIELD=COLUMN)"
            ledger.note(Row(file.name, 0), "", "", reason)
            continue
        ledger.note(Row(file.name, 0), "", "", f"read as a table of {columns.kind}: {columns.told()}")
        if columns.kind == "products" and not {"sku", "gtin"} & set(columns.fields.values()):
            ledger.note(Row(file.name, 0), "sku", "", "no column holds codes: products go by their names")
        yield from _parts(file, columns, settings, ledger)


FORMAT = Format(NAME, claim, read)


def read_rows(file: FeedFile, columns: Columns, settings: Settings, ledger: Ledger) -> Iterator[Cells]:
    """Read the rows of a file, cells by field; those of no field by their column behind a `+`."""
    settings = settings._replace(
        currency=columns.currency or settings.currency,
        weight_unit=columns.weight_unit or settings.weight_unit,
        length_unit=columns.length_unit or settings.length_unit,
    )
    names = dict(columns.fields)
    known = tuple(dict.fromkeys(names.values()))
    for row, told in _rows(file, ledger):
        values: dict[str, str] = {}
        for column, cell in told.items():
            if column in columns.hidden:
                continue
            name = names.get(column) or f"+{column}"
            if name in SEVERAL and name in values:
                values[name] += f"\n{cell}"
            else:
                values.setdefault(name, cell)
        cells = Cells(row, values, settings, ledger)
        if told_currency := values.get("currency"):
            cells.settings = _in_currency(told_currency, cells)
        cells.mark = file.table.decimal if file.table else "."
        cells.columns = known
        yield cells


def _parts(file: FeedFile, columns: Columns, settings: Settings, ledger: Ledger) -> Iterator[Part]:
    places, tree = Places(file.name, ledger), Tree()
    for cells in read_rows(file, columns, settings, ledger):
        match columns.kind:
            case "stores":
                yield from places.parts(cells)
            case "categories":
                yield from tree.parts(cells)
            case "stock":
                yield from stock_parts(cells)
            case _:
                yield from product_parts(cells)
    yield from tree.rest()
    places.tell()


def _in_currency(told: str, cells: Cells) -> Settings:
    currency = currency_in(told)
    if not currency:
        cells.note("currency", told, f"this is no currency; {cells.settings.currency} is taken")
    return cells.settings._replace(currency=currency or cells.settings.currency)


def _rows(file: FeedFile, ledger: Ledger) -> Iterator[tuple[Row, Mapping[str, str]]]:
    if file.table is None:
        yield from read_json(file, ledger)
    else:
        for record in read_records(file.table, ledger):
            yield record.row, record.cells


def _columns(file: FeedFile, mapping: Mapping[str, str]) -> Columns | None:
    if file.table is None and not is_json(file):
        return None
    try:
        rows = [cells for _, cells in islice(_rows(file, Ledger()), SAMPLE)]
    except FeedError:
        return None
    header = file.table.header if file.table else tuple(dict.fromkeys(name for row in rows for name in row))
    return find_columns(header, rows, mapping)


def _check(mapping: Mapping[str, str], files: Sequence[FeedFile]) -> None:
    fields = all_fields()
    for field, column in mapping.items():
        if field not in fields and not field.startswith("option:"):
            raise FeedError(f"--map: there is no field {field}; the fields are {', '.join(fields)}")
        tables = [file.table for file in files if file.table]
        if tables and all(fold(column) not in table.header for table in tables) and len(tables) == len(files):
            raise FeedError(f"--map: there is no column {column} in {files[0].name}; {_header(files[0])}")


def _header(file: FeedFile) -> str:
    header = file.table.header if file.table else ()
    more = ", …" if len(header) > SHOWN else ""
    return f"its columns are {', '.join(header[:SHOWN])}{more}"
