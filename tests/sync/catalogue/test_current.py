from pathlib import Path

import pytest

from sync.catalogue.current import Current, folder, read_current, replace_file, write_current
from sync.catalogue.schema import CatalogueError


def test_what_is_in_force_is_read_back(tmp_path: Path) -> None:
    assert read_current(tmp_path) is None
    for version in (1, 2):
        write_current(tmp_path, Current(f"{version}.db", version, "ab"))
        assert read_current(tmp_path) == Current(f"{version}.db", version, "ab")
    assert [path.name for path in folder(tmp_path).iterdir()] == ["current.json"]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"file": 3}', b"[]", b'{"file":"\xff\xfe","version":1}'])
def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path, damage: bytes) -> None:
    replace_file(folder(tmp_path) / "current.json", damage)
    with pytest.raises(CatalogueError, match="damaged"):
        read_current(tmp_path)
