"""`vetrina-hub import`: read a feed, compare it with the hub, write what differs, publish the catalogue.

Exit status 0 when the feed was read, also with refused rows; 1 when the hub's store cannot be used; 2 when
nobody recognises the file, or it cannot be read as a whole.
"""

import argparse
import asyncio
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import msgspec

from sync.hub.commands import place
from sync.hub.context import STORE_FILE, open_storage
from sync.hub.copying import require_whole
from sync.hub.feeds.feed import FeedError
from sync.hub.feeds.importing import Import, Order
from sync.hub.feeds.opened import Opened, opened
from sync.hub.feeds.recognise import FORMATS, recognise
from sync.hub.feeds.report import write_report
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.settings import known_stores, settle
from sync.hub.feeds.summary import Summary
from sync.hub.feeds.workroom import workroom
from sync.hub.lock import locked
from sync.hub.storage.port import StorageError

UNREADABLE = 2
WEIGHT_UNITS = ("g", "kg", "oz", "lb")
LENGTH_UNITS = ("mm", "cm", "m", "in", "ft")
MAX_NAME = 64
CURRENCY = re.compile("[A-Z]{3}")
LOCK = "importing.lock"
"""In the hub's folder: who holds it imports."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    add = parser.add_argument
    add("path", type=Path, metavar="PATH", help="a file, folder, zip or gzip; - reads standard input")
    place.add_arguments(parser)
    add("--formats", action=_ListFormats, nargs=0, help="list the formats that are recognised, and end")
    add(
        "--format",
        default="",
        choices=_names(),
        help="read as this format; default: what it is recognised as",
    )
    add(
        "--source",
        type=_source,
        default="",
        metavar="NAME",
        help="the feed's name: what vanishes from it goes",
    )
    add("--allow-removal", action="store_true", help="also when more than a fifth of the source vanishes")
    add("--dry-run", action="store_true", help="read and compare, write nothing")
    add("--report", type=Path, metavar="FILE", help="write refused rows and notes to this CSV file")
    add("--json", action="store_true", help="print the summary as one JSON object on the last line")
    add("--pictures", type=Path, metavar="FOLDER", help="where the pictures are that the feed names")
    _add_defaults(parser)
    parser.set_defaults(run=run)


def _add_defaults(parser: argparse.ArgumentParser) -> None:
    """Add what stands in for what a feed does not say."""
    add = parser.add_argument
    add("--store", default="", metavar="CODE", help="whose stock it is where the feed names no store")
    add("--currency", type=_currency, metavar="ISO", help="of prices without one; default: the store's")
    add("--language", default="", metavar="TAG", help="of texts without one; default: the store's")
    add(
        "--weight-unit",
        default="",
        choices=WEIGHT_UNITS,
        help="of weights without one; default: kept as text",
    )
    add(
        "--length-unit",
        default="",
        choices=LENGTH_UNITS,
        help="of measures without one; default: kept as text",
    )
    add(
        "--map",
        type=_mapping,
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help='which column holds a field, such as sku="Art. no."; may be given again',
    )


def run(args: argparse.Namespace) -> int:
    """Run the command; return the exit status.

    Raises:
        StorageError: The hub's store, or the disk for temporary files, cannot be used.
    """
    ledger = Ledger()
    if args.report:
        write_report(args.report, [])  # before anything is done: it may be a path that cannot be written
    try:
        with opened(args.path) as files, _data_folder(args) as data:
            summary = asyncio.run(_import(args, files, data, ledger))
    except FeedError as error:
        _tell(str(error))
        _report(args, ledger)
        return UNREADABLE
    except sqlite3.OperationalError as error:
        raise StorageError(
            f"temporary files cannot be written ({error}); TMPDIR says where they go"
        ) from error
    _report(args, ledger)
    print(msgspec.json.encode(summary).decode() if args.json else summary.in_words())
    return 0


def _report(args: argparse.Namespace, ledger: Ledger) -> None:
    if args.report:
        write_report(args.report, ledger.walk())


class _ListFormats(argparse.Action):
    """Prints the formats, as `--version` prints a version."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print("\n".join(_names()))
        parser.exit()


def _names() -> list[str]:
    return [known.name for known in FORMATS]


def _source(text: str) -> str:
    name = " ".join(text.split())
    if len(name) > MAX_NAME or not name.isprintable():
        raise argparse.ArgumentTypeError(f"a source's name has at most {MAX_NAME} printable characters")
    return name


def _currency(text: str) -> str:
    if not CURRENCY.fullmatch(text.upper()):
        raise argparse.ArgumentTypeError("a currency is three letters, such as EUR (ISO 4217)")
    return text.upper()


def _mapping(text: str) -> tuple[str, str]:
    field, sign, column = text.partition("=")
    if not (field.strip() and sign and column.strip()):
        raise argparse.ArgumentTypeError("say FIELD=COLUMN, such as price=Preis")
    return field.strip(), column.strip()


@contextmanager
def _data_folder(args: argparse.Namespace) -> Iterator[Path]:
    """Give the hub's folder; for a dry run without a hub, an empty one that goes away."""
    if args.dry_run and not args.database_url and not (args.data / STORE_FILE).exists():
        with workroom() as folder:
            yield folder
    else:
        yield args.data


async def _import(args: argparse.Namespace, opened: Opened, data: Path, ledger: Ledger) -> Summary:
    recognised = recognise(opened.files, args.format, mapped=bool(args.map))
    if args.pictures:
        opened = opened._replace(pictures=[args.pictures, *opened.pictures])
    if not args.dry_run and not args.database_url and not (data / STORE_FILE).exists():
        _tell(f"there is no hub in {data} yet; a new one begins there")
    storage = open_storage(data, args.database_url, mapped=False)
    try:
        await require_whole(storage)
        with nullcontext() if args.dry_run else _turn(data):
            stores = await known_stores(storage)
            settings = settle(stores, args.store, args.currency or "", args.language)._replace(
                weight_unit=args.weight_unit, length_unit=args.length_unit, mapping=dict(args.map)
            )
            order = Order(data, args.source, dry_run=args.dry_run, allow_removal=args.allow_removal)
            return await Import(recognised, settings, order, ledger).run(storage, opened, stores)
    finally:
        await storage.close()


def _turn(data: Path) -> AbstractContextManager[None]:
    """Return what waits until no other import writes into the folder: each compares with what it finds."""
    words = f"another import into {data} runs; this one waits for its end"
    return locked(data / LOCK, lambda: _tell(words))


def _tell(words: str) -> None:
    print(f"vetrina-hub: {words}", file=sys.stderr, flush=True)
