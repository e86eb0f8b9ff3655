"""A shopper takes their leave: what is asked until the visit is wiped is not the next shopper's.

The pages stay for the moment that the wipe takes, and a tap on one of them is work that comes behind it.
"""

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from sync.client.errors import ReplicaError

P = ParamSpec("P")
T = TypeVar("T")


class VisitOverError(ReplicaError):
    """It was asked of a visit that is over."""


class Leave:
    """Whether a visit is ending; `take`, `end` and `asked` belong to the thread that paints."""

    def __init__(self) -> None:
        self._taken = False
        self._work = threading.local()

    def take(self) -> None:
        """The visit is ending: until `end` nothing that is asked begins another."""
        self._taken = True

    def end(self) -> None:
        """It is off the screen: whoever asks now is the next shopper."""
        self._taken = False

    def asked(self, work: Callable[P, T]) -> Callable[P, T]:
        """Return the work that somebody asks for, marked where that is late."""
        if not self._taken:
            return work

        @wraps(work)
        def late(*arguments: P.args, **named: P.kwargs) -> T:
            before, self._work.late = self.is_late, True
            try:
                return work(*arguments, **named)
            finally:
                self._work.late = before

        return late

    @property
    def is_late(self) -> bool:
        """Whether the work under way in this thread was asked for while a visit was ending."""
        return bool(getattr(self._work, "late", False))
