"""Two or three things side by side: which they are, and in what they differ."""

from collections.abc import Sequence
from typing import NamedTuple

MOST = 3
"""More than three nobody keeps in mind."""


class Fact(NamedTuple):
    """One property of all of them: `key` names it, `values` are in words, '' where one has none."""

    key: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether they are not all the same in it."""
        return len(set(self.values)) > 1


class Piece(NamedTuple):
    """A thing that is compared: a product in one choice."""

    product: str
    variant: str


def with_piece(pieces: Sequence[Piece], piece: Piece, instead: str = "") -> tuple[Piece, ...]:
    """Return the things with one more.

    The same product in another choice takes its own place; otherwise it takes that of the product `instead`,
    and where there is no room, that of the one that was put there last.
    """
    places = [each.product for each in pieces]
    for product in (piece.product, instead):
        if product in places:
            at = places.index(product)
            return (*pieces[:at], piece, *pieces[at + 1 :])
    return (*pieces[: MOST - 1], piece)


def without(pieces: Sequence[Piece], product: str) -> tuple[Piece, ...]:
    """Return the things without a product."""
    return tuple(each for each in pieces if each.product != product)


def in_order(facts: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Return the facts that differ, and those that are the same; what none of them has is no fact."""
    told = [fact for fact in facts if any(fact.values)]
    return [fact for fact in told if fact.differs], [fact for fact in told if not fact.differs]
