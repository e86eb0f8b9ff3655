"""What the acts of the commands about people (`associate`, `admin`) have in common."""

import argparse
import sys
from collections.abc import Callable

from sync.hub.commands import place

FAILED = 1

Work = Callable[[argparse.Namespace], int]


def act(
    parser: argparse.ArgumentParser, work: Work, refusals: tuple[type[Exception], ...]
) -> argparse.ArgumentParser:
    """Have a parser do some work on a hub's store; what it refuses is told in its words, with status 1."""
    place.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=lambda args: _in_words(work, args, refusals))
    return parser


def _in_words(work: Work, args: argparse.Namespace, refusals: tuple[type[Exception], ...]) -> int:
    try:
        return work(args)
    except refusals as error:
        print(f"vetrina-hub: {error}", file=sys.stderr)
        return FAILED
