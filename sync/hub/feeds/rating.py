"""Reviews in a product: which text is which, and how many are kept."""

import hashlib

MAX_TEXTS = 50
"""Texts kept in a product's document; more than anybody reads at a shelf."""


def review_id(*written: str) -> str:
    """Return the id of a review, derived from what was written: the same in every import."""
    return hashlib.blake2b("\x1f".join(written).encode(), digest_size=8).hexdigest()
