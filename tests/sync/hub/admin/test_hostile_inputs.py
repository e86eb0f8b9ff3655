"""What is sent that no browser sends, and names that are more than names: answered in order; text alone."""

import html
import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest

from sync.hub.admin import seats
from sync.hub.admin.pages import PAGES
from sync.hub.admin.rights import Role
from sync.protocol import scopes
from tests.sync.hub.admin.conftest import Beside, Person, Visitor
from tests.sync.hub.conftest import Shop, Tablet

SignedIn = Callable[..., tuple[Person, Visitor]]

GETS = sorted({path for path, method, *_ in PAGES if method == "GET"})
ODD = (
    "%00",
    "a%00b",
    "%0d%0aSet-Cookie:x",
    "%2e%2e%2f%2e%2e",
    "%ff",
    "%e2%80%ae",
    "x" * 3_000,
    "a:b",
    "'--",
)
LONG = "9" * 5_000
SCRIPT = "<img src=x onerror=alert(1)>"


def test_whatever_stands_in_an_address_is_answered_in_order(shop: Shop, signed_in: SignedIn) -> None:
    _, visitor = signed_in()
    visitor.open("/admin/me")
    data = {"token": visitor.token, "do": "x"}
    for (path, method, *_), odd in itertools.product(PAGES, ODD):
        if "{id}" in path:
            where = f"/admin/{path.replace('{id}', odd)}"
            form = data if method == "POST" else None
            sent = visitor.http.request(method, where, headers=visitor.own, data=form)
            assert sent.status_code == 404, (method, where)


def test_whatever_is_asked_of_a_page_is_answered(shop: Shop, signed_in: SignedIn) -> None:
    _, visitor = signed_in()
    asked = ("from", "before", "q", "store", "done", "lack")
    odd = (*ODD, LONG, "-1", "%d9%a3", "1e9", "0x10", "%251", "None")
    for path, name, value in itertools.product(GETS, asked, odd):
        if "{id}" not in path:
            answer = visitor.http.get(f"/admin/{path}?{name}={value}")
            assert answer.status_code == 200, (path, name, value[:20])
            assert "set-cookie" not in answer.headers


def test_whatever_stands_in_a_field_is_answered(shop: Shop, signed_in: SignedIn) -> None:
    _, visitor = signed_in()
    visitor.open("/admin/me")
    whole = {"name": "Ivo", "store": "milano", "role": "stock", "languages": "it", "tablets": "2", "by": "x"}
    fields = (*whole, "password", "fresh", "code", "do")
    forms = (("devices", "enrol"), ("devices", "file"), ("staff", "add"), ("persons", ""), ("me", "password"))
    odd = ("\0", "a\0b", "a\r\nB: c", "\u202e", "x" * 1_500, "9" * 3_000, "\u0663", "[]")
    for field, value, (path, do) in itertools.product(fields, odd, forms):
        data = {"token": visitor.token, "do": do, **whole, "code": "000000", field: value}
        answer = visitor.http.post(f"/admin/{path}", data=data, headers=visitor.own, follow_redirects=False)
        assert answer.status_code in {200, 303, 404, 422, 429}, (path, field, value[:20])
        assert "B: c" not in str(answer.headers)


