"""Values: coupons, check pairs, and the rules that the dictionary names."""

import pytest

from sync.protocol.gs1 import dictionary, table
from sync.protocol.gs1.coupons import is_coupon_code, is_offer_code
from sync.protocol.gs1.values import CHECKS, RULES, check_pair


def test_every_rule_of_the_dictionary_is_written():
    named = {
        rule
        for line in table.lines()
        for part in line.split(" ; ")[0].split()
        for rule in part.split(",")[1:]
    }
    assert named == CHECKS.keys() | RULES.keys() - {"zero"} | {"zero"}


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        ("106141416543213150110120", True),
        ("012345612345611110123", True),
        ("01234561234561111012332612314261231", True),
        ("01234561234561111012332612304261231", False),
        ("0123456123456111101233261331", False),
        ("0123456123456111101233210229", False),
        ("0123456123456111101233240229", True),
        ("01234561234561111012", False),
        ("7" + "1" * 30, False),
        ("0123456123456611110123", False),
        ("0123456123456111101239001", False),
        ("01234561234561111012390101", True),
    ],
)
def test_paper_coupons(value, whole):
    assert is_coupon_code(value) is whole


@pytest.mark.parametrize(
    ("value", "whole"),
    [("001234561234560123456", True), ("201234561234560123456", False), ("0012345612345601234", False)],
)
def test_coupons_on_phones(value, whole):
    assert is_offer_code(value) is whole


@pytest.mark.parametrize(
    ("ai", "value", "fault"),
    [
        ("8013", "1987654Ad4X4bL5ttr2310c2K", ""),
        ("8013", "1987654Ad4X4bL5ttr2310c2X", "check_digit"),
        (
            "8014",
            "1987654" + check_pair("1987654"),
            "element_value" if check_pair("1987654").isdigit() else "",
        ),
        ("8007", "BE71096123456769", ""),
        ("8007", "BE71096123456760", "element_value"),
        ("8003", "09521234567882A1", ""),
        ("8003", "19521234567882", "element_value"),
        ("8001", "00010000010011", "element_value"),
        ("8011", "0123", "element_value"),
        ("8011", "0", "element_value"),
        ("8008", "26123124", "element_value"),
        ("8008", "2612312359", ""),
        ("4309", "02790858483015297971", ""),
        ("4309", "19000000003015297971", "element_value"),
        ("7258", "1/2", ""),
        ("7258", "3/2", "element_value"),
        ("4300", "A%2FB", ""),
        ("4300", "A%2", "element_value"),
        ("8010", "9521#A", ""),
        ("8010", "95ab", "element_syntax"),
        ("8030", "abc-_=", ""),
        ("423", "380276", ""),
        ("423", "38027", "element_syntax"),
        ("7007", "261231261231", ""),
    ],
)
def test_values(ai, value, fault):
    assert dictionary.find(ai).judge(value) == fault
