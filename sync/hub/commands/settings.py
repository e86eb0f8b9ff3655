"""`vetrina-hub settings`: what tablets are to go by, given from afar, with who said it and why."""

import argparse
import asyncio
import getpass
import sys
import tomllib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import msgspec

from sync.hub import devices
from sync.hub.admin import audit
from sync.hub.admin.audit import COMMAND_LINE, Doing
from sync.hub.commands import place
from sync.hub.devices import DeviceError
from sync.hub.fleet import health, remote
from sync.hub.fleet.remote import Change, Given, RemoteError, Target
from sync.hub.storage.port import Storage
from sync.protocol.addresses import without_credentials

Work = Callable[[argparse.Namespace, Storage], Awaitable[None]]

FAILED = 1
FINDING = "settings.remote."
"""How findings of tablets begin that name a setting from here which they cannot use."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    acts = parser.add_subparsers(required=True, metavar="ACT")
    setting = _act(acts.add_parser("set", help="give a setting"), _set)
    setting.add_argument("name", metavar="NAME", help="such as idle.after; `vetrina config show` names all")
    setting.add_argument("value", metavar="VALUE", help="as in TOML; what is none is a text")
    _add_audit(setting)
    taking = _act(acts.add_parser("unset", help="take a setting back"), _unset)
    taking.add_argument("name", metavar="NAME")
    _add_audit(taking)
    showing = _act(acts.add_parser("show", help="show what is given, and which tablets go by it"), _show)
    showing.add_argument("--history", action="store_true", help="who changed what, when and why")
    showing.add_argument("--json", action="store_true", help="print one JSON object")


def _act(parser: argparse.ArgumentParser, work: Work) -> argparse.ArgumentParser:
    place.add_arguments(parser)
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument("--store", default="", metavar="CODE", help="the tablets of a store; default: all")
    whom.add_argument("--device", default="", metavar="ID", help="one tablet: its id, or how it begins")
    parser.set_defaults(run=lambda args: _in_words(work, args))
    return parser


def _add_audit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--why", default="", metavar="TEXT", help="kept with the change")
    parser.add_argument("--by", default="", metavar="NAME", help="who says so; default: the system's user")


def _in_words(
    work: Callable[[argparse.Namespace, Storage], Awaitable[None]], args: argparse.Namespace
) -> int:
    async def do() -> None:
        async with place.opened(args) as storage:
            await work(args, storage)

    try:
        asyncio.run(do())
    except (DeviceError, RemoteError) as error:
        print(f"vetrina-hub: {error}", file=sys.stderr)
        return FAILED
    return 0


async def _target(args: argparse.Namespace, storage: Storage) -> Target:
    if args.device:
        return remote.of_device((await devices.find(storage, args.device)).id)
    if args.store:
        place.require_store(args.data, args.store)
        return remote.of_store(args.store)
    return Target()


async def _set(args: argparse.Namespace, storage: Storage) -> None:
    value = _value(args.value)
    await _change(args, storage, value, f"set {args.name} = {_text(value)}")


async def _unset(args: argparse.Namespace, storage: Storage) -> None:
    await _change(args, storage, None, f"unset {args.name}")


async def _change(args: argparse.Namespace, storage: Storage, value: Any, what: str) -> None:
    target = await _target(args, storage)
    said = remote.change_by(args.by or getpass.getuser(), what, args.why, datetime.now(UTC))
    kept = await remote.put(storage, target, args.name, value, said)
    await _note(storage, target, said, args.name, value)
    print(f"{what}, for {target.name}: version {kept.version}. Tablets take it up with their next heartbeat,")
    print("and go by it from the next change of kiosks on.")


async def _note(storage: Storage, target: Target, said: Change, name: str, value: Any) -> None:
    """Write it down where the admin page shows who did what."""
    whom, _, whose = target.name.partition(":")
    more = {"setting": name} | ({"why": said.why} if said.why else {})
    if value is not None:
        more["value"] = _text(value)
    await audit.note(
        storage,
        Doing(COMMAND_LINE, said.by, said.at),
        "settings_unset" if value is None else "settings_set",
        whose if whom == "device" else "",
        store=whose if whom == "store" else "",
        **more,
    )


def _text(value: Any) -> str:
    """Return a value as people may read it."""
    return msgspec.json.encode(without_credentials(value)).decode()


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


async def _show(args: argparse.Namespace, storage: Storage) -> None:
    target = await _target(args, storage)
    everything = await remote.every(storage)
    chosen = {target: everything.get(target, Given())} if args.store or args.device else everything
    tablets = await _tablets(storage)
    if args.json:
        given = {one.name: without_credentials(document) for one, document in chosen.items()}
        sys.stdout.buffer.write(msgspec.json.encode({"given": given, "tablets": tablets}) + b"\n")
        return
    for one, document in chosen.items():
        print("\n".join(_lines(one, document, history=args.history)))
    if not chosen:
        print("Nothing is given from here.")
    if args.device:
        print("\n".join(await _effective(storage, args.device)))
    for tablet in tablets:
        print(_told(tablet))


async def _effective(storage: Storage, beginning: str) -> list[str]:
    """Say what one tablet is to go by, of all that is given to it, to its store and to all."""
    found = await remote.effective(storage, await devices.find(storage, beginning))
    values = found.document.settings.items()
    return [
        "what counts for it:",
        *(f"  {name} = {_text(value)}  # {found.given_to[name]}" for name, value in values),
    ]


def _lines(target: Target, document: Given, *, history: bool) -> list[str]:
    values = [f"  {name} = {_text(one)}" for name, one in document.values.items()]
    changes = [
        f"  {one.at}  {one.by}: {one.what}{f' ({one.why})' if one.why else ''}" for one in document.changes
    ]
    return [f"{target.name} (version {document.version})", *values, *(changes if history else [])]


async def _tablets(storage: Storage) -> list[dict[str, Any]]:
    """Return of each tablet that is to go by something which version it has, and what it cannot use."""
    told = []
    async for device in devices.every(storage):
        wanted = (await remote.effective(storage, device)).document.version
        heard = await health.latest(storage, device.id)
        found = heard.beat.findings if heard else []
        if wanted:
            told.append(
                {
                    "id": device.id,
                    "name": device.name,
                    "store": device.store,
                    "wanted": wanted,
                    "version": heard.beat.settings if heard else 0,
                    "unusable": [one.removeprefix(FINDING) for one in found if one.startswith(FINDING)],
                }
            )
    return told


def _told(tablet: dict[str, Any]) -> str:
    state = "goes by it" if tablet["version"] == tablet["wanted"] else f"is at version {tablet['version']}"
    if tablet["version"] > tablet["wanted"]:
        state += ", from before a backup was put back: give it anew what it is to go by"
    unusable = f"; cannot use {', '.join(tablet['unusable'])}" if tablet["unusable"] else ""
    return f"{tablet['id']}  {tablet['store']}  {tablet['name']}: {state}{unusable}"
