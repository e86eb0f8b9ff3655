"""How contacts are compared, and what a mask gives away."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import contacts

addresses = st.from_regex(
    r"[a-z][a-z0-9]{0,12}(\.[a-z0-9]{1,9})?@[a-z]{2,12}\.(com|it|co\.jp)", fullmatch=True
)
countries = st.sampled_from(["39", "44", "81", "1"])
nationals = st.from_regex(r"[1-9][0-9]{7,9}", fullmatch=True)


def test_the_examples_hold() -> None:
    assert doctest.testmod(contacts).failed == 0


@given(addresses, st.sampled_from([str.upper, str.title, lambda text: f"  {text} "]))
def test_an_address_is_one_however_it_is_written(address: str, written) -> None:
    assert contacts.kind_of(written(address)) == "email"
    assert contacts.email(written(address)) == address


@given(countries, nationals, st.sampled_from(["+", "00"]), st.sampled_from(["", "0"]))
def test_a_number_is_one_with_its_country_and_without(country: str, rest: str, sign: str, zero: str) -> None:
    abroad, here = f"{sign}{country} {rest[:3]} {rest[3:]}", f"{zero}{rest[:4]}-{rest[4:]}"
    assert contacts.tail(abroad) == contacts.tail(here)
    assert contacts.same_phone(abroad, here)
    assert contacts.same_phone(here, abroad)


@given(nationals, nationals)
def test_other_numbers_are_others(one: str, other: str) -> None:
    assert contacts.same_phone(f"+39{one}", f"+39{other}") == (one == other)
    assert not contacts.same_phone(f"+39{one}", f"+44{one}")


@given(st.text(max_size=40))
def test_any_text_is_an_address_a_number_or_neither(text: str) -> None:
    kind = contacts.kind_of(text)
    assert bool(contacts.email(text)) == (kind == "email")
    assert kind != "phone" or contacts.tail(text).isascii()
    assert not text or contacts.HIDDEN in contacts.mask(text)


@given(addresses)
def test_a_mask_gives_three_letters_away(address: str) -> None:
    local, _, domain = address.partition("@")
    masked = contacts.mask(address)
    assert masked == f"{local[0]}***@{domain[0]}***.{domain.rpartition('.')[2]}"


@pytest.mark.parametrize(
    ("names", "reached", "hint"),
    [
        ({"given": "Anna"}, {"email": "marco@example.com"}, "A***, m***@e***.com"),
        ({"family": "Rossi"}, {"phone": "+39 347 1234567"}, "R***, *** 67"),
        ({"nick": "bea"}, {}, "B***"),
        ({}, {"mobile": "347 1234567", "mail": "a@b.it"}, "a***@b***.it"),
        ({}, {}, ""),
    ],
)
def test_somebody_in_a_few_masked_words(names: dict[str, str], reached: dict[str, str], hint: str) -> None:
    assert contacts.hint(names, reached) == hint
