"""Reading a Magento export, its tables in any order and of any length, into parts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sync.hub.feeds.feed import Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.magento.attributes import read_attributes
from sync.hub.feeds.magento.categories import CategoryTree
from sync.hub.feeds.magento.families import Families
from sync.hub.feeds.magento.kinds import NOT_USED, Kind, kind_of
from sync.hub.feeds.magento.links import read_links
from sync.hub.feeds.magento.photos import Photos
from sync.hub.feeds.magento.products import Teller
from sync.hub.feeds.magento.reviews import read_reviews
from sync.hub.feeds.magento.rows import parse_product
from sync.hub.feeds.magento.views import Views
from sync.hub.feeds.parts import Part
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.tables import Table, read_records

NAME = "magento"

Tables = dict[Kind, list[Table]]


def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
    """Return the files that are tables of Magento, none of them where there is no product table."""
    kinds = {file: kind_of(file.table.header) for file in files if file.table}
    return [file for file, kind in kinds.items() if kind] if Kind.PRODUCTS in kinds.values() else []


def read(files: Sequence[FeedFile], settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield what the tables say."""
    tables = _by_kind(files)
    attributes = read_attributes(tables[Kind.ATTRIBUTES], ledger)
    tree = CategoryTree(settings.language)
    for table in tables[Kind.CATEGORIES]:
        yield from tree.read(table, ledger)
    families = Families(attributes.selectable, ledger)
    views = Views(ledger)
    for table in tables[Kind.PRODUCTS]:
        _take_in(table, families, views, settings, ledger)
    families.gather()
    yield from _products(files, families, Teller(settings, attributes, tree), ledger)
    yield from views.parts(families.key_of)
    for table in tables[Kind.LINKS]:
        yield from read_links(table, families.key_of, ledger)
    for table in tables[Kind.REVIEWS]:
        yield from read_reviews(table, settings.language, ledger)
    _pass_over(tables, ledger)


def _by_kind(files: Sequence[FeedFile]) -> Tables:
    tables: Tables = defaultdict(list)
    for file in files:
        kind = kind_of(file.table.header) if file.table else None
        if file.table and kind:
            tables[kind].append(file.table)
    return tables


def _take_in(table: Table, families: Families, views: Views, settings: Settings, ledger: Ledger) -> None:
    for record in read_records(table, ledger):
        if record.get("store_view_code"):
            views.put(record)
            continue
        row = parse_product(record, settings, ledger)
        if row:
            families.put(row)


def _products(
    files: Sequence[FeedFile], families: Families, teller: Teller, ledger: Ledger
) -> Iterator[Part]:
    photos = Photos(files, ledger)
    for family in families.walk():
        for part in teller.parts(family):
            photos.see(part)
            yield part
    yield from photos.parts()


def _pass_over(tables: Tables, ledger: Ledger) -> None:
    """Refuse, with the reason, the rows of tables that are known and not taken over."""
    for kind, reason in NOT_USED.items():
        for table in tables[kind]:
            for record in read_records(table, ledger):
                ledger.refuse(record.row, "", "", reason)


FORMAT = Format(NAME, claim, read)
