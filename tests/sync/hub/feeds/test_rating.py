import pytest

from sync.hub.feeds.feed import Draft
from sync.hub.feeds.rating import MAX_TEXTS, rank, review_id, with_reviews
from sync.protocol.products import Product, Rating, Review


def product(name: str, *counts: int) -> Draft:
    one, two, three, four, five = counts or (0, 0, 0, 0, 0)
    return Draft(Product(name, {"en": name}, [], rating=Rating((one, two, three, four, five))))


def test_all_reviews_count_and_the_newest_texts_are_kept() -> None:
    reviews = [
        Review(str(day), 1 + day % 5, date=f"2026-01-{day % 28 + 1:02}") for day in range(MAX_TEXTS + 10)
    ]
    found = with_reviews(product("A").product, reviews)
    assert found.rating.total == MAX_TEXTS + 10
    assert len(found.reviews) == MAX_TEXTS
    dates = [review.date for review in found.reviews]
    assert dates == sorted(dates, reverse=True)


def test_undated_reviews_keep_the_order_of_the_feed() -> None:
    reviews = [Review(name, 5) for name in "cab"]
    assert [review.id for review in with_reviews(product("A").product, reviews).reviews] == ["c", "a", "b"]


def test_products_rank_by_number_of_reviews_then_rating_then_order() -> None:
    drafts = [
        product("none"),
        product("bad", 2, 0, 0, 0, 0),
        product("good", 0, 0, 0, 0, 2),
        product("few", 0, 0, 0, 0, 1),
    ]
    rank(drafts)
    assert {draft.product.id: draft.product.rank for draft in drafts} == {
        "good": 0,
        "bad": 1,
        "few": 2,
        "none": 3,
    }


@pytest.mark.parametrize("other", [("ab", "c"), ("a", "bc", ""), ("a", "b")])
def test_different_reviews_have_different_ids(other: tuple[str, ...]) -> None:
    assert review_id("a", "bc") == review_id("a", "bc")
    assert review_id("a", "bc") != review_id(*other)
