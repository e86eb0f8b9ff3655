"""Taking contacts out of the orders that a desk holds, once only people who prepare orders work at it.

The hub keeps from them what it sends (`sync/decisions/0014`); this is about what came before, for somebody
else. All of the desk's documents are written anew, for the reason that `visits.py` tells: nothing of what was
there may stay in the slack of a page.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from sync.client.store.documents import VISIT, tally
from sync.protocol.checksums import MODULUS, spell
from sync.protocol.orders.preparing import KIND, to_prepare

Read = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]

HELD = f"SELECT base, view FROM {VISIT} WHERE scope = ? AND kind = ?"
ALL = f"SELECT scope, kind, id, seq, base, view FROM {VISIT}"


def holds_any(read: Read, scope: str) -> bool:
    """Say whether a scope's orders tell more here than who prepares them may read."""
    bodies = (body for row in read(HELD, (scope, KIND)) for body in row)
    return any(_masked(body) is not body for body in bodies)


def take_out(connection: sqlite3.Connection, scope: str) -> None:
    """Leave no contact in a scope's orders.

    Its checksum becomes that of what is left, so that it differs from the hub's: once somebody is there for
    whom the hub tells it again, the scope is read anew.
    """
    rows = []
    for where, kind, name, seq, base, view in connection.execute(ALL).fetchall():
        mask = _masked if (where, kind) == (scope, KIND) else _as_it_is
        rows.append((where, kind, name, seq, mask(base), mask(view)))
    connection.execute(f"DELETE FROM {VISIT}")
    connection.executemany(f"INSERT INTO {VISIT} VALUES (?, ?, ?, ?, ?, ?)", rows)
    counted = tally(row[1:5] for row in rows if row[0] == scope and row[3])
    connection.execute("UPDATE scope SET checksum = ? WHERE scope = ?", (spell(counted % MODULUS), scope))


def _masked(body: bytes | None) -> bytes | None:
    return body if body is None else to_prepare(body)


def _as_it_is(body: bytes | None) -> bytes | None:
    return body
