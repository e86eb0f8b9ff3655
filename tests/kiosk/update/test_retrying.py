"""What a full disk keeps from being done is done again, without filling the log with it."""

import errno

from kiosk.update.retrying import SAID_FOR, Retrying


def full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_complaint_is_one_line_for_a_while(caplog):
    now = [0.0]
    retrying = Retrying(lambda: now[0])
    for _ in range(100):
        assert not retrying(full)
        assert retrying(lambda: None)
        now[0] += 0.5
    assert len(caplog.records) == 1
    now[0] += SAID_FOR
    assert not retrying(full)
    assert len(caplog.records) == 2


def test_another_complaint_is_another_line(caplog):
    retrying = Retrying(lambda: 0.0)
    retrying(full)

    def denied() -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    retrying(denied)
    assert [record.getMessage().partition("] ")[2] for record in caplog.records] == [
        "No space left on device; it is tried again",
        "Permission denied; it is tried again",
    ]
