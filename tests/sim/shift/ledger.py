"""What the world saw of a shift with its own eyes."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple


class Placed(NamedTuple):
    """An order that the hub acknowledged: how many lines it has, and the code that it is fetched with."""

    store: str
    lines: int
    claim: str


@dataclass
class Ledger:
    """Kept outside of all machines."""

    orders: dict[str, Placed] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    scans: int = 0
    sold: int = 0
    desk_orders: set[str] = field(default_factory=set)

    def asked(self, status: int) -> None:
        """Note how an order was answered."""
        self.answers[status] += 1

    def placed(self, order: str, store: str, lines: int, claim: str) -> None:
        """Note an order that was acknowledged."""
        self.orders[order] = Placed(store, lines, claim)
