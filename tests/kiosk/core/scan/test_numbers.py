"""Numbers as people, printers and scanners deliver them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.scan.numbers import Numbers, read
from sync.protocol.codes import check_digit, is_gtin

EAN = "09521000000018"


@pytest.mark.parametrize(
    ("text", "aim", "gtins"),
    [
        ("9521000000018", "", [EAN]),
        ("9 521000 000018", "", [EAN]),
        ("952 1000 000 018", "", [EAN]),
        ("952-1000-000-018", "", [EAN]),
        ("EAN: 9521000000018", "", [EAN]),
        ("EAN-13 9521000000018", "", [EAN]),
        ("GTIN 09521000000018", "", [EAN]),
        ("ean9521000000018", "", [EAN]),
        ("042100005264", "", ["00042100005264"]),
        ("0 42100 00526 4", "", ["00042100005264"]),
        ("42100005264", "", ["00042100005264"]),
        ("04252614", "", ["00042100005264"]),
        ("4252614", "", ["00042100005264"]),
        ("96385074", "", ["00000096385074"]),
        ("96385074", "E4", ["00000096385074"]),
        ("0306406152", "", ["09780306406157"]),
        ("0-306-40615-2", "", ["09780306406157"]),
        ("0-8044-2957-X", "", ["09780804429573"]),
        ("ISBN 978-0-306-40615-7", "", ["09780306406157"]),
        ("isbn:0306406152", "", ["09780306406157"]),
        ("urn:isbn:9780306406157", "", ["09780306406157"]),
        ("ISSN 0378-5955", "", ["09770378595002"]),
        ("0378-5955", "", ["09770378595002"]),
        ("urn:epc:id:sgtin:0614141.112345.400", "", ["10614141123459"]),
        ("urn:epc:tag:sgtin-96:1.0614141.112345.400", "", ["10614141123459"]),
        ("98765432109213", "", ["98765432109213"]),
    ],
)
def test_what_is_a_number(text, aim, gtins):
    assert read(text, aim).gtins == gtins


def test_eight_digits_are_looked_up_as_both_and_the_symbology_decides():
    both = read("01234558").gtins
    text = next(
        digits
        for number in range(1_000_000, 1_100_000)
        if len(read(digits := f"{number:07}" + check_digit(f"{number:07}")).gtins) > 1
    )
    ean, upc = read(text).gtins
    assert ean == text.zfill(14)
    assert is_gtin(upc)
    assert read(text, "E0").gtins == [upc, ean]
    assert read(text, "E4").gtins == [ean]
    assert len(both) == len(set(both))


@pytest.mark.parametrize(
    ("text", "aim", "addon"),
    [
        ("9770378595002 05", "", "05"),
        ("977037859500205", "", "05"),
        ("9780306406157+51299", "", "51299"),
        ("952100000001812345", "E3", "12345"),
    ],
)
def test_an_add_on_is_kept_apart(text, aim, addon):
    found = read(text, aim)
    assert found.addon == addon
    assert len(found.gtins) == 1


@pytest.mark.parametrize(
    "text",
    [
        "9521000000019",
        "042100005265",
        "96385075",
        "12345678901",
        "ISBN 0306406153",
        "0-306-40615-3",
        "9 521000 000019",
        "0009521000000019",
        "EAN 12345",
    ],
)
def test_a_misread_digit_is_noticed(text):
    assert read(text) == Numbers([], misread=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345",
        "LRC-212",
        "95-21-00-19",
        "0000000000000",
        "００１２３４５６７８９０５",
        "٩٥٢١٠٠٠٠٠٠٠١٨",
        "12345678901234567890",
    ],
)
def test_what_is_no_number(text):
    assert read(text) == Numbers([])


@given(st.text(max_size=60) | st.from_regex(r"[0-9 -]{0,30}"), st.sampled_from(["", "E0", "E3", "E4", "I1"]))
def test_every_number_found_is_a_gtin_14(text, aim):
    for gtin in read(text, aim).gtins:
        assert len(gtin) == 14
        assert is_gtin(gtin)
