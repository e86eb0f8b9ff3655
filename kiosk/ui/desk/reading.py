"""Reading in the background what a page shows: once for much news at a time."""

from collections.abc import Callable
from typing import Generic, TypeVar

from kiosk.ui.desk.workplace import Workplace

T = TypeVar("T")


class Reading(Generic[T]):
    """One thing to read, again and again. Lives in the GUI thread; `read` runs beside it."""

    def __init__(self, work: Workplace, read: Callable[[], T], done: Callable[[T], None]) -> None:
        self._work = work
        self._read = read
        self._done = done
        self._due = False

    def again(self, *, opening: bool = False) -> None:
        """Read anew; where that is still to begin, all of it will be seen anyway.

        For a page that is `opening`, as `Workplace.read` has it.
        """
        if not self._due:
            self._due = True
            self._work.read(self._begin, self._done, opening=opening)

    def _begin(self) -> T:
        # Before anything is read: what changes from now on is read once more.
        self._due = False
        return self._read()
