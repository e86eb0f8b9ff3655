"""`vetrina-hub associate`: the people of the stores are taken on, given PIN, badge and role, and let go."""

import argparse
import getpass
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import msgspec

from sync.hub import lockout
from sync.hub.commands import place
from sync.hub.commands.noting import note
from sync.hub.commands.people_acts import Work, act
from sync.hub.staff import roster
from sync.hub.staff.pins import WeakPin
from sync.hub.staff.records import Record
from sync.hub.staff.roster import AssociateError, NewAssociate
from sync.hub.storage.port import Storage
from sync.protocol.staff import Associate, Name, Pin, Role, SignIn
from sync.shapes import ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    acts = parser.add_subparsers(required=True, metavar="ACT")
    adding = _act(
        acts.add_parser("add", help="take somebody on; a PIN that is drawn is shown this once"), _add
    )
    adding.add_argument(
        "name", metavar="NAME", type=_name, help="what colleagues and customers see: the first name"
    )
    adding.add_argument("--store", required=True, metavar="CODE", help="where they work")
    adding.add_argument("--role", type=Role, choices=list(Role), default=Role.ASSOCIATE)
    adding.add_argument("--languages", type=_languages, default=[], metavar="TAG,…", help="such as it,en")
    _add_pin(adding)
    listing = _act(acts.add_parser("list", help="show who works where"), _list)
    listing.add_argument("--store", default="", metavar="CODE", help="of this store alone")
    _add_pin(_change(acts.add_parser("pin", help="give another PIN; drawn unless it is asked for"), _pin))
    badging = _change(acts.add_parser("badge", help="give a badge, or take it back"), _badge)
    badging.add_argument(
        "badge", metavar="TEXT", type=_badge_text, help="what a scanner reads of it; '' takes it back"
    )
    role = _change(acts.add_parser("role", help="give another role"), _role)
    role.add_argument("role", type=Role, choices=list(Role))
    _change(
        acts.add_parser("leave", help="note that somebody left: sessions end, PIN and badge are void"), _leave
    )
    _change(acts.add_parser("unlock", help="let somebody try again after too many wrong PINs"), _unlock)


def _act(parser: argparse.ArgumentParser, work: Work) -> argparse.ArgumentParser:
    return act(parser, work, (AssociateError, WeakPin))


def _change(parser: argparse.ArgumentParser, work: Work) -> argparse.ArgumentParser:
    parser.add_argument("who", metavar="WHO", help="name, or id")
    parser.add_argument("--store", default="", metavar="CODE", help="where several stores have that name")
    return _act(parser, work)


def _add_pin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ask-pin",
        action="store_true",
        help="type the PIN, or hand it in by standard input; never an argument",
    )


def _checked(text: str, kind: object, words: str) -> str:
    try:
        return msgspec.convert(text, ready(kind))  # type: ignore[no-any-return]
    except msgspec.ValidationError as error:
        raise argparse.ArgumentTypeError(words) from error


def _name(text: str) -> str:
    return _checked(text.strip(), Name, "a name of 1 to 40 plain characters")


def _badge_text(text: str) -> str:
    return _checked(text.strip(), SignIn.__annotations__["badge"], "at most 80 signs")


def _languages(text: str) -> list[str]:
    return [tag.strip() for tag in text.split(",") if tag.strip()]


def _pin_of(args: argparse.Namespace) -> tuple[str, bool]:
    """Return the PIN to set, and whether it was drawn; one in the arguments would be seen by everybody."""
    if not args.ask_pin:
        return roster.draw_pin(), True
    typed = getpass.getpass("PIN (6 to 12 digits): ") if sys.stdin.isatty() else sys.stdin.readline()
    try:
        return msgspec.convert(typed.strip(), ready(Pin)), False
    except msgspec.ValidationError as error:
        raise AssociateError("a PIN has 6 to 12 digits") from error


def _add(args: argparse.Namespace) -> int:
    place.require_store(args.data, args.store)
    pin, drawn = _pin_of(args)
    new = NewAssociate(args.store, args.name, args.role, args.languages)

    async def do(storage: Storage) -> Record:
        added = await roster.add(storage, new, pin, _now())
        await note(storage, "staff_add", added.id, store=added.store, role=added.role)
        return added

    record = place.run(args, do, begins=True)
    _say(args, record, f"{record.name} works in {record.store} now.", pin if drawn else "")
    return 0


def _pin(args: argparse.Namespace) -> int:
    pin, drawn = _pin_of(args)
    record = _changed(args, "pin", lambda storage, who: roster.set_pin(storage, who, pin, _now()))
    _say(args, record, f"{record.name} has another PIN.", pin if drawn else "")
    return 0


def _badge(args: argparse.Namespace) -> int:
    record = _changed(args, "badge", lambda storage, who: roster.set_badge(storage, who, args.badge, _now()))
    _say(args, record, f"{record.name} has {'a badge' if record.badge else 'no badge any more'}.")
    return 0


def _role(args: argparse.Namespace) -> int:
    record = _changed(args, "role", lambda storage, who: roster.set_role(storage, who, args.role, _now()))
    _say(args, record, f"{record.name} is {record.role} from the next sign-in on.")
    return 0


def _leave(args: argparse.Namespace) -> int:
    record = _changed(args, "leave", lambda storage, who: roster.leave(storage, who, _now()))
    _say(args, record, f"{record.name} has left; nothing lets them in any more.")
    return 0


def _unlock(args: argparse.Namespace) -> int:
    record = _changed(args, "unlock", lambda storage, who: roster.unlock(storage, who, _now()))
    _say(args, record, f"{record.name} may try again.")
    return 0


def _list(args: argparse.Namespace) -> int:
    known = place.run(args, _every)
    rows = [_row(record) for record in known if args.store in {"", record.store}]
    if args.json:
        print(json.dumps(rows))
        return 0
    if not rows:
        print("Nobody works here yet.")
    for row in rows:
        state = next((word for word in ("left", "locked") if row[word]), "")
        print(
            "  ".join(
                str(part) for part in (row["id"], row["store"], row["name"], row["role"], state)
            ).rstrip()
        )
    return 0


async def _every(storage: Storage) -> list[Record]:
    return [record async for record in roster.every(storage)]


def _row(record: Record) -> dict[str, object]:
    """An associate as JSON: nothing that proves them."""
    public: Associate = record.public
    return {
        **msgspec.to_builtins(public),
        "store": record.store,
        "badge": bool(record.badge),
        "left": record.left,
        "locked": record.tries.count >= lockout.LOCKED_AFTER,
    }


def _say(args: argparse.Namespace, record: Record, words: str, pin: str = "") -> None:
    if args.json:
        print(json.dumps({**_row(record), **({"pin": pin} if pin else {})}))
    else:
        print(f"{words}\nPIN {pin}; it is not shown again." if pin else words)


def _changed(
    args: argparse.Namespace, act: str, work: Callable[[Storage, Record], Awaitable[Record]]
) -> Record:
    async def do(storage: Storage) -> Record:
        after = await work(storage, await roster.find(storage, args.who, args.store))
        more = {"role": after.role.value} if act == "role" else {}
        await note(storage, f"staff_{act}", after.id, store=after.store, **more)
        return after

    return place.run(args, do)


def _now() -> str:
    return roster.stamp(datetime.now(UTC))
