import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sync.client.errors import ReplicaError
from sync.client.store import migrations
from sync.client.store.database import NAME, Database

PATIENCE = 5.0


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path)
    yield opened
    opened.close()


def test_nobody_who_reads_waits_while_the_log_is_emptied(database, tmp_path):
    stranger = sqlite3.connect(tmp_path / NAME, isolation_level=None)
    stranger.execute("BEGIN")
    stranger.execute("SELECT count(*) FROM meta").fetchall()
    with database.write() as connection:
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")
    began = threading.Event()
    database._writer.set_trace_callback(lambda _: began.set())
    emptying = threading.Thread(target=database.forget)
    emptying.start()
    assert began.wait(PATIENCE)
    assert database.read("SELECT value FROM meta WHERE key = 'a'") == [("b",)]
    assert emptying.is_alive(), "it still waits for the other program"
    stranger.close()
    emptying.join(PATIENCE)
    assert (tmp_path / f"{NAME}-wal").stat().st_size == 0
    assert database.read("SELECT value FROM meta WHERE key = 'a'") == [("b",)]


def test_what_cannot_be_read_is_told_as_an_error_of_the_replica(database):
    with pytest.raises(ReplicaError):
        database.read("SELECT * FROM nowhere")


def test_what_cannot_be_brought_up_to_date_stays_as_it_was(tmp_path, monkeypatch):
    def broken(_db):
        raise sqlite3.OperationalError("disk I/O error")

    steps = [*migrations.REPLICA._migrations]
    steps[-1] = replace(steps[-1], fn=broken)
    monkeypatch.setattr(migrations.REPLICA, "_migrations", steps)
    with pytest.raises(ReplicaError, match="cannot be opened"):
        Database(tmp_path)
    monkeypatch.undo()
    connection = sqlite3.connect(tmp_path / "replica.db")
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    Database(tmp_path).close()
