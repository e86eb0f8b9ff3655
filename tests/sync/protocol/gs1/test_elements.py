"""Element strings: own cases for the rules of the GS1 General Specifications."""

import re

import pytest
from biip import ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier
from biip.gs1_messages import GS1Message
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.codes import check_digit
from sync.protocol.gs1 import dictionary, table
from sync.protocol.gs1 import elements as element_strings
from sync.protocol.gs1.elements import GS, Reading, read

GTIN = "09521234567882"
ITEM = f"01{GTIN}"


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        (ITEM, {"01": GTIN}),
        (f"{ITEM}10LOT/7{GS}21S-1", {"01": GTIN, "10": "LOT/7", "21": "S-1"}),
        (f"{GS}{ITEM}10A{GS}", {"01": GTIN, "10": "A"}),
        (f"{ITEM}{GS}17261231", {"01": GTIN, "17": "261231"}),
        (f"{ITEM}1726120010A", {"01": GTIN, "17": "261200", "10": "A"}),
        (f"{ITEM}3103001250{GS}392299", {"01": GTIN, "3103": "001250", "3922": "99"}),
        (f"{ITEM}39339781999", {"01": GTIN, "3933": "9781999"}),
        (f"{ITEM}717SRN1{GS}21X{GS}8040123456789012345{GS}8041123456789012346", None),
        (f"{ITEM}21X{GS}8040123456789012345{GS}8042" + "1" * 32, None),
        (f"{ITEM}21X{GS}8040123456789012345{GS}8043" + "1" * 18 + "12", None),
        (f"02{GTIN}3712", {"02": GTIN, "37": "12"}),
        (f"8006{GTIN}0102", {"8006": GTIN + "0102"}),
        (f"{ITEM}42138010115", {"01": GTIN, "421": "38010115"}),
        (f"{ITEM}7003261231{'2359'}", {"01": GTIN, "7003": "2612312359"}),
        (f"{ITEM}4330000123-", {"01": GTIN, "4330": "000123-"}),
        ("(01) 0952 1234 5678 82 (10) L 7", {"01": GTIN, "10": "L7"}),
        ("[01]09521234567882[21]x", {"01": GTIN, "21": "x"}),
        ("{01}09521234567882", {"01": GTIN}),
        ("（01）09521234567882（10）Z", {"01": GTIN, "10": "Z"}),
        ("(01)9521234567882", {"01": GTIN}),
        ("(01)96385074", {"01": "00000096385074"}),
        ("(01)42100005264", {"01": "00042100005264"}),
        (f"019521234567882{GS}10A", {"01": GTIN, "10": "A"}),
        (f"{ITEM}10A{GS}10A", {"01": GTIN, "10": "A"}),
        ("(10)A\\(11)991225", {"10": "A(11)991225"}),
        ("(10)A(B)(99)x", {"10": "A(B)", "99": "x"}),
    ],
)
def test_what_is_read(text, elements):
    reading = read(text)
    assert reading.fault == ""
    assert elements is None or reading.elements == elements


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "element_syntax"),
        (GS, "element_syntax"),
        ("01", "element_syntax"),
        ("010952123456788", "check_digit"),
        ("01095212345", "element_syntax"),
        ("0109521234567883", "check_digit"),
        (f"{ITEM}4109521234567881", "check_digit"),
        (f"{ITEM}17261331", "element_value"),
        (f"{ITEM}17260230", "element_value"),
        (f"{ITEM}7006260200", "element_value"),
        (f"{ITEM}422000", "element_value"),
        (f"{ITEM}39300001999", "element_value"),
        (f"8006{GTIN}0302", "element_value"),
        (f"{ITEM}4321" + "2", "element_value"),
        (f"{ITEM}7003261231" + "2460", "element_value"),
        (f"{ITEM}10", "element_syntax"),
        (f"{ITEM}10A#B", "element_syntax"),
        (f"{ITEM}10Ä", "element_syntax"),
        (f"{ITEM}3106001250", "unknown_identifier"),
        (f"{ITEM}0512", "unknown_identifier"),
        (f"{ITEM}2912", "unknown_identifier"),
        (f"{ITEM}10{'A' * 21}", "missing_separator"),
        (f"{ITEM}42238010LOT", "missing_separator"),
        (f"{ITEM}10A{GS}10B", "conflict"),
        (f"{ITEM}0109521000000018", "conflict"),
        ("(01)09521234567882 (", "element_syntax"),
        ("(01)09521234567882x", "element_syntax"),
        ("(05)1", "unknown_identifier"),
        (ITEM.translate({ord("5"): "５"}), "element_syntax"),
    ],
)
def test_what_is_broken_says_how(text, fault):
    assert read(text).fault == fault


