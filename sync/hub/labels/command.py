"""`vetrina-hub labels`: a PDF of shelf labels for the catalogue, or for a part of it."""

import argparse
import asyncio
import os
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from sync.brand import BrandError, choose, load, print_fonts
from sync.catalogue.read import Catalogue
from sync.hub.commands import place
from sync.hub.feeds import sources
from sync.hub.labels.choose import Choice, choice, chosen
from sync.hub.labels.label import Label, Wording, locale, make
from sync.hub.labels.sheets import SHEETS
from sync.hub.page.routes import BRANDS, RESOURCES
from sync.hub.storage.port import StorageError
from sync.protocol.gs1 import link

MOST_LABELS = 5000
"""Labels in one PDF; more of them nobody prints at once, and the file is made in memory."""
LINK = "https://id.gs1.org"
"""GS1's own resolver: where a Digital Link leads when the shop has none."""
CURRENCY, LANGUAGE = "EUR", "en"
EXAMPLE = "09521234567882"
"""Of GS1's prefix for examples, to try an address with."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    add = parser.add_argument
    place.add_arguments(parser)
    add("-o", "--output", type=Path, required=True, metavar="FILE", help="the PDF to write")
    add("--source", default="", metavar="NAME", help="only what this source brings (import --source NAME)")
    add("--sku", action="append", default=[], metavar="SKU", help="only this one; may be given again")
    add("--category", default="", metavar="ID", help="only this category and those below it")
    add("--without-barcode", action="store_true", help="only what has no GTIN of its own")
    add("--sheet", choices=sorted(SHEETS), default="a4-24", help="paper and labels on it; default: a4-24")
    add("--first", type=int, default=1, metavar="N", help="begin at the N-th label of the first sheet")
    add("--language", default="", help="of names and prices; default: the store's")
    add("--currency", default="", help="of prices; default: the store's")
    add("--brand", default="", metavar="NAME", help="whose fonts, or a brand file; default: the first")
    add("--link", default=LINK, metavar="URL", help=f"where the QR codes of GTINs lead; default: {LINK}")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the PDF; return the process's exit code.

    Raises:
        StorageError: There is no catalogue or brand, nothing is chosen, or too much; or the store cannot be
            used.
        CatalogueError: The catalogue cannot be read.
        OSError: The PDF cannot be written.
    """
    from sync.hub.labels.draw import draw  # noqa: PLC0415 - the PDF library, which a serving hub never needs

    sheet = SHEETS[args.sheet]
    if not 1 <= args.first <= sheet.labels:
        raise StorageError(f"--first: this sheet has the labels 1 to {sheet.labels}")
    try:
        fonts = print_fonts(load(choose(BRANDS, args.brand)), RESOURCES / "fonts")
    except BrandError as error:
        raise StorageError(f"--brand: {error}".rstrip(".")) from error
    catalogue = Catalogue.open_current(args.data)
    if catalogue is None:
        raise StorageError(f"there is no catalogue in {args.data} yet; import one first")
    with closing(catalogue):
        labels = list(islice(_labels(args, catalogue), MOST_LABELS + 1))
    if not labels:
        raise StorageError("nothing in the catalogue is chosen by that")
    if len(labels) > MOST_LABELS:
        raise StorageError(f"that is more than {MOST_LABELS} labels; choose by --source, --category or --sku")
    begun = args.output.with_name(f"{args.output.name}.part")
    sheets = draw(labels, sheet, fonts, begun, first=args.first - 1)
    os.replace(begun, args.output)  # noqa: PTH105 - one word for it everywhere
    counted = f"{_counted(len(labels), 'label')} on {_counted(sheets, 'sheet')}"
    print(f"{counted} ({args.sheet}) in {args.output}.{_remarks(labels)}")
    return 0


def _labels(args: argparse.Namespace, catalogue: Catalogue) -> Iterator[Label]:
    wording = _wording(args, catalogue)
    return (
        make(product, variant, wording) for product, variant in chosen(catalogue, _choice(args, catalogue))
    )


def _choice(args: argparse.Namespace, catalogue: Catalogue) -> Choice:
    variants = asyncio.run(_variants(args)) if args.source else None
    try:
        return choice(catalogue, args.sku, args.category, variants, without_gtin=args.without_barcode)
    except KeyError as error:
        raise StorageError(f"there is no category {args.category}") from error


async def _variants(args: argparse.Namespace) -> frozenset[str]:
    async with place.opened(args) as storage:
        found = await sources.variants_of(storage, args.source)
    if not found:
        raise StorageError(f"nothing came from a source {args.source}")
    return found


def _wording(args: argparse.Namespace, catalogue: Catalogue) -> Wording:
    stores = sorted(catalogue.stores(), key=lambda store: store.latitude is None)
    language = args.language or (stores[0].language if stores else LANGUAGE)
    currency = args.currency or (stores[0].currency if stores else _first_currency(catalogue))
    wording = Wording(language, currency.upper(), args.link.rstrip("/"))
    try:
        locale(wording.language)
        link.write({"01": EXAMPLE}, wording.link)
    except ValueError as error:
        raise StorageError(str(error).rstrip(".")) from error
    return wording


def _first_currency(catalogue: Catalogue) -> str:
    """Return what the catalogue's first price is in."""
    variants = (variant for product in catalogue.products() for variant in product.variants)
    return next((currency for variant in variants for currency in variant.prices), CURRENCY)


def _remarks(labels: list[Label]) -> str:
    """Tell what is missing on labels, because nobody looks at five thousand of them."""
    unpriced = sum(not label.price for label in labels)
    barless = sum(label.bars is None for label in labels)
    told = f" Without a price in that currency: {unpriced}." if unpriced else ""
    reason = "the SKU is too long for them, or has letters they do not know"
    return told + (f" With a QR code and no bars: {barless} ({reason})." if barless else "")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
