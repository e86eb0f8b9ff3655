"""Reviews of products that another feed brought: the product stays what it is and gets them."""

from collections.abc import Iterator

import msgspec

from sync.hub.feeds.documents import Document
from sync.hub.feeds.known import Known
from sync.hub.feeds.staging import Staging
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.products import Product


def reviewed(known: Known, name: str) -> str:
    """Return the product that the hub has under this SKU or id; '' for none."""
    return known.product_of(name) or (name if known.has(name) else "")


def reviews(staging: Staging) -> Iterator[Document]:
    """Yield what such products are completed by."""
    for product in staging.reviewed_elsewhere():
        rating, told = staging.rating(product)
        body = Product(product, {}, [], rating=rating, reviews=[review for review, _ in told])
        yield Document(
            scopes.CATALOGUE,
            Key("product", product),
            msgspec.json.encode(body),
            {f"review:{product}:{review.id}": row for review, row in told},
            ranked=False,
            shared=True,
            completes=True,
        )
