"""`vetrina-hub conformance URL`: does what answers there keep the protocol's rules?

Exit status 0 when every rule that can be tried holds, 1 when one does not, 2 when nothing could be tried.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from sync.hub.commands import place
from sync.hub.conformance import report
from sync.hub.conformance.finding import Finding, ViolationError
from sync.hub.conformance.stage import People, Stage
from sync.hub.conformance.suite import CHECKS
from sync.hub.conformance.suite import run as run_suite
from sync.hub.enrolment import hand_out
from sync.hub.fleet import remote
from sync.hub.profile import registry
from sync.hub.staff import roster
from sync.hub.staff.roster import NewAssociate
from sync.protocol import clients, ids
from sync.protocol.clients import Right
from sync.protocol.staff import Role

FAILED, UNTRIED = 1, 2
TABLETS = 2
STORE = "conformance"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    add = parser.add_argument
    add("url", metavar="URL", help="where the implementation answers, such as https://hub.example")
    codes = parser.add_mutually_exclusive_group(required=True)
    codes.add_argument(
        "--code",
        action="append",
        metavar="CODE",
        help="a single-use enrolment code; a second one lets what two tablets see of each other be tried",
    )
    codes.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="a local hub's folder, to make codes and a key with",
    )
    place.add_database(parser)
    add(
        "--associate",
        action="append",
        default=[],
        type=_associate,
        metavar="ROLE:NAME:PIN",
        help="somebody who works in the tablets' store; one of each role lets the table of rights be tried",
    )
    add("--client-key", default="", metavar="KEY", help="a key with every right, for the profile API")
    add("--store", default=STORE, metavar="CODE", help="with --data: the store where the tablets stand")
    add("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command; return the exit status.

    Raises:
        StorageError: The local hub's store cannot be used.
    """
    codes, key = iter(args.code or ()), args.client_key
    people: People = dict(args.associate)
    if args.data:
        made, key, people = asyncio.run(_own(args))
        codes = iter(made)
    try:
        findings = asyncio.run(_try_all(args, codes, key, people))
    except (ViolationError, httpx.HTTPError, httpx.InvalidURL) as error:
        sys.stderr.write(
            f"vetrina-hub: nothing could be tried at {args.url}: {error or type(error).__name__}\n"
        )
        return UNTRIED
    finally:
        if args.data:
            asyncio.run(_take_back(args, key, people))
    if args.json:
        sys.stdout.buffer.write(report.as_json(args.url, findings) + b"\n")
    else:
        sys.stdout.write(report.in_words(findings) + "\n")
    return FAILED if any(finding.state == "failed" for finding in findings) else 0


async def _try_all(args: argparse.Namespace, codes: Iterator[str], key: str, people: People) -> list[Finding]:
    give = partial(_give, args) if args.data else None
    stage = Stage(args.url.rstrip("/"), lambda: next(codes, ""), key, people=people, give=give)
    return await run_suite(stage, _silent if args.json or not sys.stderr.isatty() else _Counter())


def _associate(text: str) -> tuple[Role, tuple[str, str]]:
    role, _, who = text.partition(":")
    name, _, pin = who.rpartition(":")
    if role not in set(Role) or not (name and pin):
        raise argparse.ArgumentTypeError(f"ROLE:NAME:PIN, with a role of: {', '.join(Role)}")
    return Role(role), (name, pin)


async def _own(args: argparse.Namespace) -> tuple[list[str], str, People]:
    """Return enrolment codes, a client key and associates of a local hub."""
    async with place.opened(args) as storage:
        now = datetime.now(UTC)
        codes = [(await hand_out(storage, args.store, "", now))[0] for _ in range(TABLETS)]
        key = await registry.add(storage, f"conformance {ids.new_id()}", Right, now.isoformat())
        people = {role: (f"conformance {ids.new_id()[:8]}", roster.draw_pin()) for role in Role}
        for role, (name, pin) in people.items():
            await roster.add(storage, NewAssociate(args.store, name, role), pin, roster.stamp(now))
        return codes, str(key), people


async def _give(args: argparse.Namespace, device: str, name: str, value: Any) -> None:
    async with place.opened(args) as storage:
        said = remote.change_by("conformance", f"{name} = {value}", "", datetime.now(UTC))
        await remote.put(storage, remote.of_device(device), name, value, said)


async def _take_back(args: argparse.Namespace, key: str, people: People) -> None:
    now = datetime.now(UTC)
    async with place.opened(args) as storage:
        own = clients.parse(key)
        assert own is not None, "the key was made here"
        await registry.revoke(storage, own.client, now.isoformat())
        for name, _ in people.values():
            who = await roster.find(storage, name, args.store)
            await roster.leave(storage, who, roster.stamp(now))


def _silent(_: Finding) -> None:
    """Say nothing on the way."""


class _Counter:
    """Says how far it is, on one line that is written over."""

    def __init__(self) -> None:
        self._done = 0

    def __call__(self, _: Finding) -> None:
        self._done += 1
        end = "\n" if self._done == len(CHECKS) else ""
        sys.stderr.write(f"\r{self._done} of {len(CHECKS)}{end}")
        sys.stderr.flush()
