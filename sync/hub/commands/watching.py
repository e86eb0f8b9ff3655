"""The options of `vetrina-hub serve` by which others look after a hub."""

import argparse
import os
from pathlib import Path

TOKEN = "VETRINA_METRICS_TOKEN"  # noqa: S105 - the name of a variable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument(
        "--metrics-token-file",
        type=Path,
        metavar="FILE",
        help=f"holds the token for /metrics; or set {TOKEN}; without one only this machine is answered",
    )


def metrics_token(args: argparse.Namespace) -> str:
    """Return what opens `/metrics`, '' for this machine alone.

    Raises:
        OSError: The file cannot be read.
    """
    if args.metrics_token_file:
        return str(args.metrics_token_file.read_text(encoding="utf-8").strip())
    return os.environ.get(TOKEN, "")
