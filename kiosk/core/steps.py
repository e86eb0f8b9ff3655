"""The way that somebody went through the desk's pages: back along it, and back to it after stepping away."""

from collections.abc import Iterable
from typing import NamedTuple

MOST = 20
"""Pages that Back remembers."""


class Step(NamedTuple):
    """A page, and the id of what it was about."""

    page: str
    key: str


class Steps:
    """The pages that Back leads to, and where each colleague was when the desk was locked."""

    def __init__(self) -> None:
        self._way: list[Step] = []
        self._left: dict[str, tuple[Step, list[Step]]] = {}

    def add(self, step: Step) -> None:
        """Somebody goes on from here."""
        self._way.append(step)
        del self._way[:-MOST]

    def back(self) -> Step | None:
        """Return where somebody came from, None at the beginning of the way."""
        return self._way.pop() if self._way else None

    def begin(self) -> None:
        """A new way begins: there is nothing to go back to."""
        self._way.clear()

    def leave(self, person: str, step: Step) -> None:
        """Somebody steps away from a page; nobody else finds it."""
        self._left[person] = (step, self._way.copy())
        self.begin()

    def return_to(self, person: str) -> Step | None:
        """Return where somebody was when they stepped away, once, with the way that led there."""
        step, self._way = self._left.pop(person, (None, []))
        return step

    def forget(self, without: Iterable[str] = ()) -> None:
        """Keep no place of anybody, but of some."""
        kept = set(without)
        self._left = {person: left for person, left in self._left.items() if person in kept}
