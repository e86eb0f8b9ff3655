"""A shopper's visit: it begins with the first act, ends when nobody is there, and leaves nothing behind.

Nothing here draws or waits: the user interface calls `touch` on every input, asks for `phase` once a second,
and calls `end` when it is over. What writes (`begin`, `save_input`, `end`, `recover`) belongs off its thread.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from kiosk.core.leave import Leave, VisitOverError
from kiosk.core.parking import Ask, Parking, Slip
from sync.client.errors import ReplicaError
from sync.client.replica import Replica, utc_now
from sync.protocol import sessions
from sync.protocol.errors import Rejected
from sync.protocol.lists import ShoppingList
from sync.protocol.sessions import NewSession

IDLE = 120.0
"""Seconds without input after which a visit is over."""

PARKED = frozenset({"finish", "idle", "sign_out"})
"""Ends of a visit at which somebody may come back for the lists."""

WARNING = 30.0
"""Seconds before that when the shopper is asked."""

logger = logging.getLogger(__name__)


class Phase(Enum):
    """Where a visit stands."""

    NONE = "none"
    ACTIVE = "active"
    WARNING = "warning"
    OVER = "over"


class Offer(NamedTuple):
    """A visit that a crash interrupted: the pieces on its list, and for how many seconds it is offered."""

    pieces: int
    seconds: float


class Receipt(NamedTuple):
    """What was kept of a visit, and where: counts only.

    `products` and `pieces` are on the lists that the shopper made; `shared` says that a phone has the link,
    `own` that they are among the lists of who signed in; `unsent` operations of the visit wait, sealed, for
    the hub. `slip` is what the lists wait under, None where they do not.
    """

    products: int = 0
    pieces: int = 0
    shared: bool = False
    unsent: int = 0
    own: bool = False
    slip: Slip | None = None


class ShopperSession:
    """The visit at this tablet: at most one at a time."""

    def __init__(
        self,
        replica: Replica,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
        idle: float = IDLE,
        warning: float = WARNING,
    ) -> None:
        """Time idleness with `clock` (monotonic seconds); `now`, the wall clock, counts across crashes."""
        self.leave = Leave()
        self._replica = replica
        self._clock = clock
        self._now = now
        self._idle = self._usual = idle
        self._given = 0.0
        self._warning = warning
        self._lock = threading.Lock()
        self._current: NewSession | None = None
        self._ends = 0
        self._left: tuple[NewSession, str] | None = None
        self._parking = Parking(replica, now)
        self._ended = ""
        self._last: float | None = None
        self._saved: float | None = None

    @property
    def current(self) -> NewSession | None:
        """The session that operations act for, None before the first of them."""
        return self._current

    @property
    def turn(self) -> int:
        """A number that is another one as soon as a visit has ended: by it late work knows whose it is."""
        return self._ends

    def begin(self) -> NewSession:
        """Return the session, drawing a fresh one (and keeping it, for a crash) when there is none.

        Raises:
            VisitOverError: It was asked for while the visit before was ending.
            ReplicaError: The disk does not work, or the visit before could still not be wiped.
        """
        with self._lock:
            return self._begin()

    def _begin(self) -> NewSession:
        if self.leave.is_late:
            raise VisitOverError("the visit is over")
        if self._current is None:
            self._wipe_left()
            session = sessions.begin()
            self._replica.begin(session)
            self._current = session
            self._last = self._saved = self._clock()
        return self._current

    def be_patient(self, idle: float, warning: float) -> None:
        """Wait for input longer, or less long, from now on."""
        self._usual, self._warning = idle, warning
        self.give_time(self._given)

    def touch(self) -> None:
        """Somebody is here. Comes too late once the visit is over: what it held is being wiped."""
        if self.phase() is not Phase.OVER:
            self._last = self._clock()

    def give_time(self, seconds: float) -> None:
        """Let a visit last at least so long without input, 0 for as long as usual."""
        self._given = seconds
        self._idle = max(self._usual, seconds)

    def seconds_left(self) -> float:
        """Return how long the visit lasts without input; the whole window when there is none."""
        left = self._time_left()
        return self._idle if left is None else max(0.0, left)

    def phase(self) -> Phase:
        """Return where the visit stands now."""
        left = self._time_left()
        if left is None:
            return Phase.NONE
        if left <= 0:
            return Phase.OVER
        return Phase.WARNING if left <= self._warning else Phase.ACTIVE

    def _time_left(self) -> float | None:
        # Read once: the thread that writes may end the visit between two looks.
        last = self._last
        return None if last is None else last + self._idle - self._clock()

    def save_input(self) -> None:
        """Keep the time of the last input for a crash; call it every few seconds. Free without new input."""
        with self._lock:
            last = self._last
            if self._current is None or last is None or last == self._saved:
                return
            ago = timedelta(seconds=self._clock() - last)
            self._replica.touch(self._current.id, self._now() - ago)
            self._saved = last

    def park(self) -> Slip | None:
        """Let the visit's lists wait under a code; None where there is nothing to keep.

        Raises:
            ReplicaError: The disk does not work.
        """
        with self._lock:
            return self._parking.park(self._current) if self._current else None

    def take_up(self, code: str, ask: Ask, turn: int) -> list[str]:
        """Go on with the lists that wait under a code, in this visit or a fresh one; return them (ids).

        This waits for the hub. The lists come with the sync: see `has`. `turn` was read when the shopper
        asked: lists never come to somebody else's visit.

        Raises:
            ClaimError: There are none, or the hub is away.
            ReplicaError: The disk does not work, or the visit is over.
        """
        with self._lock:
            if turn != self._ends:
                raise ReplicaError("the visit is over")
            visit = self._begin()
        return self._parking.take_up(code, visit, ask)

    def has(self, lists: Iterable[str]) -> bool:
        """Say whether lists that were taken up are here."""
        return self._parking.has(lists)

    def end(self, why: str) -> Receipt:
        """End the visit and wipe everything of it; its lists wait under a code where somebody may come back.

        Where the wipe fails the visit is over all the same: nothing of it is shown any more, and the next
        call of `end` or `begin` wipes it first.

        Args:
            why: `finish`, `idle`, `sign_out` or `crash`; the hub keeps it with the session.

        Raises:
            ReplicaError: It could not be wiped (yet).
        """
        with self._lock:
            if self._current is not None:
                self._left = (self._current, why)
            self._ends += 1
            self._current = None
            self._last = self._saved = None
            return self._wipe_left()

    def unsent(self) -> int:
        """Return how many operations of the visit that ended last the hub has not decided yet."""
        return self._replica.pending_count(self._ended) if self._ended else 0

    def recover(self) -> Offer | None:
        """Take up what a crash left: return the visit to offer, or None after wiping what is too old.

        The visit is under way again for the rest of its window: `touch` accepts it, `end` declines it. A wall
        clock that went backwards proves nothing, so it counts as too late.
        """
        visits = self._replica.visits()
        for visit in visits[:-1]:
            self._replica.wipe(visit.id, "crash")
        if not visits:
            return None
        latest = visits[-1]
        away = self._now() - datetime.fromisoformat(latest.last_input)
        if not timedelta(0) <= away < timedelta(seconds=self._idle):
            self._replica.wipe(latest.id, "crash")
            return None
        with self._lock:
            self._current = latest.session
            self._last = self._saved = self._clock() - away.total_seconds()
        return Offer(self._receipt(latest.id).pieces, self.seconds_left())

    def _wipe_left(self) -> Receipt:
        """Wipe the visit that is over; it is let go of only when nothing of it is left."""
        if self._left is None:
            return Receipt()
        session, why = self._left
        slip = self._put_aside(session) if why in PARKED else None
        receipt = self._receipt(session.id)._replace(slip=slip)
        self._replica.wipe(session.id, why)
        self._parking.forget()
        self._left = None
        self._ended = session.id
        return receipt

    def _put_aside(self, session: NewSession) -> Slip | None:
        """Let the lists wait where that can be done: whatever stands in the way, the wipe comes next."""
        try:
            return self._parking.park(session) if self._lives(session) else None
        except (Rejected, ReplicaError) as error:
            logger.warning("the lists of a visit that ends could not be put aside: %s", error)
            return None

    def _lives(self, session: NewSession) -> bool:
        """Say whether a visit is still on this tablet: sync may have had to wipe it."""
        return any(visit.id == session.id for visit in self._replica.visits())

    def _receipt(self, visit: str) -> Receipt:
        lists = [
            document
            for scope in self._replica.scopes_of(visit, "list")
            for document in self._replica.documents(scope, "list", ShoppingList)
        ]
        return Receipt(
            products=sum(len(document.present) for document in lists),
            pieces=sum(document.pieces for document in lists),
            shared=any(any(document.shares.values()) for document in lists),
            unsent=self._replica.pending_count(visit),
            own=self._replica.shopper_of(visit) is not None,
        )
