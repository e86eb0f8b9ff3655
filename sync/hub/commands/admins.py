"""`vetrina-hub admin`: those who use the page `/admin` are let in, given other proofs or roles, let go."""

import argparse
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from sync.hub.admin import audit, people, totp
from sync.hub.admin.people import AdminError, Made
from sync.hub.admin.records import Admin
from sync.hub.admin.rights import Role
from sync.hub.commands import place
from sync.hub.commands.noting import note
from sync.hub.commands.people_acts import FAILED, Work, act
from sync.hub.staff.roster import stamp
from sync.hub.storage.port import Storage
from sync.protocol import symbols

ISSUER = "Vetrina"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    acts = parser.add_subparsers(required=True, metavar="ACT")
    adding = _act(acts.add_parser("add", help="let somebody in; their proofs are shown this once"), _add)
    adding.add_argument("name", metavar="NAME", help="what they sign in with")
    adding.add_argument("--role", type=Role, choices=list(Role), default=Role.OWNER)
    adding.add_argument("--store", default="", metavar="CODE", help="the one that a store manager sees")
    _act(acts.add_parser("list", help="show who may come in"), _list)
    _change(acts.add_parser("reset", help="give all proofs anew; shown this once"), _reset)
    role = _change(acts.add_parser("role", help="give another role"), _role)
    role.add_argument("role", type=Role, choices=list(Role))
    role.add_argument("--store", default="", metavar="CODE", help="the one that a store manager sees")
    _change(acts.add_parser("leave", help="let somebody go: nothing lets them in any more"), _leave)
    _change(acts.add_parser("unlock", help="let somebody try again at once after wrong tries"), _unlock)
    logged = _act(acts.add_parser("log", help="show who did what, the latest first"), _log)
    logged.add_argument("--most", type=int, default=50, metavar="N", help="so many entries (default: 50)")


def _act(parser: argparse.ArgumentParser, work: Work) -> argparse.ArgumentParser:
    return act(parser, work, (AdminError,))


def _change(parser: argparse.ArgumentParser, work: Work) -> argparse.ArgumentParser:
    parser.add_argument("who", metavar="WHO", help="name, or id")
    return _act(parser, work)


def _add(args: argparse.Namespace) -> int:
    if args.store:
        place.require_store(args.data, args.store)

    async def do(storage: Storage) -> Made:
        made = await people.add(storage, args.name, args.role, _now(), args.store)
        await _note(storage, "admin_add", made.admin, role=args.role)
        return made

    _show(args, place.run(args, do, begins=True))
    return 0


def _reset(args: argparse.Namespace) -> int:
    async def do(storage: Storage) -> Made:
        made = await people.reset(storage, await people.find(storage, args.who))
        await _note(storage, "admin_reset", made.admin)
        return made

    _show(args, place.run(args, do))
    return 0


def _role(args: argparse.Namespace) -> int:
    if args.store:
        place.require_store(args.data, args.store)
    admin = _changed(
        args, "admin_role", lambda storage, who: people.set_role(storage, who, args.role, args.store)
    )
    _say(args, admin, f"{admin.name} is {admin.role} from the next sign-in on.")
    return 0


def _leave(args: argparse.Namespace) -> int:
    admin = _changed(args, "admin_leave", lambda storage, who: people.leave(storage, who, _now()))
    _say(args, admin, f"{admin.name} has left; nothing lets them in any more.")
    return 0


def _unlock(args: argparse.Namespace) -> int:
    admin = _changed(args, "admin_unlock", people.unlock)
    _say(args, admin, f"{admin.name} may try again.")
    return 0


def _list(args: argparse.Namespace) -> int:
    async def every(storage: Storage) -> list[Admin]:
        return [one async for one in people.every(storage)]

    known = place.run(args, every)
    if args.json:
        print(json.dumps([_row(one) for one in known]))
        return 0
    if not known:
        print("Nobody may come in yet: `vetrina-hub admin add NAME` lets the first one in.")
    for one in known:
        words = (one.id, one.name, one.role, one.store, "left" if one.left else "")
        print("  ".join(word for word in words if word))
    return 0


def _log(args: argparse.Namespace) -> int:
    async def read(storage: Storage) -> tuple[int, list[tuple[int, audit.Entry]]]:
        return await audit.check(storage), await audit.newest(storage, limit=max(1, args.most))

    broken, found = place.run(args, read)
    if args.json:
        print(json.dumps([audit.as_dict(number, entry) for number, entry in found]))
    else:
        for number, entry in found:
            more = " ".join(f"{key}={value}" for key, value in entry.more.items())
            words = (
                str(number),
                entry.at,
                entry.name or "command line",
                entry.act,
                entry.about,
                entry.store,
                more,
            )
            print("  ".join(word for word in words if word))
    if broken:
        print(f"vetrina-hub: the log was changed at its entry {broken}", file=sys.stderr)
    return FAILED if broken else 0


def _show(args: argparse.Namespace, made: Made) -> None:
    address = totp.address(made.proofs.factor, ISSUER, made.admin.name)
    if args.json:
        proofs = {"password": made.proofs.password, "factor": address, "codes": made.proofs.codes}
        print(json.dumps({**_row(made.admin), **proofs}))
        return
    square = symbols.blocks(symbols.qr(address))
    codes = "\n".join(f"  {code}" for code in made.proofs.codes)
    print(
        f"{made.admin.name} may come in at /admin, as {made.admin.role}. None of this is shown again:\n\n"
        f"Password: {made.proofs.password}\n\n"
        f"Authenticator app: scan this, or type {totp.text(made.proofs.factor)}\n\n{square}\n"
        f"Recovery codes, each good once where the phone is lost:\n{codes}"
    )


def _say(args: argparse.Namespace, admin: Admin, words: str) -> None:
    print(json.dumps(_row(admin)) if args.json else words)


def _row(admin: Admin) -> dict[str, object]:
    """Somebody as JSON: nothing that proves them."""
    return {
        "id": admin.id,
        "name": admin.name,
        "role": admin.role,
        "store": admin.store,
        "made": admin.made,
        "left": admin.left,
        "codes_left": len(admin.codes),
        "wrong_tries": admin.tries.count,
    }


def _changed(args: argparse.Namespace, act: str, work: Callable[[Storage, Admin], Awaitable[Admin]]) -> Admin:
    async def do(storage: Storage) -> Admin:
        admin = await work(storage, await people.find(storage, args.who))
        await _note(storage, act, admin)
        return admin

    return place.run(args, do)


async def _note(storage: Storage, act: str, admin: Admin, **more: str) -> None:
    await note(storage, act, admin.id, store=admin.store, **more)


def _now() -> str:
    return stamp(datetime.now(UTC))
