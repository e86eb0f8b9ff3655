"""Where a scan leads at the desk."""

import pytest
from msgspec.structs import replace

from kiosk.core.desk_scan import LookFor, Place, goods_key, may_be_number, named, split_goods, where
from kiosk.core.scan import Found, Scan, parse
from sync.protocol import orders, own_codes
from sync.protocol.orders import Contact, Order

CODE = own_codes.write("order", "7K3M9QAB")


def order(identifier, number="", name="", code=""):
    claim = orders.claim_hash(code) if code else ""
    return Order(
        identifier,
        number or identifier,
        "milano",
        "collect",
        "new",
        [],
        "",
        contact=Contact(name),
        claim=claim,
    )


def test_goods_lead_to_their_stock():
    scan = Scan("product", match=Found("sofa", "moss", "S-1"))
    assert where(scan, "S-1", []) == Place("stock", goods_key("sofa", "moss"))
    assert split_goods(goods_key("sofa", "")) == ("sofa", "")


def test_a_pick_up_code_leads_to_its_order_without_the_hub():
    known = [order("o1"), order("o2", code=CODE)]
    assert where(parse(CODE), CODE, known) == Place("order", "o2")
    assert where(parse(CODE), CODE.lower(), known) == Place("order", "o2")


def test_a_basket_code_leads_to_its_order_too():
    known = [order("o1"), replace(order("o2"), basket=orders.basket_code("o2"))]
    code = orders.basket_code("o2")
    assert where(parse(code.lower()), code.lower(), known) == Place("order", "o2")


@pytest.mark.parametrize(
    ("kind", "how"), [("customer", "card"), ("receipt", "receipt"), ("list", "list"), ("order", "order")]
)
def test_what_only_the_hub_knows_is_asked_for(kind, how):
    code = own_codes.write(kind, "7K3M9QAB")
    assert where(parse(code), code, []) == LookFor(code, how)


@pytest.mark.parametrize("text", ["NO-SUCH-1", "", "https://shop.example/x"])
def test_anything_else_leads_nowhere(text):
    assert where(parse(text), text, []) is None


def test_orders_are_named_by_number_else_by_the_name_they_are_for():
    known = [order("a", "4107", "Luca Bonardi"), order("b", "4110", "Sara M."), order("c", "41", "Anna")]
    assert [each.id for each in named("41", known)] == ["c"]
    assert [each.id for each in named("411", known)] == ["b"]
    assert [each.id for each in named("bon", known)] == ["a"]
    assert named("  ", known) == []


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("LOY-2271", True),
        ("8001234567890", True),
        ("R#0017", True),
        ("JMSSZB", True),
        ("A1", False),
        ("sofa", False),
        ("https://a.b/1", False),
    ],
)
def test_a_code_that_leads_nowhere_may_be_a_number_of_another_system(text, may_be):
    assert may_be_number(parse(text), text) is may_be
