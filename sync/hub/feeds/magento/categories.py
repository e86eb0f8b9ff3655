"""Magento's categories: paths such as `Default Category/Men/Tops`, or one name a line from the top down."""

from collections.abc import Iterator

from sync.hub.feeds.options import slug
from sync.hub.feeds.parts import CategoryPart
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.tables import Record, Table, read_records
from sync.hub.feeds.text import plain
from sync.protocol.products import Category

ROOT = "Default Category"
"""The invisible top of every Magento tree."""

SHOWCASES = frozenset({"collections", "promotions", "sale", "what's new"})
"""Tops that gather products of all shelves: where a product also is, not where it belongs."""

Path = tuple[str, ...]


class CategoryTree:
    """What the category tables say of the tree; it tells where a product belongs."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._tops = {name.capitalize() for name in SHOWCASES}
        self._off: set[Path] = set()

    def read(self, table: Table, ledger: Ledger) -> Iterator[CategoryPart]:
        """Read a category table; what the shop has switched off is refused, and what hangs below it."""
        for record in read_records(table, ledger):
            name = plain(record.get("name"))
            path = (*split_path(record.get("path")), name)
            problem = self._problem(record, name, path)
            self._tops.add(path[0])
            if problem:
                ledger.refuse(record.row, *problem)
                continue
            category = Category(_id(path), {self._language: name}, _id(path[:-1]))
            yield CategoryPart(record.row, category)

    def place(self, cell: str) -> tuple[Path, list[str]]:
        """Return the shelf a product belongs to (() for none), and the names of others it is on."""
        paths = [path for path in (self._lines(cell) if "\n" in cell else _paths(cell)) if path]
        if not paths:
            return (), []
        shelf = max(paths, key=lambda path: (path[0].casefold() not in SHOWCASES, len(path)))
        others = [
            path[-1] for path in paths if path != shelf and path[0].casefold() in SHOWCASES and len(path) > 1
        ]
        self._tops.add(shelf[0])
        return shelf, others

    def _problem(self, record: Record, name: str, path: Path) -> tuple[str, str, str] | None:
        if not slug(name):
            return "name", name, "there is no name"
        if record.get("active") == "0" or path[:-1] in self._off:
            self._off.add(path)
            return "active", record.get("active"), "the shop has switched this category off"
        return None

    def _lines(self, cell: str) -> list[Path]:
        """Take a cell apart that names one category a line: below the line before it, or a new top."""
        paths: list[Path] = []
        for name in filter(slug, map(plain, cell.split("\n"))):
            if paths and name not in self._tops:
                paths[-1] = (*paths[-1], name)
            else:
                paths.append((name,))
        return paths


def split_path(cell: str) -> Path:
    """Return the names of a path from the top down, without Magento's root."""
    names = tuple(name for name in map(plain, cell.split("/")) if slug(name))
    return names[1:] if names[:1] == (ROOT,) else names


def _paths(cell: str) -> list[Path]:
    return [split_path(path) for path in cell.split(",")]


def _id(path: Path) -> str:
    return "-".join(map(slug, path))