def test_what_is_too_large_or_no_form_is_refused(signed_in: SignedIn) -> None:
    _, visitor = signed_in()
    visitor.open("/admin/me")
    form = {**visitor.own, "Content-Type": "application/x-www-form-urlencoded"}
    for content, status in (
        (b"token=" + b"x" * 100_000, 413),
        (b"&".join(b"a%d=b" % number for number in range(200)), 422),
        (b"token=\xff\xfe", 422),
        (b"token=%ff", 422),
        (b"", 403),
    ):
        for path in ("/admin/devices", "/admin/me", "/admin/sign-out"):
            assert visitor.http.post(path, content=content, headers=form).status_code == status, (
                path,
                content[:9],
            )
    assert visitor.http.get("/admin/me").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_there_are_two_methods_and_no_way_around_them(
    method: str, signed_in: SignedIn, tablet: Tablet
) -> None:
    _, visitor = signed_in()
    visitor.open("/admin/devices")
    path = f"/admin/devices/{tablet.device}"
    hidden = {"token": visitor.token, "do": "lost", "_method": "POST"}
    assert visitor.http.request(method, path, headers=visitor.own).status_code == 405
    visitor.http.get(path, params=hidden, headers={"X-HTTP-Method-Override": "POST"})
    wrong = visitor.http.post(path, params=hidden, data={"do": "lost"}, headers=visitor.own)
    assert wrong.status_code == 403, "a token in the address is none"
    assert "In service" in visitor.http.get(path).text


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "a.b",
        "a.b.c",
        "a.b.c.d",
        "%00.%00.%00",
        "x" * 4_000,
        f"{'i' * 2_000}.{'s' * 900}.{'x' * 900}",
    ],
)
def test_a_cookie_that_nobody_gave_opens_nothing_and_leaves_nothing(
    cookie: str, new_visitor: Callable[..., Visitor], beside: Beside
) -> None:
    before = beside(lambda storage: storage.scopes(scopes.admin(""), 1_000))
    visitor = new_visitor()
    answer = visitor.http.get("/admin/me", headers={"Cookie": f"{seats.COOKIE}={cookie}"})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert beside(lambda storage: storage.scopes(scopes.admin(""), 1_000)) == before


def test_a_seat_is_nobody_elses(signed_in: SignedIn, new_visitor: Callable[..., Visitor]) -> None:
    _, fleet = signed_in(Role.FLEET)
    owner, _ = signed_in()
    identifier, *rest = fleet.http.cookies[seats.COOKIE].split(".")
    visitor = new_visitor()
    for forged in (f"{owner.made.admin.id}.{'.'.join(rest)}", f"{identifier}.{rest[0]}.{rest[1]}x"):
        answer = visitor.http.get("/admin/people", headers={"Cookie": f"{seats.COOKIE}={forged}"})
        assert answer.status_code == 401


def test_a_form_says_nothing_that_its_page_did_not_ask(
    signed_in: SignedIn, new_person: Callable[..., Person]
) -> None:
    """Fields that stand in no form (another person's id, a role, a store) do nothing."""
    person, visitor = signed_in(Role.STORE, "roma")
    owner, _ = signed_in()
    visitor.open("/admin/me")
    more = {"id": owner.made.admin.id, "admin": owner.made.admin.id, "role": "owner", "store": ""}
    visitor.send("/admin/me", do="codes", code=person.app.code(), **more)
    page = visitor.http.get("/admin/me").text
    assert owner.name not in page
    assert "Store manager" in page
    assert visitor.open("/admin/people") == "There is nothing here"


def test_a_name_from_a_tablet_is_text_on_every_page(
    shop: Shop, signed_in: SignedIn, stranger: Tablet, new_code: Callable[[], str]
) -> None:
    body = {"code": new_code(), "public_key": stranger.public_key, "name": SCRIPT}
    answer = stranger.http.post("/v1/devices/enrol", json=body).json()
    stranger.device = answer["device"]
    stranger.sign_in()
    clock = {"clock": 0, "version": "0.1.0", "quarantine": 1, "findings": ["disk.full"]}
    stranger.http.post("/v1/devices/heartbeat", json=clock).raise_for_status()
    _, visitor = signed_in()
    shown = 0
    for path in (*(one for one in GETS if "{id}" not in one), f"devices/{stranger.device}"):
        page = visitor.http.get(f"/admin/{path}").text
        shown += html.escape(SCRIPT) in page
        assert SCRIPT not in page, path
    assert shown >= 3


@pytest.mark.parametrize("name", ["Kiosk\x1b]0;owned\x07", "Kiosk\u202e1", "Kiosk\r\nBcc: x", "Kiosk\x00"])
def test_a_name_that_steers_is_none(
    name: str, signed_in: SignedIn, stranger: Tablet, new_code: Callable[[], str], beside: Beside
) -> None:
    """It would be printed by `vetrina-hub devices`, on a terminal, and turn what stands beside it."""
    body = {"code": new_code(), "public_key": stranger.public_key, "name": name}
    answer = stranger.http.post(
        "/v1/devices/enrol", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    known: Any = answer.json()
    assert answer.status_code == 200
    assert known["name"].isprintable()
    assert known["name"].startswith("Kiosk")
