from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sync.catalogue.build import advance, build
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


def test_the_next_file_is_the_last_with_what_changed(tmp_path: Path) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    build(old, [row("a", 1), row("b", 2)], 2)
    advance(old, new, [row("a", 3), row("b", 4, gone=True), row("c", 5)], 5)
    assert names(old) == {"a": "a 1", "b": "b 2"}
    assert names(new) == {"a": "a 3", "c": "c 5"}
    catalogue = Catalogue(new)
    assert catalogue.version == 5
    catalogue.close()


def test_advancing_and_building_anew_give_the_same_rows(tmp_path: Path) -> None:
    first, change = [row("a", 1), row("b", 2)], [row("b", 3), row("c", 4)]
    build(tmp_path / "old.db", first, 2)
    advance(tmp_path / "old.db", tmp_path / "new.db", change, 4)
    build(tmp_path / "whole.db", [*first, *change], 4)
    assert names(tmp_path / "new.db") == names(tmp_path / "whole.db")


def test_what_breaks_off_leaves_no_half_file(tmp_path: Path) -> None:
    def broken() -> Iterator[CatalogueRow]:
        yield row("a", 1)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        build(tmp_path / "half.db", broken(), 1)
    assert list(tmp_path.iterdir()) == []
