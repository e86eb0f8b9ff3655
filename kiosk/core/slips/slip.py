"""What stands on an order's slip. Its person is named as briefly as a colleague needs."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from kiosk.core.picking import shelf_key
from sync.catalogue import present
from sync.catalogue.display import Display
from sync.protocol import moments
from sync.protocol.orders import Line, Order
from sync.protocol.products import Product
from sync.protocol.stock import StockLevel
from sync.texts import Texts

Pair = tuple[str, str]
"""In the store's language and in the shopper's; the second '' where both read the same."""


class Goods(NamedTuple):
    """Where the slip finds what it shows: products by id, levels by variant, pictures by their hash."""

    product: Callable[[str], Product | None]
    level: Callable[[str], StockLevel | None]
    picture: Callable[[str], Path | None]


class Tongue(NamedTuple):
    """A language that the slip speaks: its words, and how it writes times."""

    words: Texts
    display: Display


class SlipLine(NamedTuple):
    """One thing: where it stands, how many, what it is; `done` when all of it is there, `remark` why not."""

    aisle: str
    quantity: str
    name: Pair
    choices: Pair
    picture: Path | None
    done: bool
    remark: Pair


class Slip(NamedTuple):
    """A whole slip. `facts` are names with values; `foot` gets page and pages for `%1` and `%2`.

    `basket` is the code by which a till finds what is to be paid, '' where nothing is; `till` says so. It
    hands nothing over: the claim code is the shopper's, and on no slip.
    """

    number: str
    title: Pair
    pieces: Pair
    facts: list[tuple[Pair, str]]
    shelf: Pair
    lines: list[SlipLine]
    foot: Callable[[int, int], str]
    till: Pair
    basket: str = ""


def lay_out(order: Order, goods: Goods, store: Tongue, shopper: Tongue, now: str) -> Slip:
    """Return an order's slip, its things in the order of the shelves, printed at `now` (ISO 8601)."""
    writer = _Writer(goods, store, shopper)
    pieces = sum(line.quantity for line in order.lines)
    counts = tuple(tongue.words.get("pieces", count=pieces) for tongue in (store, shopper))
    lines = sorted(order.lines, key=lambda line: shelf_key(writer.aisle(line)))
    printed = _moment(store, now)
    return Slip(
        number=order.number,
        title=writer.said(order.kind),
        pieces=_pair(*counts),
        facts=_facts(order, writer),
        shelf=writer.said("shelf"),
        lines=[writer.line(line) for line in lines],
        foot=lambda page, pages: store.words.get("printed", printed, page, pages),
        till=writer.said("till"),
        basket="" if order.paid else order.basket,
    )


def short_name(name: str) -> str:
    """Return a name as briefly as a colleague needs it.

    >>> short_name("Anna Maria Rossi")
    'Anna R.'
    """
    parts = name.split()
    return f"{parts[0]} {parts[-1][0]}." if len(parts) > 1 else name.strip()


def _facts(order: Order, writer: "_Writer") -> list[tuple[Pair, str]]:
    facts = [
        ("name", short_name(order.contact.name)),
        ("promise", _moment(writer.store, order.promise)),
        ("kept", _moment(writer.store, order.expires)),
        ("place", order.place),
        ("note", order.note),
    ]
    known = [(writer.said(key), value) for key, value in facts if value]
    return [*known, (writer.said("paid" if order.paid else "unpaid"), "")]


def _moment(tongue: Tongue, text: str) -> str:
    if not moments.is_real(text):
        return ""
    moment = moments.parse(text)
    day = tongue.display.day(tongue.display.local_date(moment))
    return tongue.words.get("moment", day, tongue.display.time(moment))


def _pair(first: str, second: str) -> Pair:
    return (first, "" if first == second else second)


class _Writer:
    """Writes in both languages."""

    def __init__(self, goods: Goods, store: Tongue, shopper: Tongue) -> None:
        self.store = store
        self._shopper = shopper
        self._goods = goods

    def said(self, key: str, *values: Pair) -> Pair:
        """Return a text in both languages; of values each gets its own."""
        own = [first for first, _ in values]
        theirs = [second or first for first, second in values]
        return _pair(self.store.words.get(key, *own), self._shopper.words.get(key, *theirs))

    def aisle(self, line: Line) -> str:
        """Return where a line's thing stands, '' where nobody knows."""
        level = self._goods.level(line.variant)
        return level.aisle if level else ""

    def line(self, line: Line) -> SlipLine:
        """Return a line as it is printed."""
        product = self._goods.product(line.product)
        chosen = self._chosen(product, line.variant, line.options)
        picture = present.picture(product, chosen) if product else None
        return SlipLine(
            aisle=self.aisle(line) or self.store.words.get("no_shelf"),
            quantity=self.store.words.get("times", self.store.display.number(line.quantity)),
            name=self._name(product, line.variant),
            choices=self._choices(product, chosen),
            picture=self._goods.picture(picture.media) if picture else None,
            done=line.pieces >= line.quantity,
            remark=self._remark(line),
        )

    def _remark(self, line: Line) -> Pair:
        offered = line.substitute
        if offered and offered.agreed == "yes":
            product = self._goods.product(offered.product)
            chosen = self._chosen(product, offered.variant, offered.options)
            name, choices = self._name(product, offered.variant), self._choices(product, chosen)
            return self.said("instead", self.said("choices", name, choices) if choices[0] else name)
        if line.state in {"short", "rejected"} and line.picked:
            count = (str(line.picked), str(line.picked)), (str(line.quantity), str(line.quantity))
            return self.said("part", *count)
        return self.said("missing") if line.state in {"short", "rejected"} else (line.note, "")

    def _name(self, product: Product | None, variant: str) -> Pair:
        if product is None:
            return (variant, "")
        languages = (self.store.words.language, self._shopper.words.language)
        own, theirs = (present.text(product.name, language) for language in languages)
        return _pair(own, theirs)

    def _choices(self, product: Product | None, chosen: Mapping[str, str]) -> Pair:
        if product is None:
            return ("", "")
        languages = (self.store.words.language, self._shopper.words.language)
        own, theirs = (" · ".join(present.choices(product, chosen, language)) for language in languages)
        return _pair(own, theirs)

    def _chosen(self, product: Product | None, variant: str, options: Mapping[str, str]) -> Mapping[str, str]:
        sold = present.variant(product, variant) if product else None
        return {**(sold.options if sold else {}), **options}
