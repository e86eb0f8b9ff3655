"""Ratings and reviews of schema.org, on whatever scale, as one to five stars."""

from collections.abc import Iterator
from typing import Any

from sync.hub.feeds.cells import Cells
from sync.hub.feeds.jsonld.nodes import Node, listed, name_of, text_of
from sync.hub.feeds.parts import ReviewPart
from sync.hub.feeds.rating import review_id
from sync.hub.feeds.text import plain, readable
from sync.hub.feeds.values import parse_day, parse_decimal, parse_quantity
from sync.protocol.products import Rating, Review

BEST = 5
MAX_REVIEWS = 2_000


def rating_of(node: Node, cells: Cells) -> Rating | None:
    """Return the rating that is told as a mean and a number; None without one that can be read."""
    told = next((each for each in listed(node.get("aggregateRating")) if isinstance(each, dict)), None)
    if told is None:
        return None
    value = text_of(told.get("ratingValue"))
    count = text_of(told.get("reviewCount")) or text_of(told.get("ratingCount"))
    try:
        mean, number = _stars(told, value), parse_quantity(count)
    except ValueError as error:
        cells.note("aggregateRating", f"{value} of {count}", f"left out: {error}")
        return None
    return Rating(number=number, average=mean) if number else None


def reviews_of(node: Node, key: str, cells: Cells) -> Iterator[ReviewPart]:
    """Yield the reviews; one without stars is left out and noted."""
    for told in [*listed(node.get("review")), *listed(node.get("reviews"))][:MAX_REVIEWS]:
        review = _review(told, cells) if isinstance(told, dict) else None
        if review:
            yield ReviewPart(cells.row, key, review)


def _review(told: Node, cells: Cells) -> Review | None:
    rating = next((each for each in listed(told.get("reviewRating")) if isinstance(each, dict)), {})
    value = text_of(rating.get("ratingValue"))
    try:
        stars = round(_stars(rating, value))
    except ValueError as error:
        cells.note("reviewRating", value, f"review left out: {error}")
        return None
    author, title = plain(name_of(told.get("author"))), plain(text_of(told.get("name")))
    body = text_of(told.get("reviewBody")) or text_of(told.get("description"))
    words = readable(body)
    return Review(
        id=text_of(told.get("@id"))[:64] or review_id(str(stars), author, title, body),
        stars=stars,
        author="" if "@" in author else author,
        title=title,
        text="\n\n".join(filter(None, (words.text, "\n".join(words.details)))),
        language=text_of(told.get("inLanguage")).partition("-")[0] or cells.settings.language,
        date=_day(told.get("datePublished")),
    )


def _stars(rating: Node, value: str) -> float:
    """Return a rating as 1 to 5.

    Raises:
        ValueError: It is no rating, or beyond its own scale.
    """
    best = float(parse_decimal(text_of(rating.get("bestRating")) or str(BEST)))
    worst = float(parse_decimal(text_of(rating.get("worstRating")) or "1"))
    stars = float(parse_decimal(value)) if value else -1.0
    if best <= worst or not worst <= stars <= best:
        raise ValueError("this is no rating on its scale")
    return 1 + (stars - worst) / (best - worst) * (BEST - 1)


def _day(value: Any) -> str:
    try:
        return parse_day(text_of(value)).isoformat()
    except ValueError:
        return ""
