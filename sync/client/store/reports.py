"""What staff should know about this tablet's data: one line per matter, until it is over."""

import sqlite3
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from sync.client.store.reading import Doubt, Read

Side = Literal["", "hub", "tablet"]
"""Which side has to be updated before everything can go, '' for none."""


class Report(NamedTuple):
    """One matter: `scope` and `what`, since when (tablet's clock, ISO 8601 UTC), and how often it was met."""

    scope: str
    what: str
    since: str
    times: int

    @property
    def words(self) -> str:
        """Say it in one sentence, with what to do."""
        return WORDS[self.what].format(scope=self.scope)


WORDS = {
    "checksum": "{scope} was not as the hub has it and is read anew; the old state serves until then.",
    "removal": "The hub would remove most of {scope}, so nothing was removed. If it was meant, run"
    " `vetrina-hub allow-removal {scope}` at the hub.",
    "rescued": "The tablet's store was damaged. It was put aside as {scope}, what waited to be sent was"
    " saved, and a new store was begun.",
    "returned": "A new version of the program did not work here, and the one before is back with its store."
    " What the new one left was put aside as {scope}, and what waited to be sent was saved.",
}
"""What each matter is called in full."""

LISTED = """
SELECT scope, what, since, times FROM report
WHERE what IN ('rescued', 'returned') OR scope IN (SELECT scope FROM scope) ORDER BY since
"""

DOUBTS: tuple[Doubt, ...] = ("checksum", "removal")


def listed(read: Callable[[str], list[tuple[Any, ...]]]) -> list[Report]:
    """Return what is not over, the oldest first; what concerned a visit goes with it."""
    return [Report(*row) for row in read(LISTED)]


def put(connection: sqlite3.Connection, scope: str, what: str, now: str) -> None:
    """Note a matter, or that it was met once more."""
    connection.execute(
        "INSERT INTO report VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
        (scope, what, now),
    )


def note(connection: sqlite3.Connection, scope: str, read: Read, now: str) -> None:
    """Note what was not believed of a scope; once it is whole, that is over."""
    if read.doubt:
        put(connection, scope, read.doubt, now)
    elif read.sound:
        connection.executemany(
            "DELETE FROM report WHERE scope = ? AND what = ?", [(scope, doubt) for doubt in DOUBTS]
        )
