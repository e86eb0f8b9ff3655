"""`vetrina-hub client`: keys for other servers are handed out, listed, replaced and taken back."""

import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sync.hub import signatures
from sync.hub.commands import place
from sync.hub.commands.noting import note
from sync.hub.profile import registry
from sync.hub.storage.port import Storage
from sync.protocol import moments
from sync.protocol.clients import Client, ClientKey, Right


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    acts = parser.add_subparsers(required=True, metavar="ACT")
    adding = _act(acts.add_parser("add", help="hand out a key; it is shown this once"), _add)
    adding.add_argument("name", metavar="NAME", help='what the server is called, such as "online shop"')
    adding.add_argument(
        "--rights",
        type=_rights,
        required=True,
        metavar="RIGHT,…",
        help=f"no more than it needs, of: {', '.join(Right)}",
    )
    _take_public_key(adding)
    _act(acts.add_parser("list", help="show who has a key"), _list)
    for name, text, work in (
        ("revoke", "take a key back", _revoke),
        ("rotate", "replace a key by another; it is shown this once", _rotate),
    ):
        changing = _act(acts.add_parser(name, help=text), work)
        changing.add_argument("client", metavar="CLIENT", help="its name or its id")
        if work is _rotate:
            _take_public_key(changing)
    telling = _act(acts.add_parser("webhook", help="say where events are brought to a client"), _webhook)
    telling.add_argument("client", metavar="CLIENT", help="its name or its id")
    telling.add_argument("url", metavar="URL", help='https://…; "none" brings none any more')


def _act(
    parser: argparse.ArgumentParser, work: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    place.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=work)
    return parser


def _take_public_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--public-key",
        type=_public_key,
        metavar="KEY",
        help="what it signs sales, movements and messages with: Ed25519, base64url, or a PEM or JWK file",
    )


def _public_key(text: str) -> str:
    try:
        return signatures.read_public_key(text)
    except signatures.SignatureError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _rights(text: str) -> list[Right]:
    names = [name.strip() for name in text.split(",")]
    unknown = [name for name in names if name not in set(Right)]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is no right; there are: {', '.join(Right)}")
    return [Right(name) for name in names]


def _add(args: argparse.Namespace) -> int:
    async def add(storage: Storage) -> ClientKey:
        made = await registry.add(storage, args.name, args.rights, _now(), args.public_key or "")
        await note(storage, "client_add", made.client, server=args.name, rights=", ".join(args.rights))
        return made

    _show_key(args, place.run(args, add, begins=True))
    return 0


def _rotate(args: argparse.Namespace) -> int:
    async def rotate(storage: Storage) -> ClientKey:
        made = await registry.rotate(storage, args.client, args.public_key or "")
        await note(storage, "client_rotate", made.client)
        return made

    _show_key(args, place.run(args, rotate))
    return 0


def _revoke(args: argparse.Namespace) -> int:
    async def revoke(storage: Storage) -> Client:
        revoked = await registry.revoke(storage, args.client, _now())
        await note(storage, "client_revoke", revoked.id, server=revoked.name)
        return revoked

    client = place.run(args, revoke)
    print(json.dumps(_row(client)) if args.json else f"The key of {client.name} is good for nothing now.")
    return 0


def _webhook(args: argparse.Namespace) -> int:
    url = "" if args.url == "none" else args.url

    async def bring(storage: Storage) -> Client:
        changed = await registry.bring_to(storage, args.client, url)
        # The host alone: a path may hold what lets events in there.
        host = urlsplit(changed.webhook).hostname
        more = {"address": host} if host else {}
        await note(storage, "client_webhook", changed.id, server=changed.name, **more)
        return changed

    client = place.run(args, bring)
    told = f"is brought its events at {client.webhook}" if client.webhook else "asks for its events itself"
    print(json.dumps(_row(client)) if args.json else f"{client.name} {told}.")
    return 0


def _list(args: argparse.Namespace) -> int:
    known = place.run(args, _every)
    if args.json:
        print(json.dumps([_row(client) for client in known]))
        return 0
    if not known:
        print("No server has a key yet.")
    for client in known:
        state = f"revoked {client.revoked}" if client.revoked else ",".join(client.rights)
        print(f"{client.id}  {client.name}  {state}")
    return 0


async def _every(storage: Storage) -> list[Client]:
    return [client async for client in registry.every(storage)]


def _show_key(args: argparse.Namespace, key: ClientKey) -> None:
    if args.json:
        print(json.dumps({"client": key.client, "key": str(key)}))
    else:
        print(f"{key}\nKeep it in the server's own secrets; it is not shown again.")


def _row(client: Client) -> dict[str, object]:
    """A client as JSON: all but the hash."""
    return {
        "client": client.id,
        "name": client.name,
        "rights": client.rights,
        "public_key": client.public_key,
        "webhook": client.webhook,
        "made": client.made,
        "revoked": client.revoked,
    }


def _now() -> str:
    return moments.write(datetime.now(UTC))
