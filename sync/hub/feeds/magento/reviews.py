"""Magento's reviews: one row each, found by SKU. Reviewers' addresses are personal data and are not read."""

from collections.abc import Iterator

from sync.hub.feeds.parts import ReviewPart
from sync.hub.feeds.rating import review_id
from sync.hub.feeds.rows import Ledger
from sync.hub.feeds.tables import Record, Table, read_records
from sync.hub.feeds.text import plain, readable
from sync.protocol.products import Review

STARS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}


def read_reviews(table: Table, language: str, ledger: Ledger) -> Iterator[ReviewPart]:
    """Yield a table's reviews."""
    for record in read_records(table, ledger):
        stars = STARS.get(record.get("rating_value"))
        if stars is None:
            ledger.refuse(record.row, "rating_value", record.get("rating_value"), "a rating is 1 to 5 stars")
        elif not record.get("sku"):
            ledger.refuse(record.row, "sku", "", "no product of this feed has this SKU")
        else:
            yield ReviewPart(record.row, record.get("sku"), _review(record, stars, language))


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
