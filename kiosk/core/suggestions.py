"""What may please, and why: every suggestion names its reason, and none is made of who somebody is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from sync.protocol.products import Product

Reason = Literal["goes_with", "together", "alike", "popular"]
"""The shop says that it goes with something; many bought it with that; it is like it; many buy it here."""

MOST_ROWS = 3
"""More would be a wall."""
LEAST = 2
"""One product alone is no choice, except where nothing else can be said."""
MOST = 24
"""Products of a suggestion: as many as somebody looks through."""
LOOKED_AT = 5
"""Things on the list, the newest first, that suggestions are made of."""


class Suggestion(NamedTuple):
    """Products and the reason for them; `about` is the product on the list that they hang on, '' for none."""

    reason: Reason
    about: str
    products: tuple[str, ...]


class Source(NamedTuple):
    """Where suggestions come from: products by id, and what many bought with one."""

    product: Callable[[str], Product | None]
    together: Callable[[str], Sequence[str]]


def suggest(
    on_list: Sequence[str], source: Source, popular: Iterable[str], *, least: int = LEAST
) -> list[Suggestion]:
    """Return what to suggest, each reason once at most, and no product twice.

    Args:
        on_list: Ids of the products on the list, the newest first.
        source: Where suggestions come from.
        popular: What many buy here, the most bought first.
        least: So many products make a suggestion that hangs on one of the list.
    """
    taken = set(on_list)
    made: list[Suggestion] = []
    reasons: tuple[Reason, ...] = ("goes_with", "together", "alike")
    for reason in reasons:
        for about in on_list[:LOOKED_AT]:
            found = tuple(_fresh(_of(reason, about, source), source, taken))
            if len(found) >= least:
                made.append(Suggestion(reason, about, found))
                taken.update(found)
                break
    bought = tuple(_fresh(popular, source, taken))
    if bought and (len(bought) >= LEAST or not made):
        made.append(Suggestion("popular", "", bought))
    return made[:MOST_ROWS]


def _of(reason: Reason, about: str, source: Source) -> Sequence[str]:
    if reason == "together":
        return source.together(about)
    product = source.product(about)
    if product is None:
        return ()
    return product.goes_with if reason == "goes_with" else product.related


def _fresh(products: Iterable[str], source: Source, taken: set[str]) -> Iterator[str]:
    """Yield those that are sold, and neither on the list nor suggested already."""
    seen: set[str] = set()
    for product in products:
        if len(seen) == MOST:
            return
        if product not in taken and product not in seen and source.product(product) is not None:
            seen.add(product)
            yield product
