"""Operations that the hub cannot take: counted, set aside with their reason, and never in the others' way.

Order within a scope is kept, so it is the scope's whole queue that waits. Nothing leaves by itself: staff try
it again, take it to the hub in a file, or discard it (`vetrina outbox`).
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

MOST_TRIES = 10
"""Failures after which a queue is set aside: some minutes of back-off, enough for a hub that restarts."""


class Trouble(NamedTuple):
    """A scope's queue that fails: why, how often in a row and since when (tablet's clock, ISO 8601 UTC).

    `operations` is how many wait in it.
    """

    scope: str
    reason: str
    tries: int
    since: str
    quarantined: bool
    operations: int


TROUBLES = """
SELECT trouble.scope, reason, tries, since, quarantined, count(outbox.id)
FROM trouble LEFT JOIN outbox ON outbox.scope = trouble.scope AND seq IS NULL
GROUP BY trouble.scope ORDER BY since, trouble.scope
"""


def stumble(connection: sqlite3.Connection, scope: str, reason: str, now: str) -> bool:
    """Count a failure of a scope's queue; return whether it is set aside with that."""
    connection.execute(
        "INSERT INTO trouble VALUES (?, ?, 1, ?, 0)"
        " ON CONFLICT DO UPDATE SET tries = tries + 1, reason = excluded.reason",
        (scope, reason, now),
    )
    aside = connection.execute(
        "UPDATE trouble SET quarantined = 1 WHERE scope = ? AND tries >= ?", (scope, MOST_TRIES)
    )
    return aside.rowcount > 0


def release(connection: sqlite3.Connection, scopes: Sequence[str]) -> None:
    """Let queues go on: one got through, or staff want it tried again."""
    connection.executemany("DELETE FROM trouble WHERE scope = ?", [(scope,) for scope in scopes])


def troubles(read: Callable[[str], list[tuple[Any, ...]]]) -> list[Trouble]:
    """Return every queue that fails, the oldest trouble first."""
    return [
        Trouble(scope, reason, tries, since, bool(quarantined), operations)
        for scope, reason, tries, since, quarantined, operations in read(TROUBLES)
    ]
