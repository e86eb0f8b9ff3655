"""From an entry of the range to the draft of a product with all its variants."""

from collections.abc import Iterator, Mapping
from itertools import product as combinations

from sync.hub.feeds.feed import Draft
from sync.hub.feeds.options import COLOUR
from sync.hub.feeds.shopfolder.entries import ProductEntry, SizeEntry
from sync.hub.feeds.shopfolder.pictures import PictureFolder
from sync.hub.feeds.shopfolder.words import MM_PER_CM, Words
from sync.protocol.money import Price
from sync.protocol.products import OptionAxis, OptionValue, Product, Size, Texts, Variant

MEASURED = "mm"


class Drafter:
    """Makes drafts of products with what the whole folder has in common.

    `swatches` maps colours to `#rrggbb`, `gtins` SKUs to GTIN-14.
    """

    def __init__(
        self, words: Words, swatches: Mapping[str, str], gtins: Mapping[str, str], pictures: PictureFolder
    ) -> None:
        self._words = words
        self._swatches = swatches
        self._gtins = gtins
        self._pictures = pictures

    def draft(self, entry: ProductEntry) -> Draft:
        """Return the draft of a product.

        Raises:
            ValueError: No size has the value that a variant asks for.
        """
        name = self._words.product(entry.id, "name")
        axes = [self._axis(axis, entry) for axis in entry.options]
        materials = [self._words.of("materials", material) for material in entry.materials]
        product = Product(
            id=entry.id,
            name=name,
            variants=list(self._variants(entry)),
            category=entry.category,
            lead=self._words.product(entry.id, "lead"),
            description=self._words.product(entry.id, "description"),
            details=[*self._made_of(materials), *self._words.details(entry.id)],
            options=axes,
            goes_with=entry.goes_with,
        )
        colours = {
            value.id: self._words.joined(name, value.name)
            for axis in axes
            if axis.id == COLOUR
            for value in axis.values
        }
        return Draft(product, self._pictures.of(entry.id, colours), self._pictures.scale(entry.id, colours))

    def _axis(self, axis: str, entry: ProductEntry) -> OptionAxis:
        option = entry.options[axis]
        return OptionAxis(
            id=axis,
            name=self._words.of("axes", axis),
            values=[
                OptionValue(value, self._value_name(value, option.unit), self._swatches.get(value, ""))
                for value in option.values
            ],
        )

    def _value_name(self, value: str, unit: str) -> Texts:
        if unit == MEASURED:
            return self._words.measure(int(value))
        return self._words.of("colours", value) or self._words.same(value)

    def _variants(self, entry: ProductEntry) -> Iterator[Variant]:
        sizes = {size.value: size for size in entry.size}
        for values in combinations(*(option.values for option in entry.options.values())):
            if "-".join(values) in entry.missing:
                continue
            options = dict(zip(entry.options, values, strict=True))
            size = sizes.get(options.get(entry.sized_by, ""))
            if size is None:
                raise ValueError(f"no size for {'-'.join(values)}")
            sku = _sku(entry, options)
            yield Variant(
                id=sku,
                sku=sku,
                options=options,
                prices=_prices(size),
                gtin=self._gtins.get(sku, ""),
                size=Size(size.width, size.depth, size.height, size.weight),
            )

    def _made_of(self, materials: list[Texts]) -> list[Texts]:
        joined = self._words.joined(*materials) if materials else {}
        return (
            [{language: text[:1].upper() + text[1:] for language, text in joined.items()}] if joined else []
        )


def _sku(entry: ProductEntry, options: Mapping[str, str]) -> str:
    """Return a variant's SKU: the product's, then its values, measures in centimetres."""
    parts = [
        str(int(value) // MM_PER_CM) if entry.options[axis].unit == MEASURED else value.upper()
        for axis, value in options.items()
    ]
    return "-".join((entry.sku, *parts))


def _prices(size: SizeEntry) -> dict[str, Price]:
    until = size.until.isoformat() if size.until else ""
    return {
        currency: Price(amount, was=size.was.get(currency, 0), until=until if currency in size.was else "")
        for currency, amount in size.price.items()
    }
