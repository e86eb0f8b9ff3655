import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from goods import find, goods, rows

from sync.catalogue.advance import Advance
from sync.catalogue.build import build
from sync.catalogue.schema import Damaged
from sync.catalogue.search import Search, tables
from sync.catalogue.search.upkeep import bring_up


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file as a hub without search wrote it."""
    path = tmp_path / "c.db"
    build(path, rows([goods("sofa"), goods("lamp")]), 2)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"{tables.DROP} DELETE FROM meta WHERE key = 'search'")
    return path


def test_a_file_without_tables_finds_nothing_until_they_are_made(old: Path) -> None:
    search = Search(old)
    assert not search.ready
    assert find(search, "sofa").hits == ()
    assert bring_up(old)
    assert search.ready
    assert find(search, "sofa").hits == ("sofa",)
    assert not bring_up(old)
    search.close()


def test_changes_leave_a_file_without_tables_as_it_is(old: Path) -> None:
    with Advance(old) as changes:
        changes.put(rows([goods("rug")]))
        changes.commit(3)
    assert not Search(old).ready
    assert bring_up(old)
    assert find(Search(old), "rug").hits == ("rug",)


def test_what_an_older_program_changed_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    build(path, rows([goods("sofa")]), 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM document")
        connection.execute("UPDATE meta SET value = '2' WHERE key = 'version'")
        connection.commit()
    assert find(Search(path), "sofa").hits == ("sofa",)
    with Advance(path) as changes:
        changes.put(rows([goods("rug")]))
        changes.commit(3)
    assert bring_up(path), "the change alone has not made the tables right"
    assert find(Search(path), "").hits == ("rug",)


def test_a_damaged_file_is_told(old: Path) -> None:
    content = bytearray(old.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    old.write_bytes(content)
    with pytest.raises(Damaged):
        bring_up(old)
