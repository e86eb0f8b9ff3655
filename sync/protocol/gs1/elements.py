"""GS1 element strings: read plain with separators or bracketed, and written strictly.

Reading is lenient about blanks, brackets and the length of a GTIN, and about nothing else: broken data has a
fault, and whoever shows a product then has no number to go by. Source: GS1 General Specifications 7.8
(element strings), 4.14 (data relationships).
"""

import re
from typing import NamedTuple

from sync.protocol import codes
from sync.protocol.gs1.dictionary import Fault, Identifier, at, find

GS = "\x1d"
"""How a scanner delivers FNC1 as a separator."""
GTINS = ("01", "02", "03", "8006", "8026")
"""Identifiers whose value begins with a GTIN: item, content, made to order, piece, content of pieces."""
SHORT_GTINS = frozenset({8, 11, 12, 13})
"""Digits; 11 are a UPC-A that lost its zero."""
BRACKETS = str.maketrans("[]{}\uff08\uff09\uff3b\uff3d\u3010\u3011", "()()()()()")
BRACKETED = re.compile(r"(?<!\\)\(([0-9]{2,4})\)")
ESCAPED = "\\("
"""A bracket that belongs to a value, as programs that draw codes want it written."""
BLANKS = re.compile(r"[^\S\x1c-\x1f]+")
"""White space without the separators that Python counts among it; no value may have any."""
LOST_HERE = re.compile(r"(?=(?:01[0-9]{14}|1[13567][0-9]{6}|3[1-6][0-9]{8}))")
"""Where an element of known length might begin inside a value that has swallowed it."""


class Reading(NamedTuple):
    """GS1 data taken apart, in the order read, and its fault; what cannot be taken apart is empty."""

    elements: dict[str, str]
    fault: Fault = ""


def gtins(elements: dict[str, str]) -> list[str]:
    """Return the GTIN-14s of elements, the item's own first. The elements must be without fault."""
    found = [elements[ai][: codes.GTIN_LENGTH] for ai in GTINS if ai in elements]
    return [gtin for gtin in dict.fromkeys(found) if codes.is_gtin(gtin) and gtin.strip("0")]


def is_bracketed(text: str) -> bool:
    """Whether a text begins like `(01)`, in whatever brackets."""
    return BRACKETED.match(BLANKS.sub("", text).translate(BRACKETS)) is not None


def read(text: str) -> Reading:
    """Take element strings apart: bracketed when they begin so, else plain with GS (U+001D).

    >>> read("(01)09521234567882(10)L7").elements
    {'01': '09521234567882', '10': 'L7'}
    """
    tight = BLANKS.sub("", text)
    pairs = _bracketed(tight.translate(BRACKETS)) if is_bracketed(tight) else _plain(tight)
    return judge(pairs) if isinstance(pairs, list) else Reading({}, pairs)


def judge(pairs: list[tuple[Identifier, str]]) -> Reading:
    """Put elements together; a wrong check digit is told before a wrong value."""
    elements: dict[str, str] = {}
    faults: list[Fault] = []
    for identifier, value in pairs:
        faults.append(identifier.judge(value))
        if elements.setdefault(identifier.ai, value) != value:
            return Reading({}, "conflict")
    if not elements or "element_syntax" in faults:
        return Reading({}, "element_syntax")
    told: tuple[Fault, ...] = ("check_digit", "element_value")
    return Reading(elements, next((fault for fault in told if fault in faults), ""))


def lost_separator(text: str, reading: Reading) -> bool:
    """Whether the last value, of no fixed length, seems to have swallowed what should stand behind a GS."""
    text = BLANKS.sub("", text)
    if reading.fault or not reading.elements or is_bracketed(text):
        return False
    last, value = list(reading.elements.items())[-1]
    identifier = find(last)
    if identifier is None or identifier.fixed or text.endswith(GS):
        return False
    places = (found.start() for found in LOST_HERE.finditer(value) if found.start())
    return any(_is_whole(value[place:]) for place in places)


