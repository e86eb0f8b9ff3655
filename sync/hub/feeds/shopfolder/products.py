"""From an entry of the range to parts: the product, and a variant for every combination of its options."""

from collections.abc import Iterator, Mapping
from itertools import product as combinations

from sync.hub.feeds.options import COLOUR
from sync.hub.feeds.parts import ProductPart, VariantPart
from sync.hub.feeds.rows import Ledger, Row
from sync.hub.feeds.shopfolder.entries import ProductEntry, SizeEntry
from sync.hub.feeds.shopfolder.gtins import Gtins
from sync.hub.feeds.shopfolder.pictures import PictureFolder
from sync.hub.feeds.shopfolder.words import MM_PER_CM, Words
from sync.protocol.money import Price
from sync.protocol.products import OptionAxis, OptionValue, Size, Texts

MEASURED = "mm"


class Teller:
    """Tells the parts of products with what the whole folder has in common.

    `swatches` maps colours to `#rrggbb`.
    """

    def __init__(
        self,
        words: Words,
        swatches: Mapping[str, str],
        gtins: Gtins,
        pictures: PictureFolder,
        ledger: Ledger,
    ) -> None:
        self._words = words
        self._swatches = swatches
        self._gtins = gtins
        self._pictures = pictures
        self._ledger = ledger

    def parts(self, row: Row, place: int, entry: ProductEntry) -> Iterator[ProductPart | VariantPart]:
        """Yield the parts of a product; `place` is where it stands in the range, 0 first."""
        name = self._words.product(entry.id, "name")
        axes = [self._axis(axis, entry) for axis in entry.options]
        materials = [self._words.of("materials", material) for material in entry.materials]
        colours = {
            value.id: self._words.joined(name, value.name)
            for axis in axes
            if axis.id == COLOUR
            for value in axis.values
        }
        yield ProductPart(
            row=row,
            key=entry.id,
            name=name,
            lead=self._words.product(entry.id, "lead"),
            description=self._words.product(entry.id, "description"),
            details=[*self._made_of(materials), *self._words.details(entry.id)],
            category=entry.category,
            pictures=self._pictures.of(entry.id, colours),
            scale=self._pictures.scale(entry.id, colours),
            goes_with=entry.goes_with,
            options=axes,
            popularity=float(-place),
        )
        yield from self._variants(row, entry)

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
        if unit == MEASURED and value.isascii() and value.isdigit():
            return self._words.measure(int(value))
        return self._words.of("colours", value) or self._words.same(value)

    def _variants(self, row: Row, entry: ProductEntry) -> Iterator[VariantPart]:
        sizes = {size.value: size for size in entry.size}
        for values in combinations(*(option.values for option in entry.options.values())):
            if "-".join(values) in entry.missing:
                continue
            options = dict(zip(entry.options, values, strict=True))
            size = sizes.get(options.get(entry.sized_by, ""))
            if size is None:
                reason = "no size has this value: neither price nor measures are known"
                self._ledger.note(row, "size", "-".join(values), reason)
            sku = _sku(entry, options)
            line, gtin = self._gtins.take(sku)
            yield VariantPart(
                row=line or row,
                sku=sku,
                key=entry.id,
                options=options,
                gtin=gtin,
                prices=_prices(size) if size else {},
                size=Size(size.width, size.depth, size.height, size.weight) if size else Size(),
            )

    def _made_of(self, materials: list[Texts]) -> list[Texts]:
        joined = self._words.joined(*materials) if materials else {}
        return (
            [{language: text[:1].upper() + text[1:] for language, text in joined.items()}] if joined else []
        )


def _sku(entry: ProductEntry, options: Mapping[str, str]) -> str:
    """Return a variant's SKU: the product's, then its values, measures in centimetres."""
    parts = [
        str(int(value) // MM_PER_CM)
        if entry.options[axis].unit == MEASURED and value.isascii() and value.isdigit()
        else value.upper()
        for axis, value in options.items()
    ]
    return "-".join((entry.sku, *parts))


def _prices(size: SizeEntry) -> dict[str, Price]:
    until = size.until.isoformat() if size.until else ""
    return {
        currency: Price(amount, was=size.was.get(currency, 0), until=until if currency in size.was else "")
        for currency, amount in size.price.items()
    }
