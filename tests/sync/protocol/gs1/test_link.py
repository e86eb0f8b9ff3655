"""Digital Links: whose host whatever, old key words, strict order, strict values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.gs1 import link
from sync.protocol.gs1.elements import Reading

GTIN = "09521234567882"
BASE = f"https://shop.example/01/{GTIN}"


@pytest.mark.parametrize(
    ("url", "elements"),
    [
        (BASE, {"01": GTIN}),
        (f"HTTP://SHOP.EXAMPLE:8080/01/{GTIN}/", {"01": GTIN}),
        (f"{BASE}/22/2A/10/L%2F7/21/S", {"01": GTIN, "22": "2A", "10": "L/7", "21": "S"}),
        (f"{BASE}/235/X", {"01": GTIN, "235": "X"}),
        (f"{BASE}/235/X?10=A", {"01": GTIN, "235": "X", "10": "A"}),
        (f"{BASE}?17=261231&3103=000500&utm_source=x;linkType=all", None),
        (f"{BASE}?17=261231;240=A", {"01": GTIN, "17": "261231", "240": "A"}),
        (f"{BASE}#reviews", {"01": GTIN}),
        ("https://shop.example/gtin/9521234567882/lot/A/ser/B", {"01": GTIN, "10": "A", "21": "B"}),
        ("https://shop.example/GTIN/96385074/CPV/2A", {"01": "00000096385074", "22": "2A"}),
        (f"{BASE}?exp=261231", {"01": GTIN, "17": "261231"}),
        (f"{BASE}?exp=1767225600&sig=ab", {"01": GTIN}),
        ("https://shop.example/01/42100005264", {"01": "00042100005264"}),
        (f"https://shop.example/it/p/01/{GTIN}/10/01", {"01": GTIN, "10": "01"}),
        (f"https://shop.example/01/home/01/{GTIN}", {"01": GTIN}),
        (f"{BASE}/10/A+B", {"01": GTIN, "10": "A+B"}),
        (f"https://shop.example/8006/{GTIN}0102/21/S", {"8006": f"{GTIN}0102", "21": "S"}),
        ("https://shop.example/414/9521234567882/254/5", {"414": "9521234567882", "254": "5"}),
    ],
)
def test_what_is_read(url, elements):
    reading = link.read(url)
    assert reading is not None
    assert reading.fault == ""
    assert elements is None or reading.elements == elements


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://shop.example/01/09521234567883", "check_digit"),
        (f"{BASE}/21/S/10/L", "element_syntax"),
        (f"{BASE}/10", "element_syntax"),
        (f"{BASE}/17/261231", "element_syntax"),
        (f"{BASE}/235/X/10/L", "element_syntax"),
        (f"{BASE}/10/A%20B", "element_syntax"),
        (f"{BASE}/10/{'A' * 21}", "element_syntax"),
        (f"{BASE}?17=261331", "element_value"),
        (f"{BASE}?21=S", "element_syntax"),
        (f"{BASE}?999=1", "unknown_identifier"),
        (f"{BASE}/10/A?10=B", "element_syntax"),
        (f"{BASE}?10=A", "element_syntax"),
        (f"{BASE}?01={GTIN}", "element_syntax"),
        (f"{BASE}?99=A&99=B", "conflict"),
    ],
)
def test_what_is_broken_says_how(url, fault):
    reading = link.read(url)
    assert reading is not None
    assert reading.fault == fault


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/",
        "https://shop.example/01/",
        "https://[::1",
        "https://a/01/x",
        "https://blog.example/2024/01/15/news",
        "https:///01/09521234567882",
        "https://shop.example/414/1234",
        "https://shop.example/p/09521234567882",
    ],
)
def test_what_is_no_digital_link(url):
    assert link.read(url) is None


@given(
    st.text("0123456789", min_size=1, max_size=20),
    st.text("AZaz09!\"%&'()*+,-./:;<=>?_", min_size=1, max_size=20),
)
def test_what_is_written_reads_back(lot, serial):
    elements = {"01": GTIN, "10": lot, "21": serial, "17": "261231"}
    assert link.read(link.write(elements, "https://shop.example/it")) == Reading(elements)


def test_the_canonical_form():
    assert link.write({"01": GTIN}) == f"https://id.gs1.org/01/{GTIN}"
    with pytest.raises(ValueError, match="only beside"):
        link.write({"17": "261231"})
    with pytest.raises(ValueError, match="check_digit"):
        link.write({"01": "09521234567883"})
    with pytest.raises(ValueError, match="begin a Digital Link"):
        link.write({"90": "x"})


@pytest.mark.parametrize(
    "base", ["shop.example", "ftp://shop.example", "https://", "https://a.example?x=1", ""]
)
def test_no_link_leads_nowhere(base):
    with pytest.raises(ValueError, match="no address"):
        link.write({"01": GTIN}, base)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    link.read("https://shop.example/" + text)
    link.read(text)
