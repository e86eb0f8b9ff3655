"""How little of a list is moved until it is another one."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.differences import steady

KEYS = st.lists(st.sampled_from("abcdefgh"), max_size=8, unique=True)


@given(KEYS, KEYS)
def test_what_is_steady_stands_in_the_same_order_in_both(before, after):
    kept = steady(before, after)
    assert [key for key in before if key in kept] == [key for key in after if key in kept]


def test_no_longer_part_is_in_the_same_order():
    for after in permutations("abcde"):
        lengths = [0] * 6
        for at, key in enumerate(after):
            lengths[at] = 1 + max((lengths[i] for i in range(at) if after[i] < key), default=0)
        assert len(steady("abcde", after)) == max(lengths)