@pytest.mark.parametrize("text", ["95", "1" * 17, "hello", "(01"])
def test_broken_data_has_no_elements(text):
    assert read(text).elements == {}


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        (f"{ITEM}10ABC17261231", True),
        (f"{ITEM}10ABC172612312177", True),
        (f"{ITEM}21A3103001250", True),
        (f"10LOT{ITEM}", True),
        (f"{ITEM}10ABC17261231{GS}", False),
        (f"{ITEM}10ABC17261331", False),
        (f"{ITEM}10ABC", False),
        (f"{ITEM}1726123110ABC", False),
        (f"(01){GTIN}(10)ABC17261231", False),
    ],
)
def test_a_swallowed_separator_is_noticed(text, lost):
    assert element_strings.lost_separator(text, read(text)) is lost


KNOWN = [ai for line in table.lines() for ai in dictionary._index() if line.startswith(ai)]


def test_the_dictionary_has_every_identifier_and_no_ambiguity():
    index = dictionary._index()
    assert len(index) == 541
    assert not [ai for ai in index if any(ai != other and other.startswith(ai) for other in index)]
    assert {"717", "8040", "8041", "8042", "8043", "7041", "7259", "8014", "8030"} <= index.keys()


def longest(fits):
    """The most characters that a value may have; some begin with a zero, are dates, end in a dash."""
    return max(
        size
        for size in range(1, 91)
        for value in ("0" * size, "1" * size, "1" * (size - 1) + "-", ("1/" * size)[:size])
        if fits(value)
    )


def of_another(number):
    """What biip's table has where a number begins: the identifier, its separator, its longest value."""
    try:
        other = GS1ApplicationIdentifier.extract(number)
    except ParseError:
        return None
    pattern = re.compile(other.pattern)
    return other.ai, other.separator_required, longest(lambda value: pattern.match(other.ai + value))


def of_ours(number):
    own = dictionary.at(number, 0)
    return own and (own.ai, not own.fixed, longest(own.split))


@pytest.mark.parametrize("first", range(10))
def test_the_table_is_the_one_that_others_have(first):
    for number in range(1000):
        text = f"{first}{number:03}"
        assert of_ours(text) == of_another(text)


VALUES = {
    "00": "095212345678821236",
    "01": GTIN,
    "10": "LOT-7",
    "11": "261200",
    "21": "SER.1",
    "22": "2A",
    "240": "X_1",
    "3103": "001250",
    "3922": "1299",
    "422": "380",
    "410": "9521234567882",
    "7003": "2612312359",
    "8005": "000199",
    "8200": "https://shop.example/p",
}


@given(st.lists(st.sampled_from(sorted(VALUES)), unique=True, min_size=1))
def test_what_is_put_together_comes_apart_whatever_the_order(identifiers):
    text = "".join(ai + VALUES[ai] + ("" if dictionary.find(ai).fixed else GS) for ai in identifiers)
    expected = {ai: VALUES[ai] for ai in identifiers}
    assert read(text) == Reading(expected)
    assert read("".join(f"({ai}){value}" for ai, value in expected.items())) == Reading(expected)
    try:
        other = GS1Message.parse(text.rstrip(GS))
    except ParseError:
        pytest.fail("another reader does not read it")
    assert {each.ai.ai: each.value for each in other.element_strings} == expected


def test_writing_is_strict_and_reads_back():
    elements = {"01": GTIN, "10": "L7", "17": "261231"}
    assert element_strings.write(elements) == f"{ITEM}1726123110L7"
    assert element_strings.write_bracketed(elements) == f"(01){GTIN}(10)L7(17)261231"
    assert read(element_strings.write(elements)).elements.items() == elements.items()


@pytest.mark.parametrize(
    ("elements", "words"),
    [
        ({}, "nothing"),
        ({"01": "9521234567882"}, "element_syntax"),
        ({"01": "09521234567883"}, "check_digit"),
        ({"05": "1"}, "no application identifier"),
        ({"10": "A"}, "only beside"),
        ({"02": GTIN}, "only beside"),
        ({"01": GTIN, "02": GTIN, "37": "1", "00": VALUES["00"]}, "may not stand beside"),
        ({"01": GTIN, "3922": "1299"}, "only beside"),
        ({"01": GTIN, "17": "261331"}, "element_value"),
        ({"01": GTIN, "10": "a b"}, "element_syntax"),
    ],
)
def test_what_may_not_be_printed_is_refused(elements, words):
    with pytest.raises(ValueError, match=words):
        element_strings.write(elements)


@given(
    st.text(alphabet=st.characters(max_codepoint=0x3000), max_size=80) | st.from_regex(r"[0-9\x1d()]{0,60}")
)
def test_no_text_breaks_the_reader(text):
    reading = read(text)
    assert bool(reading.elements) or reading.fault
    for gtin in element_strings.gtins(reading.elements):
        assert check_digit(gtin[:-1]) == gtin[-1]
