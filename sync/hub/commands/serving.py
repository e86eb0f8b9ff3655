"""Serving: `vetrina-hub serve` answers tablets and phones until it is told to stop."""

import argparse
import json
from pathlib import Path
from urllib.parse import urlsplit

from sync.brand import BrandError, choose
from sync.hub import terms
from sync.hub.commands import config_file, mailing, persons, place, provider, watching
from sync.hub.context import Config
from sync.hub.mail.relay import RelayError
from sync.hub.page.routes import BRANDS
from sync.hub.provider import ProviderError
from sync.hub.serve import Listener, ServeError, run

LAST_PORT = 65_535
"""The operating system would take a larger one modulo 65,536, and nobody would look there."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    add = parser.add_argument
    place.add_arguments(parser)
    persons.add_days(parser)
    add(config_file.OPTION, metavar="FILE", help="more of these options, as TOML, with _ for -")
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
    add(
        "--brand",
        default="",
        metavar="NAME",
        help="whose look and words, or a brand file; default: the first",
    )
    add("--orders", type=Path, metavar="FILE", help="terms for orders: minutes until ready, days kept (TOML)")
    add("--allow-plain-http", action="store_true", help="serve a network without TLS")
    add(
        "--lan-pages",
        action="store_true",
        help="also serve the phone page, and nothing else, on this machine's network address (demo only)",
    )
    mailing.add_arguments(parser)
    provider.add_arguments(parser)
    watching.add_arguments(parser)
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
    try:
        brand = choose(BRANDS, args.brand) if args.brand else None
    except BrandError as error:
        raise place.UsageError(str(error)) from error
    try:
        config = Config(
            args.data,
            args.public_url,
            brand,
            database_url=args.database_url,
            guest_list_days=args.guest_list_days,
            terms=terms.read(args.orders) if args.orders else terms.AS_SHIPPED,
            provider=provider.read(args),
            metrics_token=watching.metrics_token(args),
            alarm_mail=watching.alarm_mail(args),
            quiet_after=args.quiet_after,
        )
        run(config, listener, _announce, mailing.read(args))
    except (BrandError, ProviderError, RelayError, ServeError) as error:
        raise place.UsageError(str(error)) from error
    return 0


def _announce(urls: dict[str, str]) -> None:
    """Print the one line that whoever started the hub waits for."""
    print(json.dumps(urls), flush=True)
