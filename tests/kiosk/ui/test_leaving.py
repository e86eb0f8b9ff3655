"""What is tapped between the end of a visit and its wipe is nobody's: the pages stay for that moment."""

import threading
from concurrent.futures import Executor, Future

import pytest

from sync.protocol.sign_ins import SignedInShopper

SOFA = "SOF-moss-2120"


class Held(Executor):
    """Holds what it is to do, until a thread of its own does it."""

    def __init__(self):
        self._waiting = []

    def submit(self, work, *arguments, **named):
        self._waiting.append(lambda: work(*arguments, **named))
        return Future()

    def do(self):
        """Do what was asked for; who asked hears of it when the thread that paints comes to it."""
        waiting, self._waiting = self._waiting, []
        thread = threading.Thread(target=lambda: [work() for work in waiting])
        thread.start()
        thread.join()


@pytest.fixture
def held(kiosk, monkeypatch):
    """Hold the work of a kiosk at which somebody has begun a list."""
    kiosk.scan(SOFA)
    kiosk.product.add()
    with monkeypatch.context() as patched:
        made = Held()
        patched.setattr(kiosk._workers.writing, "_executor", made)
        yield made


def add(kiosk):
    kiosk.product.add()


def share(kiosk):
    kiosk.take.open()


def start(kiosk):
    kiosk.model.lists._start("Another")


def sign_in(kiosk):
    who = SignedInShopper("anna", "Hello, Anna", 60, "Anna")
    kiosk.sign_in._tasks.run(lambda: kiosk.known._known.enter(who))


ACTS = [add, share, start, sign_in]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("wiped", [False, True])
def test_an_act_while_the_visit_ends_begins_no_other(kiosk, held, qtbot, act, wiped):
    kiosk.visit.finish()
    if wiped:
        held.do()  # on the disk; the screen has not heard of it
    act(kiosk)
    held.do()
    qtbot.waitUntil(lambda: kiosk.model.page == "finish")
    held.do()
    qtbot.waitUntil(lambda: kiosk._workers.idle)
    assert not kiosk._replica.visits()
    assert kiosk.visit._session.current is None
    assert (kiosk.pieces, kiosk.model.said) == (0, "")


@pytest.mark.parametrize("act", ACTS)
def test_an_act_before_the_end_is_the_visits_own(kiosk, held, qtbot, act):
    act(kiosk)
    kiosk.visit.finish()
    held.do()
    qtbot.waitUntil(lambda: kiosk.model.page == "finish")
    held.do()
    qtbot.waitUntil(lambda: kiosk._workers.idle)
    assert not kiosk._replica.visits()


def test_who_comes_after_the_wipe_begins_one(kiosk, held, qtbot):
    kiosk.visit.finish()
    held.do()
    qtbot.waitUntil(lambda: kiosk.model.page == "finish")
    kiosk.scan(SOFA)
    kiosk.product.add()
    held.do()
    qtbot.waitUntil(lambda: kiosk.pieces == 1)
    assert len(kiosk._replica.visits()) == 1


def test_a_visit_that_is_ending_is_not_stayed_in(kiosk, held, qtbot, clock):
    kiosk.visit.finish()
    held.do()
    kiosk.visit.stay()
    qtbot.waitUntil(lambda: kiosk.model.page == "finish")
    clock.seconds += 66
    kiosk.visit.tick()
    assert not kiosk.visit.warning
