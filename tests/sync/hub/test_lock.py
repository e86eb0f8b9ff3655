import subprocess
import sys
from pathlib import Path

import pytest

from sync.hub.lock import LockError, is_free, locked

HOLD = """
import sys
from pathlib import Path
from sync.hub.lock import locked
with locked(Path(sys.argv[1]), lambda: None):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path):
    """Another process that holds the lock until its standard input ends, or it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "a.lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdin
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def test_who_comes_second_is_told_and_waits_for_the_first(tmp_path: Path, other) -> None:
    told = []

    def wait() -> None:
        told.append("waits")
        other.stdin.close()

    with locked(tmp_path / "a.lock", wait):
        assert told == ["waits"]
        assert other.wait() == 0
        assert not is_free(tmp_path / "a.lock")
    assert is_free(tmp_path / "a.lock")


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path, other) -> None:
    assert not is_free(tmp_path / "a.lock")
    other.kill()
    other.wait()
    assert is_free(tmp_path / "a.lock")


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(LockError, match=r"gone.a\.lock cannot be used"),
        locked(tmp_path / "gone" / "a.lock", print),
    ):
        pass


def test_a_killed_holder_leaves_the_lock_alone(tmp_path: Path, other) -> None:
    other.kill()
    other.wait()
    assert [path.name for path in tmp_path.iterdir()] == ["a.lock"]
