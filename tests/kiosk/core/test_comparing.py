"""Which things are side by side, and in what they differ."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.comparing import MOST, Fact, Piece, in_order, with_piece, without


def pieces(*names):
    return tuple(Piece(name, f"{name}-1") for name in names)


def test_a_third_thing_comes_beside_and_a_fourth_takes_the_place_of_the_last():
    assert with_piece(pieces("a", "b"), Piece("c", "c-1")) == pieces("a", "b", "c")
    assert with_piece(pieces("a", "b", "c"), Piece("d", "d-1")) == pieces("a", "b", "d")


def test_another_choice_of_the_same_takes_its_own_place():
    assert with_piece(pieces("a", "b"), Piece("a", "a-2")) == (Piece("a", "a-2"), *pieces("b"))


def test_one_thing_is_put_in_place_of_another():
    assert with_piece(pieces("a", "b", "c"), Piece("d", "d-1"), "b") == pieces("a", "d", "c")
    assert with_piece(pieces("a", "b", "c"), Piece("c", "c-2"), "a") == (*pieces("a", "b"), Piece("c", "c-2"))


def test_what_is_taken_away_is_gone_and_nothing_else():
    assert without(pieces("a", "b", "c"), "b") == pieces("a", "c")
    assert without(pieces("a"), "b") == pieces("a")


def test_what_differs_comes_first_and_what_none_has_is_left_out():
    width, weight, colour = (
        Fact("width", ("212", "180")),
        Fact("weight", ("", "")),
        Fact("colour", ("Moss", "Moss")),
    )
    door = Fact("door", ("", "fits"))
    assert in_order([colour, width, weight, door]) == ([width, door], [colour])


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from(["", *"abcde"]))))
def test_never_more_than_there_is_room_for_and_nothing_twice(taps):
    chosen = ()
    for name, instead in taps:
        chosen = with_piece(chosen, Piece(name, name), instead)
        products = [each.product for each in chosen]
        assert len(products) == len(set(products)) <= MOST
        assert name in products
