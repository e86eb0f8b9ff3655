"""Erasing what this tablet holds of a person, when the hub says so; and telling the hub once it is gone.

What a shopper could be known by stands in the tables named `visit…`. They are emptied and written again, for
the reason that `visits.py` tells; what is sealed only the hub can open, and goes as well.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence

import msgspec

from sync.client.store.database import Row
from sync.protocol.envelope import EraseOrder

REWRITTEN = {
    "visit_document": "scope NOT IN (SELECT value FROM json_each(?))",
    "visit_op": "position NOT IN"
    " (SELECT position FROM outbox WHERE scope IN (SELECT value FROM json_each(?)))",
    "visit_rejection": "scope NOT IN (SELECT value FROM json_each(?))",
    # Who had signed in is nobody from then on; the visit goes on as a guest's.
    "visit_shopper": "'customer:' || customer NOT IN (SELECT value FROM json_each(?))",
}
"""Each table that is emptied, with the rows that stay."""

SEALED = ("outbox", "settled", "refused")
ABOUT = ("document", "trouble", "report", "scope")


def carry_out(connection: sqlite3.Connection, orders: Sequence[EraseOrder]) -> frozenset[str]:
    """Take away all that belongs to the orders' scopes; return those that there was something of."""
    scopes = sorted({scope for order in orders for scope in order.scopes})
    named = msgspec.json.encode(scopes).decode()
    held = connection.execute(
        "SELECT scope FROM scope WHERE scope IN (SELECT value FROM json_each(?))", (named,)
    ).fetchall()
    # The token of a link that leads nowhere any more.
    connection.execute(
        "UPDATE visit SET share = '' WHERE id IN"
        " (SELECT visit FROM scope WHERE scope IN (SELECT value FROM json_each(?)))",
        (named,),
    )
    for table, keep in REWRITTEN.items():
        survivors = connection.execute(f"SELECT * FROM {table} WHERE {keep}", (named,)).fetchall()
        connection.execute(f"DELETE FROM {table}")
        if survivors:
            places = ", ".join("?" * len(survivors[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", survivors)
    for table in (*SEALED, *ABOUT):
        connection.execute(f"DELETE FROM {table} WHERE scope IN (SELECT value FROM json_each(?))", (named,))
    return frozenset(scope for (scope,) in held)


def keep_word(connection: sqlite3.Connection, orders: Iterable[EraseOrder]) -> None:
    """Note that orders are carried out, and that nothing is left: the hub is told until it asks no more."""
    connection.executemany("INSERT OR IGNORE INTO erasure VALUES (?)", [(order.id,) for order in orders])


def heard(connection: sqlite3.Connection, orders: Iterable[EraseOrder]) -> None:
    """Forget what was said of orders that the hub asks for no more."""
    named = msgspec.json.encode([order.id for order in orders]).decode()
    connection.execute("DELETE FROM erasure WHERE id NOT IN (SELECT value FROM json_each(?))", (named,))


def done(read: Callable[[str], list[Row]]) -> list[str]:
    """Return the orders that are carried out and that the hub has not acknowledged yet."""
    return [row[0] for row in read("SELECT id FROM erasure ORDER BY id LIMIT 256")]
