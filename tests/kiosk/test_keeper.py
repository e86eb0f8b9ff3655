"""The keeper, with kiosks that are a few lines: who is started, what an end tells, who goes with whom."""

import os
import signal
import subprocess
import sys

import pytest

from kiosk.keeper import POSSIBLE, hear, pair

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="there is no keeper here")

PROGRAM = """
import gc, os, signal, socket, sys, time
from kiosk import keeper

def say(*words):
    print(*words, flush=True)

def ask(ties):
    ties.keeper.send(keeper.SUCCESSOR)
    number, channels, *_ = socket.recv_fds(ties.keeper, keeper.LONGEST, 1)
    return int(number), socket.socket(fileno=channels[0])

def opened(ties):
    {body}

sys.exit(keeper.keep(opened))
"""


def start(body: str) -> "subprocess.Popen[str]":
    program = PROGRAM.replace("{body}", body.strip().replace("\n", "\n    "))
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)


def run(body: str) -> tuple[int, list[str]]:
    process = start(body)
    said, _ = process.communicate(timeout=60)
    return process.returncode, said.split()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("return 0", 0),
        ("return 3", 3),
        ("os.kill(os.getpid(), signal.SIGSEGV)", 128 + signal.SIGSEGV),
        ("raise SystemExit(4)", 4),
    ],
)
def test_the_end_of_the_kiosk_is_the_end_of_all_with_its_status(body, status):
    assert run(body) == (status, [])


SUCCEEDED = """
if ties.before is None:
    number, channel = ask(ties)
    assert channel.recv(9) == b"ready"
    channel.send(b"open")
    say("first")
    return 1
ties.before.send(b"ready")
assert ties.before.recv(9) == b"open"
ties.keeper.send(keeper.LET_IN)
assert ties.before.recv(9) == b""
say("second")
return 2
"""


def test_a_successor_goes_on_alone_and_its_end_counts():
    assert run(SUCCEEDED) == (2, ["first", "second"])


OUTLIVED = """
if ties.before is None:
    number, channel = ask(ties)
    channel.close()
    try:
        while True:
            os.kill(number, 0)
            time.sleep(0.01)
    except ProcessLookupError:
        return 1
ties.keeper.send(keeper.LET_IN)
return 2
"""


def test_a_kiosk_that_ends_after_its_successor_changes_no_status():
    # As under load: the old one is still ending while the new one has already ended.
    assert run(OUTLIVED) == (2, [])


NEVER_LET_IN = """
if ties.before is None:
    ask(ties)
    return 5
assert ties.before.recv(9) == b""
return 6
"""


def test_a_successor_that_is_never_let_in_changes_no_status():
    assert run(NEVER_LET_IN) == (5, [])


SUCCESSION = """
turn = 0
if ties.before:
    turn = int(ties.before.recv(9))
    ties.keeper.send(keeper.LET_IN)
    assert ties.before.recv(9) == b""
if turn < 20:
    number, channel = ask(ties)
    channel.send(str(turn + 1).encode())
    return 0
kept = next(each for each in gc.get_objects() if isinstance(each, keeper.Keeper))
say(len(kept._kiosks))
return 7
"""


def test_the_keeper_remembers_no_kiosk_that_has_ended():
    # Their numbers come again, and a day has hundreds. The last two may not be buried yet.
    status, said = run(SUCCESSION)
    assert status == 7
    assert int(said[0]) <= 3


DIES = """
if ties.before is None:
    for _ in range(2):
        number, channel = ask(ties)
        assert channel.recv(9) == b""
        say("died")
    return 0
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kiosk_whose_successor_died_can_have_another():
    assert run(DIES) == (0, ["died", "died"])


WAITS = """
if ties.before is None:
    number, channel = ask(ties)
    say(os.getpid(), number)
    ties.keeper.recv(1)
    say("alone")
    return 0
ties.before.recv(1)
"""


def ended(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("wish", [signal.SIGTERM, signal.SIGINT])
def test_who_asks_the_keeper_to_end_asks_all(wish):
    process = start(WAITS)
    assert process.stdout is not None
    first, second = map(int, process.stdout.readline().split())
    process.send_signal(wish)
    process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert ended(first)
    assert ended(second)


def test_a_kiosk_hears_at_once_that_its_keeper_is_gone():
    process = start(WAITS)
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    said, _ = process.communicate(timeout=60)
    assert said == "alone\n"


def test_an_end_that_went_with_something_unread_is_gone_like_any_other():
    ours, theirs = pair()
    ours.send(b"1")
    theirs.close()
    with ours:
        assert hear(ours) == (b"", [])
