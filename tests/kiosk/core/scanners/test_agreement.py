"""A camera's read counts after two equal ones, once for each time it is held up."""

from kiosk.core.scanners.agreement import AGREE_SECONDS, GONE_SECONDS, TwoReads
from kiosk.core.scanners.decode import SHORT, Symbol

VASE = Symbol("]E09521000000018", "EAN-13", 3.0)
WRONG = Symbol("]E09521000000025", "EAN-13", 3.0)
LINK = Symbol("]Q1https://shop.example/x", "QR Code", 90.0)


def test_one_read_is_none_and_two_equal_ones_are_one():
    reads = TwoReads()
    assert reads.offer([VASE], 0.0) is None
    assert reads.offer([], 0.1) is None
    assert reads.offer([VASE], 0.2) == VASE


def test_a_misread_between_two_right_ones_changes_nothing():
    reads = TwoReads()
    assert reads.offer([VASE], 0.0) is None
    assert reads.offer([WRONG], 0.1) is None
    assert reads.offer([VASE], 0.2) == VASE


def test_two_reads_too_far_apart_are_not_two():
    reads = TwoReads()
    reads.offer([WRONG], 0.0)
    assert reads.offer([WRONG], AGREE_SECONDS + 0.1) is None


def test_a_code_held_up_counts_once_until_it_was_away():
    reads = TwoReads()
    taken = [reads.offer([VASE], at / 10) for at in range(60)]
    assert [each for each in taken if each] == [VASE]
    gone = 6.0 + GONE_SECONDS
    assert reads.offer([VASE], gone) is None
    assert reads.offer([VASE], gone + 0.1) == VASE


def test_of_two_codes_the_first_comes_first_and_the_other_after_it():
    reads = TwoReads()
    assert reads.offer([VASE, LINK], 0.0) is None
    assert reads.offer([VASE, LINK], 0.1) == VASE
    assert reads.offer([VASE, LINK], 0.2) == LINK
    assert reads.offer([VASE, LINK], 0.3) is None


def test_a_upc_e_takes_more_reads_and_none_of_anything_longer():
    short = Symbol("]E00178030000069", SHORT, 3.0)
    reads = TwoReads()
    assert [reads.offer([short], at / 10) for at in range(6)] == [None] * 4 + [short, None]
    reads.clear()
    reads.offer([VASE], 0.0)
    assert [reads.offer([short], at / 10) for at in range(9)] == [None] * 9


def test_putting_the_camera_away_forgets():
    reads = TwoReads()
    reads.offer([VASE], 0.0)
    reads.clear()
    assert reads.offer([VASE], 0.1) is None
