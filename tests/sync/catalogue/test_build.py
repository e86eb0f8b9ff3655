from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sync.catalogue.build import Builder, build
from sync.catalogue.read import Catalogue
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.products import Category


def row(name: str, seq: int, *, gone: bool = False) -> CatalogueRow:
    body = (
        msgspec.UNSET if gone else msgspec.Raw(msgspec.json.encode(Category(name, {"en": f"{name} {seq}"})))
    )
    return CatalogueRow("category", name, seq, body)


def names(path: Path) -> dict[str, str]:
    catalogue = Catalogue(path)
    found = {name: catalogue.category(name) for name in ("a", "b", "c")}
    catalogue.close()
    return {name: category.name["en"] for name, category in found.items() if category}


def test_a_new_file_replaces_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    build(path, [row("a", 1)], 1)
    build(path, [row("b", 2)], 2)
    assert names(path) == {"b": "b 2"}


def test_pages_make_the_same_file_as_all_rows_at_once(tmp_path: Path) -> None:
    rows = [row("a", 1), row("b", 2), row("a", 3), row("c", 4)]
    build(tmp_path / "whole.db", rows, 4)
    with Builder(tmp_path / "paged.db") as builder:
        builder.put(rows[:2])
        builder.put(rows[2:])
        builder.finish(4)
    assert names(tmp_path / "paged.db") == {"a": "a 3", "b": "b 2", "c": "c 4"}
    assert (tmp_path / "paged.db").read_bytes() == (tmp_path / "whole.db").read_bytes()


def test_what_breaks_off_leaves_no_half_file(tmp_path: Path) -> None:
    def broken() -> Iterator[CatalogueRow]:
        yield row("a", 1)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        build(tmp_path / "half.db", broken(), 1)
    assert list(tmp_path.iterdir()) == []
