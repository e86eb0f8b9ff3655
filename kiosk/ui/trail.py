"""The way back: the pages a shopper came by, one behind the other."""

from typing import NamedTuple

LONGEST = 50
"""Steps that are remembered: nobody walks back further."""


class Step(NamedTuple):
    """A page as it was shown; `key` says of what, where a page shows one thing of many (a product's id)."""

    page: str
    key: str = ""


class Trail:
    """Where somebody came from. What was passed twice leads back once: nobody walks in circles.

    >>> trail = Trail()
    >>> for page in ("home", "search", "product", "list", "search"):
    ...     trail.leave(Step(page))
    >>> [trail.back().page for _ in range(4)]
    ['search', 'list', 'product', 'home']
    """

    def __init__(self) -> None:
        """Begin where nobody came from anywhere."""
        self._steps: list[Step] = []

    def leave(self, step: Step) -> None:
        """Note a page that is left for another one."""
        others = [each for each in self._steps if each != step]
        self._steps = [*others[1 - LONGEST :], step]

    def arrive(self, step: Step) -> None:
        """Note a page that is shown (again): it is no way back to itself."""
        self._steps = [each for each in self._steps if each != step]

    def back(self) -> Step | None:
        """Return the page to go back to, and forget it; None at the beginning."""
        return self._steps.pop() if self._steps else None

    def clear(self) -> None:
        """Forget where anybody came from."""
        self._steps = []
