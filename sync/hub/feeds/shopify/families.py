"""What rows inherit from the first row of their handle, and what a row without SKU goes by."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field

from sync.hub.feeds.cells import Cells
from sync.hub.feeds.options import slug
from sync.hub.feeds.text import plain
from sync.hub.feeds.values import MAX_CODE

REMEMBERED = 20_000
"""Handles whose first row is remembered: rows of a handle stand together, or nearly."""
OPTIONS = tuple((number, f"option{number} name", f"option{number} linkedto") for number in "12345")
"""Number of an option, and the columns of its name and of what it is linked to."""
DEFAULT = "default title"
"""The only choice of a product that has none."""
HIDDEN = frozenset({"draft", "archived", "unlisted"})
NO_SKU = frozenset({"-", "n/a", "none"})
SHORT = 3


@dataclass(slots=True)
class Family:
    """What a handle's first row says for all: options' names by number; `hidden` is why it is not sold."""

    options: dict[str, str] = field(default_factory=dict)
    linked: set[str] = field(default_factory=set)
    hidden: str = ""


class Families:
    """The handles of a file, the latest remembered."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Family] = OrderedDict()

    def of(self, handle: str, cells: Cells) -> Family:
        """Return what is known of a handle, with what this row adds."""
        family = self._known.pop(handle, None) or Family()
        self._known[handle] = family
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        for number, named, linked in OPTIONS:
            if cells.get(named):
                family.options[number] = cells.text(named)
            if cells.get(linked):
                family.linked.add(number)
        if cells.get("status") or cells.get("published"):
            family.hidden = _hidden(cells)
        return family


def choices(family: Family, cells: Cells) -> dict[str, str]:
    """Return what a row chooses of the options of its family, in the feed's words."""
    chosen = {}
    for number, _, _ in OPTIONS:
        word = cells.text(f"option{number} value")
        if word and word.casefold() != DEFAULT:
            name = family.options.get(number, f"Option {number}")
            chosen[name] = _spoken(word) if number in family.linked else word
    return chosen


def sku_of(handle: str, chosen: dict[str, str], cells: Cells) -> str:
    """Return a row's SKU; where there is none, one made of its handle and choices, the same every time."""
    sku = "" if cells.get("sku").casefold() in NO_SKU else cells.code("sku")
    return sku or stand_in(handle, chosen)


def stand_in(handle: str, chosen: dict[str, str]) -> str:
    """Return what a variant without SKU goes by.

    >>> stand_in("canvas-bag", {"Color": "Moss green", "Size": "L"})
    'canvas-bag-moss-green-l'
    """
    text = "-".join(filter(None, (slug(handle) or plain(handle), *map(slug, chosen.values()))))
    if len(text) <= MAX_CODE:
        return text
    return f"{text[: MAX_CODE - 9]}-{hashlib.blake2b(text.encode(), digest_size=4).hexdigest()}"


def _hidden(cells: Cells) -> str:
    """Return why a product is not sold: its status, or for files without one that it is not published."""
    status = cells.get("status").casefold()
    if status in HIDDEN:
        return f"the shop has not put this product on sale (Status {status})"
    if not status and cells.get("published").casefold() in {"false", "0", "no"}:
        return "the shop has not published this product"
    return ""


def _spoken(word: str) -> str:
    """Return a linked choice, which may be a handle such as `heather-grey`, as a word to show."""
    if word == slug(word) and "-" in word:
        return word.replace("-", " ").capitalize()
    return word.capitalize() if word.islower() and len(word) > SHORT else word
