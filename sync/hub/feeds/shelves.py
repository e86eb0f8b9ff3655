"""Categories made of what rows call a product's shelf: names from the top down."""

from collections.abc import Sequence

from sync.hub.feeds.options import slug
from sync.hub.feeds.parts import CategoryPart
from sync.hub.feeds.rows import Row
from sync.hub.feeds.staging import Staging
from sync.protocol.products import Category


class Shelves:
    """The tree as it is found: each path once, with all the paths above it."""

    def __init__(self, staging: Staging, language: str) -> None:
        self._staging = staging
        self._language = language
        self._known: set[str] = set()

    def place(self, names: Sequence[str], row: Row) -> str:
        """Return the id of a shelf, '' when nothing of its names can be read.

        >>> Shelves(Staging(), "en").place(["Men", "Tops & Tees"], Row("a.csv", 2))
        'men-tops-tees'
        """
        readable = [name.strip() for name in names if slug(name)]
        parent = identifier = ""
        for depth in range(1, len(readable) + 1):
            parent, identifier = identifier, "-".join(map(slug, readable[:depth]))
            if identifier not in self._known:
                self._known.add(identifier)
                category = Category(identifier, {self._language: readable[depth - 1]}, parent)
                self._staging.put_category(CategoryPart(row, category))
        return identifier
