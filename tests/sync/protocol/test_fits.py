"""The size memory's rule, held against whatever is bought, returned, said and forgotten, in any order."""

import doctest
import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import fits
from sync.protocol.errors import Rejected
from sync.protocol.fits import MAX_FITS, MAX_SIZES, Advice, Fit, ForgetFit, LearnFit, SayFit, Tally

EARLY, NOON, LATE = "2026-11-22T08:00:00Z", "2026-11-22T12:00:00Z", "2026-11-22T18:00:00+01:00"

sizes = st.sampled_from(["9", "9.5", "10"])
brands = st.sampled_from(["", "Passo", "Olmo"])
events = st.sampled_from(["bought", "returned", "too_small", "too_large", "chosen"])
learned = st.builds(
    LearnFit, st.just("size"), sizes, events, st.just("shoes"), brands, st.integers(min_value=1, max_value=3)
)
said = st.builds(SayFit, st.just("size"), st.one_of(st.just(""), sizes), st.just("shoes"), brands)
forgotten = st.one_of(
    st.builds(ForgetFit, st.just("size"), st.just("shoes"), brands), st.builds(ForgetFit, st.just(""))
)
histories = st.lists(st.one_of(learned, said, forgotten), max_size=30)


def fold(history, at: str = NOON, known: dict[str, Fit] | None = None) -> dict[str, Fit]:
    known = known or {}
    for verb in history:
        known = fits.change(known, verb, at)
    return known


def buy(size: str, *events: str, brand: str = "Passo") -> list[LearnFit]:
    return [LearnFit("size", size, event, "shoes", brand) for event in events]


def advice(*history: LearnFit | SayFit) -> Advice | None:
    return fits.advise(fold(history).get(fits.key("size", "shoes", "Passo"), Fit("size")))


@given(st.lists(learned, max_size=20), st.randoms())
def test_it_does_not_matter_in_which_order_it_is_learned(history: list[LearnFit], chance) -> None:
    shuffled = [*history]
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(history)


@given(st.lists(learned, max_size=20))
def test_everything_is_counted_once(history: list[LearnFit]) -> None:
    tallies = [tally for fit in fold(history).values() for tally in fit.sizes.values()]

    def pieces(*events: str) -> int:
        return sum(verb.quantity for verb in history if verb.event in events)

    assert sum(tally.bought for tally in tallies) == pieces("bought")
    assert sum(tally.returned for tally in tallies) == pieces("returned", "too_small", "too_large")
    assert sum(tally.too_small for tally in tallies) == pieces("too_small")
    assert sum(tally.too_large for tally in tallies) == pieces("too_large")
    assert sum(tally.chosen for tally in tallies) == pieces("chosen")


@given(histories)
def test_a_reason_is_always_true(history) -> None:
    for fit in fold(history).values():
        found = fits.advise(fit)
        if found is None:
            continue
        tally = fit.sizes.get(found.size, Tally())
        assert found.said == (found.size == fit.said)
        assert (found.kept, found.bought, found.chosen) == (tally.kept, tally.bought, tally.chosen)
        assert found.said or found.kept or found.chosen
        assert 0 <= found.kept <= found.bought


@given(histories, sizes, brands)
def test_what_the_customer_says_stands_above_what_was_learned(history, size: str, brand: str) -> None:
    known = fold([*history, SayFit("size", size, "shoes", brand)])
    found = fits.find(known, "size", "shoes", brand)
    assert found is not None
    assert found.advice.size == size
    assert found.advice.said
    taken_back = fold([SayFit("size", "", "shoes", brand)], known=known)
    again = fits.find(taken_back, "size", "shoes", brand)
    assert again is None or not again.advice.said or again.fit.brand != brand


@given(histories, brands)
def test_what_was_forgotten_is_gone_and_does_not_come_back_from_before(history, brand: str) -> None:
    known = fold([*history, ForgetFit("size", "shoes", brand)])
    fit = known[fits.key("size", "shoes", brand)]
    assert fit == Fit("size", "shoes", brand, since=NOON)
    late = LearnFit("size", "10", "bought", "shoes", brand)
    assert fits.change(known, late, EARLY) == known
    assert fits.change(known, late, NOON) == known
    assert fits.change(known, late, LATE)[fits.key("size", "shoes", brand)].sizes == {"10": Tally(1)}


