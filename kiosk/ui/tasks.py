"""The one door to background work: everything that writes runs here, one thing after the other.

A task returns a value; the value comes back to the GUI thread. Nothing else in the app starts threads, except
the sync engine and the camera's decoder, which have their own.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, wait
from functools import partial
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.core.leave import Leave, VisitOverError

log = logging.getLogger(__name__)

T = TypeVar("T")


class _Finished(NamedTuple):
    """What a task left: its value or its error, and who wants to know."""

    value: Any
    error: Exception | None
    done: Callable[[Any], None]
    failed: Callable[[], None] | None


class Tasks(QObject):
    """Runs work on an executor and hands results to callbacks in the GUI thread.

    The executor has one worker (the one SQLite writer); tests give one that runs at once.
    """

    failed = Signal()
    """A task raised; the page says so in the brand's words and the log says more."""
    _finished = Signal(object)
    _called = Signal(object)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._leave = Leave()
        self._closed = False
        self._under_way = 0
        self._finished.connect(self._finish)
        self._called.connect(self._deliver)

    def mind(self, leave: Leave) -> None:
        """Mark what is asked for while a visit is ending."""
        self._leave = leave

    @property
    def idle(self) -> bool:
        """Whether nothing is under way, and everybody has been told."""
        return self._under_way == 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] = lambda _value: None,
        failed: Callable[[], None] | None = None,
        patience: float = 0.0,
    ) -> None:
        """Do `work` in the background, then call `done` with its result in this object's thread.

        When it raises, `failed` is called there instead; without one, `failed` (the signal) is emitted.
        Where it was asked of a visit that is over, it is not: nobody is there to be told.

        Who asks waits for up to `patience` seconds: what takes no longer is done when this returns.
        """
        task = partial(_finished, self._leave.asked(work), done, failed)
        self._under_way += 1
        if not patience:
            self._executor.submit(lambda: self._finished.emit(task()))
            return
        future = self._executor.submit(task)
        if wait([future], patience).done:
            self._finish(future.result())
        else:
            future.add_done_callback(lambda ended: self._finished.emit(ended.result()))

    def call(self, done: Callable[[T], None], value: T) -> None:
        """Call `done` in this object's thread: for news that comes from another one."""
        self._called.emit(_Finished(value, None, done, None))

    def close(self) -> None:
        """Finish what was begun and take nothing more; who asked may be gone, so nobody is told any more."""
        self._closed = True
        self._executor.shutdown(wait=True)

    @Slot(object)
    def _finish(self, finished: _Finished) -> None:
        self._under_way -= 1
        self._deliver(finished)

    @Slot(object)
    def _deliver(self, finished: _Finished) -> None:
        if self._closed:
            return
        if finished.error is None:
            finished.done(finished.value)
            return
        over = isinstance(finished.error, VisitOverError)
        if not over:
            log.error("background work failed: %s", type(finished.error).__name__)
        if finished.failed:
            finished.failed()
        elif not over:
            self.failed.emit()


def _finished(
    work: Callable[[], T], done: Callable[[T], None], failed: Callable[[], None] | None
) -> _Finished:
    """Do it, whatever comes of it."""
    try:
        return _Finished(work(), None, done, failed)
    except Exception as error:  # noqa: BLE001 - whatever it was, the shopper is told and work goes on
        return _Finished(None, error, done, failed)
