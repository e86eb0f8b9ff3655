"""Reading a Magento export, a folder of tables or one product table, into a feed."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sync.hub.feeds.feed import Draft, Feed, Settings, StoreStock
from sync.hub.feeds.images import ImageIndex
from sync.hub.feeds.magento.attributes import read_attributes
from sync.hub.feeds.magento.categories import CategoryTree
from sync.hub.feeds.magento.drafts import Drafter
from sync.hub.feeds.magento.families import bringing, gather, unique_rows
from sync.hub.feeds.magento.kinds import NOT_USED, Kind, kind_of
from sync.hub.feeds.magento.links import Relation, read_links
from sync.hub.feeds.magento.photos import match_by_name
from sync.hub.feeds.magento.reviews import read_reviews
from sync.hub.feeds.magento.rows import ProductRow, parse_product
from sync.hub.feeds.rating import rank, with_reviews
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.tables import NoTableError, Table, open_table, read_records
from sync.protocol import moments
from sync.protocol.stock import StockLevel

NAME = "magento"
TABLES = frozenset({".csv", ".tsv", ".txt", ""})

Tables = dict[Kind, list[Table]]


def recognises(path: Path) -> bool:
    """Tell whether a file or a folder holds a product table of Magento."""
    return Kind.PRODUCTS in _tables(path)


def read(path: Path, settings: Settings, ledger: Ledger) -> Feed:
    """Read the tables; rows that cannot be used are refused in the ledger."""
    tables = _tables(path)
    attributes = read_attributes(tables.get(Kind.ATTRIBUTES, []), ledger)
    tree = CategoryTree(settings.language)
    for table in tables.get(Kind.CATEGORIES, []):
        tree.read(table, ledger)
    rows = unique_rows(_product_rows(tables[Kind.PRODUCTS], settings, ledger), ledger)
    families = gather(rows, attributes.selectable, ledger)
    bringing(families, ledger)
    images = ImageIndex(path if path.is_dir() else path.parent)
    drafter = Drafter(settings, attributes, tree, images, ledger)
    drafts = [draft for draft in map(drafter.draft, families) if draft]
    loose = match_by_name(drafts, images.unused(), ledger)
    _tell(drafts, tables, settings, ledger)
    _pass_over(tables, ledger)
    return Feed(
        format=NAME,
        products=drafts,
        categories=tree.categories(),
        stock=list(_stock(drafts, rows, tables[Kind.PRODUCTS], settings)),
        loose=loose,
        currencies=[settings.currency],
    )


def _tables(path: Path) -> Tables:
    """Return Magento's tables in a folder (not below it), or the one file, by kind, ordered by name."""
    tables: Tables = defaultdict(list)
    for file in _candidates(path):
        try:
            table = open_table(file)
        except NoTableError:
            continue
        kind = kind_of(table.header)
        if kind:
            tables[kind].append(table)
    return dict(tables)


def _candidates(path: Path) -> list[Path]:
    """Return the files that may be tables: the one that was named, or a folder's text files."""
    if not path.is_dir():
        return [path]
    return [file for file in sorted(path.iterdir()) if file.suffix.casefold() in TABLES and file.is_file()]


def _product_rows(tables: list[Table], settings: Settings, ledger: Ledger) -> Iterator[ProductRow]:
    for table in tables:
        for record in read_records(table, ledger):
            row = parse_product(record, settings, ledger)
            if row:
                yield row


def _tell(drafts: list[Draft], tables: Tables, settings: Settings, ledger: Ledger) -> None:
    """Complete the products with what other tables say about them."""
    products = {variant.sku: draft.product.id for draft in drafts for variant in draft.product.variants}
    products |= {draft.product.id: draft.product.id for draft in drafts}
    links = tables.get(Kind.LINKS, [])
    related = read_links(links, products, Relation.RELATED, ledger)
    goes_with = read_links(links, products, Relation.GOES_WITH, ledger)
    reviews = read_reviews(tables.get(Kind.REVIEWS, []), products, settings.language, ledger)
    for draft in drafts:
        identifier = draft.product.id
        draft.product = msgspec.structs.replace(
            with_reviews(draft.product, reviews.get(identifier, [])),
            related=related.get(identifier, []),
            goes_with=goes_with.get(identifier, []),
        )
    rank(drafts)


def _pass_over(tables: Tables, ledger: Ledger) -> None:
    """Refuse, with the reason, the rows of tables that are known and not taken over."""
    for kind, reason in NOT_USED.items():
        for table in tables.get(kind, []):
            for record in read_records(table, ledger):
                ledger.refuse(record.row, "", "", reason)


def _stock(
    drafts: list[Draft], rows: dict[str, ProductRow], tables: list[Table], settings: Settings
) -> Iterator[StoreStock]:
    """Yield the levels. The rows name no time of counting, so it is when the table was written."""
    written = {
        table.name: moments.write(datetime.fromtimestamp(int(table.path.stat().st_mtime), UTC))
        for table in tables
    }
    for draft in drafts:
        for variant in draft.product.variants:
            row = rows[variant.sku]
            if row.quantity is not None:
                level = StockLevel(variant.id, row.quantity, as_of=written[row.row.file])
                yield StoreStock(settings.store.code, level)
