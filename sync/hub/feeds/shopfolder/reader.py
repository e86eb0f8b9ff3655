"""Reading a shop folder into a feed."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sync.hub.feeds.feed import Draft, Feed, FeedError, Settings, StoreStock
from sync.hub.feeds.rating import review_id, with_reviews
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.shopfolder.entries import (
    CategoryEntry,
    ProductEntry,
    ReviewEntry,
    read_entries,
    read_toml,
)
from sync.hub.feeds.shopfolder.pictures import PictureFolder
from sync.hub.feeds.shopfolder.products import Drafter
from sync.hub.feeds.shopfolder.words import Words
from sync.hub.feeds.tables import open_table, read_records
from sync.hub.feeds.values import check_timezone, parse_moment, parse_quantity
from sync.protocol.codes import gtin14, is_gtin
from sync.protocol.products import Category, Review, Store
from sync.protocol.stock import StockLevel

NAME = "shop folder"
RANGE = "range.toml"
GTINS = "gtins.toml"
STOCK = "stock.csv"


def recognises(path: Path) -> bool:
    """Tell whether a folder holds a range of products in TOML."""
    try:
        products = read_toml(path / RANGE).get("product")
    except FeedError:
        return False
    return isinstance(products, list) and bool(products)


def read(path: Path, _settings: Settings, ledger: Ledger) -> Feed:
    """Read the folder; entries that break its rules are refused in the ledger.

    Raises:
        FeedError: A file is no TOML, or the stock is no table.
    """
    words = Words(path / "texts")
    swatches = {colour: str(swatch) for colour, swatch in read_toml(path / "colours.toml").items()}
    gtins = _gtins(path, ledger)
    drafter = Drafter(words, swatches, gtins, PictureFolder(path / "pictures"))
    drafts = list(_drafts(path, drafter, ledger))
    _add_reviews(path, drafts, ledger)
    stores = list(_stores(path, ledger))
    skus = {variant.sku for draft in drafts for variant in draft.product.variants}
    return Feed(
        format=NAME,
        products=drafts,
        categories=list(_categories(path, words, ledger)),
        stores=stores,
        stock=list(_stock(path, skus, {store.code for store in stores}, ledger)),
        currencies=sorted({currency for draft in drafts for currency in draft.product.variants[0].prices}),
    )


def _gtins(path: Path, ledger: Ledger) -> dict[str, str]:
    """Return the GTIN-14 of each SKU; the line of a SKU is what brings its variant."""
    gtins = {}
    for number, (sku, digits) in enumerate(read_toml(path / GTINS).items(), 1):
        row = Row(GTINS, number)
        ledger.count()
        if is_gtin(str(digits)):
            gtins[sku] = gtin14(str(digits))
            ledger.bring(row, f"variant:{sku}")
        else:
            ledger.refuse(row, sku, str(digits), "the check digit is wrong, or it is no GTIN")
    return gtins


def _drafts(path: Path, drafter: Drafter, ledger: Ledger) -> Iterator[Draft]:
    """Yield the products; their order in the file is that of popularity."""
    for rank, (row, entry) in enumerate(read_entries(path / RANGE, "product", ProductEntry, ledger)):
        try:
            draft = drafter.draft(entry)
        except ValueError as error:
            ledger.refuse(row, "size", entry.id, str(error))
            continue
        if not draft.product.name or not draft.product.variants:
            ledger.refuse(row, "id", entry.id, "the product has no name or no variant")
            continue
        draft.product = msgspec.structs.replace(draft.product, rank=rank)
        ledger.bring(row, f"product:{entry.id}")
        yield draft


def _add_reviews(path: Path, drafts: list[Draft], ledger: Ledger) -> None:
    reviews: dict[str, list[Review]] = defaultdict(list)
    known = {draft.product.id for draft in drafts}
    for row, entry in read_entries(path / "reviews.toml", "review", ReviewEntry, ledger):
        if entry.product not in known or entry.stars not in range(1, 6):
            ledger.refuse(
                row, "product", entry.product, "there is no such product, or the stars are not 1 to 5"
            )
            continue
        review = Review(
            id=review_id(entry.product, str(entry.stars), entry.author, entry.title, entry.text),
            stars=entry.stars,
            author=entry.author,
            title=entry.title,
            text=entry.text,
            language=entry.language,
            date=entry.written.isoformat() if entry.written else "",
        )
        ledger.bring(row, f"review:{entry.product}:{review.id}")
        reviews[entry.product].append(review)
    for draft in drafts:
        draft.product = with_reviews(draft.product, reviews[draft.product.id])


def _categories(path: Path, words: Words, ledger: Ledger) -> Iterator[Category]:
    for row, entry in read_entries(path / "categories.toml", "category", CategoryEntry, ledger):
        ledger.bring(row, f"category:{entry.id}")
        yield Category(entry.id, words.of("categories", entry.id) or words.same(entry.id), entry.parent)


def _stores(path: Path, ledger: Ledger) -> Iterator[Store]:
    for row, store in read_entries(path / "stores.toml", "store", Store, ledger):
        try:
            check_timezone(store.timezone)
        except ValueError as error:
            ledger.refuse(row, "timezone", store.timezone, str(error))
            continue
        ledger.bring(row, f"store:{store.code}")
        yield store


def _stock(path: Path, skus: set[str], stores: set[str], ledger: Ledger) -> Iterator[StoreStock]:
    if not (path / STOCK).is_file():
        return
    for record in read_records(open_table(path / STOCK), ledger):
        store, sku = record.get("store"), record.get("sku")
        if store not in stores or sku not in skus:
            ledger.refuse(record.row, "sku", f"{store} {sku}", "there is no such store or no such variant")
            continue
        try:
            quantity = parse_quantity(record.get("quantity")) if record.get("quantity") else None
        except ValueError as error:
            ledger.refuse(record.row, "quantity", record.get("quantity"), str(error))
            continue
        try:
            as_of = parse_moment(record.get("as_of"))
        except ValueError as error:
            ledger.refuse(record.row, "as_of", record.get("as_of"), str(error))
            continue
        ledger.bring(record.row, f"stock:{store}:{sku}")
        yield StoreStock(store, StockLevel(sku, quantity, as_of, record.get("aisle")))
