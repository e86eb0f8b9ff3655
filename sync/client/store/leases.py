"""How long a visit may stay on this tablet without a word of the hub; when its lease is over it is wiped.

A lease is a number of seconds left, and the wall clock of when that was written. It is spent by whichever
is more, the monotonic seconds that passed or those of the wall clock: a tablet that slept counts by the wall,
one whose clock was set back by the other. Across a restart there is the wall clock alone; one that went
backwards proves nothing, so the lease is over.
"""

import sqlite3
from collections.abc import Mapping

from sync.protocol.sessions import LEASE_SECONDS


def grant(connection: sqlite3.Connection, visit: str, wall: float, seconds: float = LEASE_SECONDS) -> None:
    """Give a visit so many seconds from now; `wall` is the tablet's clock (seconds since 1970)."""
    connection.execute("INSERT OR REPLACE INTO lease VALUES (?, ?, ?)", (visit, seconds, wall))


def take_in(connection: sqlite3.Connection, granted: Mapping[str, int], wall: float) -> frozenset[str]:
    """Take what the hub grants to living visits; return those whose lease is over by its word."""
    rows = connection.execute("SELECT visit FROM lease").fetchall()
    living = {visit for (visit,) in rows} & granted.keys()
    for visit in living:
        grant(connection, visit, wall, granted[visit])
    return frozenset(visit for visit in living if granted[visit] <= 0)


def spend(connection: sqlite3.Connection, wall: float, passed: float | None) -> list[str]:
    """Count the time that passed since the last call; return the visits whose lease is over.

    `passed` are monotonic seconds since then, None when that was in an earlier run of the program.
    """
    over = []
    for visit, seconds, written in connection.execute("SELECT * FROM lease").fetchall():
        unproven = passed is None and wall < written
        left = 0.0 if unproven else max(0.0, seconds - max(wall - written, passed or 0.0))
        grant(connection, visit, wall, left)
        if not left:
            over.append(visit)
    return over


def drop(connection: sqlite3.Connection, visit: str) -> None:
    """Let go of the lease of a visit that is over."""
    connection.execute("DELETE FROM lease WHERE visit = ?", (visit,))
