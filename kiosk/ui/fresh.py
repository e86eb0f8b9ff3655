"""Which figures on a page changed by themselves while somebody looks: the page shows where."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from sync.protocol.money import Price


class Seen(NamedTuple):
    """What a product page says that can change by itself; `figures` are those of stock by store code."""

    variant: str
    price: Price | None
    figures: Mapping[str, str]


class Fresh:
    """Counts the news of one choice: each count that grows is worth a tint."""

    def __init__(self) -> None:
        self.stock: Counter[str] = Counter()
        self.price = 0

    def forget(self) -> None:
        """Begin anew: another choice is shown, and all of it is new."""
        self.stock.clear()
        self.price = 0

    def note(self, before: Seen, after: Seen) -> bool:
        """Count what has changed between two looks at the same choice; return whether a stock figure has."""
        if before.variant != after.variant:
            return False
        changed = [
            code for code, figure in after.figures.items() if before.figures.get(code, figure) != figure
        ]
        self.stock.update(changed)
        self.price += before.price != after.price
        return bool(changed)
