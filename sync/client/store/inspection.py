"""A look into a tablet's store that leaves it as it is, while the kiosk runs or will not start.

No lock that the kiosk would wait for: a reader holds up nobody but who empties the log, and that one waits
longer than a look may take.
"""

import sqlite3
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from sync.client.store import database, stranded
from sync.client.store.stranded import Overview
from sync.protocol.ids import made_at

State = Literal["whole", "damaged", "newer", "older", "missing", "shut", "unfinished"]

LONGEST_SECONDS = 3.0
"""So long the store is searched for damage: less than the kiosk waits for a reader (`database.PRAGMAS`)."""

STEPS = 10_000
"""Of SQLite's machine, from one look at the clock to the next."""

NOTHING_WAITS = Overview(0, [], [], [])

OLDEST = "SELECT id FROM outbox WHERE seq IS NULL ORDER BY position LIMIT 1"
LAST_NEWS = "SELECT value FROM meta WHERE key = 'last_news'"

T = TypeVar("T")


class Inside(NamedTuple):
    """What is inside, as far as it can be read.

    `detail` is SQLite's own word on what is wrong; `oldest` is when the act was made that waits longest
    (seconds since 1970), `last_news` when the hub answered last, both by the tablet's clock.
    """

    state: State
    detail: str = ""
    overview: Overview = NOTHING_WAITS
    oldest: float | None = None
    last_news: datetime | None = None

    @property
    def readable(self) -> bool:
        """Whether the rest can be believed."""
        return self.state in {"whole", "unfinished"}


def inspect(data: Path) -> Inside:
    """Look into the store of a data folder."""
    try:
        if not (data / database.NAME).exists():
            return Inside("missing")
        inside = _look(data / database.NAME, _read)
        noted = (data / database.BROKEN).exists()
    except OSError as error:
        return Inside("shut", error.strerror or type(error).__name__)
    except sqlite3.Error as error:
        damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF in database.DAMAGE
        return Inside("damaged" if damaged else "shut", str(error))
    if inside.readable and noted:
        return inside._replace(state="damaged", detail=database.BROKEN)
    return inside


def _look(path: Path, read: Callable[[sqlite3.Connection], T]) -> T:
    """Read from the store; once more where a kiosk began to write meanwhile."""
    log = path.with_name(f"{path.name}-wal")
    at_rest = not log.exists()
    try:
        found = _open_and(path, read, at_rest=at_rest)
    except sqlite3.Error:
        if not (at_rest and log.exists()):
            raise
    else:
        if not (at_rest and log.exists()):
            return found
    return _open_and(path, read, at_rest=False)


def _open_and(path: Path, read: Callable[[sqlite3.Connection], T], *, at_rest: bool) -> T:
    # Without a log nobody has it open; then not even the files beside it are made.
    manner = "mode=ro&immutable=1" if at_rest else "mode=ro"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?{manner}", uri=True, timeout=LONGEST_SECONDS)
    try:
        return read(connection)
    finally:
        connection.close()


def _read(connection: sqlite3.Connection) -> Inside:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != database.VERSION:
        return Inside("newer" if version > database.VERSION else "older", str(version))
    faults = _faults(connection)
    if faults:
        return Inside("damaged", faults[0])
    oldest = connection.execute(OLDEST).fetchone()
    news = connection.execute(LAST_NEWS).fetchone()
    return Inside(
        "unfinished" if faults is None else "whole",
        overview=stranded.overview(connection),
        oldest=made_at(oldest[0]) if oldest else None,
        last_news=datetime.fromisoformat(news[0]) if news else None,
    )


def _faults(connection: sqlite3.Connection) -> list[str] | None:
    """Return what SQLite finds wrong, nothing where all is well; None where it was not done in time."""
    until = time.monotonic() + LONGEST_SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > until, STEPS)
    try:
        rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return None
        raise
    finally:
        connection.set_progress_handler(None, 0)
    return [str(fault) for (fault,) in rows if fault != "ok"]
