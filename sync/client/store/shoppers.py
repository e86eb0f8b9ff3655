"""Who has signed in in a visit. It stands in a table of its own, named `visit…`: it goes with the visit."""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sync.client.store import documents
from sync.protocol import scopes

Read = Callable[..., list[tuple[Any, ...]]]


class SignedIn(NamedTuple):
    """A customer whose visit it is: their id, what they are called ('' = unsaid), and their mask."""

    customer: str
    first_name: str = ""
    hello: str = ""


def enter(connection: sqlite3.Connection, visit: str, who: SignedIn, lists: Iterable[str]) -> None:
    """Make a visit a customer's, and want what is theirs; `lists` are ids."""
    connection.execute("INSERT OR REPLACE INTO visit_shopper VALUES (?, ?, ?, ?)", (visit, *who))
    documents.watch(connection, scopes.customer(who.customer), visit)
    for name in lists:
        documents.watch(connection, scopes.shopping_list(name), visit)


def find(read: Read, visit: str) -> SignedIn | None:
    """Return whose a visit is, None for a guest's."""
    rows = read("SELECT customer, first_name, hello FROM visit_shopper WHERE visit = ?", (visit,))
    return SignedIn(*rows[0]) if rows else None
