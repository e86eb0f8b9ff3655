"""Trying a version, keeping it or going back: the steps between two states, with the data they need.

Each may be cut short anywhere; `settle` does what was begun.
"""

import logging
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from kiosk.lock import LockError
from kiosk.update import slots, state
from kiosk.update.keeping import Data
from kiosk.update.places import FACTORY, PROGRAM, SLOTS, Places
from kiosk.update.retrying import Retrying
from kiosk.update.slots import SlotError
from kiosk.update.state import TRIES, Outcome, State
from sync.client.errors import ClientError
from sync.client.store.database import VERSION as STORE_VERSION
from sync.protocol.releases import number

log = logging.getLogger(__name__)


class Unsettled(Exception):  # noqa: N818 - a state of the disk
    """The disk, or somebody who holds the data, keeps what was begun from being done."""


class Trials:
    """The versions of one tablet. Methods raise OSError or LockError where nothing can be noted."""

    def __init__(self, places: Places, data: Path, installed: str) -> None:
        """`installed` is the version of the program that came with the launcher."""
        self._places = places
        self._data = Data(data, places)
        self._installed = installed
        self.retrying = Retrying()
        """For what is done again where the disk is full."""

    def now(self) -> State:
        """Return how far it has come."""
        return state.load(self._places) or State()

    def is_tried(self, slot: str) -> bool:
        """Say whether what is in a slot has to prove itself."""
        trial = self.now().trial
        return bool(trial and trial.slot == slot)

    def program(self, slot: str) -> Path | None:
        """Return the program in a slot, None where there is none, and for the installed one."""
        path = self._places.slot(slot) / PROGRAM
        return path if slot != FACTORY and path.is_file() else None

    def settle(self) -> State:
        """Do what was begun and cut short, and return from where things go on.

        Raises:
            Unsettled: It cannot be done now.
        """
        now = state.load(self._places) or self._recovered()
        if now.trial and (now.trial.returning or now.trial.tries >= TRIES):
            now = self.go_back()
        if not now.trial:
            self.retrying(self._data.drop)
            now = self._fit(now)
        return now

    def begin(self) -> None:
        """Try what waits, if it is whole and there is room to come back from it."""
        staged = self.now().staged
        if staged is None:
            return
        try:
            slots.check(self._places, staged.slot)
            self._data.keep()
        except (SlotError, LockError, ClientError, OSError, sqlite3.Error) as error:
            log.warning("version %s is not tried: %s", staged.version, error)
            state.change(self._places, state.unstage)
            return
        log.info("version %s is tried in slot %s", staged.version, staged.slot)
        state.change(self._places, lambda one: state.begin(one) if one.staged else one)

    def start(self, slot: str) -> None:
        """Count a start of what is tried."""
        if self.is_tried(slot):
            state.change(self._places, state.start)

    def spare(self, slot: str) -> None:
        """Let the last start of what is tried not count."""
        if self.is_tried(slot):
            state.change(self._places, state.spare)

    def confirm(self, slot: str) -> None:
        """Keep what is tried; with a full disk it is kept later."""
        if self.is_tried(slot) and self.retrying(
            lambda: state.change(self._places, lambda one: state.confirm(one, _stamp()))
        ):
            self.retrying(self._data.drop)
            log.info("the version in slot %s has proved itself", slot)

    def fail(self, outcome: Outcome) -> None:
        """Note how a start of what is tried ended; after the last one go back.

        Raises:
            Unsettled: As `settle`.
        """
        trial = self.now().trial
        assert trial
        log.error("version %s %s at start %d of %d", trial.version, outcome, trial.tries, TRIES)
        if trial.tries >= TRIES:
            state.change(self._places, lambda one: state.fail(one, outcome))
            self.go_back()

    def go_back(self) -> State:
        """Have the version before serve again, with its data.

        Raises:
            Unsettled: As `settle`.
        """
        now = self.now()
        assert now.trial
        if not now.trial.returning:
            state.change(self._places, lambda one: state.fail(one, "crashed"))
        if not self.retrying(lambda: self._data.put_back(datetime.now(UTC))):
            raise Unsettled(f"version {now.trial.version} cannot be taken back yet")
        back = state.change(self._places, lambda one: state.back(one, _stamp()))
        self.retrying(self._data.drop)
        log.error("version %s is not tried again; the one before serves", now.trial.version)
        return back

    def make_room(self) -> None:
        """Let go of what was fetched and is not in use: it comes again, and the kiosk needs the room."""
        for path in self._places.fetched():
            self.retrying(path.unlink)
        staged = self.now().staged
        if staged:
            self.retrying(lambda: slots.clear(self._places, staged.slot))
            self.retrying(lambda: state.change(self._places, state.unstage))

    def relapse(self) -> bool:
        """Go back from a version that had proved itself and starts no more; return whether it was."""
        now = self.now()
        card = slots.read(self._places, now.current)
        if card is None or not now.before or not self._data.readable_by(self._writes(now.before)):
            return False
        log.error("version %s does not start any more; the one before serves again", card.version)
        state.change(self._places, lambda one: state.relapse(one, card.version, _stamp()))
        return True

    def _recovered(self) -> State:
        """Begin from what the slots hold: the file that said so is damaged."""
        found = {name: slots.read(self._places, name) for name in SLOTS}
        versions = {name: number(card.version) for name, card in found.items() if card}
        newest, *others = [*sorted(versions, key=versions.__getitem__, reverse=True), FACTORY]
        log.error("the state of updates is damaged: going on with what is in slot %s", newest)
        # Nobody knows whether it had proved itself: if it does not start, what is below it serves.
        recovered = State(current=newest, before=others[0] if others else "")
        state.save(self._places, recovered)
        return recovered

    def _fit(self, now: State) -> State:
        """Fall back on the installed program where a slot is not whole, or the package is newer by now."""
        if now.current == FACTORY:
            return now
        card = slots.read(self._places, now.current)
        if card and number(card.version) >= number(self._installed) and self.program(now.current):
            return now
        log.warning("slot %s is not served from any more", now.current)
        return state.change(self._places, lambda one: one.served_by(FACTORY))

    def _writes(self, slot: str) -> int:
        """Return which version of the store the program in a slot writes, -1 for a slot not whole."""
        if slot == FACTORY:
            return STORE_VERSION
        card = slots.read(self._places, slot)
        return card.database if card else -1


def _stamp() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