def _is_whole(text: str) -> bool:
    reading = _plain(text)
    return isinstance(reading, list) and judge(reading).fault == ""


def _plain(text: str) -> list[tuple[Identifier, str]] | Fault:
    pairs = []
    place = 0
    while place < len(text):
        if text[place] == GS:
            place += 1
            continue
        identifier = at(text, place)
        if identifier is None:
            return "unknown_identifier"
        start = place + len(identifier.ai)
        end = text.find(GS, start) % (len(text) + 1)
        value = text[start:end]
        if identifier.fixed and len(value) > identifier.longest:
            value = value[: identifier.longest]
        elif len(value) > identifier.longest:
            return "missing_separator"
        place = start + len(value)
        pairs.append((identifier, _whole_gtin(identifier, value)))
    return pairs


def _bracketed(text: str) -> list[tuple[Identifier, str]] | Fault:
    before, *pieces = BRACKETED.split(text)
    if before.strip():
        return "element_syntax"
    pairs: list[tuple[Identifier, str]] = []
    for ai, piece in zip(pieces[::2], pieces[1::2], strict=True):
        identifier = find(ai)
        value = piece.strip(GS).replace(ESCAPED, "(")
        if identifier is not None:
            pairs.append((identifier, _whole_gtin(identifier, value)))
        elif pairs and not pairs[-1][0].fixed:
            # Brackets may belong to a value too.
            before_it, begun = pairs.pop()
            pairs.append((before_it, f"{begun}({ai}){value}"))
        else:
            return "unknown_identifier"
    return pairs


def _whole_gtin(identifier: Identifier, value: str) -> str:
    """Give a GTIN back the zeros it was shortened by."""
    short = identifier.ai in GTINS[:3] and len(value) in SHORT_GTINS
    return codes.gtin14(value) if short else value


def write(elements: dict[str, str]) -> str:
    """Return element strings as a scanner would deliver them: what has a known length first, GS between.

    Raises:
        ValueError: An identifier is unknown, a value is wrong, or one lacks or does not bear another.
    """
    check(elements)
    ordered = sorted(elements, key=lambda ai: not _known(ai).fixed)
    text = "".join(ai + elements[ai] + GS * (not _known(ai).fixed) for ai in ordered)
    return text.rstrip(GS)


def write_bracketed(elements: dict[str, str]) -> str:
    """Return element strings for people and for printers of codes: `(01)…(10)…`, in the order given.

    Raises:
        ValueError: As `write`.
    """
    check(elements)
    return "".join(f"({ai}){value}" for ai, value in elements.items())


def check(elements: dict[str, str]) -> None:
    """Refuse elements that may not be printed.

    Raises:
        ValueError: As `write`.
    """
    if not elements:
        raise ValueError("There is nothing to write.")
    for ai, value in elements.items():
        identifier = _known(ai)
        fault = identifier.judge(value)
        if fault:
            raise ValueError(f"({ai}){value}: {fault}.")
        for choices in identifier.needs:
            if not any(all(_has(elements, each, ai) for each in choice) for choice in choices):
                raise ValueError(f"({ai}) stands only beside {_words(choices)}.")
        unfit = [each for each in identifier.excludes if _has(elements, each, ai)]
        if unfit:
            raise ValueError(f"({ai}) may not stand beside ({unfit[0]}).")


def _known(ai: str) -> Identifier:
    identifier = find(ai)
    if identifier is None:
        raise ValueError(f"({ai}) is no application identifier.")
    return identifier


def _has(elements: dict[str, str], wanted: str, besides: str) -> bool:
    pattern = wanted.replace("n", "[0-9]")
    return any(ai != besides and re.fullmatch(pattern, ai) for ai in elements)


def _words(choices: tuple[tuple[str, ...], ...]) -> str:
    return " or ".join(" and ".join(f"({each})" for each in choice) for choice in choices)
