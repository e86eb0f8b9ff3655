"""Reading a shop folder into parts."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from sync.hub.feeds.feed import FeedError, Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.parts import CategoryPart, Part, ReviewPart, StorePart
from sync.hub.feeds.rating import review_id
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.shopfolder.entries import (
    CategoryEntry,
    ProductEntry,
    ReviewEntry,
    read_entries,
    read_toml,
)
from sync.hub.feeds.shopfolder.gtins import Gtins
from sync.hub.feeds.shopfolder.pictures import PictureFolder
from sync.hub.feeds.shopfolder.products import Teller
from sync.hub.feeds.shopfolder.stock import STOCK, read_stock
from sync.hub.feeds.shopfolder.words import Words
from sync.hub.feeds.values import check_timezone
from sync.protocol.products import Category, Review, Store

NAME = "shop folder"
RANGE = "range.toml"
OWN = (".toml", ".md", ".py")
"""Files of the folder that are the shop's own; others (a table of another system beside them) are not."""


def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
    """Return the files of the folder that holds a range of products in TOML."""
    root = next(
        (file.path.parent for file in files if file.path.name == RANGE and _is_range(file.path)), None
    )
    if root is None:
        return []
    return [
        file
        for file in files
        if file.path.is_relative_to(root)
        and (file.path.suffix in OWN or (file.path.name == STOCK and file.path.parent == root))
    ]


def read(files: Sequence[FeedFile], _settings: Settings, ledger: Ledger) -> Iterator[Part]:
    """Yield what the folder says; entries that break its rules are refused.

    Raises:
        FeedError: A file is no TOML, or the stock is no table.
    """
    folder = next(file.path.parent for file in files if file.path.name == RANGE)
    words = Words(folder / "texts")
    swatches = {colour: str(swatch) for colour, swatch in read_toml(folder / "colours.toml").items()}
    gtins = Gtins(folder / "gtins.toml", ledger)
    teller = Teller(words, swatches, gtins, PictureFolder(folder / "pictures"), ledger)
    yield from _categories(folder, words, ledger)
    yield from _stores(folder, ledger)
    for place, (row, entry) in enumerate(read_entries(folder / RANGE, "product", ProductEntry, ledger)):
        yield from teller.parts(row, place, entry)
    gtins.refuse_rest()
    yield from _reviews(folder, ledger)
    yield from read_stock(folder / STOCK, ledger)


def _is_range(path: Path) -> bool:
    try:
        products = read_toml(path).get("product")
    except FeedError:
        return False
    return isinstance(products, list) and bool(products)


def _reviews(folder: Path, ledger: Ledger) -> Iterator[ReviewPart]:
    for row, entry in read_entries(folder / "reviews.toml", "review", ReviewEntry, ledger):
        if entry.stars not in range(1, 6):
            ledger.refuse(row, "stars", str(entry.stars), "a rating is 1 to 5 stars")
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
        yield ReviewPart(row, entry.product, review)


def _categories(folder: Path, words: Words, ledger: Ledger) -> Iterator[CategoryPart]:
    for row, entry in read_entries(folder / "categories.toml", "category", CategoryEntry, ledger):
        name = words.of("categories", entry.id) or words.same(entry.id)
        yield CategoryPart(row, Category(entry.id, name, entry.parent))


def _stores(folder: Path, ledger: Ledger) -> Iterator[StorePart]:
    for row, store in read_entries(folder / "stores.toml", "store", Store, ledger):
        try:
            check_timezone(store.timezone)
        except ValueError as error:
            ledger.note(row, "timezone", store.timezone, f"UTC is taken: {error}")
            store = msgspec.structs.replace(store, timezone="UTC")  # noqa: PLW2901 - the same store, mended
        yield StorePart(row, store)


FORMAT = Format(NAME, claim, read)
