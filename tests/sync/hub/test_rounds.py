"""Work that goes on whatever happens."""

import asyncio
import logging

import pytest

from sync.hub import rounds
from sync.hub.rounds import keep_doing
from sync.hub.storage.port import StorageError


class Work:
    """Fails in every way there is, goes well, and is cancelled."""

    def __init__(self) -> None:
        self.ways = iter([StorageError("away"), ValueError("a mistake"), None, asyncio.CancelledError()])
        self.done = 0

    async def __call__(self) -> None:
        way = next(self.ways)
        if way:
            raise way
        self.done += 1


def test_a_round_that_failed_keeps_no_other_back(caplog: pytest.LogCaptureFixture) -> None:
    work = Work()
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(keep_doing(work, "letters", 0))
    assert work.done == 1
    away, mistake = caplog.records
    assert (away.levelno, away.getMessage()) == (logging.WARNING, "letters: has to wait: away")
    assert (mistake.levelno, mistake.getMessage()) == (logging.ERROR, "letters: failed")
    assert "ValueError: a mistake" in caplog.text


def test_the_first_round_waits_as_long_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(rounds.asyncio, "sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(keep_doing(Work(), "letters", 5.0, first=9.0))
    assert waited == [9.0, 5.0, 5.0, 5.0]
