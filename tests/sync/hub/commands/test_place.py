import errno
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from sync.hub.__main__ import BROKEN_OFF, main

ID = "6f9619ff8b86d011"
NEED_A_HUB: tuple[Sequence[str], ...] = (
    ("devices",),
    ("device", "retire", ID),
    ("allow-removal", "stock:milano"),
    ("restored",),
    ("export-person", ID),
    ("erase-person", ID),
    ("erasures",),
    ("housekeeping",),
    ("client", "list"),
    ("client", "revoke", "shop"),
    ("conformance", "http://127.0.0.1:1"),
)


@pytest.mark.parametrize("words", NEED_A_HUB, ids=" ".join)
def test_a_slip_in_the_folders_name_makes_no_new_hub(
    words: Sequence[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "hub-dtaa"
    assert main([*words, "--data", str(folder)]) == 1
    assert "hub-dtaa is no hub's folder" in capsys.readouterr().err
    assert not folder.exists()


def test_who_breaks_a_command_off_reads_a_line_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sync.hub.commands.enrolling.hand_out", interrupted)
    assert main(["enrol", "--store", "milano", "--data", str(tmp_path)]) == BROKEN_OFF
    begins, *said = capsys.readouterr().err.splitlines()
    assert begins == f"vetrina-hub: a new hub begins in {tmp_path}"
    assert said == ["vetrina-hub: broken off; nothing is damaged, and the same may be run again"]


def test_a_full_disk_is_a_line_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a.jpg")

    monkeypatch.setattr("sync.hub.commands.enrolling.hand_out", full)
    assert main(["enrol", "--store", "milano", "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.endswith("\nvetrina-hub: a.jpg: No space left on device\n")


def test_a_scope_that_never_held_anything_is_no_scope_to_allow(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path)]
    assert main(["enrol", "--store", "milano", *data]) == 0
    assert main(["allow-removal", "stock:milan", *data]) == 1
    assert "nothing was ever in stock:milan" in capsys.readouterr().err
    assert main(["allow-removal", "milano", *data]) == 1
    assert "such as stock:milano" in capsys.readouterr().err
