"""Whether a fresh tablet reaches its hub, or any network, looked at again and again."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from kiosk.ui.tasks import Tasks
from sync.client.errors import Offline, Unreached
from sync.client.way import Way

MINUTE = 60
MINUTES_OFF = 2
"""A clock that is wrong by less is nobody's trouble."""

UNKNOWN, NETWORK, NO_NETWORK, BUSY, REACHED = "unknown", "there", "no_network", "busy", "reached"

OK, BAD = "ok", "bad"
LEVELS = {UNKNOWN: UNKNOWN, NETWORK: UNKNOWN, REACHED: OK}


class Seen(NamedTuple):
    """`state` is one of those above or a cause (`sync.client.errors`); `skew` the clock's error (s)."""

    state: str = UNKNOWN
    skew: float = 0.0


class HubLook(QObject):
    """Looks in the background, one look at a time."""

    changed = Signal()

    def __init__(self, tasks: Tasks, way: Way, parent: QObject) -> None:
        """`way` is how any hub is reached."""
        super().__init__(parent)
        self._tasks, self._way = tasks, way
        self._looking = False
        self._turn = 0
        self._seen = Seen()

    @property
    def state(self) -> str:
        """How it is, as `Seen` has it."""
        return self._seen.state

    @property
    def level(self) -> str:
        """The same as `ok`, `bad`, or `unknown`."""
        return LEVELS.get(self._seen.state, BAD)

    @property
    def minutes_off(self) -> int:
        """By how many minutes this tablet's clock is ahead of the hub's, negative when behind; else 0."""
        minutes = round(self._seen.skew / MINUTE)
        return minutes if abs(minutes) >= MINUTES_OFF else 0

    def forget(self) -> None:
        """Another hub is meant: what was seen of the last one says nothing, nor what is still looked at."""
        self._turn += 1
        self._take(self._turn, Seen())

    def look(self, hub: str) -> None:
        """Look at a hub, or with '' whether there is a network at all."""
        if not self._looking:
            self._looking = True
            take = partial(self._take, self._turn)
            self._tasks.run(lambda: _seen(hub, self._way), take, lambda: take(Seen()))

    def _take(self, turn: int, seen: Seen) -> None:
        if turn != self._turn:
            return
        self._looking = False
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()


def _seen(hub: str, way: Way) -> Seen:
    from sync.client.transport import reach  # noqa: PLC0415 - loads the HTTP library, which no page waits for

    if not hub:
        return Seen(NETWORK if reach.has_network() else NO_NETWORK)
    try:
        return Seen(REACHED, reach.look(hub, way))
    except Unreached as error:
        return Seen(error.cause, error.skew)
    except Offline:
        return Seen(BUSY)
