"""Reviews in a product: all of them counted, the first texts kept."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from sync.hub.feeds.feed import Draft
from sync.protocol.products import Product, Rating, Review

MAX_TEXTS = 50
"""Texts kept in a product's document; more than anybody reads at a shelf."""


def review_id(*written: str) -> str:
    """Return the id of a review, derived from what was written: the same in every import."""
    return hashlib.blake2b("\x1f".join(written).encode(), digest_size=8).hexdigest()


def with_reviews(product: Product, reviews: Sequence[Review]) -> Product:
    """Return the product with its reviews: newest first where they are dated."""
    counts = Counter(review.stars for review in reviews)
    one, two, three, four, five = (counts[stars] for stars in range(1, 6))
    newest = sorted(reviews, key=lambda review: review.date, reverse=True)
    return msgspec.structs.replace(
        product, rating=Rating((one, two, three, four, five)), reviews=newest[:MAX_TEXTS]
    )


def rank(drafts: Iterable[Draft]) -> None:
    """Number the products by popularity: most reviews, then best rating, then the feed's own order."""
    popular = sorted(drafts, key=lambda draft: (-draft.product.rating.total, -draft.product.rating.mean))
    for place, draft in enumerate(popular):
        draft.product = msgspec.structs.replace(draft.product, rank=place)
