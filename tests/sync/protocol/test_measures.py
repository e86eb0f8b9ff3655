"""Variable measure numbers by a shop's rule table."""

import pytest

from sync.protocol.codes import check_digit, is_gtin
from sync.protocol.measures import Measure, inner_check_digit


def ean(digits):
    return digits + check_digit(digits)


@pytest.mark.parametrize(
    ("pattern", "decimals", "digits", "item", "elements"),
    [
        ("02IIIIIVPPPPC", None, "021234592875", "12345", {"3922": "2875"}),
        ("02IIIIIPPPPPC", None, "021234500199", "12345", {"3922": "199"}),
        ("28IIIIIWWWWWC", None, "281234501250", "12345", {"3103": "001250"}),
        ("20IIIIIVPPPPPC"[:13], None, "201234500000", None, None),
        ("2IIIIIIPPPPPC", None, "212345600099", None, None),
        ("23IIIIIPPPPPC", 0, "231234500500", "12345", {"3920": "500"}),
        ("27IIIIXXQQQQC", None, "271234990012", "1234", {"30": "12"}),
        ("04IIIIIIIIIXC", None, "041234567890", "123456789", {}),
    ],
)
def test_a_rule_reads_item_and_amount(pattern, decimals, digits, item, elements):
    if item is None:
        with pytest.raises(ValueError, match="characters"):
            Measure(pattern, decimals)
        return
    read = Measure(pattern, decimals).read(ean(digits))
    assert read is not None
    assert (read.item, read.elements) == (item, elements)
    assert is_gtin(read.gtin)


def test_a_wrong_inner_check_digit_is_no_price():
    assert Measure("02IIIIIVPPPPC").read(ean("021234582875")) is None


@pytest.mark.parametrize("code", [ean("031234592875"), "0212345928759", "21234592875", "x" * 13])
def test_what_the_rule_is_not_for(code):
    assert Measure("02IIIIIVPPPPC").read(code) is None


@pytest.mark.parametrize(
    ("amount", "digit"), [("2875", "9"), ("0000", "0"), ("14685", "6"), ("00000", "0"), ("0001", "5")]
)
def test_check_digits_of_prices(amount, digit):
    assert inner_check_digit(amount) == digit


@pytest.mark.parametrize(
    "pattern",
    ["", "02IIIIIVPPPP", "30IIIIIPPPPPC", "02PPPPPPPPPPC", "02IIIWWPPPPPC", "02IIVIIPPPPPC", "02IIIIVWXPPPC"],
)
def test_a_useless_rule_is_refused(pattern):
    with pytest.raises(ValueError, match=r"characters|run of I|V checks"):
        Measure(pattern)
