"""The launcher: starts the kiosk, watches that it lives, changes versions, and puts the old one back.

It comes with the installed program and is never replaced by what it starts. What it does next follows from
the state on the disk alone, so that it may be ended at any point: the next launcher goes on from there.
"""

import logging
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

from kiosk.lock import LockError
from kiosk.update import health
from kiosk.update.errands import Errand
from kiosk.update.patience import Patience
from kiosk.update.places import FACTORY, Places
from kiosk.update.running import Running
from kiosk.update.trials import Trials, Unsettled

LOOK_SECONDS = 0.5
FIRST_WAIT_SECONDS = 1.0

MOST_VAIN = 5
"""So often a version that had proved itself may end before its first frame until the one before serves."""

NO_PROGRAM = 127
"""The exit status of a shell that finds no program."""

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
        self._installed = installed
        self._arguments = arguments
        self._patience = patience
        self._errand = errand
        self._trials = Trials(places, data, installed.version)
        self._woken: SimpleQueue[None] = SimpleQueue()
        """Not an Event: a signal in the middle of its wait would find its lock taken, for good."""
        self._asked_to_end = False
        self._wait = FIRST_WAIT_SECONDS
        self._vain = 0
        """Starts in a row that did not come to a first frame."""
        self._served = False
        """Whether the last kiosk got as far as its first frame."""

    def end(self) -> None:
        """End the kiosk in good order, and then this. From a signal's handler too."""
        self._asked_to_end = True
        self._woken.put(None)

    def run(self) -> int:
        """Run; return the exit status."""
        try:
            while not self._asked_to_end:
                try:
                    if self._serve_once():
                        return 0
                except (LockError, OSError, Unsettled) as error:
                    log.warning("something cannot be noted; what was fetched makes room: %s", error)
                    self._trials.make_room()
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
            Unsettled: What was begun cannot be done yet.
        """
        self._places.make()
        status, fault = self._serve(self._trials.settle().serving)
        if self._asked_to_end:
            return True
        if self._judge(status, fault):
            return False
        self._vain = 0 if self._served else self._vain + 1
        if self._vain >= MOST_VAIN and self._trials.relapse():
            self._vain = 0
        elif status != 0:
            self._rest(f"status {status}")
        return status == 0

    def _serve(self, slot: str) -> tuple[int, str]:
        """Run a kiosk to its end; return its exit status and what was wrong with it."""
        self._served = False
        self._trials.start(slot)
        program = self._trials.program(slot)
        if slot != FACTORY and program is None:
            log.error("there is no program in slot %s", slot)
            return NO_PROGRAM, ""
        command = [*([str(program)] if program else self._installed.command), *self._arguments]
        environment = {health.RUN: str(self._places.run), health.ROOT: str(self._places.root)}
        try:
            kiosk = Running(command, self._places.run, environment)
        except OSError as error:
            log.warning("%s cannot be started: %s", command[0], error.strerror)
            return NO_PROGRAM, ""
        try:
            return self._watch(kiosk, slot)
        finally:
            self._served = kiosk.ready_at is not None
            kiosk.clean_up()

    def _watch(self, kiosk: Running, slot: str) -> tuple[int, str]:
        while (status := kiosk.status()) is None and not self._asked_to_end:
            if fault := kiosk.fault(self._patience):
                log.error("the kiosk in slot %s is %s and is ended", slot, fault)
                kiosk.kill()
                return -signal.SIGTERM, fault
            if kiosk.serves_since() >= self._patience.steady:
                self._wait = FIRST_WAIT_SECONDS
                self._trials.confirm(slot)
            self._look_for_releases()
            self._pause(LOOK_SECONDS)
        if self._asked_to_end:
            if kiosk.ready_at is not None and not status:
                # All was well, and the machine goes off; the system may have asked the kiosk, too.
                self._trials.spare(slot)
            status = kiosk.end(self._patience.stop)
        assert status is not None
        return status, ""

    def _judge(self, status: int, fault: str) -> bool:
        """Act on the end of a kiosk; return whether the next one is started at once."""
        now = self._trials.now()
        if now.trial and (status != 0 or fault):
            self._trials.fail("hung" if fault == "hung" else "silent" if fault else "crashed")
            return True
        # What never serves will never hand over either: then what waits is the way out.
        if status == health.HAND_OVER or (now.staged and status != 0 and not self._served):
            health.want(self._places.run, wanted=False)
            self._trials.begin()
            return True
        return False

    def _rest(self, why: str) -> None:
        """Wait before a kiosk that ended by itself is started again, longer each time."""
        log.error("the kiosk ended (%s); it is started again in %.0f s", why, self._wait)
        self._look_for_releases()
        self._pause(self._wait)
        self._wait = min(self._wait * 2, self._patience.again)

    def _pause(self, seconds: float) -> None:
        """Wait, unless it is asked to end."""
        with suppress(Empty):
            if not self._asked_to_end:
                self._woken.get(timeout=seconds)

    def _look_for_releases(self) -> None:
        if self._errand:
            self._errand.look()
        now = self._trials.now()
        wanted = bool(now.staged and not now.trial)
        self._trials.retrying(lambda: health.want(self._places.run, wanted=wanted))


def heed_signals(launcher: Launcher) -> None:
    """End in good order on Ctrl-C and on the system's request."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: launcher.end())
