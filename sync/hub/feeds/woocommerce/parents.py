"""What variations take from their parent, which they name by SKU or as `id:123`."""

from collections import OrderedDict
from typing import NamedTuple

import msgspec

from sync.hub.feeds.cells import Cells
from sync.protocol.products import Size

REMEMBERED = 50_000
"""Parents that are remembered; an export writes them before their variations."""


class Parent(NamedTuple):
    """A variable product: its key, the size its variations have that tell none, why it is not sold."""

    key: str
    size: Size = Size()
    hidden: str = ""

    def completed(self, own: Size) -> Size:
        """Return the size of a variation: what it does not tell itself is its parent's."""
        sides = own if own.width or own.depth or own.height or own.text else self.size
        return msgspec.structs.replace(sides, weight=own.weight or self.size.weight)


class Parents:
    """The variable products of a file, the latest remembered, by SKU and by `id:123`."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Parent] = OrderedDict()

    def add(self, cells: Cells, parent: Parent) -> None:
        """Remember a parent."""
        for name in {parent.key, f"id:{cells.get('id')}"}:
            self._known[name] = parent
        while len(self._known) > 2 * REMEMBERED:
            self._known.popitem(last=False)

    def of(self, name: str) -> Parent:
        """Return the parent of this name; one that has not been seen is known by its name alone."""
        return self._known.get(name) or Parent(name)
