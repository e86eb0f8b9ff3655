"""Size memory: which size of a brand's category fits somebody, and why we think so.

Learned from purchases, returns and choices; counted per size, so that the reason can be told ("kept in 3 of 4
purchases"). What the customer says stands above what was learned, and what they had forgotten is not learned
again from before. Kept in the customer's document (`Customer.fits`).
"""

from typing import NamedTuple

import msgspec


class Tally(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one size did: pieces bought, of those returned (too small, too large), and chosen."""

    bought: int = 0
    returned: int = 0
    too_small: int = 0
    too_large: int = 0
    chosen: int = 0


class Fit(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of one brand's category on one axis: `sizes` by size; `said` by the customer themselves.

    `brand` and `category` are ids or names as the catalogue has them, '' for any.
    """

    axis: str
    category: str = ""
    brand: str = ""
    sizes: dict[str, Tally] = {}
    said: str = ""


class Advice(NamedTuple):
    """A size with its reason: `kept` of `bought` purchases; `said` when the customer said so."""

    size: str
    kept: int
    bought: int
    said: bool


def key(axis: str, category: str = "", brand: str = "") -> str:
    """Return the name under which a fit stands in a customer's document."""
    return f"{axis}|{category}|{brand}"


def advise(fit: Fit) -> Advice | None:
    """Return the size to preselect and why, None when nothing sensible can be said."""
    raise NotImplementedError
