"""Choosing a variant: the rest of the choice stays as long as it can."""

from kiosk.core.choice import Choice
from sync.protocol.products import OptionAxis, OptionValue, Picture, Product, Variant


def value(identifier):
    return OptionValue(identifier, {"en": identifier.title()})


def variant(colour, size):
    return Variant(f"{colour}-{size}", f"{colour}-{size}", {"colour": colour, "size": size}, {})


PRODUCT = Product(
    "coat",
    {"en": "Coat"},
    [variant("camel", "M"), variant("camel", "L"), variant("ink", "L")],
    options=[
        OptionAxis("colour", {"en": "Colour"}, [value("camel"), value("ink")]),
        OptionAxis("size", {"en": "Size"}, [value("M"), value("L")]),
        OptionAxis("empty", {"en": "Empty"}, []),
    ],
    pictures=[
        Picture("a", 1, 1),
        Picture("b", 1, 1, options={"colour": "ink"}),
        Picture("c", 1, 1, options={"colour": "camel"}),
    ],
)


def test_a_scan_that_knew_the_variant_chooses_it():
    assert Choice.of(PRODUCT, "camel-L").variant.id == "camel-L"


def test_without_a_variant_the_first_is_chosen():
    assert Choice.of(PRODUCT).variant.id == "camel-M"
    assert Choice.of(PRODUCT, "gone").variant.id == "camel-M"


def test_picking_one_option_keeps_the_other():
    assert Choice.of(PRODUCT).pick("size", "L").variant.id == "camel-L"


def test_where_there_is_no_such_combination_the_picked_value_wins():
    assert Choice.of(PRODUCT, "camel-M").pick("colour", "ink").variant.id == "ink-L"
    assert Choice.of(PRODUCT, "camel-M").exact("colour", "ink") is None


def test_picking_what_nobody_sells_changes_nothing():
    assert Choice.of(PRODUCT).pick("colour", "gold").variant.id == "camel-M"


def test_pictures_of_the_choice_come_before_those_of_all():
    assert [picture.media for picture in Choice.of(PRODUCT, "ink-L").pictures] == ["b", "a"]


def test_options_without_values_are_not_asked_about():
    assert [axis.id for axis in Choice.of(PRODUCT).shown_axes] == ["colour", "size"]