@given(histories)
def test_all_of_it_can_be_forgotten(history) -> None:
    assert fold([*history, ForgetFit()]) == {}
    late = LearnFit("size", "10", "bought")
    assert fits.change({}, late, EARLY, forgotten=NOON) == {}
    assert fits.change({}, late, LATE, forgotten=NOON) != {}


@given(histories)
def test_nothing_is_kept_that_says_nothing(history) -> None:
    known = fold(history)
    assert all(fit.sizes or fit.said or fit.since for fit in known.values())
    assert all(name == fits.key(fit.axis, fit.category, fit.brand) for name, fit in known.items())
    assert msgspec.json.decode(msgspec.json.encode(known), type=dict[str, Fit]) == known


def test_the_examples_hold() -> None:
    assert doctest.testmod(fits).failed == 0


def test_kept_in_three_of_four_purchases() -> None:
    history = [*buy("9.5", *["bought"] * 4, "too_small"), *buy("10", "bought", "returned")]
    assert advice(*history) == Advice("9.5", kept=3, bought=4, said=False)


@pytest.mark.parametrize(
    ("history", "size"),
    [
        ([], None),
        (buy("9", "bought"), "9"),
        (buy("9", "bought", "returned"), None),
        # Two sizes that do equally well: perhaps for two people.
        (buy("9", "bought") + buy("10", "bought"), None),
        (buy("9", "bought") + buy("10", "bought", "chosen"), "10"),
        (buy("9", "bought", "bought", "too_small") + buy("10", "bought"), "10"),
        # One choice is a whim, two are a habit; a purchase says more than both.
        (buy("9", "chosen"), None),
        (buy("9", "chosen", "chosen"), "9"),
        (buy("9", "chosen", "chosen", "chosen") + buy("10", "bought"), "10"),
        # It was given back: what was only chosen says nothing any more.
        (buy("9", "chosen", "chosen") + buy("9", "bought", "too_small"), None),
        # It came back more often than it was kept.
        (buy("9", *["bought"] * 3, "too_small", "too_small"), None),
        # Bought before we knew, returned since.
        (buy("9", "returned"), None),
    ],
)
def test_what_can_be_said_and_what_cannot(history, size: str | None) -> None:
    found = advice(*history)
    assert (found and found.size) == size


def test_a_brand_that_is_not_known_goes_by_its_category() -> None:
    known = fold([*buy("9", "bought", brand="Passo"), *buy("9", "bought", brand="Olmo")])
    found = fits.find(known, "size", "shoes", "Verdi")
    assert found is not None
    assert found.advice == Advice("9", 2, 2, said=False)
    assert found.fit.brand == ""
    assert fits.find(known, "size", "shirts", "Passo") is None
    assert fits.find(known, "size") is None


def test_the_most_special_word_stands_first() -> None:
    known = fold(
        [SayFit("size", "9"), SayFit("size", "10", "shoes"), SayFit("size", "9.5", "shoes", "Passo")]
    )

    def found(*place: str) -> str:
        known_size = fits.find(known, "size", *place)
        assert known_size is not None
        return known_size.advice.size

    assert [found("shoes", "Passo"), found("shoes", "Olmo"), found("shirts", "Passo")] == ["9.5", "10", "9"]


def test_there_is_an_end_to_brands_and_to_sizes() -> None:
    known = fold([LearnFit("size", "1", "bought", str(number)) for number in range(MAX_FITS)])
    with pytest.raises(Rejected, match="too_many_fits"):
        fold([LearnFit("size", "1", "bought", "more")], known=known)
    assert fold([LearnFit("size", "1", "bought", "0")], known=known) != known
    wide = fold([LearnFit("size", str(number), "bought") for number in range(MAX_SIZES)])
    with pytest.raises(Rejected, match="too_many_fits"):
        fold([LearnFit("size", "more", "bought")], known=wide)


def test_no_two_places_share_a_name() -> None:
    places = itertools.product(["size", "width"], ["", "shoes"], ["", "Passo"])
    assert len({fits.key(*place) for place in places}) == 8
