from sync.protocol.products import Rating


def test_counted_stars_give_number_and_mean():
    rating = Rating((0, 1, 0, 0, 3))
    assert (rating.counted, rating.total, rating.mean) == (4, 4, 4.25)


def test_what_is_told_without_its_stars_is_not_spread_over_them():
    rating = Rating(number=12, average=4.4)
    assert (rating.counted, rating.total, rating.mean) == (0, 12, 4.4)


def test_no_reviews_have_no_mean():
    assert (Rating().total, Rating().mean) == (0, 0.0)
