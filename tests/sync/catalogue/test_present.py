"""Which picture stands for a choice: one rule for the gallery, the tiles, the list and the phone page."""

from sync.catalogue import present
from sync.protocol.products import Picture, Product

PRODUCT = Product(
    "tee",
    {"en": "Tee"},
    [],
    pictures=[
        Picture("general", 60, 40),
        Picture("ink", 60, 40, options={"colour": "ink"}),
        Picture("ink-large", 60, 40, options={"colour": "ink", "size": "L"}),
        Picture("chalk", 60, 40, options={"colour": "chalk"}),
    ],
)


def test_the_most_fitting_picture_comes_first_and_none_of_another_choice():
    shown = present.pictures(PRODUCT, {"colour": "ink", "size": "L"})
    assert [each.media for each in shown] == ["ink-large", "ink", "general"]


def test_the_one_picture_is_the_first_of_the_gallery():
    chosen = {"colour": "ink", "size": "L"}
    assert present.picture(PRODUCT, chosen) == present.pictures(PRODUCT, chosen)[0]


def test_without_a_fitting_picture_all_are_shown():
    only = Product("tee", {"en": "Tee"}, [], pictures=[PRODUCT.pictures[1]])
    assert present.pictures(only, {"colour": "chalk"}) == only.pictures
    assert present.picture(Product("tee", {"en": "Tee"}, []), {}) is None
