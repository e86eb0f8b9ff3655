"""One app, two brands: what the pages show follows the brand that the tablet is told."""

import pytest
from msgspec.structs import replace

from kiosk.app.kiosk import RESOURCES
from kiosk.ui.models.look import Look
from sync.brand import Brand, Gallery, load


def brand(name: str) -> Brand:
    return load(RESOURCES / "brand" / f"{name}.toml")


@pytest.mark.parametrize(
    ("name", "shown", "family"),
    [("olmaia", ("Olmaia", 20, True), "Manrope"), ("vesperi", ("VESPERI", 0, False), "Noto Serif Display")],
)
def test_a_tablet_wears_the_brand_it_is_told(open_kiosk, name, shown, family):
    kiosk = open_kiosk(brand=name)
    look = kiosk._stage.look
    assert (look.signature, look.radius("button"), look.signed) == shown
    assert look.displayFamily == family
    kiosk.shop.speak("ja")
    assert look.displayFamily == "Noto Sans CJK JP"
    assert look.signatureFamily == family


def test_light_words_get_a_dark_veil_and_dark_words_a_light_one(qapp):
    light = brand("vesperi")
    dark = replace(light, attract=replace(light.attract, text="#151414"))
    assert Look(light, "en", 1.0).attractVeil.lightnessF() < 0.1
    assert Look(dark, "en", 1.0).attractVeil.lightnessF() > 0.9


@pytest.mark.parametrize(
    ("shape", "photos", "paired"), [("portrait", 2, True), ("portrait", 1, False), ("landscape", 1, True)]
)
def test_a_brand_says_whether_upright_photos_stand_in_pairs(qapp, shape, photos, paired):
    look = Look(replace(brand("vesperi"), gallery=Gallery(shape, photos)), "en", 1.0)
    assert look.pairsUpright is paired
