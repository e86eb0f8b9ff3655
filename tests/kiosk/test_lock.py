"""One kiosk a data folder, with real processes."""

import os
import signal
import subprocess
import sys

import pytest

from kiosk import lock
from kiosk.__main__ import main
from kiosk.keeper import POSSIBLE

HOLDS = """
import os, signal, socket, sys, time
from pathlib import Path
from kiosk import keeper, lock

def opened(ties):
    if ties.before is None:
        ties.keeper.send(keeper.SUCCESSOR)
        _, channels, *_ = socket.recv_fds(ties.keeper, keeper.LONGEST, 1)
        channel = socket.socket(fileno=channels[0])
        channel.recv(9)
        return 0
    ties.keeper.send(keeper.LET_IN)
    ties.before.send(b"taken")
    ties.before.recv(9)
    print(os.getpid(), flush=True)
    ties.keeper.recv(9)
    return 0

with lock.held(Path(sys.argv[1])):
    sys.exit(keeper.keep(opened))
"""


@pytest.fixture
def holder(tmp_path):
    """A keeper whose first kiosk has made room for another, and has ended."""
    if not POSSIBLE:
        pytest.skip("there is no keeper here")
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    kiosk = int(process.stdout.readline())
    yield process, kiosk
    process.kill()
    process.communicate(timeout=60)


def is_free(data, patience=0.0):
    try:
        with lock.held(data, patience):
            return True
    except lock.LockError:
        return False


def test_a_second_one_is_refused_until_the_first_has_ended(tmp_path):
    with lock.held(tmp_path / "tablet"):
        assert not is_free(tmp_path / "tablet")
    assert is_free(tmp_path / "tablet")


def test_a_lock_that_a_killed_one_left_does_not_matter(tmp_path, holder):
    process, _ = holder
    assert not is_free(tmp_path)
    process.kill()
    # The kiosk sees the end of its line, and goes.
    assert is_free(tmp_path, patience=30)
    assert (tmp_path / lock.NAME).exists()


def test_it_is_held_on_through_a_change_also_by_a_kiosk_that_its_keeper_left(tmp_path, holder):
    process, kiosk = holder
    os.kill(kiosk, signal.SIGSTOP)
    process.kill()
    process.wait(60)
    assert not is_free(tmp_path)
    os.kill(kiosk, signal.SIGCONT)
    assert is_free(tmp_path, patience=30)


@pytest.mark.parametrize("command", ["shopper", "desk"])
def test_the_commands_say_so(tmp_path, command, capsys):
    with lock.held(tmp_path):
        assert main([command, "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"vetrina: a kiosk or a desk is open on {tmp_path} already: close that one, or give another folder\n"
    )


def test_a_folder_that_cannot_be_one_is_refused_in_words(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["shopper", "--data", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err == f"vetrina: {tmp_path / 'file'} cannot be used: File exists\n"
