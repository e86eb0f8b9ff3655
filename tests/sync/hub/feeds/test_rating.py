import pytest

from sync.hub.feeds.rating import review_id


@pytest.mark.parametrize("other", [("ab", "c"), ("a", "bc", ""), ("a", "b")])
def test_different_reviews_have_different_ids(other: tuple[str, ...]) -> None:
    assert review_id("a", "bc") == review_id("a", "bc")
    assert review_id("a", "bc") != review_id(*other)
