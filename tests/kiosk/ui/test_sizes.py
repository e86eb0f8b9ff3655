"""The size that fits: preselected with its reason, changed and forgotten by the shopper."""

import pytest

from sync.protocol.money import Price
from sync.protocol.products import OptionAxis, OptionValue, Product, Variant
from tests.kiosk.ui.conftest import names


def coat(name):
    values = [OptionValue(size, names(size, size, size)) for size in "SML"]
    price = {"EUR": Price(42000)}
    return Product(
        name,
        names(f"{name} coat", name, name),
        [Variant(f"{name}-{size}", f"{name.upper()}-{size}", {"size": size}, price) for size in "SML"],
        category="coats",
        options=[OptionAxis("size", names("Size", "Taglia", "サイズ"), values)],
    )


@pytest.fixture
def coats(publish):
    for name in ("sera", "alba"):
        publish(coat(name))


@pytest.mark.usefixtures("coats")
def test_a_guests_size_is_chosen_ahead_and_says_why(kiosk, robot):
    kiosk.product.open("sera")
    kiosk.model.go("product", "sera")
    robot.tap("Size, M")
    kiosk.product.add()
    assert "You chose M before" in robot.texts()
    kiosk.product.open("alba")
    assert kiosk.product.code == "ALBA-M"
    assert "You chose M before" in robot.texts()
    robot.tap("Size, S")
    assert "Your size is M" in robot.texts()


@pytest.mark.usefixtures("coats")
def test_what_is_scanned_is_shown_whatever_fits(kiosk):
    kiosk.product.open("sera")
    kiosk.product.pick("size", "M")
    kiosk.product.add()
    kiosk.scan("ALBA-L")
    assert kiosk.product.code == "ALBA-L"


@pytest.mark.usefixtures("coats")
def test_it_is_changed_and_forgotten(kiosk, robot):
    kiosk.product.open("sera")
    kiosk.model.go("product", "sera")
    kiosk.product.pick("size", "M")
    kiosk.product.add()
    robot.tap("Change or forget")
    robot.wait(lambda: "Which size is yours?" in robot.texts(), "the question")
    robot.tap("L")
    robot.wait(lambda: "You said L" in robot.texts(), "the answer")
    assert kiosk.product.code == "SERA-L"
    robot.tap("Change or forget")
    robot.tap("Forget it")
    robot.wait(lambda: kiosk.product.sizes.reason == "", "nothing")


@pytest.mark.usefixtures("coats")
def test_the_next_shopper_finds_no_size(kiosk):
    kiosk.product.open("sera")
    kiosk.product.pick("size", "M")
    kiosk.product.add()
    kiosk.visit.finish()
    kiosk.product.open("alba")
    assert kiosk.product.code == "ALBA-S"
    assert kiosk.product.sizes.reason == ""
