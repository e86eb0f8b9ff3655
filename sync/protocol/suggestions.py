"""What many bought, as documents of the catalogue: learned at the hub, read on every tablet.

They hold ids of products and no figures. Nothing is in them that fewer than a floor of buyers did, so they
say nothing of anybody.
"""

import msgspec

from sync.protocol.hashes import digest

TOGETHER = "together"
"""Kind of the documents that say what was bought together, one for each of `SHARES` shares of products."""
POPULAR = "popular"
"""Kind of the documents that say what many bought in a store; the id is the store's code."""

SIGNS = 2
SHARES = 16**SIGNS
"""So many shares: a tablet reads a small one to answer, and what changed costs a few of them."""


class Together(msgspec.Struct, frozen=True, omit_defaults=True):
    """A share of the products (`share_of`): for each the products bought with it, what tells most first."""

    products: dict[str, list[str]] = {}


class Popular(msgspec.Struct, frozen=True, omit_defaults=True):
    """What many bought in one store, the most bought first."""

    products: list[str] = []


def share_of(product: str) -> str:
    """Return the id of the document that a product stands in.

    >>> share_of("sofa")
    'd3'
    """
    return digest(product)[:SIGNS]
