"""A kiosk as the launcher has it: a process with all that it started, watched by its signs of life."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from kiosk.update import health
from kiosk.update.patience import Patience

PR_SET_PDEATHSIG = 1
"""Of Linux' prctl: the signal that a process gets when its parent ends, however."""


class Running:
    """One kiosk, from its start to its end."""

    def __init__(self, command: Sequence[str], run: Path, environment: Mapping[str, str]) -> None:
        """Start it.

        Raises:
            OSError: It cannot be started.
        """
        health.clear(run)
        self._run = run
        self._seen = self._quiet_since = time.monotonic()
        self._beat = ""
        self.ready_at: float | None = None
        """When its first sign of life came (monotonic seconds), None before."""
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            start_new_session=os.name == "posix",
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no thread is about
        )

    def status(self) -> int | None:
        """Return its exit status, negative for a signal; None while it runs."""
        return self._process.poll()

    def fault(self, patience: Patience) -> str:
        """Say what is wrong with it: `silent`, `hung`, or '' for nothing."""
        now, beat = time.monotonic(), health.last_beat(self._run)
        if beat and beat != self._beat:
            self._beat, self._seen = beat, now
            self.ready_at = self.ready_at or now
        waited, most = (
            (now - self._quiet_since, patience.ready)
            if self.ready_at is None
            else (now - self._seen, patience.beat)
        )
        if waited <= most:
            return ""
        if not health.can_be_heard(self._run):
            self._quiet_since = self._seen = now
            return ""
        return "silent" if self.ready_at is None else "hung"

    def serves_since(self) -> float:
        """Return for how many seconds it has shown signs of life."""
        return 0.0 if self.ready_at is None else time.monotonic() - self.ready_at

    def ask_to_end(self) -> None:
        """Ask it to end in good order."""
        self._signal(signal.SIGTERM)

    def end(self, patience: float) -> int:
        """Have it end, in good order within so many seconds, else at once; return its exit status."""
        self.ask_to_end()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()
        return self._process.wait()

    def kill(self) -> None:
        """End it at once, with all that it started."""
        self._signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        self._process.wait()

    def clean_up(self) -> None:
        """End what it started and left behind."""
        self._signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)

    def _signal(self, number: int) -> None:
        try:
            if os.name == "posix":
                os.killpg(self._process.pid, number)
            else:
                self._process.send_signal(number)
        except (ProcessLookupError, PermissionError):
            pass


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
