"""What a shopper asks for and what the search answers: values without a rule of their own."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

import msgspec

from sync.protocol.products import Texts

PAGE = 60
"""Hits of one answer, unless the question says otherwise."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """One question. Empty text asks for all products (of a category, of a colour …): that is browsing.

    `category` is a category's id and means everything below it too; `colours` and `sizes` are ids as `Facets`
    gives them; of several colours, or sizes of one axis, any will do. Choices of two axes are met by one
    variant that exists: red and M is a red one in M. Whether that very one is in stock, or has the lowest
    price, is not asked: stock and prices are a product's. Prices are the lowest of a product in minor units
    of `currency`, bounds included. `in_stock` are the ids of the products that the store has, for counting;
    with `only_in_stock` nothing else is found. Hand in the same object as long as the stock is the same:
    then it is looked at once. `as_written` takes no word for a slip: nothing is corrected. Of the sizes of
    `axis` each is counted, however rare; of the others the commonest.
    """

    text: str = ""
    category: str = ""
    colours: AbstractSet[str] = frozenset()
    sizes: AbstractSet[str] = frozenset()
    axis: str = ""
    price_from: int | None = None
    price_to: int | None = None
    currency: str = "EUR"
    in_stock: AbstractSet[str] | None = None
    only_in_stock: bool = False
    as_written: bool = False
    limit: int = PAGE
    offset: int = 0


class Count(NamedTuple):
    """A choice of a filter: its id, its name ({} for colour families), and how many hits it leaves."""

    id: str
    name: Texts
    number: int


class Facets(NamedTuple):
    """What the hits could be narrowed to. Each group counts as if nothing were chosen in it yet.

    `categories` are the shelves below the chosen one (below it all at the top), those with hits, most first;
    `colours` families in the order of `colours.FAMILIES`; `sizes` in the order to show them; `prices` lowest
    and highest in minor units, None where no hit has a price in the currency.
    """

    categories: tuple[Count, ...] = ()
    colours: tuple[Count, ...] = ()
    sizes: tuple[Count, ...] = ()
    prices: tuple[int, int] | None = None


class Result(NamedTuple):
    """The answer: ids of products, best first, and how many there are in all (exactly).

    `corrected` is what was searched for instead of what was typed ('' = what was typed). `near` says that
    there are hits with only some of the words; `whole` counts those with all of them, which come first.
    `in_stock` counts the hits that the store has, None when the question did not tell its stock.
    """

    hits: tuple[str, ...] = ()
    total: int = 0
    corrected: str = ""
    near: bool = False
    whole: int = 0
    facets: Facets = Facets()
    in_stock: int | None = None
