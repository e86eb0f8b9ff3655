from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.once import made_once


def test_what_failed_is_made_anew_and_what_is_there_is_taken(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = []

    def break_off(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("full")

    def make(folder: Path) -> None:
        (folder / "whole").touch()
        made.append(folder)

    with pytest.raises(OSError, match="full"):
        made_once(tmp_path_factory, "thing", break_off)
    first = made_once(tmp_path_factory, "thing", make)
    assert [path.name for path in first.iterdir()] == ["whole"]
    assert made_once(tmp_path_factory, "thing", make) == first
    assert made == [first]


class Worker:
    """A process of a run as pytest-xdist gives it its folder."""

    def __init__(self, base: Path) -> None:
        self._base = base
        base.mkdir()

    def getbasetemp(self) -> Path:
        return self._base

    def mktemp(self, name: str) -> Path:
        folder = self._base / f"{name}0"
        folder.mkdir()
        return folder


def test_who_comes_meanwhile_waits_and_shares_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    together = Barrier(2, timeout=20)
    made = []

    def come(name: str) -> list[str]:
        worker = Worker(tmp_path / name)
        together.wait()
        folder = made_once(worker, "thing", lambda folder: made.append((folder / "whole").touch()))
        return [str(folder), *(path.name for path in folder.iterdir())]

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(come, ("gw0", "gw1"))
    assert first == second
    assert len(made) == 1
