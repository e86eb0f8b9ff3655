"""Both adapters, for tests that have to hold on each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sync.hub.storage.port import Storage
from sync.hub.storage.postgres import PostgresStorage
from sync.hub.storage.sqlite import SqliteStorage


@pytest.fixture(params=["sqlite", "postgres"])
def open_storage(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Storage]:
    """Return a function that opens the same store again and again, as several processes would."""
    if request.param == "sqlite":
        return lambda: SqliteStorage(tmp_path / "hub.db")
    url = request.getfixturevalue("postgres").new_database()
    return lambda: PostgresStorage(url)
