"""From a family of rows to the draft of a product: names, texts, options, variants, pictures."""

from sync.hub.feeds.feed import Draft, PictureSource, Settings
from sync.hub.feeds.images import ImageIndex, view_of
from sync.hub.feeds.magento.attributes import Attributes
from sync.hub.feeds.magento.categories import CategoryTree
from sync.hub.feeds.magento.families import Family, Member
from sync.hub.feeds.magento.rows import ProductRow
from sync.hub.feeds.options import COLOUR, axis_id, build_axes, slug
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.text import readable
from sync.hub.feeds.values import parse_grams
from sync.protocol.products import Product, Size, Texts, Variant

SAID_IN_DETAILS = ("material",)
"""Attributes that a shopper wants to read; the others are kept in `extra`."""


class Drafter:
    """Makes drafts of products with what the whole feed has in common."""

    def __init__(
        self,
        settings: Settings,
        attributes: Attributes,
        tree: CategoryTree,
        images: ImageIndex,
        ledger: Ledger,
    ) -> None:
        self._language = settings.language
        self._currency = settings.currency
        self._attributes = attributes
        self._tree = tree
        self._images = images
        self._ledger = ledger

    def draft(self, family: Family) -> Draft | None:
        """Return the draft of a family's product; None when no variant can be sold (its rows are refused)."""
        variants = [
            variant for variant in (self._variant(family, member) for member in family.members) if variant
        ]
        if not variants:
            if family.head.configurable:
                self._ledger.refuse(family.head.row, "price", "", "none of its variants can be used")
            return None
        sold = {variant.id for variant in variants}
        members = [member for member in family.members if member.row.sku in sold]
        head = family.head
        shelf, others = self._tree.place(head.categories)
        words = readable(head.description)
        product = Product(
            id=family.id,
            name=self._text(family.name),
            variants=variants,
            category=shelf,
            lead=self._text(head.lead),
            description=self._text(words.text),
            details=[self._text(line) for line in (*words.details, *self._sayings(head))],
            options=build_axes(
                [member.choices for member in members], self._attributes.orders, self._language
            ),
            extra=_extra(head, members[0], others),
        )
        return Draft(product, self._pictures(family, members))

    def _text(self, text: str) -> Texts:
        return {self._language: text} if text else {}

    def _variant(self, family: Family, member: Member) -> Variant | None:
        price = member.row.price or family.head.price
        if price is None:
            self._ledger.refuse(
                member.row.row, "price", "", "neither the variant nor its product has a price"
            )
            return None
        return Variant(
            id=member.row.sku,
            sku=member.row.sku,
            options={axis: slug(word) for axis, word in member.choices.items()},
            prices={self._currency: price},
            size=Size(weight=parse_grams(member.row.weight) or 0),
        )

    def _sayings(self, row: ProductRow) -> list[str]:
        return [
            f"{self._attributes.labels.get(code, code.capitalize())}: {', '.join(row.attributes[code])}"
            for code in SAID_IN_DETAILS
            if code in row.attributes
        ]

    def _pictures(self, family: Family, members: list[Member]) -> list[PictureSource]:
        """Return the pictures: the parent's first; one that only one colour has shows that colour."""
        shown: dict[str, set[str]] = {reference: set() for reference in _references(family.head)}
        for member in members:
            for reference in _references(member.row):
                shown.setdefault(reference, set()).add(member.choices.get(COLOUR, ""))
        sources = []
        for reference, colours in shown.items():
            path = self._images.find(reference)
            if path is None:
                self._ledger.note(family.head.row, "base_image", reference, "there is no such picture")
                continue
            colour = colours.pop() if len(colours) == 1 else ""
            alt = ", ".join(filter(None, (family.name, colour)))
            options = {COLOUR: slug(colour)} if colour else {}
            sources.append(PictureSource(path, view_of(path), options, self._text(alt)))
        return sources


def _references(row: ProductRow) -> list[str]:
    return list(dict.fromkeys(filter(None, (row.base_image, *row.additional_images))))


def _extra(head: ProductRow, first: Member, others: list[str]) -> dict[str, str]:
    """Return what the feed said and the catalogue has no field for, such as a weight without a unit."""
    said = sorted(
        (code, words) for code, words in head.attributes.items() if axis_id(code) not in first.choices
    )
    extra = {code: ", ".join(words) for code, words in said}
    if others:
        extra["also_in"] = ", ".join(dict.fromkeys(others))
    weight = head.weight or first.row.weight
    if weight and parse_grams(weight) is None:
        extra["weight"] = weight
    return extra
