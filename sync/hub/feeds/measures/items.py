"""The numbers of one measure in the order written, each with its unit and the side it is of."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from sync.hub.feeds.measures.notation import Token
from sync.hub.feeds.measures.numbers import read_number, to_integer
from sync.hub.feeds.measures.units import IMPERIAL, MM, G

SEPARATORS = frozenset(",/|:=&.+")
SMALLER = {"ft": ("in", 12), "lb": ("oz", 16)}
"""Units told in two steps, such as 5 ft 6 in: the smaller one, and how many make the greater."""


class UncertainError(Exception):
    """What is written may mean more than one thing, or something unknown."""


class Item(NamedTuple):
    """A number as written. `fine` is the smaller step (`6` of 5 ft 6 in); '' where there is nothing."""

    number: str
    unit: str = ""
    side: str = ""
    fine: str = ""

    @property
    def is_weight(self) -> bool:
        """Whether it tells a weight."""
        return self.unit in G or self.side == "weight"

    def value(self) -> int:
        """Return it in mm or g.

        Raises:
            UncertainError: The number can be read in two ways, or cannot be true.
        """
        number = read_number(self.number, self.unit)
        if number is None:
            raise UncertainError
        if self.fine:
            unit, steps = SMALLER[self.unit]
            fine = read_number(self.fine, unit)
            if fine is None or fine >= steps or number != int(number):
                raise UncertainError
            number += fine / Decimal(steps)
        whole = to_integer(number, self.unit)
        if whole is None:
            raise UncertainError
        return whole


def read_items(tokens: Sequence[Token]) -> list[Item]:
    """Return the numbers that tokens tell.

    Raises:
        UncertainError: There are none, or something is not understood.
    """
    items = _Reader(tokens).read()
    if not items:
        raise UncertainError
    return items


class _Reader:
    """Goes through the tokens once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.items: list[Item] = []
        self._tokens = list(tokens)
        self._place = 0
        self._pending = ""
        self._lead_unit = ""
        first = next((token.kind for token in self._tokens if token.kind in {"side", "number"}), "number")
        self._sides_first = first == "side"

    def read(self) -> list[Item]:
        while self._place < len(self._tokens):
            self._step()
        if self._pending:
            raise UncertainError
        return spread(self.items, self._lead_unit)

    def _step(self) -> None:
        token = self._tokens[self._place]
        if token == Token("sign", "("):
            self._bracket()
            return
        self._place += 1
        if token.kind == "number":
            self._number(token.value)
        elif token.kind == "side":
            self._side(token.value)
        elif token.kind == "unit":
            self._loose_unit(token.value)
        elif token.kind == "label":
            if self.items or self._pending:
                raise UncertainError
        elif token.kind != "times" and token.value not in SEPARATORS:
            raise UncertainError

    def _loose_unit(self, unit: str) -> None:
        """Take a unit that no number stands before: of all numbers, told first or last."""
        ends = self._place == len(self._tokens)
        if self._lead_unit or not (self._pending or ends or not self.items):
            raise UncertainError
        self._lead_unit = unit

    def _side(self, side: str) -> None:
        """Take a side: of the number before it, or of the one that follows."""
        last = self.items[-1] if self.items else None
        if last and not self._pending and last.side in {"", side} and not self._parted():
            if self._sides_first and not last.side:
                raise UncertainError
            self.items[-1] = last._replace(side=side)
        elif self._sides_first and not self._pending:
            self._pending = side
        else:
            raise UncertainError

    def _parted(self) -> bool:
        """Whether a sign stands between the last number and the side just taken."""
        before = self._tokens[self._place - 2]
        return before.kind == "times" or (before.kind == "sign" and before.value in ",/|")

    def _number(self, number: str) -> None:
        unit = self._take_unit()
        fine = ""
        match self._tokens[self._place : self._place + 2]:
            case [Token("number", smaller), Token("unit", small)] if SMALLER.get(unit, ("",))[0] == small:
                fine = smaller
                self._place += 2
        self.items.append(Item(number, unit, self._pending, fine))
        self._pending = ""

    def _take_unit(self) -> str:
        token = self._tokens[self._place] if self._place < len(self._tokens) else None
        if token is None or token.kind != "unit":
            return ""
        self._place += 1
        if self._tokens[self._place : self._place + 1] == [Token("sign", ".")]:
            self._place += 1
        return token.value

    def _bracket(self) -> None:
        """Take what stands in brackets: a side, a unit, or the same measures in other units."""
        closing = Token("sign", ")")
        rest = self._tokens[self._place :]
        end = self._place + rest.index(closing) if closing in rest else 0
        inner = self._tokens[self._place + 1 : end]
        if not inner:
            raise UncertainError
        self._place = end + 1
        if len(inner) == 1 and inner[0].kind == "side" and self.items and not self.items[-1].side:
            self.items[-1] = self.items[-1]._replace(side=inner[0].value)
        elif len(inner) == 1 and inner[0].kind == "unit" and not self._lead_unit:
            self._lead_unit = inner[0].value
        elif any(token.kind == "number" for token in inner) and self.items:
            self._compare(read_items(inner))
        else:
            raise UncertainError

    def _compare(self, others: list[Item]) -> None:
        if len(others) == 1:
            same = others[0]._replace(side="")
            self.items[-1] = agreed([self.items[-1]], [same], self._lead_unit)[0]
        else:
            self.items = agreed(self.items, others, self._lead_unit)


