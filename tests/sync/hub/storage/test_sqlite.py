"""What holds for the SQLite adapter alone: its file, and stores of older versions."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from sync.hub.storage import schema
from sync.hub.storage.port import Decision, Loaded, StorageError, Write
from sync.hub.storage.sqlite import SqliteStorage
from sync.protocol.checksums import digest

SECRET = b"her new address is 7 Mill Lane"


def traces(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if SECRET in path.read_bytes()]


def test_a_store_of_an_older_version_gets_its_checksums(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        schema.documents(Database(connection))
        connection.execute("CREATE TABLE _sqlite_migrations (migration_set TEXT, name TEXT, applied_at TEXT)")
        connection.execute("INSERT INTO _sqlite_migrations VALUES ('hub', 'documents', '2026-01-01')")
        connection.execute("INSERT INTO heads VALUES ('list:a', 3), ('list:b', 1)")
        connection.execute("INSERT INTO document VALUES ('list:a', 'note', 'n', 2, x'31')")
        connection.execute("INSERT INTO document VALUES ('list:a', 'note', 'm', 3, NULL)")
        connection.execute("INSERT INTO document VALUES ('list:b', 'note', 'n', 1, x'32')")

    async def heads() -> dict[str, tuple[int, int, int]]:
        storage = SqliteStorage(path)
        try:
            return {scope: tuple(head) for scope, head in (await storage.heads(["list:a", "list:b"])).items()}
        finally:
            await storage.close()

    expected = {
        "list:a": (3, digest("note", "n", 2, b"1"), 0),
        "list:b": (1, digest("note", "n", 1, b"2"), 0),
    }
    assert asyncio.run(heads()) == expected
    assert asyncio.run(heads()) == expected


def test_after_a_scrub_no_file_holds_what_was_written_over(tmp_path: Path) -> None:
    async def main() -> None:
        storage = SqliteStorage(tmp_path / "hub.db")
        for body in (SECRET, SECRET * 1_000, b"{}"):
            await storage.commit("list:a", [], [], lambda _, b=body: Decision([Write("note", "n", b)]))
        assert traces(tmp_path)
        await storage.scrub()
        assert traces(tmp_path) == []
        await storage.close()

    asyncio.run(main())


def test_a_scrub_that_somebody_holds_up_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.hub.storage.sqlite.BUSY_MILLISECONDS", 10)

    async def main() -> None:
        storage = SqliteStorage(tmp_path / "hub.db")
        await storage.commit("list:a", [], [], lambda _: Decision([Write("note", "n", SECRET)]))
        with closing(sqlite3.connect(tmp_path / "hub.db", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM heads").fetchall()
            await storage.commit("list:a", [], [], lambda _: Decision([Write("note", "n", b"{}")]))
            with pytest.raises(StorageError, match="try again"):
                await storage.scrub()
        await storage.scrub()
        assert traces(tmp_path) == []
        await storage.close()

    asyncio.run(main())


def test_a_damaged_page_is_the_stores_error_and_hurts_its_own_commit_alone(tmp_path: Path) -> None:
    async def main() -> None:
        storage = SqliteStorage(tmp_path / "hub.db")

        def damaged(_: Loaded) -> Decision:
            raise sqlite3.DatabaseError("database disk image is malformed")

        bad, good = await asyncio.gather(
            storage.commit("list:a", [], [], damaged),
            storage.commit("list:b", [], [], lambda _: Decision([Write("note", "n", b"{}")])),
            return_exceptions=True,
        )
        assert isinstance(bad, StorageError)
        assert good == 1
        await storage.close()

    asyncio.run(main())
