"""Which scopes are left alone for a while, and how long: each has a back-off of its own."""

import math
from collections.abc import Callable, Iterable

from sync.client.backoff import Backoff

LONGEST = 300.0
"""Seconds a scope waits at most before it is tried again."""


class Waits:
    """Scopes that wait. Nobody can hurry one: not the tick, not a nudge, not a hint."""

    def __init__(self, clock: Callable[[], float], first: float) -> None:
        """Let a scope wait for about `first` seconds the first time; `clock` gives seconds, monotonic."""
        self._clock = clock
        self._first = first
        self._backoffs: dict[str, Backoff] = {}
        self._until: dict[str, float] = {}

    def postpone(self, scope: str) -> None:
        """Let a scope wait, longer each time; one that waits already is not pushed further off."""
        if scope in self._until:
            return
        backoff = self._backoffs.setdefault(scope, Backoff(self._first, LONGEST))
        self._until[scope] = self._clock() + backoff.next()

    def forget(self, scopes: Iterable[str]) -> None:
        """All is well with these again."""
        for scope in scopes:
            self._backoffs.pop(scope, None)
            self._until.pop(scope, None)

    def waiting(self) -> frozenset[str]:
        """Return the scopes whose time has not come yet."""
        now = self._clock()
        self._until = {scope: until for scope, until in self._until.items() if until > now}
        return frozenset(self._until)

    def next(self) -> float:
        """Return in how many seconds one of them may be tried again; infinite when none waits."""
        return max(0.0, min(self._until.values(), default=math.inf) - self._clock())
