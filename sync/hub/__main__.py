"""`vetrina-hub`, also `python -m sync.hub`: serve, import, enrol, hand out keys."""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sync.brand import BrandError
from sync.catalogue.schema import CatalogueError
from sync.hub import terms
from sync.hub.commands import (
    associates,
    backups,
    clients,
    codes,
    copying,
    devices,
    exports,
    index,
    ledger,
    letters,
    mailing,
    persons,
    place,
    removals,
)
from sync.hub.conformance import command as conformance
from sync.hub.context import Config
from sync.hub.enrolment import hand_out
from sync.hub.feeds import command as feeds
from sync.hub.labels import command as labels
from sync.hub.mail.relay import RelayError
from sync.hub.profile.registry import ClientError
from sync.hub.serve import Listener, ServeError, run
from sync.hub.storage.port import StorageError
from sync.hub.terms import TermsError
from sync.protocol import moments
from sync.protocol.devices import Enrolment

FAILED = 1
LAST_PORT = 65_535
"""The operating system would take a larger one modulo 65,536, and nobody would look there."""
BROKEN_OFF = 128 + signal.SIGINT
"""What a shell makes of a program that Ctrl-C ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the process's exit code."""
    args = _parser().parse_args(arguments)
    try:
        code: int = args.run(args)
    except (
        BrandError,
        CatalogueError,
        ClientError,
        RelayError,
        ServeError,
        StorageError,
        TermsError,
        place.UsageError,
    ) as error:
        print(f"vetrina-hub: {error}", file=sys.stderr)
        return FAILED
    except OSError as error:
        # A file that somebody named, or a disk that is full: no fault of the program.
        print(f"vetrina-hub: {_in_words(error)}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("vetrina-hub: broken off; nothing is damaged, and the same may be run again", file=sys.stderr)
        return BROKEN_OFF
    return code


def _in_words(error: OSError) -> str:
    said = error.strerror or str(error)
    return f"{error.filename}: {said}" if error.filename else said


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vetrina-hub", description="The hub of a shop's tablets.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_serve(commands.add_parser("serve", help="answer tablets and phones"))
    _add_enrol(commands.add_parser("enrol", help="hand out a single-use code for a tablet"))
    devices.add_list_arguments(commands.add_parser("devices", help="show the tablets the hub knows"))
    devices.add_arguments(commands.add_parser("device", help="confirm, retire or report lost a tablet"))
    removals.add_arguments(
        commands.add_parser("allow-removal", help="say that most of a scope was removed on purpose")
    )
    copying.add_arguments(commands.add_parser("copy", help="move all documents to another store"))
    backups.add_backup_arguments(
        commands.add_parser("backup", help="write all data to one file, while serving")
    )
    backups.add_restore_arguments(commands.add_parser("restore", help="put a backup back"))
    backups.add_restored_arguments(
        commands.add_parser("restored", help="say that the store was put back by other tools")
    )
    persons.add_export_arguments(
        commands.add_parser("export-person", help="write all that is kept on a person to one file")
    )
    persons.add_erase_arguments(commands.add_parser("erase-person", help="forget a person, for good"))
    persons.add_list_arguments(
        commands.add_parser("erasures", help="show who was forgotten, and which devices confirmed")
    )
    persons.add_housekeeping_arguments(
        commands.add_parser("housekeeping", help="do at once what a serving hub does once a day")
    )
    letters.add_arguments(commands.add_parser("letters", help="show which mails to shoppers wait"))
    index.add_arguments(
        commands.add_parser("index", help="let staff find customers, orders and receipts from before")
    )
    ledger.add_arguments(
        commands.add_parser("ledger", help="what moved in a store, and whether its figures are that")
    )
    clients.add_arguments(commands.add_parser("client", help="keys for other servers, the online shop's"))
    associates.add_arguments(
        commands.add_parser("associate", help="the people of the stores, and their PINs")
    )
    exports.add_arguments(commands.add_parser("open-export", help="read what a tablet could not deliver"))
    exports.add_damaged_arguments(
        commands.add_parser("open-damaged", help="open the damaged store that a tablet put aside")
    )
    conformance.add_arguments(
        commands.add_parser("conformance", help="try the protocol's rules on any implementation")
    )
    codes.add_arguments(
        commands.add_parser("code", help="draw a card, receipt, pick-up, list or product code")
    )
    labels.add_arguments(commands.add_parser("labels", help="print shelf labels for the catalogue as PDF"))
    importing = commands.add_parser("import", help="take in products, pictures, reviews and stock")
    feeds.add_arguments(importing)
    importing.set_defaults(run=feeds.run)
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    place.add_arguments(parser)
    persons.add_days(parser)
    add("--bind", default="127.0.0.1", metavar="ADDRESS", help="default: this machine only")
    add("--port", type=_port, default=0, help="default: any that is free")
    add("--public-url", type=_url, default="", metavar="URL", help="what links and QR codes begin with")
    add("--cert", type=Path, metavar="FILE", help="TLS certificate chain, PEM")
    add("--key", type=Path, metavar="FILE", help="its private key, PEM")
    add(
        "--trusted-proxy",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="a proxy (or its network) whose X-Forwarded-For says who sends; may be given again",
    )
    add("--brand", type=Path, metavar="FILE", help="brand file for the phone page")
    add("--orders", type=Path, metavar="FILE", help="terms for orders: minutes until ready, days kept (TOML)")
    add("--allow-plain-http", action="store_true", help="serve a network without TLS")
    add(
        "--lan-pages",
        action="store_true",
        help="also serve the phone page, and nothing else, on this machine's network address (demo only)",
    )
    mailing.add_arguments(parser)
    parser.set_defaults(run=_serve)


def _url(text: str) -> str:
    """Take only what a phone can open: the links of lists begin with it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if text and not (parts.scheme in {"http", "https"} and parts.hostname):
        raise argparse.ArgumentTypeError("an address that begins with https:// or http://")
    return text


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"a number from 0 (any that is free) to {LAST_PORT}")
    return int(text)


def _serve(args: argparse.Namespace) -> int:
    listener = Listener(
        args.bind,
        args.port,
        args.cert,
        args.key,
        args.allow_plain_http,
        pages_on_network=args.lan_pages,
        trusted_proxies=tuple(args.trusted_proxy),
    )
    config = Config(
        args.data,
        args.public_url,
        args.brand,
        database_url=args.database_url,
        guest_list_days=args.guest_list_days,
        terms=terms.read(args.orders) if args.orders else terms.AS_SHIPPED,
    )
    run(config, listener, _announce, mailing.read(args))
    return 0


def _announce(urls: dict[str, str]) -> None:
    """Print the one line that whoever started the hub waits for."""
    print(json.dumps(urls), flush=True)


def _add_enrol(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    place.add_arguments(parser)
    add("--store", required=True, metavar="CODE", help="the store where the tablet stands")
    add("--name", default="", help='what shoppers see, such as "Kiosk 1"')
    add("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_enrol)


def _enrol(args: argparse.Namespace) -> int:
    code, enrolment = asyncio.run(_hand_out(args))
    if args.json:
        print(json.dumps({"code": code, "store": enrolment.store, "expires": enrolment.expires}))
    else:
        until = moments.parse(enrolment.expires).strftime("%Y-%m-%d %H:%M")
        print(f"{code}  (for one tablet in {enrolment.store}, until {until} UTC)")
    return 0


async def _hand_out(args: argparse.Namespace) -> tuple[str, Enrolment]:
    async with place.opened(args, begins=True) as storage:
        place.require_store(args.data, args.store)
        return await hand_out(storage, args.store, args.name, datetime.now(UTC))


if __name__ == "__main__":
    sys.exit(main())
