import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.client.errors import ReplicaError
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
