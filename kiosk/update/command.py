"""`vetrina launch` and `vetrina update`: the kiosk with updates around it, and what store IT asks of them."""

import argparse
import json
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.core import settings_order
from kiosk.core.settings import Told
from kiosk.core.settings_order import POLICY
from kiosk.lock import LockError, Taken, held
from kiosk.update import state
from kiosk.update.patience import Patience
from kiosk.update.places import FACTORY, Places
from kiosk.update.state import State
from sync.client import identity as identities
from sync.client.errors import ClientError, IdentityError
from sync.client.way import Way
from sync.protocol.tablet_settings import Settings
from sync.version import installed

if TYPE_CHECKING:
    from kiosk.update.fetching import Found

FAILED = 1
UPDATES = "/updates"
"""Where a hub has its releases."""


def add_launch_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `vetrina launch`."""
    _add_places(parser)
    _add_settings(parser)
    add = parser.add_argument
    add("--program", default="", metavar="FILE", help="the installed program; default: this one")
    add(
        "--seconds",
        action="append",
        default=[],
        type=_seconds,
        metavar="WHAT=N",
        help=f"how long something may take, of {', '.join(Patience._fields)}; may be given again",
    )
    add("arguments", nargs=argparse.REMAINDER, metavar="-- ARGUMENTS", help="for the kiosk; default: shopper")


def add_update_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe `vetrina update`."""
    words = parser.add_subparsers(required=True, metavar="WORD")
    status = words.add_parser("status", help="which version serves, waits, is tried, or was bad")
    _add_places(status)
    status.add_argument("--json", action="store_true", help="print one JSON object")
    status.set_defaults(run=show)
    fetch = words.add_parser("fetch", help="look for a release now; the kiosk takes it when nobody is there")
    _add_places(fetch)
    _add_settings(fetch)
    fetch.add_argument("--from", dest="source", default="", metavar="WHERE", help="instead of update.source")
    fetch.add_argument("--trust", default="", metavar="FILE", help="instead of update.trust")
    fetch.set_defaults(run=fetch_now)
    forgive = words.add_parser("forgive", help="let a version be tried again that failed here")
    _add_places(forgive)
    forgive.add_argument("version", metavar="X.Y.Z")
    forgive.set_defaults(run=forget_fault)


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="this tablet's data folder")
    parser.add_argument(
        "--updates", type=Path, metavar="DIR", help="the folder of updates; default: DIR/../update"
    )


def _add_settings(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="any setting, such as update.mode=self",
    )
    add("--policy", type=Path, metavar="FILE", help="settings of this machine's IT; default: the system's")


def _settings(options: argparse.Namespace) -> Settings:
    policy = options.policy or (POLICY if sys.platform == "linux" else None)
    told = Told(others=tuple(options.set), environment=os.environ, policy=policy)
    return settings_order.read(options.data, told).settings


