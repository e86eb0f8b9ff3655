"""A forked process is, to whoever started it, what a fresh one is."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests import forks

IMPORTED = ("msgspec",)
pytestmark = pytest.mark.skipif(not forks.AT_HAND, reason="processes are forked on Linux alone")


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "script.py"


def test_it_finds_what_is_imported_and_its_own_arguments_and_place(script: Path) -> None:
    script.write_text(
        "import sys\nloaded = 'msgspec' in sys.modules\nimport os\n"
        "print(loaded, __name__, sys.argv[1:], os.getcwd(), os.getpid() != os.getppid())"
    )
    done = forks.run(IMPORTED, str(script), "a b", "")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"True __main__ ['a b', ''] {Path.cwd()} True\n"


def test_it_has_the_variables_of_now(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script.write_text("import os; print(os.environ.get('SHELF'), os.getenv('FORGOTTEN'))")
    monkeypatch.setenv("FORGOTTEN", "before")
    forks.run(IMPORTED, str(script))
    monkeypatch.delenv("FORGOTTEN")
    monkeypatch.setenv("SHELF", "七")
    assert forks.run(IMPORTED, str(script)).stdout == "七 None\n"


def test_what_it_imports_and_changes_is_its_own(script: Path) -> None:
    script.write_text("import msgspec\nprint(hasattr(msgspec, 'mark'))\nmsgspec.mark = 1")
    assert [forks.run(IMPORTED, str(script)).stdout for _ in range(2)] == ["False\n", "False\n"]


@pytest.mark.parametrize(
    ("code", "status"),
    [("pass", 0), ("import sys; sys.exit(3)", 3), ("raise ValueError('amiss')", 1)],
)
def test_its_exit_status_is_told(script: Path, code: str, status: int) -> None:
    script.write_text(code)
    done = forks.run(IMPORTED, str(script))
    assert done.returncode == status
    assert ("ValueError: amiss" in done.stderr) == ("amiss" in code)


def test_what_is_to_be_done_at_its_end_is_done(script: Path) -> None:
    script.write_text("import atexit; atexit.register(print, 'the end')")
    assert forks.run(IMPORTED, str(script)).stdout == "the end\n"


@pytest.mark.parametrize("imported", [forks.HUB, forks.TABLET, forks.KIOSK])
def test_what_was_imported_ends_in_silence(script: Path, imported: tuple[str, ...]) -> None:
    # Some libraries complain at the end of what was not collected, as after gc.freeze().
    script.write_text("pass")
    done = forks.run(imported, str(script))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_it_can_be_ended_and_others_live_on(script: Path, number: signal.Signals) -> None:
    script.write_text("print('here', flush=True); print(input())")
    pipe = subprocess.PIPE
    ended, other = (forks.fork(IMPORTED, str(script), stdin=pipe, stdout=pipe) for _ in range(2))
    for one in (ended, other):
        assert one.stdout is not None
        assert one.stdout.readline() == "here\n"
    assert ended.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        ended.wait(0.01)
    os.kill(ended.pid, number)
    assert ended.wait(20) == -number
    ended.kill()
    assert ended.communicate()[0] == ""
    assert other.communicate("still here\n")[0] == "still here\n"
    assert other.poll() == 0


def test_it_holds_nothing_of_the_others(script: Path) -> None:
    script.write_text(
        "import os, sys\nif sys.argv[1:]: input()\n"
        "else: print(sorted(int(n) for n in os.listdir('/proc/self/fd'))[:-1])"
    )
    waiting = forks.fork(IMPORTED, str(script), "wait", stdin=subprocess.PIPE)
    assert forks.run(IMPORTED, str(script)).stdout == "[0, 1, 2]\n"
    waiting.communicate("\n")
