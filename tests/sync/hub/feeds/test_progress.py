import io

import pytest

from sync.hub.feeds import progress
from sync.hub.feeds.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_a_log_gets_a_line_now_and_then_with_the_time_left(clock: list[float]) -> None:
    log = io.StringIO()
    told = Progress("pictures", 100, log)
    for _ in range(50):
        clock[0] += 1
        told.advance()
    told.finish()
    assert log.getvalue().splitlines()[0] == "pictures: 10 of 100, about 2 min left"
    assert log.getvalue().splitlines()[-1] == "pictures: 50 of 100, 50 s left"
    assert len(log.getvalue().splitlines()) == 5


def test_a_terminal_gets_one_line_rewritten_and_cleared(clock: list[float]) -> None:
    terminal = Terminal()
    told = Progress("pictures", 4, terminal)
    for _ in range(4):
        clock[0] += 1
        told.advance()
    told.finish()
    lines = terminal.getvalue().split("\r\x1b[K")
    assert lines[1] == "pictures: 1 of 4, 3 s left"
    assert lines[-1] == ""
    assert "\n" not in terminal.getvalue()


def test_quick_work_says_nothing(clock: list[float]) -> None:
    terminal = Terminal()
    told = Progress("pictures", 2, terminal)
    told.advance(2)
    told.finish()
    assert terminal.getvalue() == ""


def test_later_steps_count_too_and_more_than_expected_is_no_harm(clock: list[float]) -> None:
    log = io.StringIO()
    told = Progress("rows", 20, log, then=2.0)
    clock[0] += 10
    told.reach(10)
    clock[0] += 20
    told.reach(30)
    assert log.getvalue().splitlines() == ["rows: 10 of 20, 50 s left", "rows: 30 of 30, 60 s left"]
