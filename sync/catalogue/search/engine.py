"""Finding products in a catalogue file by words and filters, without any network."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sync.catalogue.read import Catalogue
from sync.catalogue.search.query import Facets, Query, Result
from sync.catalogue.search.words import fold, pieces
from sync.protocol.products import Product, Texts

Synonyms = Mapping[str, Sequence[Sequence[str]]]
"""Language to groups of words that mean the same."""


class Search:
    """Answers questions from a catalogue file. Any thread may use it, one at a time.

    Raises (all methods):
        CatalogueError: The file cannot be read.
    """

    def __init__(self, path: Path, synonyms: Synonyms | None = None) -> None:
        """Open a catalogue file."""
        self._synonyms = synonyms or {}
        catalogue = Catalogue(path)
        found = sorted(catalogue.products(), key=lambda product: product.rank)
        self._products = [(product, _haystack(product)) for product in found]
        catalogue.close()

    def find(self, query: Query) -> Result:
        """Answer a question."""
        words = pieces(query.text)
        found = [
            product.id
            for product, (name, rest) in self._products
            if all(word in name or word in rest for word in words) and _fits(product, query)
        ]
        stock = query.in_stock
        return Result(
            tuple(found[query.offset : query.offset + query.limit]),
            len(found),
            facets=Facets(),
            in_stock=None if stock is None else len(stock & set(found)),
        )

    def close(self) -> None:
        """Let go of the file."""


def _fits(product: Product, query: Query) -> bool:
    if query.category and product.category != query.category:
        return False
    return not query.only_in_stock or product.id in (query.in_stock or ())


def _haystack(product: Product) -> tuple[str, str]:
    names = " ".join(map(fold, product.name.values()))
    return names, " ".join(map(fold, _texts(product)))


def _texts(product: Product) -> Iterator[str]:
    yield product.category
    yield from (variant.sku for variant in product.variants)
    all_texts: list[Texts] = [product.lead, product.description, *product.details]
    for texts in all_texts:
        yield from texts.values()
