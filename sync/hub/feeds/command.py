"""`vetrina-hub import`: read a feed, compare it with the hub, write what differs, publish the catalogue.

Exit status 0 when the feed was read, also with refused rows; 1 when the hub's store cannot be used; 2 when
nobody recognises the file, or it cannot be read as a whole.
"""

import argparse
import asyncio
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from sync.hub import demo
from sync.hub.commands import place
from sync.hub.context import STORE_FILE, open_storage
from sync.hub.copying import require_whole
from sync.hub.feeds.apply import Outcome, apply
from sync.hub.feeds.feed import Feed, FeedError, Settings
from sync.hub.feeds.pictures import Darkroom
from sync.hub.feeds.recognise import Format, recognise
from sync.hub.feeds.report import write_report
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.settings import known_stores, settle
from sync.hub.feeds.shopfolder import reader as shopfolder
from sync.hub.feeds.staging import stage
from sync.hub.feeds.summary import Summary
from sync.hub.publish import publish

UNREADABLE = 2
CURRENCY = re.compile("[A-Z]{3}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    add = parser.add_argument
    add("path", type=Path, metavar="PATH", help="the file or folder to read; its format is recognised")
    place.add_arguments(parser)
    add("--dry-run", action="store_true", help="read and compare, write nothing")
    add("--report", type=Path, metavar="FILE", help="write refused rows and notes to this CSV file")
    add("--json", action="store_true", help="print the summary as one JSON object on the last line")
    add("--store", default="", metavar="CODE", help="whose stock it is where the feed names no store")
    add("--currency", type=_currency, metavar="ISO", help="of prices without one; default: the store's")
    add("--language", default="", metavar="TAG", help="of texts without one; default: the store's")


def run(args: argparse.Namespace) -> int:
    """Run the command; return the exit status.

    Raises:
        StorageError: The hub's store cannot be used.
    """
    ledger = Ledger()
    try:
        known = recognise(args.path)
        with _data_folder(args) as data:
            summary = asyncio.run(_import(known, args, data, ledger))
    except FeedError as error:
        print(f"vetrina-hub: {error}", file=sys.stderr)
        return UNREADABLE
    if args.report:
        write_report(args.report, ledger.findings)
    print(msgspec.json.encode(summary).decode() if args.json else summary.in_words())
    return 0


def _currency(text: str) -> str:
    if not CURRENCY.fullmatch(text.upper()):
        raise argparse.ArgumentTypeError("a currency is three letters, such as EUR (ISO 4217)")
    return text.upper()


@contextmanager
def _data_folder(args: argparse.Namespace) -> Iterator[Path]:
    """Give the hub's folder; for a dry run without a hub, an empty one that goes away."""
    if args.dry_run and not args.database_url and not (args.data / STORE_FILE).exists():
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
    else:
        yield args.data


async def _import(known: Format, args: argparse.Namespace, data: Path, ledger: Ledger) -> Summary:
    started = time.monotonic()
    storage = open_storage(data, args.database_url)
    try:
        await require_whole(storage)
        stores = await known_stores(storage)
        settings = settle(stores, args.store, args.currency or "", args.language)
        feed = known.read(args.path, settings, ledger)
        if not feed.stores and settings.store.code not in stores:
            feed.stores.append(settings.store)
        darkroom = Darkroom.open(feed, None if args.dry_run else data, ledger)
        for draft in feed.products:
            darkroom.develop(draft)
        if not args.dry_run:
            demo.mark(data, invented=feed.format == shopfolder.NAME)
        outcome = await apply(storage, stage(feed), dry_run=args.dry_run)
        manifest = None if args.dry_run else await publish(storage, data)
    finally:
        await storage.close()
    summary = _summarise(feed, settings, ledger, outcome)
    return msgspec.structs.replace(
        summary,
        pictures=len(darkroom),
        dry_run=args.dry_run,
        version=manifest.version if manifest else 0,
        seconds=round(time.monotonic() - started, 2),
    )


def _summarise(feed: Feed, settings: Settings, ledger: Ledger, outcome: Outcome) -> Summary:
    products = [draft.product for draft in feed.products]
    return Summary(
        format=feed.format,
        rows=ledger.rows,
        added=ledger.added(outcome.new),
        merged=ledger.merged(outcome.new),
        refused=ledger.refused,
        changed=outcome.changed,
        products=len(products),
        variants=sum(len(product.variants) for product in products),
        pictures_unused=len(feed.loose),
        reviews=sum(product.rating.total for product in products),
        categories=len(feed.categories),
        stock=len(feed.stock),
        notes=ledger.notes,
        currency=", ".join(feed.currencies) or settings.currency,
        store=", ".join(store.code for store in feed.stores) or settings.store.code,
    )
