"""`vetrina outbox`: what of this tablet's work has not reached the hub, and what staff can do about it."""

import argparse
import sys
from pathlib import Path

import msgspec

from sync.client import identity
from sync.client.errors import ClientError
from sync.client.identity import write_private
from sync.client.store import stranded
from sync.client.store.stranded import Overview
from sync.protocol.export import write

FAILED = 1

WORDS = ("show", "retry", "export", "discard")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    add = parser.add_argument
    add("word", nargs="?", choices=WORDS, default="show", help="show (default), retry, export or discard")
    add("scopes", nargs="*", metavar="SCOPE", help="which queues; retry takes all when none is named")
    add("--data", type=Path, required=True, metavar="DIR", help="this tablet's data folder")
    add("--to", type=Path, metavar="FILE", help="where the export goes; only the hub can read it")
    add("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace) -> int:
    """Do it; return the process's exit status."""
    try:
        return _run(options)
    except ClientError as error:
        print(f"vetrina: {error}", file=sys.stderr)
        return FAILED


def _run(options: argparse.Namespace) -> int:
    if options.word == "export":
        return _export(options.data, options.to)
    if options.word == "discard" and not options.scopes:
        print("vetrina: say which queue to discard; `vetrina outbox` lists them", file=sys.stderr)
        return FAILED
    with stranded.open_store(options.data) as store:
        if options.word == "retry":
            print(f"Queues offered to the hub again: {stranded.retry(store, options.scopes)}.")
        elif options.word == "discard":
            print(f"Operations discarded: {stranded.discard(store, options.scopes)}.")
        else:
            _show(stranded.overview(store), as_json=options.json)
    return 0


def _export(data: Path, to: Path | None) -> int:
    if to is None:
        print("vetrina: say where the export goes, with --to FILE", file=sys.stderr)
        return FAILED
    who = identity.load(data)
    with stranded.open_store(data) as store:
        ops = stranded.export(store, who.device if who else "")
    write_private(to, write(ops))
    print(f"{len(ops)} operations are in {to}. At the hub: vetrina-hub open-export {to}")
    return 0


def _show(overview: Overview, *, as_json: bool) -> None:
    if as_json:
        print(msgspec.json.encode(_plain(overview)).decode())
        return
    print(f"Operations that wait for the hub: {overview.waiting}.")
    for trouble in overview.troubles:
        state = "set aside" if trouble.quarantined else "trying"
        print(
            f"{trouble.scope}: {state}, {trouble.operations} operations, {trouble.reason},"
            f" {trouble.tries} tries since {trouble.since}"
        )
    for refused in overview.refused:
        print(f"{refused.scope}: refused after its visit, {refused.reason}, {refused.at}")
    for report in overview.reports:
        print(f"{report.words} (since {report.since})")


def _plain(overview: Overview) -> dict[str, object]:
    """Named fields for a reader that knows nothing of tuples."""
    return {
        "waiting": overview.waiting,
        "troubles": [one._asdict() for one in overview.troubles],
        "refused": [one._asdict() for one in overview.refused],
        "reports": [{**one._asdict(), "words": one.words} for one in overview.reports],
    }
