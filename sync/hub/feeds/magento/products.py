"""From a family of rows to parts: what its head says of the product, and one variant for each member."""

from collections.abc import Iterator

import msgspec

from sync.hub.feeds.cells import kept
from sync.hub.feeds.dimensions import SizeCells, read_size
from sync.hub.feeds.feed import Settings
from sync.hub.feeds.magento.attributes import Attributes
from sync.hub.feeds.magento.categories import CategoryTree
from sync.hub.feeds.magento.families import Family, Member, common_name
from sync.hub.feeds.magento.rows import ProductRow
from sync.hub.feeds.options import AXIS_NAMES, COLOUR, axis_id, slug
from sync.hub.feeds.parts import PictureRef, ProductPart, StockPart, VariantPart
from sync.hub.feeds.text import readable
from sync.protocol.products import OptionAxis, Size, Texts

SAID_IN_DETAILS = ("material",)
"""Attributes that a shopper wants to read; the others are kept in `extra`."""


class Teller:
    """Tells the parts of families with what the whole feed has in common."""

    def __init__(self, settings: Settings, attributes: Attributes, tree: CategoryTree) -> None:
        self._settings = settings
        self._attributes = attributes
        self._tree = tree

    def parts(self, family: Family) -> Iterator[ProductPart | VariantPart | StockPart]:
        """Yield the parts of a family."""
        yield self._product(family)
        for member in family.members:
            yield self._variant(family, member)
            row = member.row
            if row.quantity is not None or row.status:
                yield StockPart(row.row, row.sku, quantity=row.quantity, status=row.status)

    def _product(self, family: Family) -> ProductPart:
        head = family.head
        shelf, others = self._tree.place(head.categories)
        words = readable(head.description)
        details = [*words.details, *self._sayings(head)]
        return ProductPart(
            row=head.row,
            key=family.key,
            name=self._text(_name(family)),
            lead=self._text(head.lead),
            description=self._text(words.text),
            details=[self._text(line) for line in details],
            shelf=list(shelf),
            pictures=_pictures(family),
            related=list(head.related),
            goes_with=list(head.goes_with),
            options=self._axes(family),
            orders=self._orders(family),
            extra=_extra(family, others),
        )

    def _variant(self, family: Family, member: Member) -> VariantPart:
        row = member.row
        prices = row.prices if row.prices is not None else family.head.prices
        return VariantPart(
            row=row.row,
            sku=row.sku,
            key=family.key,
            name=self._text(row.name),
            options=member.choices,
            prices=prices or {},
            size=self._size(family, row),
        )

    def _text(self, text: str) -> Texts:
        return {self._settings.language: text} if text else {}

    def _size(self, family: Family, row: ProductRow) -> Size:
        """Return a variant's size; a product that is its only variant may tell it in its description."""
        if row.size.text or row.size.width or len(family.members) > 1 or family.parent:
            return row.size
        said = read_size(SizeCells(lines=readable(row.description).details), self._settings).size
        return msgspec.structs.replace(said, weight=row.size.weight or said.weight)

    def _sayings(self, row: ProductRow) -> list[str]:
        return [
            f"{self._attributes.labels.get(code, code.capitalize())}: {', '.join(row.attributes[code])}"
            for code in SAID_IN_DETAILS
            if code in row.attributes
        ]

    def _axes(self, family: Family) -> list[OptionAxis]:
        """Return the options in the order to show them, where one has a label that only this shop knows."""
        codes = sorted(
            {code for member in family.members for code in member.choices},
            key=lambda code: (axis_id(code) != COLOUR, code),
        )
        if all(axis_id(code) in AXIS_NAMES for code in codes):
            return []
        labels = self._attributes.labels
        return [
            OptionAxis(
                axis_id(code),
                AXIS_NAMES.get(axis_id(code)) or self._text(labels.get(code) or code.capitalize()),
                [],
            )
            for code in codes
        ]

    def _orders(self, family: Family) -> dict[str, list[str]]:
        """Return the shop's order of the words that this family chooses among."""
        chosen: dict[str, set[str]] = {}
        for member in family.members:
            for code, word in member.choices.items():
                chosen.setdefault(code, set()).add(slug(word))
        orders = {
            code: [word for word in self._attributes.orders.get(code, ()) if slug(word) in words]
            for code, words in chosen.items()
        }
        return {code: words for code, words in orders.items() if words}


def _name(family: Family) -> str:
    """Return the product's name: the parent's, else what its variants share."""
    if family.parent or not family.members[0].choices:
        return family.head.name
    return common_name(family.head.name, family.members[0].choices.values())


def _pictures(family: Family) -> list[PictureRef]:
    """Return the pictures: the parent's first; one that only one colour has shows that colour."""
    shown: dict[str, set[str]] = {image: set() for image in family.head.images}
    for member in family.members:
        colour = next((word for code, word in member.choices.items() if axis_id(code) == COLOUR), "")
        for image in member.row.images:
            shown.setdefault(image, set()).add(colour)
    return [
        PictureRef(image, {COLOUR: next(iter(colours))} if len(colours) == 1 and "" not in colours else {})
        for image, colours in shown.items()
    ]


def _extra(family: Family, others: list[str]) -> dict[str, str]:
    """Return what the feed said and the catalogue has no field for, such as a weight without a unit."""
    head = family.head
    chosen = {code for member in family.members for code in member.choices}
    said = {code: ", ".join(words) for code, words in sorted(head.attributes.items()) if code not in chosen}
    if others:
        said["also_in"] = ", ".join(dict.fromkeys(others))
    weights = (member.row.extra for member in family.members)
    return kept({**next(filter(None, (head.extra, *weights)), {}), **said}.items())
