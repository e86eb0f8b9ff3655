"""A cell with the measures of a thing: one clause, clauses that complete each other, a whole and parts."""

import re
from functools import lru_cache
from typing import NamedTuple

from sync.hub.feeds.measures.items import Item, UncertainError, agreed, read_items, take_order
from sync.hub.feeds.measures.notation import Token, normalise, tokens
from sync.hub.feeds.measures.sides import Sides, settle
from sync.hub.feeds.measures.units import MM, G
from sync.hub.feeds.measures.words import WHOLE

CLAUSE = re.compile(r"[\n\r;\u2022\u00b7\u3001\u3002]+|,\s(?=[^\d]*:)")
MAX_TEXT = 300
"""Characters of a cell that can be measures; a longer one is prose."""


class Told(NamedTuple):
    """What a clause says: sides as they are called to mm, weight in g (0 where not told)."""

    sides: dict[str, int]
    weight: int = 0


class Hint(NamedTuple):
    """What a column's header says of the measures below it: the order of sides, and the unit."""

    order: tuple[str, ...] = ()
    unit: str = ""


@lru_cache(maxsize=1000)
def read_header(header: str) -> Hint:
    """Return what a header says.

    >>> read_header("Dimensions (W x D x H, cm)"), read_header("weight_in_kg")
    (Hint(order=('w', 'd', 'h'), unit='cm'), Hint(order=(), unit='kg'))
    """
    found = tokens(normalise(re.sub(r"[_\[\]]|(?<=[a-z])(?=[A-Z])", " ", header)))
    sides = tuple(token.value for token in found if token.kind == "side")
    units = [token.value for token in found if token.kind == "unit"]
    return Hint(sides if len(sides) > 1 else (), units[-1] if units else "")


def read_cell(text: str, unit: str = "", order: tuple[str, ...] = ()) -> tuple[Sides, int] | None:
    """Return width, depth, height (mm) and weight (g) of a cell; None where any of it is uncertain.

    `unit` is that of lengths without one, `order` that of numbers without a side.
    """
    clauses = [clause for clause in CLAUSE.split(normalise(text)) if clause.strip()]
    if not clauses or len(text) > MAX_TEXT:
        return None
    found = [tokens(clause) for clause in clauses]
    whole = [clause for clause in found if any(t.kind == "label" and t.value in WHOLE for t in clause)]
    try:
        if len(found) > 1 and len(whole) == 1:
            return _settled([_clause(whole[0], unit, order), *_weights(found, whole[0])])
        return _settled([_clause(clause, unit, order) for clause in found])
    except UncertainError:
        return None


def names_weight(text: str) -> bool:
    """Tell whether a text says that a weight in it is the weight: "15 lbs." alone may be what it carries."""
    return Token("side", "weight") in tokens(normalise(text))


def read_one(text: str, unit: str, *, weight: bool = False) -> int | None:
    """Return the one length (mm) or weight (g) of a cell; None where it is none, several, or uncertain."""
    try:
        items, _ = _items(tokens(normalise(text)))
        if len(items) != 1 or items[0].side not in {"", "weight" if weight else ""}:
            return None
        item = items[0] if items[0].unit else items[0]._replace(unit=unit)
        return item.value() if item.unit in (G if weight else MM) else None
    except UncertainError:
        return None


def _settled(told: list[Told]) -> tuple[Sides, int]:
    """Put the clauses together.

    Raises:
        UncertainError: Two tell the same side, or the sides are not certain.
    """
    sides: dict[str, int] = {}
    for each in told:
        if set(sides) & set(each.sides):
            raise UncertainError
        sides |= each.sides
    weights = [each.weight for each in told if each.weight]
    settled = settle(sides) if sides else {}
    if settled is None or len(weights) > 1 or not (settled or weights):
        raise UncertainError
    return settled, sum(weights)


def _weights(clauses: list[list[Token]], whole: list[Token]) -> list[Told]:
    """Return the weights told beside the whole; what is not understood there is of a part."""
    found = []
    for clause in clauses:
        if clause is whole:
            continue
        try:
            told = _clause(clause, "", ())
        except UncertainError:
            continue
        if told.weight and not told.sides:
            found.append(told)
    return found


def _clause(clause: list[Token], unit: str, order: tuple[str, ...]) -> Told:
    items, told_order = _items(clause)
    lengths = [item if item.unit else item._replace(unit=unit) for item in items if not item.is_weight]
    weights = [item for item in items if item.is_weight]
    if any(item.unit not in MM for item in lengths) or any(item.unit not in G for item in weights):
        raise UncertainError
    if len(weights) > 1 or any(item.side not in {"", "weight"} for item in weights):
        raise UncertainError
    names = _names(lengths, told_order or list(order))
    return Told(
        {name: item.value() for name, item in zip(names, lengths, strict=True)},
        weights[0].value() if weights else 0,
    )


def _names(lengths: list[Item], order: list[str]) -> list[str]:
    """Return the side of each length, as told or by the order."""
    names = [item.side for item in lengths]
    if lengths and not any(names) and len(order) == len(lengths):
        names = order
    if not all(names) or len(set(names)) < len(names):
        raise UncertainError
    return names


def _items(clause: list[Token]) -> tuple[list[Item], list[str]]:
    """Read a clause, or one that tells the same in two systems of units (`24 in / 61 cm`).

    Return the numbers, and the order of sides where it is told apart.

    Raises:
        UncertainError: Something is not understood.
    """
    order, rest = take_order(clause)
    bars = [place for place, token in enumerate(rest) if token.kind == "sign" and token.value in "/|"]
    if len(bars) == 1:
        try:
            one, other = read_items(rest[: bars[0]]), read_items(rest[bars[0] + 1 :])
            return agreed(one, other), order
        except UncertainError:
            pass  # then it parts two sides
    return read_items(rest), order
