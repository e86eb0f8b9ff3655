"""Picking: in which order the shelves are walked, for one order or for several at once (a wave)."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sync.protocol.moments import is_real, parse
from sync.protocol.orders import Line, Order, PickLine
from sync.protocol.stock import StockLevel

MAX_WAVE_ORDERS = 6
MAX_WAVE_PIECES = 24
"""What one person sorts out without a mistake: as many bags as hang on a trolley."""

PARTS = re.compile(r"\d+|[^\W\d_]+")
ShelfKey = tuple[bool, tuple[tuple[bool, int, str], ...]]


class Share(msgspec.Struct, frozen=True):
    """What of a pick belongs to one line of one order; `substitute` is set where it is taken instead."""

    order: str
    line: str
    quantity: int
    substitute: bool = False


class Pick(msgspec.Struct, frozen=True):
    """So many pieces of a variant at one place, and whose they are (the most urgent order first)."""

    product: str
    variant: str
    quantity: int
    shares: list[Share]
    options: dict[str, str] = {}


class Stop(msgspec.Struct, frozen=True):
    """A place on the way; `aisle` is '' for what nobody knows the place of: that comes last."""

    aisle: str
    picks: list[Pick]


class Bag(msgspec.Struct, frozen=True):
    """What of a wave goes to one order once all is picked."""

    order: str
    number: str
    lines: list[Line]


def shelf_key(aisle: str) -> ShelfKey:
    """Return what sorts shelf labels as people walk: aisle 2 before aisle 10, unknown ones last.

    >>> sorted(["10-1", "2-3", "", "2-1"], key=shelf_key)
    ['2-1', '2-3', '10-1', '']
    """
    parts = PARTS.findall(aisle.casefold())
    return not parts, tuple((not part.isdecimal(), _number(part), part) for part in parts)


def _number(part: str) -> int:
    return int(part) if part.isdecimal() else 0


def still_to_pick(line: Line) -> int:
    """Return how many pieces are to be taken from a shelf now; none while the shopper is asked."""
    if line.state != "open" or line.waits:
        return 0
    return line.substitute.quantity - line.substitute.picked if line.substitute else line.missing


def wanted(line: Line) -> tuple[str, str, dict[str, str]]:
    """Return what is taken for a line now: product, variant, options; a substitute once it is agreed to."""
    offered = line.substitute
    if offered is not None and offered.agreed == "yes" and line.state in {"open", "substituted"}:
        return offered.product, offered.variant, offered.options
    return line.product, line.variant, line.options


def route(documents: Sequence[Order], levels: Mapping[str, StockLevel]) -> list[Stop]:
    """Return where to take what, in the order of the shelf, for one order or several.

    Args:
        documents: The orders, all of which one person picks.
        levels: The store's stock by variant; its aisles say where things are.
    """
    by_variant: dict[tuple[str, str], list[tuple[Share, Line]]] = {}
    for order in _by_promise(documents):
        for line in order.lines:
            quantity = still_to_pick(line)
            if quantity:
                product, variant, _ = wanted(line)
                share = Share(order.id, line.id, quantity, line.substitute is not None)
                by_variant.setdefault((product, variant), []).append((share, line))
    stops: dict[str, list[Pick]] = {}
    for (product, variant), rows in by_variant.items():
        level = levels.get(variant)
        shares = [share for share, _ in rows]
        pick = Pick(product, variant, sum(share.quantity for share in shares), shares, wanted(rows[0][1])[2])
        stops.setdefault(level.aisle if level else "", []).append(pick)
    return [Stop(aisle, stops[aisle]) for aisle in sorted(stops, key=shelf_key)]


def in_shelf_order(order: Order, levels: Mapping[str, StockLevel]) -> list[Line]:
    """Return an order's lines, done or not, in the order of the shelf."""

    def place(line: Line) -> ShelfKey:
        level = levels.get(wanted(line)[1])
        return shelf_key(level.aisle if level else "")

    return sorted(order.lines, key=place)


def taken(documents: Sequence[Order], variant: str, quantity: int = 1, code: str = "") -> list[PickLine]:
    """Return the verbs that say what was just taken from a shelf: the most urgent order gets it first.

    Empty when nobody wants it (any more): the wrong thing was taken. `code` is what was scanned.
    """
    verbs: list[PickLine] = []
    for order in _by_promise(documents):
        for line in order.lines:
            if not quantity or wanted(line)[1] != variant:
                continue
            some = min(quantity, still_to_pick(line))
            if some:
                verbs.append(PickLine(order.id, line.id, some, code))
                quantity -= some
    return [] if quantity else verbs


def sort_out(documents: Sequence[Order]) -> list[Bag]:
    """Return what goes into which bag at the end of a wave."""
    return [
        Bag(order.id, order.number, [line for line in order.lines if line.pieces])
        for order in _by_promise(documents)
    ]


def suggested_wave(documents: Iterable[Order], me: str) -> list[Order]:
    """Return orders that are well picked together: the most urgent ones that are free, or are mine.

    Several or none; a request from a kiosk is never among them: somebody stands there and waits.
    """
    wave: list[Order] = []
    pieces = 0
    for order in _by_promise(documents):
        free = order.claimed is None or order.has(me)
        if order.kind == "request" or order.state not in {"new", "accepted", "picking"} or not free:
            continue
        more = sum(still_to_pick(line) for line in order.lines)
        if not more or pieces + more > MAX_WAVE_PIECES:
            continue
        wave.append(order)
        pieces += more
        if len(wave) == MAX_WAVE_ORDERS:
            break
    return wave if len(wave) > 1 else []


def _by_promise(documents: Iterable[Order]) -> list[Order]:
    def moment(order: Order) -> tuple[float, str]:
        text = order.promise or order.placed
        return parse(text).timestamp() if is_real(text) else math.inf, order.id

    return sorted(documents, key=moment)
