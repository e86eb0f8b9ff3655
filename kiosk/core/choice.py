"""Choosing a variant: one value for every option, and what each other value would lead to."""

from collections.abc import Mapping
from functools import cached_property

import msgspec

from sync.catalogue import present
from sync.protocol.products import OptionAxis, Picture, Product, Variant


class Choice(msgspec.Struct, frozen=True, dict=True):
    """A product with one of its variants chosen."""

    product: Product
    variant: Variant

    @classmethod
    def of(cls, product: Product, variant: str = "") -> "Choice":
        """Start with a variant; without one (or with an unknown one) with the first."""
        found = next((each for each in product.variants if each.id == variant), product.variants[0])
        return cls(product, found)

    def pick(self, axis: str, value: str) -> "Choice":
        """Change one option; the others stay where such a variant exists, else as many as possible."""
        return Choice(self.product, self.leads_to(axis, value) or self.variant)

    def leads_to(self, axis: str, value: str) -> Variant | None:
        """Return the variant that picking a value would choose, None when nothing has that value."""
        candidates = [each for each in self.product.variants if each.options.get(axis) == value]
        if not candidates:
            return None
        return max(candidates, key=lambda each: _agreement(each.options, self.variant.options))

    def exact(self, axis: str, value: str) -> Variant | None:
        """Return the variant with this value and every other option unchanged."""
        wanted = {**self.variant.options, axis: value}
        return next((each for each in self.product.variants if each.options == wanted), None)

    @cached_property
    def pictures(self) -> list[Picture]:
        """The pictures of this choice, most fitting first; all pictures when none is about it."""
        return present.pictures(self.product, self.variant.options)

    @property
    def shown_axes(self) -> list[OptionAxis]:
        """The options worth asking about: those with more than one value, or a name to show."""
        return [axis for axis in self.product.options if axis.values]


def _agreement(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    return sum(other.get(axis) == value for axis, value in one.items())
