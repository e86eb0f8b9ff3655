import os
import tempfile
from pathlib import Path

import pytest

from sync.hub.feeds.workroom import ALIVE, OLD_SECONDS, PREFIX, YOUNG_SECONDS, workroom
from sync.hub.lock import locked


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(place: Path, name: str, *, seconds_ago: float = 2 * YOUNG_SECONDS, lock: bool = True) -> Path:
    """A folder as a killed import leaves it."""
    folder = place / f"{PREFIX}{name}"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "feed.csv").write_text("sku")
    if lock:
        (folder / ALIVE).touch()
    when = folder.stat().st_mtime - seconds_ago
    os.utime(folder, (when, when))
    return folder


def test_the_room_is_empty_and_goes_away(temporary: Path) -> None:
    with workroom() as room:
        assert list(room.iterdir()) == []
        (room / "a.csv").write_text("sku")
    assert list(temporary.iterdir()) == []


def test_what_a_killed_import_left_goes_with_the_next(temporary: Path) -> None:
    gone = left(temporary, "killed")
    young = left(temporary, "young", seconds_ago=0)
    strange = left(temporary, "strange", lock=False)
    earlier = left(temporary, "earlier", lock=False, seconds_ago=2 * OLD_SECONDS)
    running = left(temporary, "running")
    with locked(running / ALIVE, print), workroom():
        assert not gone.exists()
        assert not earlier.exists()
        assert young.exists()
        assert strange.exists()
        assert running.exists()


def test_a_link_is_not_followed(temporary: Path) -> None:
    elsewhere = left(temporary, "x").rename(temporary / "elsewhere")
    (temporary / f"{PREFIX}link").symlink_to(elsewhere)
    with workroom():
        assert (elsewhere / "files" / "feed.csv").exists()
