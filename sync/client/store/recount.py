"""Counting the checksums of all scopes from their documents: once after each start.

From then on each answer moves them by what it changes. A store that was damaged, or a sum that was moved
wrongly, so comes to light at the next start at the latest.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sync.client.store.documents import SHOP, VISIT, tally
from sync.protocol.checksums import MODULUS, spell
from sync.protocol.envelope import SyncAnswer

PAGE = 500
"""Documents read at once: whoever else reads meanwhile waits for no more than these."""

COUNTED = """
SELECT kind, id, seq, base FROM {} WHERE scope = ? AND (kind, id) > (?, ?) ORDER BY kind, id LIMIT ?
"""

Read = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]


class Count(NamedTuple):
    """What a scope's documents come to."""

    scope: str
    checksum: int
    living: int


def count(read: Read) -> list[Count]:
    """Count every scope."""
    scopes = read("SELECT scope, visit FROM scope", ())
    return [_count_one(read, scope, VISIT if visit else SHOP) for scope, visit in scopes]


def _count_one(read: Read, scope: str, table: str) -> Count:
    checksum, living, last = 0, 0, ("", "")
    while rows := read(COUNTED.format(table), (scope, *last, PAGE)):
        # What did not come again yet, in a reading from nothing, has the number 0 and is not counted.
        came = [row for row in rows if row[2] and row[3] is not None]
        checksum = (checksum + tally(came)) % MODULUS
        living += len(came)
        last = rows[-1][:2]
    return Count(scope, checksum, living)


def save(connection: sqlite3.Connection, counts: Iterable[Count]) -> None:
    """Write down what was counted."""
    connection.executemany(
        "UPDATE scope SET checksum = ?, living = ? WHERE scope = ?",
        [(spell(one.checksum), one.living, one.scope) for one in counts],
    )


def differs(read: Read, answer: SyncAnswer) -> bool:
    """Say whether an answer without changes has something to be done all the same."""
    rows = read("SELECT scope, checksum, cursor, reading FROM scope", ())
    return any(
        scope in answer.checksums
        and (reading is not None or checksum != answer.checksums[scope] or cursor < answer.heads[scope])
        for scope, checksum, cursor, reading in rows
    ) or bool(answer.rebase)