def _seconds(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if name not in Patience._fields or not seconds > 0:
        raise argparse.ArgumentTypeError(f"one of {', '.join(Patience._fields)}, and seconds: ready=120")
    return name, seconds


def _places(options: argparse.Namespace) -> Places:
    # What systemd gives a service in /run: signs of life wear no flash there.
    runtime = os.environ.get("RUNTIME_DIRECTORY", "").split(":")[0]
    root = options.updates or options.data.parent / "update"
    return Places(root.absolute(), Path(runtime) if runtime else None)


def is_needed(options: argparse.Namespace) -> bool:
    """Say whether a launcher has anything to do: this tablet updates itself, or was updated by hand before.

    Where store IT brings new versions by its own means the kiosk is all there is to run.
    """
    return bool(
        options.program or _settings(options).update.mode == "self" or _places(options).trust.is_dir()
    )


def kiosk_words(options: argparse.Namespace) -> list[str]:
    """Return what every version of the kiosk is started with."""
    words = [word for word in options.arguments if word != "--"] or ["shopper"]
    return [*words, *_told(options)]


def launch(options: argparse.Namespace) -> int:
    """Run kiosks until it is asked to end; return the exit status."""
    from kiosk.update.errands import Errand  # noqa: PLC0415 - each command imports what it needs
    from kiosk.update.launcher import Installed, Launcher, heed_signals  # noqa: PLC0415 - likewise

    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    places, patience = _places(options), Patience(**dict(options.seconds))
    errand = None
    if _settings(options).update.mode == "self":
        look = ["update", "fetch", "--updates", str(places.root), *_told(options)]
        errand = Errand([*_this_program(), *look], patience)
    program = [options.program] if options.program else _this_program()
    known = Installed(program, installed())
    launcher = Launcher(places, options.data, known, kiosk_words(options), patience=patience, errand=errand)
    heed_signals(launcher)
    try:
        with held(places.run):
            return launcher.run()
    except Taken:
        print(f"vetrina: kiosks are launched from {places.root} already", file=sys.stderr)
    except (LockError, OSError) as error:
        print(f"vetrina: {error}", file=sys.stderr)
    return FAILED


def _told(options: argparse.Namespace) -> list[str]:
    """Return what counts for the kiosk, and for who looks for releases, as it was told to the launcher."""
    policy = ["--policy", str(options.policy)] if options.policy else []
    others = [word for each in options.set for word in ("--set", each)]
    return ["--data", str(options.data), *policy, *others]


def _this_program() -> list[str]:
    frozen = getattr(sys, "frozen", False)
    return [sys.executable] if frozen else [sys.executable, "-X", "utf8", "-B", "-m", "kiosk"]


def fetch_now(options: argparse.Namespace) -> int:
    """Look for a release; return the exit status."""
    from kiosk.update.slots import SlotError  # noqa: PLC0415 - each command imports what it needs

    try:
        found = _fetch(options)
    except Taken:
        print("vetrina: releases are being looked for already", file=sys.stderr)
        return FAILED
    except (ClientError, SlotError, LockError, OSError) as error:
        print(f"vetrina: no update: {error}", file=sys.stderr)
        return FAILED
    print(
        {
            "nothing": f"Nothing newer than {found.version} is offered to this tablet.",
            "staged": f"Version {found.version} is here; the kiosk takes it when nobody is there.",
            "waiting": f"Version {found.version} is here already; the kiosk takes it when nobody is there.",
            "trying": f"Version {found.version} is being tried; look again later.",
        }[found.what]
    )
    return 0


def _fetch(options: argparse.Namespace) -> "Found":
    """Look for a release.

    Raises:
        IdentityError: This tablet has no hub to take it from.
        OSError: There is no root to trust.
    """
    from kiosk.update import sources  # noqa: PLC0415 - each command imports what it needs
    from kiosk.update.fetching import Tablet, fetch  # noqa: PLC0415 - likewise

    settings, identity = _settings(options), identities.load(options.data)
    hub = settings.hub or (identity.hub if identity else "")
    where = options.source or settings.update.source or (f"{hub.rstrip('/')}{UPDATES}" if hub else "")
    if not where:
        raise IdentityError("this tablet has no hub; say with --from where releases are")
    trust = options.trust or settings.update.trust
    if not trust:
        raise IdentityError("nothing is trusted yet; update.trust names the root that releases begin with")
    source = sources.at(where, Way(settings.network.proxy, settings.network.ca_file))
    tablet = Tablet(identity.device if identity else "", installed())
    return fetch(_places(options), source, Path(trust).read_bytes(), tablet)


def show(options: argparse.Namespace) -> int:
    """Say how updates stand; return the exit status."""
    from kiosk.update.fetching import running_version  # noqa: PLC0415 - each command imports what it needs

    places = _places(options)
    try:
        now = state.load(places)
    except OSError as error:
        print(f"vetrina: how updates stand cannot be read: {error}", file=sys.stderr)
        return FAILED
    if now is None:
        print(
            "vetrina: the state of updates is damaged; the launcher mends it at its next start",
            file=sys.stderr,
        )
        return FAILED
    told = {
        "serves": running_version(places, now, installed()),
        "slot": now.current,
        "staged": now.staged.version if now.staged else "",
        "trial": now.trial.version if now.trial else "",
        "tries": now.trial.tries if now.trial else 0,
        "bad": list(now.bad),
        "last": f"{now.last.version} {now.last.outcome} {now.last.at}" if now.last else "",
    }
    if options.json:
        print(json.dumps(told))
    else:
        print("\n".join(_lines(now, str(told["serves"]))))
    return 0


def _lines(now: State, serves: str) -> list[str]:
    where = "as installed" if now.current == FACTORY else f"slot {now.current}"
    lines = [f"Version {serves} serves ({where})."]
    if now.staged:
        lines.append(f"Version {now.staged.version} waits for a moment without a shopper.")
    if now.trial:
        lines.append(f"Version {now.trial.version} is being tried, start {now.trial.tries}.")
    if now.last:
        lines.append(f"The last trial: version {now.last.version} {now.last.outcome}, {now.last.at}.")
    if now.bad:
        lines.append(f"Not tried again: {', '.join(now.bad)}.")
    return lines


def forget_fault(options: argparse.Namespace) -> int:
    """Let a version be tried again; return the exit status."""
    try:
        state.change(_places(options), lambda one: one.forgiving(options.version))
    except Taken:
        print("vetrina: an update is being noted just now; try again in a moment", file=sys.stderr)
        return FAILED
    except (LockError, OSError) as error:
        print(f"vetrina: {error}", file=sys.stderr)
        return FAILED
    return 0
