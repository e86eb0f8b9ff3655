"""Looking for releases beside a kiosk: a process of its own, now and then, and never for too long."""

import logging
import os
import random
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress

from kiosk.update.patience import Patience

CALM = 10
"""Niceness: whoever stands at the tablet comes first."""

log = logging.getLogger(__name__)


class Errand:
    """A command that is run after a while, and again and again."""

    def __init__(self, command: Sequence[str], patience: Patience) -> None:
        """`command` fetches; it is the installed program's, whichever version serves."""
        self._command = command
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._begun = 0.0
        # Tablets that were switched on together do not all ask together.
        self._due = time.monotonic() + patience.first * random.uniform(0.5, 1.5)  # noqa: S311 - nothing secret

    def look(self) -> None:
        """Begin it when it is due, and end one that takes too long."""
        now = time.monotonic()
        if self._process:
            if self._process.poll() is None and now - self._begun > self._patience.fetch:
                log.warning("looking for releases took too long and is ended")
                self.end()
            elif self._process.poll() is not None:
                self._process = None
        elif now >= self._due:
            self._due = now + self._patience.check * random.uniform(0.8, 1.2)  # noqa: S311 - nothing secret
            self._begun = now
            try:
                self._process = subprocess.Popen(self._command, preexec_fn=_CALMLY)  # noqa: PLW1509 - no threads
            except OSError as error:
                log.warning("releases cannot be looked for: %s", error.strerror)

    def end(self) -> None:
        """End one that runs; what it had begun is begun anew, or gone on with, by the next."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


def _be_calm() -> None:
    # A hardened service may not say so; then it is as eager as everybody.
    with suppress(OSError):
        os.nice(CALM)


_CALMLY = _be_calm if os.name == "posix" else None
