"""What takes long to make and is only read, made once for all processes of a run of the suite."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

PATIENCE = 300.0
"""Seconds until whoever makes it is taken to hang."""


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that `make` filled in this run, in whichever process came first; nobody changes it.

    The others wait meanwhile. What was left half made, by a failure or a kill, is left aside and made anew.
    """
    base = factory.getbasetemp()
    # With pytest-xdist each process has a folder of its own in that of the run.
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    # A lock that every system has, and that its holder's end gives back.
    with closing(sqlite3.connect(run / f"{name}.db", timeout=PATIENCE, isolation_level=None)) as kept:
        kept.execute("BEGIN EXCLUSIVE")
        kept.execute("CREATE TABLE IF NOT EXISTS made (folder TEXT)")
        if found := kept.execute("SELECT folder FROM made").fetchone():
            return Path(found[0])
        folder = factory.mktemp(name)
        make(folder)
        kept.execute("INSERT INTO made VALUES (?)", (str(folder),))
        kept.execute("COMMIT")
    return folder
