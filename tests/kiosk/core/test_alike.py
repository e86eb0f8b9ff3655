"""What is offered instead: the same in another choice before something else, and only what is there."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.alike import MOST_OFFERED, Wanted, alike
from sync.protocol.money import Price
from sync.protocol.products import Product, Variant


def variant(identifier, price, **options):
    return Variant(identifier, identifier.upper(), options, {"EUR": Price(price)})


def price_of(one):
    return one.prices["EUR"].amount


SOFA = Product(
    "sofa",
    {"en": "Sofa"},
    [variant("moss", 1000, colour="moss", width="180"), variant("sand", 1000, colour="sand", width="180")],
)
WANTED = Wanted(SOFA, SOFA.variants[0], 1, 1000)


def offered(others, available, wanted=WANTED):
    return [each.variant.id for each in alike(wanted, others, available, price_of)]


def test_the_same_product_in_another_colour_comes_first():
    near = Product("near", {}, [variant("near", 1000, colour="moss", width="180")])
    assert offered([near], {"sand": 1, "near": 5}) == ["sand", "near"]


def test_what_is_not_there_or_too_few_is_not_offered():
    assert offered([], {"sand": 0}) == []
    assert offered([], {"sand": 1}, WANTED._replace(quantity=2)) == []


def test_among_others_the_same_choice_and_then_the_nearest_price_come_first():
    others = [
        Product("far", {}, [variant("far", 1300, colour="moss", width="180")]),
        Product("close", {}, [variant("close", 1010, colour="moss", width="180")]),
        Product("red", {}, [variant("red", 1000, colour="red", width="180")]),
        Product("dear", {}, [variant("dear", 5000, colour="moss", width="180")]),
    ]
    assert offered(others, {"far": 1, "close": 1, "red": 1, "dear": 1}) == ["close", "far", "red"]


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 9)), max_size=30))
def test_everything_offered_is_there_and_nothing_is_offered_twice(goods):
    others = [Product(f"p{at}", {}, [variant(f"v{at}", price)]) for at, (price, _) in enumerate(goods)]
    available = {f"v{at}": count for at, (_, count) in enumerate(goods)}
    found = alike(WANTED, [*others, *others], available, price_of)
    assert len({each.variant.id for each in found}) == len(found) <= MOST_OFFERED
    assert all(each.available >= 1 for each in found)
