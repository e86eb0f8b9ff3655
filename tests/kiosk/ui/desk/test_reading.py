"""Reading in the background: once for much news, and again for what comes while it is read."""

import pytest

from kiosk.ui.desk.reading import Reading
from sync.protocol.orders import Line, Order


class Later:
    """A workplace whose background has its turn when the test says so."""

    def __init__(self):
        self.asked = []

    def read(self, work, done, *, opening=False):
        self.asked.append((work, done))

    def turn(self):
        work, done = self.asked.pop(0)
        done(work())


@pytest.fixture
def later():
    return Later()


def test_much_news_is_read_once(later):
    shown = []
    reading = Reading(later, lambda: "read", shown.append)
    for _ in range(5):
        reading.again()
    later.turn()
    assert (shown, later.asked) == (["read"], [])


def test_what_changes_while_it_is_read_is_read_afterwards(later):
    shown, held = [], ["old"]

    def read():
        found = held[-1]
        if found == "old":
            held.append("new")
            reading.again()
        return found

    reading = Reading(later, read, shown.append)
    reading.again()
    later.turn()
    later.turn()
    assert (shown, later.asked) == (["old", "new"], [])


def test_it_is_read_again_after_it_went_wrong(later):
    tries = []

    def read():
        tries.append(1)
        raise OSError(5, "no disk")

    reading = Reading(later, read, lambda _read: None)
    for _ in range(2):
        reading.again()
        with pytest.raises(OSError, match="no disk"):
            later.turn()
    assert len(tries) == 2


def broken():
    raise OSError("the disk")


def test_what_cannot_be_read_is_told(kiosk, desk, robot):
    failed = desk._work.shop.words.texts.get("desk.failed")
    kiosk.desk.work.read(broken, lambda _value: None)
    robot.wait(lambda: desk.said == failed, "the words")


def test_today_reads_again_after_it_could_not(kiosk, desk, tell, robot, monkeypatch):
    work = kiosk.desk.work
    failed = work.shop.words.texts.get("desk.failed")
    monkeypatch.setattr(work, "all_orders", broken)
    work.changed.emit(frozenset({work.orders}))
    robot.wait(lambda: desk.said == failed, "the words")
    monkeypatch.undo()
    lines = [Line("a", "sofa", "moss-2120", 1)]
    tell(
        work.orders,
        "order",
        Order("o1", "4107", "milano", "collect", "new", lines, work.shop.now().isoformat()),
    )
    robot.wait(lambda: desk.waiting == 1, "the order")
