"""What may be offered instead of something that is missing: alike, and there."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from sync.protocol.products import Product, Variant

MOST_OFFERED = 12
"""More than this nobody compares beside a shelf."""

PRICE_SPREAD = 0.4
"""Another product counts as alike up to so much more or less than the price of the missing one."""


class Alike(NamedTuple):
    """A variant that may be offered: `same` when it is the missing product in another choice."""

    product: Product
    variant: Variant
    available: int
    same: bool


class Wanted(NamedTuple):
    """What is missing: so many pieces of a variant, which costs `price` in minor units (None = not known)."""

    product: Product
    variant: Variant
    quantity: int
    price: int | None


def alike(
    wanted: Wanted,
    others: Iterable[Product],
    available: Mapping[str, int],
    price_of: Callable[[Variant], int | None],
) -> list[Alike]:
    """Return what may be offered, the nearest first.

    The same product in another choice comes before other products; among those, the same size and colour
    come first, then the price that is nearest.

    Args:
        wanted: What is missing.
        others: Products of the same category.
        available: How many pieces of a variant this store may give; one that is not in it has none.
        price_of: The price of a variant in this store, None when it is not sold here.
    """
    found = [
        Alike(product, variant, available[variant.id], product.id == wanted.product.id)
        for product in _once([wanted.product, *others])
        for variant in product.variants
        if variant.id != wanted.variant.id and available.get(variant.id, 0) >= wanted.quantity
    ]
    near = [each for each in found if each.same or _is_near(wanted, price_of(each.variant))]

    def rank(each: Alike) -> tuple[bool, int, int, str]:
        return (
            not each.same,
            _unlike(wanted, each.variant),
            _apart(wanted, price_of(each.variant)),
            each.variant.id,
        )

    return sorted(near, key=rank)[:MOST_OFFERED]


def _once(products: Iterable[Product]) -> Iterable[Product]:
    return {product.id: product for product in products}.values()


def _is_near(wanted: Wanted, price: int | None) -> bool:
    if price is None:
        return False
    return wanted.price is None or abs(price - wanted.price) <= wanted.price * PRICE_SPREAD


def _apart(wanted: Wanted, price: int | None) -> int:
    return abs((price or 0) - (wanted.price or 0))


def _unlike(wanted: Wanted, variant: Variant) -> int:
    """Count the choices in which a variant differs from the missing one."""
    return sum(variant.options.get(axis) != value for axis, value in wanted.variant.options.items())
