"""What the outside gives a program (time, chance, open files), given by the simulation instead.

`install` comes before the first import of the product, which binds its clocks at import. From then on this
process lives in simulated time alone; `real_seconds` is the way out.
"""

import contextvars
import datetime as dt
import importlib
import itertools
import os
import pkgutil
import random
import sqlite3
import sys
import time
from typing import Any

import anyio.to_thread
import nacl.public
import nacl.signing
import nacl.utils

import kiosk.core
import sync

DAWN = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC).timestamp()
"""The wall clock at the loop's zero."""

NODE: contextvars.ContextVar[Any] = contextvars.ContextVar("node", default=None)
"""Which simulated machine runs right now; None for the world itself."""

real_seconds = time.perf_counter
real_connect = sqlite3.connect


class Outside:
    """The one source of time and chance. `seconds` follows the running schedule's loop."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.chance = random.Random(0)
        self._serials = itertools.count()

    def wall(self) -> float:
        """Return the Unix time that the running machine believes in."""
        node = NODE.get()
        return DAWN + self.seconds + (node.skew if node else 0.0)

    def draw(self, size: int = 32) -> bytes:
        """Return so many random bytes."""
        return self.chance.randbytes(size)

    def serial(self) -> int:
        """Return the next number, for what must not be told apart by where it lies in memory."""
        return next(self._serials)

    def begin(self, seed: int) -> None:
        """Start a schedule: everything drawn from here on follows from its seed."""
        self.seconds = 0.0
        self.chance = random.Random(f"outside {seed}")
        self._serials = itertools.count()
        random.seed(f"jitter {seed}")


OUTSIDE = Outside()


class SimulatedDatetime(dt.datetime):
    """A `datetime` whose now is the simulation's."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "SimulatedDatetime":
        return cls.fromtimestamp(OUTSIDE.wall(), tz)


def install() -> None:
    """Put the simulation in the place of the outside, once and for this whole process."""
    assert "sync.client" not in sys.modules, "the product was imported before its clocks were simulated"
    assert os.environ.get("PYTHONHASHSEED") == "0", "sets of texts would be walked in another order each time"
    time.time = OUTSIDE.wall
    time.time_ns = lambda: int(OUTSIDE.wall() * 1e9)
    time.monotonic = lambda: OUTSIDE.seconds
    os.urandom = random._urandom = OUTSIDE.draw
    for module in (nacl.utils, nacl.public, nacl.signing):
        module.random = OUTSIDE.draw
    sqlite3.connect = connect
    anyio.to_thread.run_sync = _inline
    _import_product()


def _import_product() -> None:
    """Let the product's modules take the simulated `datetime`, and nobody else."""
    # Its compiled parts want the real one when they are imported.
    importlib.import_module("asyncpg")
    real = dt.datetime
    dt.datetime = SimulatedDatetime  # type: ignore[misc]
    for package in (sync, kiosk.core):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    dt.datetime = real  # type: ignore[misc]


def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
    """Open a database for the running machine: when that dies, so does the connection."""
    connection: sqlite3.Connection = real_connect(*arguments, **options)
    node = NODE.get()
    if node is not None:
        node.connections.append(connection)
    return connection


async def _inline(work: Any, *arguments: Any, **_: Any) -> Any:
    """Do at once what would go to a thread."""
    return work(*arguments)
