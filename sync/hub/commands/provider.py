"""The options of `vetrina-hub serve` that say who else keeps shoppers' accounts."""

import argparse
import os
from pathlib import Path

from sync.hub import provider
from sync.hub.provider import Provider, ProviderError

SECRET = "VETRINA_ACCOUNTS_SECRET"  # noqa: S105 - the name of a variable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the options."""
    add = parser.add_argument
    add(
        "--accounts",
        default="",
        metavar="ISSUER",
        help="an OpenID Connect provider that shoppers have accounts at; without one the hub keeps them",
    )
    add("--accounts-client", default="", metavar="ID", help="what the provider knows the hub as")
    add(
        "--accounts-secret-file",
        type=Path,
        metavar="FILE",
        help=f"holds the client's secret, if it has one; or set {SECRET}",
    )
    add("--accounts-name", default="", metavar="NAME", help="what shoppers call it; default: its host")


def read(args: argparse.Namespace) -> Provider | None:
    """Return who keeps accounts, None for the hub alone.

    Raises:
        ProviderError: The options make no sense.
        OSError: The secret's file cannot be read.
    """
    if not args.accounts:
        if args.accounts_client or args.accounts_secret_file or args.accounts_name:
            raise ProviderError("--accounts says which provider the other options are about")
        return None
    secret = (
        args.accounts_secret_file.read_text(encoding="utf-8").strip()
        if args.accounts_secret_file
        else os.environ.get(SECRET, "")
    )
    return provider.parse(args.accounts, args.accounts_client, secret, args.accounts_name)
