"""Fetches, changes and takes back versions, killed one step later each time: `kill -9`, no cleaning up.

A step is everything that touches the disk: open, rename, remove, folders, links, fsync, a database that is
opened. After each kill a new process looks at what it finds and goes on. Prints one line of JSON a step.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kiosk.update import slots, state
from kiosk.update.places import FACTORY, Places
from kiosk.update.trials import Trials
from sync.client.identity import load, save
from sync.client.replica import Replica
from sync.protocol import sessions
from sync.protocol.list_verbs import CreateList
from sync.protocol.scopes import shopping_list
from tests.fakes import Clock, FakeHub
from tests.kiosk.update.shops import Shop, look

AUDITED = frozenset(
    {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.truncate", "sqlite3.connect"}
)
NEWER = 99


class Steps:
    """Counts what touches a folder, and ends the process at the step that is wanted."""

    def __init__(self, place: Path, last: int) -> None:
        self._place = str(place)
        self._left = last
        sys.addaudithook(self._audit)
        for name in ("fsync", "sync"):
            setattr(os, name, self._around(getattr(os, name)))

    def _step(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in AUDITED and any(self._place in str(each) for each in arguments):
            self._step()

    def _around(self, function: Callable[..., object]) -> Callable[..., object]:
        def stepped(*arguments: object) -> object:
            self._step()
            return function(*arguments)

        return stepped


def child(work: Callable[[], object]) -> bool:
    """Do something in a process of its own; return whether it came to its end."""
    number = os.fork()
    if number == 0:
        work()
        os._exit(0)
    return os.waitpid(number, 0)[1] == 0


def migrate(data: Path, *, badly: bool) -> None:
    """Do what a newer version does to the store, once."""
    with closing(sqlite3.connect(data / "replica.db", isolation_level=None)) as store:
        if store.execute("PRAGMA user_version").fetchone() == (NEWER,):
            return
        store.execute("BEGIN IMMEDIATE")
        if badly:
            store.execute("DROP TABLE document")
        store.execute(
            "INSERT INTO outbox (position, id, visit, scope, sealed)"
            " VALUES (900, 'new', '', 'list:x', 'c2Vh')"
        )
        store.execute(f"PRAGMA user_version = {NEWER}")
        store.execute("COMMIT")


class Tablet:
    """A tablet in a folder, with a version that waits and work that was not sent."""

    def __init__(self, place: Path) -> None:
        self.data = place / "kiosk"
        self.places = Places(place / "update")
        self.trials = Trials(self.places, self.data, "0.1.0")

    def begin(self) -> list[str]:
        """Enrol it, and leave work that waits; return what waits."""
        identity, clock = FakeHub().identity(), Clock()
        save(self.data, identity)
        replica = Replica(self.data, identity, clock.now)
        session = sessions.begin()
        replica.begin(session)
        replica.commit(session.id, shopping_list("one"), CreateList(title="Kitchen"))
        replica.wipe(session.id, "finished")
        waiting = [one.sealed.id for one in replica.pending(10)]
        replica.close()
        return waiting

    def change(self, *, works: bool) -> None:
        """Go all the way, from wherever it stands: try what waits, and keep it or take it back."""
        self.trials.settle()
        self.trials.begin()
        while (now := state.load(self.places)) and now.trial:
            self.trials.start(now.trial.slot)
            migrate(self.data, badly=not works)
            if works:
                self.trials.confirm(now.trial.slot)
            else:
                self.trials.fail("crashed")

    def pending(self) -> list[str]:
        """Return what waits to be sent, as the installed version sees it."""
        replica = Replica(self.data, load(self.data), Clock().now)
        try:
            return [one.sealed.id for one in replica.pending(10)]
        finally:
            replica.close()


def fetches(place: Path) -> None:
    """Fetch, and be killed; then fetch again."""
    shop = Shop(place / "shop")
    shop.add("1.0.0")
    look(Places(place / "start"), shop)
    shop.add("1.1.0")

    def run(at: Path, last: int) -> None:
        Steps(at, last)
        look(Places(at), shop)

    for last in range(1, 1000):
        at = place / "update"
        shutil.rmtree(at, ignore_errors=True)
        shutil.copytree(place / "start", at, symlinks=True)
        ended = child(lambda: run(at, last))  # noqa: B023 - it runs here and now
        places = Places(at)
        found = state.load(places)
        staged = found.staged.version if found and found.staged else ""
        whole = not staged or slots.check(places, found.staged.slot).version == staged
        again = look(places, shop).version
        whole = whole and slots.check(places, state.load(places).staged.slot).version == again
        print(json.dumps({"step": last, "ended": ended, "staged": staged, "again": again, "whole": whole}))
        if ended:
            return


def changes(place: Path, *, works: bool) -> None:
    """Change to another version, and be killed; then go on."""
    shop = Shop(place / "shop")
    shop.add("1.0.0")
    start = Tablet(place / "start")
    waiting = start.begin()
    look(start.places, shop)

    def run(tablet: Tablet, last: int) -> None:
        Steps(place / "run", last)
        tablet.change(works=works)

    for last in range(1, 1000):
        at = place / "run"
        shutil.rmtree(at, ignore_errors=True)
        shutil.copytree(place / "start", at, symlinks=True)
        tablet = Tablet(at)
        ended = child(lambda: run(tablet, last))  # noqa: B023 - it runs here and now
        settled = tablet.trials.settle()
        kept = settled.trial is not None or settled.current != FACTORY or tablet.pending()[:2] == waiting
        tablet.change(works=works)
        found = state.load(tablet.places)
        print(
            json.dumps(
                {
                    "step": last,
                    "ended": ended,
                    "kept": kept,
                    "current": found.current,
                    "bad": found.bad,
                    "trial": found.trial is not None,
                    "copies": sorted(path.name for path in tablet.places.kept.iterdir()),
                    "pending": [] if works else tablet.pending()[:2] == waiting and len(tablet.pending()),
                }
            ),
            flush=True,
        )
        if ended:
            return


if __name__ == "__main__":
    WAY, PLACE = sys.argv[1], Path(sys.argv[2])
    if WAY == "fetches":
        fetches(PLACE)
    else:
        changes(PLACE, works=WAY == "works")