def take_order(tokens: Sequence[Token]) -> tuple[list[str], list[Token]]:
    """Part an order of sides (`W x D x H`, also in brackets) at either end from the rest."""
    kinds = list(tokens)
    numbers = [place for place, token in enumerate(kinds) if token.kind == "number"]
    if not numbers:
        return [], kinds
    for start, end in ((0, numbers[0]), (numbers[-1] + 1, len(kinds))):
        sides = [place for place in range(start, end) if kinds[place].kind == "side"]
        if len(sides) > 1 and all(_joins(kinds[one + 1 : two]) for one, two in pairwise(sides)):
            rest = kinds[start : sides[0]] + kinds[sides[-1] + 1 : end]
            kept = [token for token in rest if token.kind not in {"sign", "times"}]
            return [kinds[place].value for place in sides], kinds[:start] + kept + kinds[end:]
    return [], kinds


def spread(items: list[Item], lead_unit: str = "") -> list[Item]:
    """Give lengths without a unit the one unit that the others have (`120 x 60 x 75 cm`).

    Raises:
        UncertainError: The others have several.
    """
    lengths = [item for item in items if not item.is_weight]
    units = {item.unit for item in lengths if item.unit} | ({lead_unit} - {""})
    bare = [item for item in lengths if not item.unit]
    if not bare or not units:
        return items
    if len(units) > 1 or any(item.fine for item in lengths) or not units <= set(MM):
        raise UncertainError
    (unit,) = units
    return [item._replace(unit=unit) if item in bare else item for item in items]


def agreed(items: list[Item], others: list[Item], lead_unit: str = "") -> list[Item]:
    """Return the first of two tellings of the same measures in two systems of units.

    Raises:
        UncertainError: They are not the same, or in one system.
    """
    items = spread(items, lead_unit)
    if len(items) != len(others):
        raise UncertainError
    for one, other in zip(items, others, strict=True):
        if not one.unit or not other.unit or (one.unit in IMPERIAL) == (other.unit in IMPERIAL):
            raise UncertainError
        if other.side not in {"", one.side} or one.is_weight != other.is_weight:
            raise UncertainError
        if not _near(one, other):
            raise UncertainError
    return items


def _near(one: Item, other: Item) -> bool:
    """Whether two values are one, each rounded to a whole unit of its own."""
    slack = sum(float((MM.get(item.unit) or G[item.unit]) / 2) for item in (one, other))
    slack = min(slack, 13.0) if not one.is_weight else min(slack, 250.0)
    return abs(one.value() - other.value()) <= max(slack, 0.02 * one.value())


def _joins(between: Sequence[Token]) -> bool:
    return len(between) == 1 and (between[0].kind == "times" or between[0].value in "/*-,")
