"""Look-up of application identifiers, and the judgement of one value."""

import re
from functools import cache
from typing import Literal, NamedTuple

from sync.protocol.gs1.table import lines
from sync.protocol.gs1.values import CHECKS, RULES

Fault = Literal[
    "",
    "element_syntax",
    "unknown_identifier",
    "missing_separator",
    "check_digit",
    "element_value",
    "conflict",
]
"""What is wrong with GS1 data: '' nothing; a length, character or order; an identifier nobody allocated; a
separator (FNC1, U+001D) that got lost; a misread digit; a value that cannot be (a date, a country, a piece
3 of 2); two values for one identifier."""

CHARACTERS = {
    "N": "0-9",
    "X": r"!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z",
    "Y": r"#\-/0-9A-Z",
    "Z": r"\-0-9A-Z_a-z=",
}
SHORTEST, LONGEST = 2, 4
"""Digits of an application identifier."""


class Part(NamedTuple):
    """One piece of a value: its pattern, longest length, whether it may be missing, names of its rules."""

    pattern: str
    longest: int
    optional: bool
    rules: tuple[str, ...]


class Identifier(NamedTuple):
    """One application identifier.

    `fixed` has a length known beforehand and takes no separator; `in_query` may stand in a Digital Link's
    query; `needs` are choices of identifiers of which one must be complete, `excludes` such that may not
    stand beside; `qualifiers` are the choices of what may follow in a Digital Link's path, None when no
    Digital Link starts with it.
    """

    ai: str
    fixed: bool
    in_query: bool
    parts: tuple[Part, ...]
    needs: tuple[tuple[tuple[str, ...], ...], ...]
    excludes: tuple[str, ...]
    qualifiers: tuple[tuple[str, ...], ...] | None

    @property
    def longest(self) -> int:
        """Characters of the longest value."""
        return sum(part.longest for part in self.parts)

    def split(self, value: str) -> tuple[str | None, ...] | None:
        """Return the parts of a value, None for each that is missing; None when it does not fit at all."""
        found = _pattern(self.ai).fullmatch(value)
        return found.groups() if found else None

    def judge(self, value: str) -> Fault:
        """Say what is wrong with a value."""
        pieces = self.split(value)
        if pieces is None:
            return "element_syntax"
        faults = {
            ("check_digit" if rule in CHECKS else "element_value")
            for part, piece in zip(self.parts, pieces, strict=True)
            for rule in part.rules
            if piece is not None and not (CHECKS.get(rule) or RULES[rule])(piece)
        }
        if "check_digit" in faults:
            return "check_digit"
        return "element_value" if faults else ""


def find(ai: str) -> Identifier | None:
    """Return what is known of an application identifier (`01`, `3103`); None when nobody allocated it."""
    line = _index().get(ai)
    return _parse(ai, line) if line else None


def at(text: str, start: int) -> Identifier | None:
    """Return the identifier that the text has at a place; no identifier begins like a longer one."""
    for length in range(SHORTEST, LONGEST + 1):
        found = find(text[start : start + length])
        if found:
            return found
    return None


@cache
def _index() -> dict[str, str]:
    index = {}
    for line in lines():
        identifiers, rest = line.split(" ", 1)
        first, _, last = identifiers.partition("-")
        for number in range(int(first), int(last or first) + 1):
            index[str(number).zfill(len(first))] = rest
    return index


@cache
def _pattern(ai: str) -> re.Pattern[str]:
    identifier = find(ai)
    assert identifier is not None
    return re.compile("".join(part.pattern for part in identifier.parts))


@cache
def _parse(ai: str, line: str) -> Identifier:
    left, _, right = line.partition(" ; ")
    flags, *parts = left.split()
    pairs = [pair.split("=", 1) for pair in right.split()]
    keys = [value for name, value in pairs if name == "key"]
    return Identifier(
        ai,
        "*" in flags,
        "?" in flags,
        tuple(_part(part) for part in parts),
        tuple(_choices(value) for name, value in pairs if name == "req"),
        tuple(each for name, value in pairs if name == "ex" for each in value.split(",")),
        tuple(tuple(choice.split(",")) if choice else () for choice in keys[0].split("|")) if keys else None,
    )


def _choices(value: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(choice.split("+")) for choice in value.split(","))


def _part(text: str) -> Part:
    shape, *rules = text.split(",")
    optional = shape.startswith("[")
    shape = shape.strip("[]")
    least, longest = (1, int(shape[3:])) if ".." in shape else (int(shape[1:]), int(shape[1:]))
    group = f"([{CHARACTERS[shape[0]]}]{{{least},{longest}}})"
    return Part(group + "?" * optional, longest, optional, tuple(rules))
