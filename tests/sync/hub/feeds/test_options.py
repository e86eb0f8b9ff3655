import pytest

from sync.hub.feeds.options import axis_id, build_axes, slug


def values(words: list[str], axis: str = "size", order: list[str] | None = None) -> list[str]:
    (built,) = build_axes([{axis: word} for word in words], {axis: order or []}, "en")
    return [value.name["en"] for value in built.values]


@pytest.mark.parametrize(
    "sizes",
    [
        ["XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL"],
        ["28", "29", "30", "36", "102"],
        ["6 foot", "8 foot", "10 foot"],
        ["38.5", "39", "39,5"],
    ],
)
def test_sizes_stand_in_their_natural_order(sizes: list[str]) -> None:
    assert values(sorted(sizes, reverse=True)) == sizes


def test_other_words_stand_in_the_shops_order_then_as_they_come() -> None:
    assert values(["Red", "Blue", "Fuchsia"], "colour", ["Blue", "Red"]) == ["Blue", "Red", "Fuchsia"]
    assert values(["Red", "Blue"], "colour") == ["Red", "Blue"]


def test_one_choice_in_two_spellings_is_one() -> None:
    assert values(["Red", "red", "RED "], "colour") == ["Red"]


def test_colours_come_first_and_carry_swatches() -> None:
    axes = build_axes([{"size": "S", "colour": "Dark Green"}, {"size": "S", "colour": "Multi"}], {}, "en")
    assert [axis.id for axis in axes] == ["colour", "size"]
    assert [value.swatch for value in axes[0].values] == ["#3f7d4f", ""]
    assert axes[1].values[0].swatch == ""


def test_well_known_options_are_named_in_every_language() -> None:
    (axis,) = build_axes([{"size": "S"}], {}, "en")
    assert set(axis.name) == {"en", "it", "ja"}


def test_ids_keep_any_script() -> None:
    assert slug("カラー & Länge") == "カラー-länge"
    assert axis_id("Color") == axis_id("colour") == "colour"
