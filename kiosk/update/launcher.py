"""The launcher: starts the kiosk, watches that it lives, changes versions, and puts the old one back.

It comes with the installed program and is never replaced by what it starts. What it does next follows from
the state on the disk alone, so that it may be ended at any point: the next launcher goes on from there.
"""

import logging
import signal
import sqlite3
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from kiosk.lock import LockError
from kiosk.update import health, slots, state
from kiosk.update.errands import Errand
from kiosk.update.keeping import Data
from kiosk.update.patience import Patience
from kiosk.update.places import FACTORY, PROGRAM, Places
from kiosk.update.running import Running
from kiosk.update.slots import SlotError
from kiosk.update.state import TRIES, Outcome, State
from sync.client.errors import ClientError
from sync.protocol.releases import number

LOOK_SECONDS = 0.5
FIRST_WAIT_SECONDS = 1.0

log = logging.getLogger(__name__)


class Installed(NamedTuple):
    """The program that came with the launcher: how it is started, and its version."""

    command: Sequence[str]
    version: str


class Launcher:
    """Runs kiosks until it is asked to end, or a kiosk ends by somebody's wish."""

    def __init__(
        self,
        places: Places,
        data: Path,
        installed: Installed,
        arguments: Sequence[str],
        *,
        patience: Patience,
        errand: Errand | None = None,
    ) -> None:
        """Prepare.

        Args:
            places: The folder of updates.
            data: The tablet's data folder.
            installed: The program that came with this one.
            arguments: What every version of the kiosk is started with.
            patience: How long what may take.
            errand: Looks for releases, None for who gets none.
        """
        self._places = places
        self._data = Data(data, places)
        self._installed = installed
        self._arguments = arguments
        self._patience = patience
        self._errand = errand
        self._woken = threading.Event()
        self._asked_to_end = False
        self._wait = FIRST_WAIT_SECONDS
        self._served = False
        """Whether the last kiosk got as far as its first frame."""

    def end(self) -> None:
        """End the kiosk in good order, and then this. From a signal's handler too."""
        self._asked_to_end = True
        self._woken.set()

    def run(self) -> int:
        """Run; return the exit status."""
        try:
            while not self._asked_to_end:
                try:
                    if self._serve_once():
                        return 0
                except (LockError, OSError) as error:
                    log.exception("nothing can be noted; what was fetched makes room")
                    self._make_room()
                    self._rest(str(error))
            return 0
        finally:
            if self._errand:
                self._errand.end()

    def _serve_once(self) -> bool:
        """Run one kiosk, and do what follows from its end; return whether that was by somebody's wish.

        Raises:
            OSError: The disk is full or does not work, and something had to be noted.
            LockError: Somebody else notes something for very long.
        """
        self._places.make()
        status, fault = self._serve(self._settle().serving)
        if self._asked_to_end:
            return True
        if self._judge(status, fault):
            return False
        if status != 0:
            self._rest(f"status {status}")
        return status == 0

    def _settle(self) -> State:
        """Do what was begun and cut short, and return from where things go on."""
        now = state.load(self._places)
        if now is None:
            now = self._recovered()
        if now.trial and (now.trial.returning or now.trial.tries >= TRIES):
            now = self._go_back(now)
        if not now.trial:
            self._retrying(self._data.drop)
            now = self._fit(now)
        return now

    def _recovered(self) -> State:
        """Begin from what the slots hold: the file that said so is damaged."""
        found = {name: slots.read(self._places, name) for name in ("a", "b")}
        whole = {name: card for name, card in found.items() if card}
        newest = max(whole, key=lambda name: number(whole[name].version), default=FACTORY)
        log.error("the state of updates is damaged: going on with what is in slot %s", newest)
        recovered = State(current=newest)
        state.save(self._places, recovered)
        return recovered

    def _fit(self, now: State) -> State:
        """Fall back on the installed program where a slot is not whole, or the package is newer by now."""
        if now.current == FACTORY:
            return now
        card = slots.read(self._places, now.current)
        if card and number(card.version) >= number(self._installed.version) and self._program(now.current):
            return now
        log.warning("slot %s is not served from any more", now.current)
        return state.change(self._places, lambda one: one.served_by(FACTORY))

    def _serve(self, slot: str) -> tuple[int, str]:
        """Run a kiosk to its end; return its exit status and what was wrong with it."""
        if self._is_tried(slot):
            state.change(self._places, state.start)
        command = [*(self._program(slot) or self._installed.command), *self._arguments]
        environment = {health.RUN: str(self._places.run), health.ROOT: str(self._places.root)}
        try:
            kiosk = Running(command, self._places.run, environment)
        except OSError as error:
            log.warning("%s cannot be started: %s", command[0], error.strerror)
            return 127, ""
        try:
            return self._watch(kiosk, slot)
        finally:
            self._served = kiosk.ready_at is not None
            kiosk.clean_up()

    def _watch(self, kiosk: Running, slot: str) -> tuple[int, str]:
        while (status := kiosk.status()) is None:
            if self._asked_to_end:
                self._spare(kiosk, slot)
                return kiosk.end(self._patience.stop), ""
            if fault := kiosk.fault(self._patience):
                log.error("the kiosk in slot %s is %s and is ended", slot, fault)
                kiosk.kill()
                return -signal.SIGTERM, fault
            if kiosk.serves_since() >= self._patience.steady:
                self._wait = FIRST_WAIT_SECONDS
                if self._is_tried(slot):
                    self._confirm()
            self._look_for_releases()
            self._woken.wait(LOOK_SECONDS)
        return status, ""

    def _spare(self, kiosk: Running, slot: str) -> None:
        """Let a start not count that was ended from outside while all was well: the machine goes off."""
        if kiosk.ready_at is not None and self._is_tried(slot):
            state.change(self._places, state.spare)

    def _judge(self, status: int, fault: str) -> bool:
        """Act on the end of a kiosk; return whether the next one is started at once."""
        now = state.load(self._places) or State()
        if now.trial and (status != 0 or fault):
            self._fail(now, "hung" if fault == "hung" else "silent" if fault else "crashed")
            return True
        # What never serves will never hand over either: then what waits is the way out.
        if status == health.HAND_OVER or (now.staged and status != 0 and not self._served):
            self._begin(now)
            return True
        return False

    def _begin(self, now: State) -> None:
        """Try what waits, if it is whole and there is room to come back from it."""
        health.want(self._places.run, wanted=False)
        if now.staged is None:
            return
        try:
            slots.check(self._places, now.staged.slot)
            self._data.keep()
        except (SlotError, LockError, ClientError, OSError, sqlite3.Error) as error:
            log.warning("version %s is not tried: %s", now.staged.version, error)
            state.change(self._places, state.unstage)
            return
        log.info("version %s is tried in slot %s", now.staged.version, now.staged.slot)
        state.change(self._places, lambda one: state.begin(one) if one.staged else one)

    def _confirm(self) -> None:
        now = state.change(self._places, lambda one: state.confirm(one, _stamp()))
        self._retrying(self._data.drop)
        log.info("version %s serves", now.last.version if now.last else "")

    def _fail(self, now: State, outcome: Outcome) -> None:
        assert now.trial
        log.error("version %s %s at start %d of %d", now.trial.version, outcome, now.trial.tries, TRIES)
        if now.trial.tries >= TRIES:
            self._go_back(state.change(self._places, lambda one: state.fail(one, outcome)))

    def _go_back(self, now: State) -> State:
        """Have the version before serve again, with its data."""
        if now.trial and not now.trial.returning:
            now = state.change(self._places, lambda one: state.fail(one, "crashed"))
        while not self._asked_to_end and not self._retrying(lambda: self._data.put_back(datetime.now(UTC))):
            self._woken.wait(self._wait)
        if self._asked_to_end:
            return now
        back = state.change(self._places, lambda one: state.back(one, _stamp()))
        self._retrying(self._data.drop)
        log.error("version %s is not tried again; the one before serves", back.bad[-1])
        return back

    def _retrying(self, step: Callable[[], object]) -> bool:
        """Do something that a full disk may keep from being done; return whether it was."""
        try:
            step()
        except (LockError, ClientError, OSError, sqlite3.Error) as error:
            log.warning("%s; it is tried again", error)
            return False
        return True

    def _make_room(self) -> None:
        """Let go of what was fetched: it comes again, and the kiosk that serves needs the room."""
        for path in self._places.downloads.glob("*.zst"):
            self._retrying(path.unlink)

    def _rest(self, why: str) -> None:
        """Wait before a kiosk that ended by itself is started again, longer each time."""
        log.error("the kiosk ended (%s); it is started again in %.0f s", why, self._wait)
        self._look_for_releases()
        self._woken.wait(self._wait)
        self._wait = min(self._wait * 2, self._patience.again)

    def _look_for_releases(self) -> None:
        if self._errand:
            self._errand.look()
        now = state.load(self._places)
        wanted = bool(now and now.staged and not now.trial)
        self._retrying(lambda: health.want(self._places.run, wanted=wanted))

    def _is_tried(self, slot: str) -> bool:
        now = state.load(self._places)
        return bool(now and now.trial and now.trial.slot == slot)

    def _program(self, slot: str) -> list[str]:
        """Return how the program in a slot is started, [] where there is none."""
        path = self._places.slot(slot) / PROGRAM
        return [str(path)] if slot != FACTORY and path.is_file() else []


def _stamp() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def heed_signals(launcher: Launcher) -> None:
    """End in good order on Ctrl-C and on the system's request; a kiosk's end is noticed at once."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: launcher.end())
