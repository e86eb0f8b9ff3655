"""Doing what a full disk keeps from being done, again and again, without filling the log with it."""

import logging
import sqlite3
import time
from collections.abc import Callable

from kiosk.lock import LockError
from sync.client.errors import ClientError

SAID_FOR = 600.0
"""Seconds until the same complaint is worth another line: a launcher tries twice a second."""

log = logging.getLogger(__name__)


class Retrying:
    """Takes steps that are taken again where they fail."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        """`seconds` is a clock that nobody sets."""
        self._seconds = seconds
        self._said: dict[str, float] = {}

    def __call__(self, step: Callable[[], object]) -> bool:
        """Take a step; return whether it was done."""
        try:
            step()
        except (LockError, ClientError, OSError, sqlite3.Error) as error:
            self._say(str(error))
            return False
        return True

    def _say(self, why: str) -> None:
        now = self._seconds()
        self._said = {text: at for text, at in self._said.items() if now - at < SAID_FOR}
        if why not in self._said:
            self._said[why] = now
            log.warning("%s; it is tried again", why)
