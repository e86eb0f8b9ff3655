"""The whole book of rules, case by case: what a text is, its first number, its elements, its reason."""

from typing import NamedTuple

import pytest

from kiosk.core.scan import Key, parse
from sync.protocol.codes import check_digit

GS, RS, EOT = "\x1d", "\x1e", "\x04"
EAN = "9521000000018"
GTIN = "0" + EAN
ITEM = f"01{GTIN}"


class Case(NamedTuple):
    """A scanned text and what it is; `gtin` '' = no number."""

    text: str
    kind: str
    gtin: str = ""
    elements: dict[str, str] | None = None
    reason: str = ""


def ean(digits):
    return digits + check_digit(digits)


def gtin(digits):
    return ean(digits).zfill(14)


SYMBOLOGIES = [
    Case(f"]E0{EAN}", "product", GTIN),
    Case("]E0042100005264", "product", "00042100005264"),
    Case("]E00042100005264", "product", "00042100005264"),
    Case("]E004252614", "product", "00042100005264"),
    Case("]E496385074", "product", "00000096385074"),
    Case("]E404252614", "unknown", reason="check_digit"),
    Case(f"]E4{EAN}", "product", GTIN),
    Case("]E3977037859500205", "product", "09770378595002"),
    Case(f"]E0{EAN}|]e010A{GS}21B", "product", GTIN, {"10": "A", "21": "B"}),
    Case(f"]E0{EAN}]e017261231", "product", GTIN, {"17": "261231"}),
    Case(f"]E0{EAN}]e017261331", "unknown", elements={"17": "261331"}, reason="element_value"),
    Case("]E0" + EAN[:-1] + "9]e010A", "unknown", reason="check_digit"),
    Case("]E105", "unknown", reason="not_a_product"),
    Case("]E251299", "unknown", reason="not_a_product"),
    Case("]I198765432109213", "product", "98765432109213"),
    Case("]A0LRC-MOSS-212", "product"),
    Case("]C0LRC-MOSS-212", "product"),
    Case(f"]C1{ITEM}", "product", GTIN, {"01": GTIN}),
    Case(f"]e0{ITEM}", "product", GTIN, {"01": GTIN}),
    Case(f"]d2{ITEM}", "product", GTIN, {"01": GTIN}),
    Case(f"]Q3{ITEM}", "product", GTIN, {"01": GTIN}),
    Case(f"]J1{ITEM}", "product", GTIN, {"01": GTIN}),
    Case(f"]z1{ITEM}", "product", GTIN, {"01": GTIN}),
    Case(f"]c1{ITEM}", "product", GTIN, {"01": GTIN}),
    Case(f"]Q1{EAN}", "product", GTIN),
    Case(f"]d1https://a.example/01/{GTIN}", "product", GTIN, {"01": GTIN}),
    Case(f"]Q1HTTPS://A.EXAMPLE/01/{GTIN}/10/L", "product", GTIN, {"01": GTIN, "10": "L"}),
    Case("]C1", "unknown", reason="empty"),
    Case("]E0", "unknown", reason="empty"),
    Case("]C1HELLO", "unknown", reason="unknown_identifier"),
    Case(f"]C1{EAN}", "unknown", elements={"95": "21000000018"}, reason="not_a_product"),
]
ELEMENTS = [
    Case(f"{ITEM}10A{GS}21B", "product", GTIN, {"01": GTIN, "10": "A", "21": "B"}),
    Case(f"{GS}{ITEM}17261231", "product", GTIN, {"01": GTIN, "17": "261231"}),
    Case(
        f"(01){GTIN}(3103)001250(3922)1299", "product", GTIN, {"01": GTIN, "3103": "001250", "3922": "1299"}
    ),
    Case(f"( 01 ) {GTIN} ( 10 ) A", "product", GTIN, {"01": GTIN, "10": "A"}),
    Case(f"01 {GTIN} 10 A", "product", GTIN, {"01": GTIN, "10": "A"}),
    Case(f"(01){EAN}", "product", GTIN, {"01": GTIN}),
    Case(f"02{GTIN}3712", "product", GTIN, {"02": GTIN, "37": "12"}),
    Case(f"03{GTIN}21S", "product", GTIN, {"03": GTIN, "21": "S"}),
    Case(f"]C18006{GTIN}0102", "product", GTIN, {"8006": GTIN + "0102"}),
    Case(f"^{ITEM}10A^21B", "product", GTIN, {"01": GTIN, "10": "A", "21": "B"}),
    Case(f"<FNC1>{ITEM}10A<GS>21B", "product", GTIN, {"01": GTIN, "10": "A", "21": "B"}),
    Case(f"{ITEM}10A\u241d21B", "product", GTIN, {"01": GTIN, "10": "A", "21": "B"}),
    Case(f"[)>{RS}05{GS}{ITEM}10A{RS}{EOT}", "product", GTIN, {"01": GTIN, "10": "A"}),
    Case(f"[)>{RS}06{GS}1PLRC-212{GS}Q5{RS}{EOT}", "product"),
    Case(f"]C1{ITEM}10A17261231", "product", GTIN, {"01": GTIN, "10": "A17261231"}, "missing_separator"),
    Case(f"]C110A{ITEM}", "unknown", elements={"10": "A" + ITEM}, reason="missing_separator"),
    Case(f"]C1{ITEM}10{'A' * 21}", "unknown", reason="missing_separator"),
    Case(f"]C1{ITEM[:-1]}9", "unknown", elements={"01": GTIN[:-1] + "9"}, reason="check_digit"),
    Case(f"{ITEM[:-1]}9", "unknown", elements={"01": GTIN[:-1] + "9"}, reason="check_digit"),
    Case(f"(01){GTIN}(17)261331", "unknown", elements={"01": GTIN, "17": "261331"}, reason="element_value"),
    Case(f"(01){GTIN}(05)1", "unknown", reason="unknown_identifier"),
    Case(f"(01){GTIN}(10)", "unknown", reason="element_syntax"),
    Case(f"(01){GTIN}(10)A\x1dB", "unknown", reason="element_syntax"),
    Case("(01)00000000000000", "unknown", elements={"01": "0" * 14}, reason="not_a_product"),
    Case("00" + ean("09521000000000001"), "unknown", reason="not_a_product"),
    Case("(414)9521000000018", "unknown", elements={"414": EAN}, reason="not_a_product"),
    Case("(400)PO-7", "unknown", elements={"400": "PO-7"}, reason="not_a_product"),
    Case("(8018)" + ean("95210000000000001"), "customer"),
    Case("4006381333931", "product", "04006381333931", {}),
    Case(f"{GS}4006381333931{GS}", "product", "04006381333931", {}),
    Case("]C14006381333931", "unknown", elements={"400": "6381333931"}, reason="not_a_product"),
    Case(f"4006381333931{GS}10A", "unknown", reason="not_a_product"),
]
NUMBERS = [
    Case(EAN, "product", GTIN),
    Case(GTIN, "product", GTIN),
    Case("96385074", "product", "00000096385074"),
    Case("1" + ean("1952100000001")[1:], "product", ean("1952100000001")),
    Case("42100005264", "product", "00042100005264"),
    Case("'9521000000018", "product", GTIN),
    Case("9 521000 000018 >", "product", GTIN),
    Case("9521000\u3000000\u2002018", "product", GTIN),
    Case("*9521000000018*", "product", GTIN),
    Case("(9521000000018)", "product", GTIN),
    Case("'9521000000018';", "product", GTIN),
    Case("9521000000018\x04", "product", GTIN),
    Case("*LRC-212*", "product"),
    Case("9.521E+12", "unknown", reason="not_a_code"),
    Case("9521000000019", "unknown", reason="check_digit"),
    Case("９５２１００００００018", "unknown", reason="not_a_code"),
    Case("٠١٢٣٤٥٦٧٨٩٠١٢", "unknown", reason="not_a_code"),
    Case("0306406153", "unknown", reason="check_digit"),
    Case("080442957X", "product", "09780804429573"),
    Case("0804429570", "unknown", reason="check_digit"),
    Case("9521\x1e000000018", "unknown", reason="not_a_code"),
]
RANGES = [
    Case(ean("201234500000"), "product", gtin("201234500000")),
    Case(ean("021234500199"), "product", gtin("021234500199")),
    Case(ean("21234500199"), "product", gtin("21234500199")),
    Case(ean("041234500199"), "product", gtin("041234500199")),
    Case(ean("51234500199"), "coupon", gtin("51234500199")),
    Case(ean("051234500199"), "coupon", gtin("051234500199")),
    Case(gtin("051234500199"), "coupon", gtin("051234500199")),
    Case(ean("980123456789"), "receipt", gtin("980123456789")),
    *(Case(ean(f"{prefix}123456789"), "coupon", gtin(f"{prefix}123456789")) for prefix in range(981, 985)),
    *(Case(ean(f"{prefix}123456789"), "coupon", gtin(f"{prefix}123456789")) for prefix in (990, 999)),
    Case(ean("985123456789"), "product", gtin("985123456789")),
    Case(ean("501234500199"), "product", gtin("501234500199")),
    Case("(01)" + gtin("981123456789"), "coupon", gtin("981123456789")),
    Case("]C18110106141416543213150110120", "coupon", elements={"8110": "106141416543213150110120"}),
    Case("(8112)001234561234560123456", "coupon", elements={"8112": "001234561234560123456"}),
    Case("]C1255" + EAN + "0001", "coupon", elements={"255": EAN + "0001"}),
    Case("(8110)1061414", "unknown", elements={"8110": "1061414"}, reason="element_value"),
    Case("991234567890" + str((int(check_digit("991234567890")) + 1) % 10), "unknown", reason="check_digit"),
]
ADDRESSES = [
    Case(f"https://a.example/01/{GTIN}", "product", GTIN, {"01": GTIN}),
    Case(f"https://a.example/GTIN/{EAN}/LOT/A", "product", GTIN, {"01": GTIN, "10": "A"}),
    Case(f"https://a.example/01/{GTIN[:7]} {GTIN[7:]}", "product", GTIN, {"01": GTIN}),
    Case(f"https://a.example/01/{GTIN[:7]}%20{GTIN[7:]}", "product", GTIN, {"01": GTIN}),
    Case(f"https://a.example/gtin/{EAN}/exp/261231", "product", GTIN, {"01": GTIN, "17": "261231"}),
    Case(f"https://a.example/gtin/{EAN}/lot/A/exp/261331", "unknown", reason="element_value"),
    Case("https://a.example/exp/261231", "link", reason="link"),
    Case(f"a.example/01/{GTIN}?17=261231", "product", GTIN, {"01": GTIN, "17": "261231"}),
    Case(f"https://a.example/01/{GTIN[:-1]}9", "unknown", reason="check_digit"),
    Case(f"https://a.example/01/{GTIN}/21/S/10/L", "unknown", reason="element_syntax"),
    Case("https://a.example/ARFKk4XB0CDKWcnpq", "link", reason="link"),
    Case("https://a.example/offer", "link", reason="link"),
    Case("www.a.example/offer", "link", reason="link"),
    Case("ftp://a.example/offer", "link", reason="link"),
    Case(f"ftp://a.example/01/{GTIN}", "link", reason="link"),
    Case("https://[::1", "link", reason="link"),
    Case("javascript:alert(1)", "unknown", reason="not_a_code"),
    Case("WIFI:S:net;P:secret;;", "unknown", reason="not_a_code"),
    Case("mailto:a@a.example", "unknown", reason="not_a_code"),
    Case("a.example/b", "product"),
]


@pytest.mark.parametrize(
    "case", SYMBOLOGIES + ELEMENTS + NUMBERS + RANGES + ADDRESSES, ids=lambda case: ascii(case.text)
)
def test_what_a_text_is(case):
    scan = parse(case.text)
    gtins = [key.value for key in scan.keys if key.type == "gtin"]
    assert (scan.kind, gtins[:1], scan.reason) == (case.kind, [case.gtin] if case.gtin else [], case.reason)
    if case.elements is not None:
        assert scan.elements == case.elements


@pytest.mark.parametrize(
    "text", ["*LRC-212*", "#LRC-212", "SKU: LRC-212", "ＬＲＣ－２１２", "Art.Nr.: lrc_212", "]A0*LRC-212*"]
)
def test_what_a_label_or_keyboard_does_to_a_sku_is_undone(text):
    assert Key("sku", "lrc-212") in parse(text).keys


def test_full_width_digits_are_no_number_even_so():
    assert [key.type for key in parse("９５２１００００００018").keys] == ["sku", "sku"]


def test_numbers_come_before_skus_and_each_once():
    keys = parse("04252614").keys
    assert [key.type for key in keys] == ["gtin", "sku"]
    assert len(set(keys)) == len(keys)
