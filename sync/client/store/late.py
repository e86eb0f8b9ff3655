"""Work that the hub refused because the shift was over: kept sealed, and told until staff have seen it.

Nobody may be there when it is refused, and who did it may be somebody else than who is.
"""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

REASON = "session_over"


class Late(NamedTuple):
    """What was refused in a scope: how many operations, and when last (the hub's time, ISO 8601 UTC)."""

    scope: str
    operations: int
    at: str


def unseen(read: Callable[..., list[tuple[Any, ...]]]) -> list[Late]:
    """Return what staff have not seen yet, by scope."""
    rows = read(
        "SELECT scope, count(*), max(at) FROM refused"
        " WHERE reason = ? AND NOT seen GROUP BY scope ORDER BY scope",
        (REASON,),
    )
    return [Late(*row) for row in rows]


def see(connection: sqlite3.Connection, seen: Iterable[Late]) -> None:
    """Note that staff have seen these, and not what came since."""
    connection.executemany(
        "UPDATE refused SET seen = 1 WHERE reason = ? AND scope = ? AND at <= ?",
        [(REASON, one.scope, one.at) for one in seen],
    )
