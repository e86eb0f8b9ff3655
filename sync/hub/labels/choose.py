"""Which variants of the catalogue get a label."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sync.catalogue.read import Catalogue
from sync.catalogue.schema import fold_sku
from sync.protocol.products import Category, Product, Variant


class Choice(NamedTuple):
    """What is asked for; empty means everything. `variants` are those of a source, None for all sources."""

    skus: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    variants: frozenset[str] | None = None
    without_gtin: bool = False


def choice(
    catalogue: Catalogue,
    skus: Iterable[str] = (),
    category: str = "",
    variants: frozenset[str] | None = None,
    *,
    without_gtin: bool = False,
) -> Choice:
    """Return a choice; a category takes those below it along.

    Raises:
        KeyError: There is no such category.
    """
    below = frozenset(_below(catalogue, category)) if category else frozenset()
    return Choice(frozenset(map(fold_sku, skus)), below, variants, without_gtin)


def _below(catalogue: Catalogue, category: str) -> set[str]:
    shelves = list(catalogue.walk("category", Category))
    found = {shelf.id for shelf in shelves if category in {shelf.id, *shelf.name.values()}}
    if not found:
        raise KeyError(category)
    while more := {shelf.id for shelf in shelves if shelf.parent in found} - found:
        found |= more
    return found


def chosen(catalogue: Catalogue, wanted: Choice) -> Iterator[tuple[Product, Variant]]:
    """Yield the chosen variants with their products, in order of product ids."""
    for product in catalogue.products():
        if wanted.categories and product.category not in wanted.categories:
            continue
        for variant in product.variants:
            if _is_chosen(variant, wanted):
                yield product, variant


def _is_chosen(variant: Variant, wanted: Choice) -> bool:
    if not variant.sku or (wanted.without_gtin and variant.gtin):
        return False
    if wanted.skus and fold_sku(variant.sku) not in wanted.skus:
        return False
    return wanted.variants is None or variant.id in wanted.variants
