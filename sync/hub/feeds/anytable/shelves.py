"""From rows with known fields to categories."""

from collections.abc import Iterator

from sync.hub.feeds.cells import Cells
from sync.hub.feeds.parts import CategoryPart, Part
from sync.hub.feeds.rows import Row
from sync.hub.feeds.text import plain
from sync.hub.feeds.values import parse_code
from sync.protocol.products import Category

NONE = frozenset({"", "0", "-1", "null", "none", "root", "-"})
LIST = " | "
MAX_ABOVE = 10_000
"""Categories that are remembered because only paths name them."""


class Tree:
    """Reads the categories of a file; those that only stand in another's path come at the end."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._above: dict[str, tuple[Row, Category]] = {}

    def parts(self, cells: Cells) -> Iterator[Part]:
        """Yield the category of a row; without a name it goes by its id, without an id it is refused."""
        identifier, name = cells.get("id") and cells.parsed("id", parse_code), cells.text("name")
        if not identifier:
            cells.refuse("id", cells.get("id"), "no id names the category")
            return
        if not name:
            cells.note("name", "", f"there is no name; the category goes by {identifier}")
        above = self._path(cells, identifier)
        told = cells.get("parent") or (above[-1] if above else "")
        parent = "" if told.casefold() in NONE or told == identifier else told
        self._told.add(identifier)
        yield CategoryPart(cells.row, Category(identifier, cells.texts(name or identifier), parent))

    def rest(self) -> Iterator[Part]:
        """Yield the categories that no row told."""
        for identifier, (row, category) in self._above.items():
            if identifier not in self._told:
                yield CategoryPart(row, category)

    def _path(self, cells: Cells, identifier: str) -> list[str]:
        """Return the ids above a category from the top, and remember their names."""
        path = [step for step in cells.get("path").split(LIST) if step]
        names = [plain(name) for name in cells.get("path_names").split(LIST) if name]
        if len(names) == len(path) and len(self._above) < MAX_ABOVE:
            for place, (step, name) in enumerate(zip(path, names, strict=True)):
                parent = path[place - 1] if place else ""
                if step != identifier and step not in self._above:
                    self._above[step] = (cells.row, Category(step, cells.texts(name), parent))
        return [step for step in path if step != identifier]
