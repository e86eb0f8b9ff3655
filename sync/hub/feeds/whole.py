"""The readers that still read a feed as a whole, in the form of those that yield parts."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sync.hub.feeds.feed import Draft, Feed, PictureSource, Settings
from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.formats import Format
from sync.hub.feeds.magento import reader as magento
from sync.hub.feeds.magento.kinds import kind_of
from sync.hub.feeds.parts import (
    CategoryPart,
    Part,
    PictureRef,
    ProductPart,
    ReviewPart,
    StockPart,
    StorePart,
    VariantPart,
)
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.shopfolder import reader as shopfolder


def _root(files: Sequence[FeedFile]) -> Path:
    if len(files) == 1 and files[0].path.name != shopfolder.RANGE:
        return files[0].path
    return Path(os.path.commonpath([file.path.parent for file in files]))


def _format(
    name: str,
    recognises: Callable[[Path], bool],
    read: Callable[[Path, Settings, Ledger], Feed],
    is_part: Callable[[FeedFile], bool],
) -> Format:
    def claim(files: Sequence[FeedFile]) -> list[FeedFile]:
        if not files or not recognises(_root(files)):
            return []
        return [file for file in files if is_part(file)]

    def parts(files: Sequence[FeedFile], settings: Settings, ledger: Ledger) -> Iterator[Part]:
        return _parts(read(_root(files), settings, ledger), ledger)

    return Format(name, claim, parts)


def _parts(feed: Feed, ledger: Ledger) -> Iterator[Part]:
    for category in feed.categories:
        yield CategoryPart(ledger.bringer(f"category:{category.id}"), category)
    for store in feed.stores:
        yield StorePart(ledger.bringer(f"store:{store.code}"), store)
    for draft in feed.products:
        yield from _of_draft(draft, ledger)
    for code, level in feed.stock:
        row = ledger.bringer(f"stock:{code}:{level.variant}")
        yield StockPart(row, level.variant, "", code, level.on_hand, level.status, level.as_of, level.aisle)


def brought_by(feed: Feed) -> set[str]:
    """Return the names of all that a feed would bring into an empty hub."""
    products = [draft.product for draft in feed.products]
    return {
        *(f"category:{category.id}" for category in feed.categories),
        *(f"product:{product.id}" for product in products),
        *(f"variant:{variant.id}" for product in products for variant in product.variants),
        *(f"review:{product.id}:{review.id}" for product in products for review in product.reviews),
        *(f"stock:{code}:{level.variant}" for code, level in feed.stock),
    }


def _of_draft(draft: Draft, ledger: Ledger) -> Iterator[Part]:
    product = draft.product
    yield ProductPart(
        row=ledger.bringer(f"product:{product.id}"),
        key=product.id,
        name=product.name,
        lead=product.lead,
        description=product.description,
        details=product.details,
        category=product.category,
        pictures=[_ref(source) for source in draft.pictures],
        scale=str(draft.scale or ""),
        related=product.related,
        goes_with=product.goes_with,
        options=product.options,
        popularity=float(-product.rank),
        extra=product.extra,
    )
    for variant in product.variants:
        yield VariantPart(
            row=ledger.bringer(f"variant:{variant.id}"),
            sku=variant.sku,
            key=product.id,
            options=variant.options,
            gtin=variant.gtin,
            prices=variant.prices,
            size=variant.size,
        )
    for review in product.reviews:
        yield ReviewPart(ledger.bringer(f"review:{product.id}:{review.id}"), product.id, review)


def _ref(source: PictureSource) -> PictureRef:
    return PictureRef(str(source.path), source.options, source.alt, source.view, str(source.square or ""))


def _is_entry(file: FeedFile) -> bool:
    return file.path.suffix == ".toml" or file.path.name == shopfolder.STOCK


def _is_table(file: FeedFile) -> bool:
    return file.table is not None and kind_of(file.table.header) is not None


SHOPFOLDER = _format(shopfolder.NAME, shopfolder.recognises, shopfolder.read, _is_entry)
MAGENTO = _format(magento.NAME, magento.recognises, magento.read, _is_table)
