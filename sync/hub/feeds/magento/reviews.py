"""Magento's reviews: one row each, found by SKU. Reviewers' addresses are personal data and are not read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sync.hub.feeds.rating import review_id
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.tables import Record, Table, read_records
from sync.hub.feeds.text import plain, readable
from sync.protocol.products import Review

STARS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}


def read_reviews(
    tables: Iterable[Table], products: Mapping[str, str], language: str, ledger: Ledger
) -> dict[str, list[Review]]:
    """Return the reviews by product id; `products` maps every SKU to its product."""
    reviews: dict[str, dict[str, Review]] = defaultdict(dict)
    for table in tables:
        for record in read_records(table, ledger):
            product = products.get(record.get("sku"))
            if product is None:
                ledger.refuse(record.row, "sku", record.get("sku"), "no product of this feed has this SKU")
                continue
            stars = STARS.get(record.get("rating_value"))
            if stars is None:
                ledger.refuse(
                    record.row, "rating_value", record.get("rating_value"), "a rating is 1 to 5 stars"
                )
                continue
            review = _review(record, stars, language)
            ledger.bring(record.row, f"review:{product}:{review.id}")
            reviews[product].setdefault(review.id, review)
    return {product: list(found.values()) for product, found in reviews.items()}


def _review(record: Record, stars: int, language: str) -> Review:
    author = plain(record.get("reviewer"))
    title = plain(record.get("title"))
    text = readable(record.get("review"))
    return Review(
        id=review_id(record.get("sku"), str(stars), author, title, record.get("review")),
        stars=stars,
        author="" if "@" in author else author,
        title=title,
        text="\n\n".join(filter(None, (text.text, "\n".join(text.details)))),
        language=language,
    )
