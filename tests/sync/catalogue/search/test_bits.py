import doctest

from hypothesis import given
from hypothesis import strategies as st

from sync.catalogue.search import bits

NUMBERS = st.sets(st.integers(0, 200_000), min_size=1, max_size=1200).map(sorted)


def test_the_examples_in_the_docstring_hold() -> None:
    assert doctest.testmod(bits).failed == 0


@given(NUMBERS)
def test_what_is_stored_is_read_back(numbers: list[int]) -> None:
    stored = bits.pack(numbers)
    assert bits.members(stored) == numbers == list(bits.positions(bits.unpack(stored)))
    assert bits.unpack(bits.pack_bits(bits.of(numbers))) == bits.of(numbers)


@given(NUMBERS, st.integers(0, 210_000))
def test_members_are_read_from_any_place_on(numbers: list[int], start: int) -> None:
    expected = [number for number in numbers if number >= start]
    assert list(bits.positions(bits.of(numbers), start)) == expected


@given(st.lists(NUMBERS, max_size=4))
def test_a_union_holds_what_any_set_holds(sets: list[list[int]]) -> None:
    assert bits.union(map(bits.pack, sets)) == bits.of({number for each in sets for number in each})


def test_a_few_of_many_take_little_room() -> None:
    assert len(bits.pack([7, 240_000])) < 12
    assert len(bits.pack(list(range(0, 250_000, 2)))) < 250_000 / 8
