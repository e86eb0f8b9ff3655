"""Writing with a few large keys: each opens others, until one writes a sign."""

from collections.abc import Callable, Sequence

from kiosk.core.spelling import BLANK, SPACE, Key
from kiosk.ui.access.page import Mode
from kiosk.ui.access.script import CELLS, Action, Cell

BETWEEN_SIGNS = " "


class Speller:
    """Keeps which keys are open."""

    def __init__(self, mode: Mode, write: Callable[[str], None], named: Callable[[str], str]) -> None:
        """`write` takes a sign; `named` says what a sign is called."""
        self._mode, self._write, self._named = mode, write, named
        self._fork: tuple[Key, ...] = ()

    @property
    def first(self) -> bool:
        """Whether the first keys are shown."""
        return not self._fork

    def cells(self, keys: Sequence[Key], last: Action) -> tuple[Cell, ...]:
        """Return the controls; `last` stands behind the first keys, five at most."""
        cells: list[Cell] = [self._key(key) for key in (self._fork or keys)]
        cells += [None] * (CELLS - len(cells))
        if self.first:
            cells[-1] = last
        return tuple(cells)

    def restart(self) -> None:
        """Show the first keys."""
        self._fork = ()

    def leave(self) -> None:
        """Show the first keys: none of these was meant."""
        self._open(())

    def _key(self, key: Key) -> Action:
        if key.keys:
            return Action("", key.label, lambda: self._open(key.keys), self._spelled(key.label))
        return Action("", key.label, lambda: self._press(key.sign), self._named(key.sign))

    def _spelled(self, label: str) -> str:
        return BETWEEN_SIGNS.join(self._named(SPACE if sign == BLANK else sign) for sign in label)

    def _open(self, fork: tuple[Key, ...]) -> None:
        self._fork = fork
        self._mode.retell()

    def _press(self, sign: str) -> None:
        self._fork = ()
        self._write(sign)
        self._mode.retell()
