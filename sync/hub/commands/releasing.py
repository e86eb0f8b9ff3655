"""`vetrina-hub release`: releases of the kiosk's program, for tablets that update themselves."""

import argparse
import hashlib
from collections.abc import Callable
from pathlib import Path

from sync.hub.commands import passphrases, place
from sync.hub.commands.changing_releases import READING, Said, do
from sync.hub.commands.passphrases import Passphrases
from sync.hub.commands.private import write_new
from sync.hub.releases import keys, record, releasing
from sync.hub.releases.keys import ROLES, ROOT, ReleaseError
from sync.hub.releases.places import FOLDER, KEYS
from sync.hub.releases.renewal import ONLINE
from sync.hub.releases.repository import Repository, Signers
from sync.protocol.releases import DEFAULT_SHARES, PLACES, Channel, Release

PLATFORMS = ("linux-x86_64", "linux-aarch64", "win32-x86_64")
"""As tablets call themselves: with another word a release would reach none of them."""

RINGS = ",".join(str(share * 100 // PLACES) for share in DEFAULT_SHARES)

NEXT = (
    "Keep the root's keys where the hub is not, each on a stick of its own. Give every tablet the root:"
    " `vetrina-hub release trust`."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line."""
    words = parser.add_subparsers(required=True, metavar="WORD")
    for word, purpose, run, more in WORDS:
        one = words.add_parser(word, help=purpose, description=purpose)
        place.add_arguments(one)
        if word not in READING:
            one.add_argument(
                "--keys",
                type=Path,
                action="append",
                default=[],
                metavar="DIR",
                help="where keys are beside the hub's own; may be given again",
            )
            passphrases.add_file(one)
        more(one)
        one.set_defaults(run=lambda args, word=word, run=run: do(word, run, args))


def _begin_arguments(parser: argparse.ArgumentParser) -> None:
    passphrases.add_choice(parser)
    parser.add_argument("--root-keys", type=int, default=2, metavar="N", help="default: 2")
    parser.add_argument(
        "--threshold",
        type=int,
        default=2,
        metavar="N",
        help="how many of them a change of keys takes; default: 2",
    )


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("tree", type=Path, metavar="DIR", help="the program's folder, as `packaging/build.py` makes it")
    add("--version", required=True, metavar="X.Y.Z", help="its version")
    add("--platform", required=True, choices=PLATFORMS, help="which tablets it runs on")
    add(
        "--database",
        type=int,
        required=True,
        metavar="N",
        help="the version of the tablet's store that it writes",
    )
    add("--rings", default=RINGS, metavar="PERCENT", help=f"how far each ring reaches; default: {RINGS}")


def _version_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("version", metavar="X.Y.Z", help="which release")


def _record_arguments(parser: argparse.ArgumentParser) -> None:
    _version_argument(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help="packaging/STAGING.md, filled in for it")


def _ring_arguments(parser: argparse.ArgumentParser) -> None:
    _version_argument(parser)
    parser.add_argument("open", type=int, metavar="N", help="how many rings are open from now on; 0 for none")


def _file_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="the file to write")


def _renew_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ahead",
        type=int,
        default=0,
        metavar="N",
        help="after a restore: number all so many versions further, such as 1000; takes the keys of targets",
    )


def _role_argument(parser: argparse.ArgumentParser) -> None:
    passphrases.add_choice(parser)
    parser.add_argument("role", choices=ROLES, help="whose keys are replaced by new ones")


def _nothing(_: argparse.ArgumentParser) -> None:
    """Take no further arguments."""


def _signers(args: argparse.Namespace) -> Signers:
    unlock = Passphrases(args.passphrase_file).unlock
    return {role: keys.read(_folders(args), role, unlock) for role in ROLES}


def _folders(args: argparse.Namespace) -> list[Path]:
    return [args.data / FOLDER / KEYS, *args.keys]


def _lock(args: argparse.Namespace, role: str) -> str:
    """Return the passphrase for a key that is made; '' for what the hub signs with by itself."""
    return "" if role in ONLINE or args.no_passphrase else Passphrases(args.passphrase_file).fresh()


def _begin(args: argparse.Namespace, repository: Repository) -> Said:
    if repository.exists:
        raise ReleaseError(f"{repository.folder} holds releases already")
    if len(args.keys) != 1:
        raise ReleaseError("say with --keys where the keys go that the hub must not have")
    if not 1 <= args.threshold <= args.root_keys:
        raise ReleaseError(
            f"--threshold {args.threshold}, --root-keys {args.root_keys}: at least one key is asked for,"
            " and no more than there are"
        )
    made: Signers = {}
    lock = _lock(args, ROOT)
    for role in ROLES:
        folder = repository.folder / KEYS if role in ONLINE else args.keys[0]
        many = args.root_keys if role == ROOT else 1
        made[role] = [keys.make(folder, role, lock if role not in ONLINE else "") for _ in range(many)]
    repository.begin(made, args.threshold)
    print(f"Releases begin in {repository.folder}; keys are in {args.keys[0]}. {NEXT}")
    return {}


def _add(args: argparse.Namespace, repository: Repository) -> Said:
    wanted = Release(args.version, "none", 0, args.database, releasing.shares(args.rings))
    added = releasing.add(repository, _signers(args), args.tree, args.platform, wanted)
    opens = f"`vetrina-hub release ring {added.version} 1`"
    print(f"{added.file} is offered to nobody yet: {opens} opens the first ring.")
    if added.sums:
        print(f"It is a candidate until it has its record; the sum of its {releasing.SUMS}: {added.sums}")
    else:
        print(f"It has no {releasing.SUMS}, so that no record can be about it: it stays a candidate.")
    return {"version": added.version, "platform": args.platform}


def _record(args: argparse.Namespace, repository: Repository) -> Said:
    read = record.read(args.file, args.version)
    found = [one for each in repository.channels() for one in each.releases if one.version == args.version]
    if found and not any(one.sums in read.sums for one in found):
        raise ReleaseError(f"{args.file} is about another program than the {args.version} that is offered")
    digest = hashlib.sha256(args.file.read_bytes()).hexdigest()
    _change(args, repository, releasing.recorded(read, digest))
    return {"version": args.version}


def _ring(args: argparse.Namespace, repository: Repository) -> Said:
    _change(args, repository, releasing.open_rings(args.open))
    return {"version": args.version, "rings": str(args.open)}


def _pause(args: argparse.Namespace, repository: Repository) -> Said:
    _change(args, repository, releasing.pause)
    return {"version": args.version}


def _resume(args: argparse.Namespace, repository: Repository) -> Said:
    _change(args, repository, releasing.resume)
    return {"version": args.version}


def _withdraw(args: argparse.Namespace, repository: Repository) -> Said:
    _change(args, repository, releasing.withdraw)
    return {"version": args.version}


def _change(args: argparse.Namespace, repository: Repository, step: Callable[[Release], Release]) -> None:
    _print(releasing.change(repository, _signers(args), args.version, step), args.version)


def _renew(args: argparse.Namespace, repository: Repository) -> Said | None:
    if args.ahead < 0:
        raise ReleaseError("versions only go up")
    if args.ahead:
        repository.get_ahead(_signers(args), args.ahead)
    else:
        repository.renew(_signers(args))
    print("What is offered was said anew.")
    return {"ahead": str(args.ahead)} if args.ahead else None


def _rotate(args: argparse.Namespace, repository: Repository) -> Said:
    signers = _signers(args)
    online = args.role in ONLINE
    if not online and not args.keys:
        raise ReleaseError("say with --keys where the new keys go; the old ones have to be there too")
    repository.require_root(signers)
    folder = repository.folder / KEYS if online else args.keys[0]
    before = repository.keyids(args.role)
    lock = _lock(args, args.role)
    fresh = [keys.make(folder, args.role, lock) for _ in before]
    repository.replace_keys(args.role, fresh, signers)
    print(f"The keys of {args.role} are new in {folder}. The old ones count no more: destroy them.")
    names = [keys.file_name(args.role, keyid) for keyid in before]
    for old in (each / name for each in _folders(args) for name in names):
        if old.exists():
            print(f"  {old}")
    return {"keys": args.role}


def _show(_: argparse.Namespace, repository: Repository) -> None:
    _print(repository.channels())


def _trust(args: argparse.Namespace, repository: Repository) -> None:
    write_new(args.to, repository.root_bytes())
    # No secret: on a tablet root copies it to where the kiosk's user has to read it.
    args.to.chmod(0o644)
    print(f"{args.to} is what tablets begin to trust with: `update.trust` in their settings names it.")


def _pack(args: argparse.Namespace, repository: Repository) -> None:
    count = releasing.pack(repository, args.to)
    print(f"{args.to} holds {count} files. A tablet takes it with `vetrina update fetch --from FILE`.")


def _print(channels: list[Channel], version: str = "") -> None:
    for channel in channels:
        for release in channel.releases:
            if version in {"", release.version}:
                print(f"{channel.platform}  {release.version}  {_standing(release)}")


def _standing(release: Release) -> str:
    if release.withdrawn:
        return "withdrawn"
    named = "candidate" if release.candidate else "release"
    reach = release.shares[release.open - 1] * 100 / PLACES if release.open else 0
    said = f"{named}, {release.open} of {len(release.shares)} rings open, {reach:.4g} % of the tablets"
    return f"{said}, paused" if release.paused else said


WORDS = (
    ("begin", "make the keys and an empty repository", _begin, _begin_arguments),
    ("add", "pack a program and offer it; no ring is open yet", _add, _add_arguments),
    (
        "record",
        "take what real devices have shown: a candidate becomes a release",
        _record,
        _record_arguments,
    ),
    ("ring", "open the first N rings of a release", _ring, _ring_arguments),
    ("pause", "let no further tablet take a release for now", _pause, _version_argument),
    ("resume", "let tablets take it again", _resume, _version_argument),
    ("withdraw", "let no tablet take it any more", _withdraw, _version_argument),
    (
        "renew",
        "say anew that what is offered is the newest; a serving hub does so by itself",
        _renew,
        _renew_arguments,
    ),
    ("rotate", "replace the keys of a role", _rotate, _role_argument),
    ("show", "show what is offered", _show, _nothing),
    ("trust", "write the file that tablets begin to trust with", _trust, _file_argument),
    ("pack", "write all of it to one file, for tablets without a network", _pack, _file_argument),
)
