"""What is suggested, why, and what never is."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.suggestions import MOST, MOST_ROWS, Source, Suggestion, suggest
from sync.protocol.products import Product, Variant


def product(name, goes_with=(), related=()):
    return Product(
        name, {"en": name}, [Variant(name, name, {}, {})], goes_with=[*goes_with], related=[*related]
    )


def source(*products, together=None):
    known = {each.id: each for each in products}
    bought = together or {}
    return Source(known.get, lambda about: bought.get(about, []))


PLAIN = [product(name) for name in "abcdefgh"]


def test_what_goes_with_the_newest_thing_on_the_list_comes_first():
    shop = source(product("sofa", ["a", "b"]), product("vase", ["c", "d"]), *PLAIN)
    assert suggest(["vase", "sofa"], shop, []) == [Suggestion("goes_with", "vase", ("c", "d"))]


def test_every_reason_is_told_once_and_no_product_twice():
    shop = source(product("sofa", ["a", "b"], ["a", "c", "d"]), *PLAIN, together={"sofa": ["b", "e", "f"]})
    assert suggest(["sofa"], shop, ["a", "g", "h"]) == [
        Suggestion("goes_with", "sofa", ("a", "b")),
        Suggestion("together", "sofa", ("e", "f")),
        Suggestion("alike", "sofa", ("c", "d")),
    ]


def test_without_a_list_there_is_what_many_buy_here():
    assert suggest([], source(*PLAIN), ["b", "a"]) == [Suggestion("popular", "", ("b", "a"))]
    assert suggest([], source(*PLAIN), ["b"]) == [Suggestion("popular", "", ("b",))]
    assert suggest([], source(*PLAIN), []) == []


def test_one_product_alone_is_no_choice():
    shop = source(product("sofa", ["a"]), *PLAIN)
    assert suggest(["sofa"], shop, ["b", "c"]) == [Suggestion("popular", "", ("b", "c"))]


def test_what_is_no_longer_sold_is_not_suggested():
    shop = source(product("sofa", ["gone", "a", "b"]), *PLAIN, together={"sofa": ["gone", "lost"]})
    assert suggest(["sofa"], shop, ["gone"]) == [Suggestion("goes_with", "sofa", ("a", "b"))]


names = st.lists(st.sampled_from("abcdefghijklm"), max_size=12)


@given(names, st.dictionaries(st.sampled_from("abcdefgh"), names), names, names, names)
def test_whatever_the_shop_says_nothing_is_suggested_twice_or_that_is_on_the_list(
    on_list, together, goes_with, related, popular
):
    on_list = list(dict.fromkeys(on_list))
    products = [msgspec.structs.replace(each, goes_with=goes_with, related=related) for each in PLAIN]
    made = suggest(on_list, source(*products, together=together), popular)
    told = [one for each in made for one in each.products]
    assert len(told) == len(set(told))
    assert not set(told) & set(on_list)
    assert set(told) <= {each.id for each in PLAIN}
    assert len(made) <= MOST_ROWS
    assert len({each.reason for each in made}) == len(made)
    assert all(0 < len(each.products) <= MOST for each in made)
