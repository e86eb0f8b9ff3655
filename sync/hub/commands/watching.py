"""The options of `vetrina-hub serve` by which others look after a hub."""

import argparse
import os
from datetime import timedelta
from pathlib import Path

from sync.hub.commands import place
from sync.protocol import contacts

TOKEN = "VETRINA_METRICS_TOKEN"  # noqa: S105 - the name of a variable
LEAST_MINUTES, MOST_MINUTES = 10, 24 * 60
"""Tablets speak every five minutes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument(
        "--metrics-token-file",
        type=Path,
        metavar="FILE",
        help=f"holds the token for /metrics; or set {TOKEN}; without one only this machine is answered",
    )
    parser.add_argument(
        "--alarm-mail",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="who is mailed when a store goes quiet, and when it is back; may be given again; needs --smtp",
    )
    parser.add_argument(
        "--quiet-after",
        type=_minutes,
        default=timedelta(minutes=30),
        metavar="MINUTES",
        help="so long no tablet of an open store was heard; default: 30",
    )


def _minutes(text: str) -> timedelta:
    if not (text.isascii() and text.isdecimal() and LEAST_MINUTES <= int(text) <= MOST_MINUTES):
        raise argparse.ArgumentTypeError(f"minutes, from {LEAST_MINUTES} to {MOST_MINUTES}")
    return timedelta(minutes=int(text))


def alarm_mail(args: argparse.Namespace) -> tuple[str, ...]:
    """Return who is mailed when a store goes quiet.

    Raises:
        UsageError: An address is none, or no mail goes out.
    """
    for address in args.alarm_mail:
        if not contacts.email(address):
            raise place.UsageError(f"--alarm-mail {address}: this is no e-mail address")
    if args.alarm_mail and not args.smtp:
        raise place.UsageError("--alarm-mail needs a mail server: say which with --smtp")
    return tuple(args.alarm_mail)


def metrics_token(args: argparse.Namespace) -> str:
    """Return what opens `/metrics`, '' for this machine alone.

    Raises:
        OSError: The file cannot be read.
    """
    if args.metrics_token_file:
        return str(args.metrics_token_file.read_text(encoding="utf-8").strip())
    return os.environ.get(TOKEN, "")
