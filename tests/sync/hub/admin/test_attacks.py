"""What somebody would try who should not be here: over HTTP, against a hub that serves."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from sync.hub.admin import seats
from sync.hub.admin.pages import PAGES
from sync.hub.admin.rights import ALLOWED, Right, Role
from sync.hub.throttle import MAX_FAILURES
from tests.sync.hub.admin.conftest import Beside, Person, Visitor
from tests.sync.hub.conftest import RunningHub, Shop, Tablet

SignedIn = Callable[..., tuple[Person, Visitor]]
SIGN_IN = "Sign in"
NOTHING = "There is nothing here"

GETS = sorted({path for path, method, *_ in PAGES if method == "GET"})
POSTS = sorted({path for path, method, *_ in PAGES if method == "POST"})
RIGHTS = {(method, path): right for path, method, right, _ in PAGES}


def filled(path: str) -> str:
    return "/admin/" + path.replace("{id}", "some-id")


@pytest.mark.parametrize("path", GETS)
def test_nobody_sees_a_page_without_signing_in(path: str, new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor()
    assert visitor.open(filled(path)) == SIGN_IN
    assert visitor.page.status_code == 401
    assert "<nav" not in visitor.page.text


@pytest.mark.parametrize("path", POSTS)
def test_nobody_changes_anything_without_signing_in(path: str, new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor()
    assert visitor.send(filled(path), do="leave") == SIGN_IN
    assert visitor.page.status_code == 401


@pytest.mark.parametrize("role", list(Role))
def test_every_page_is_for_those_alone_who_have_its_right(
    role: Role, shop: Shop, signed_in: SignedIn
) -> None:
    _, visitor = signed_in(role, "milano")
    visitor.open("/admin/me")
    token = visitor.token
    for (method, path), right in RIGHTS.items():
        if right is None or right in ALLOWED[role]:
            continue
        if method == "GET":
            answer = visitor.http.get(filled(path))
        else:
            answer = visitor.http.post(filled(path), data={"token": token, "do": "x"}, headers=visitor.own)
        assert answer.status_code == 404, (method, path)
        assert NOTHING in answer.text
    assert len(re.findall(r"<li>", visitor.page.text)) >= 1


def test_a_store_manager_sees_one_store_and_changes_nothing(
    shop: Shop, signed_in: SignedIn, tablet: Tablet, beside: Beside
) -> None:
    _, mine = signed_in(Role.STORE, "milano")
    _, other = signed_in(Role.STORE, "roma")
    _, owner = signed_in(Role.OWNER)
    owner.open("/admin/staff")
    owner.send("/admin/staff", name="Giulia", store="milano", role="associate", languages="it")
    assert tablet.device[:8] in mine.http.get("/admin/devices").text
    assert mine.open(f"/admin/devices/{tablet.device}") == "Kiosk"
    assert tablet.device[:8] not in other.http.get("/admin/devices").text
    assert other.open(f"/admin/devices/{tablet.device}") == NOTHING
    assert "Giulia" in mine.http.get("/admin/staff").text
    assert "Giulia" not in other.http.get("/admin/staff").text
    assert "<form" not in mine.http.get(f"/admin/devices/{tablet.device}").text.partition("<main")[2]
    mine.open("/admin/devices")
    assert mine.send(f"/admin/devices/{tablet.device}", do="lost") == NOTHING


def test_nobody_gives_themselves_another_role(signed_in: SignedIn, new_person: Callable[..., Person]) -> None:
    person, visitor = signed_in(Role.FLEET)
    visitor.open("/admin/me")
    for path, fields in (
        (f"/admin/people/{person.made.admin.id}", {"do": "role", "role": "owner"}),
        ("/admin/people", {"name": "Eve", "role": "owner"}),
        ("/admin/me", {"do": "role", "role": "owner"}),
    ):
        visitor.send(path, code=person.app.code(), **fields)
    assert visitor.open("/admin/people") == NOTHING
    assert "Fleet" in visitor.http.get("/admin/me").text


@pytest.mark.parametrize(
    "sent",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json"},
    ],
)
def test_no_other_site_sends_a_form(
    sent: dict[str, str], hub: RunningHub, signed_in: SignedIn, tablet: Tablet
) -> None:
    _, visitor = signed_in()
    visitor.open("/admin/devices")
    mine = {} if not sent or "Origin" in sent else {"Origin": hub.url}
    for path in (f"/admin/devices/{tablet.device}", "/admin/sign-out"):
        headers = {"Content-Type": "application/x-www-form-urlencoded", **mine, **sent}
        answer = visitor.http.post(path, content=f"token={visitor.token}&do=lost", headers=headers)
        assert answer.status_code == 403, path
    assert "In service" in visitor.http.get(f"/admin/devices/{tablet.device}").text


def test_a_form_without_the_token_of_its_seat_does_nothing(signed_in: SignedIn, tablet: Tablet) -> None:
    _, visitor = signed_in()
    _, other = signed_in()
    other.open("/admin/devices")
    for token in ("", "0" * 32, other.token):
        path = f"/admin/devices/{tablet.device}"
        answer = visitor.http.post(path, data={"token": token, "do": "lost"}, headers=visitor.own)
        assert answer.status_code == 403
    assert "In service" in visitor.http.get(f"/admin/devices/{tablet.device}").text


def test_no_other_site_signs_somebody_in(
    new_person: Callable[..., Person], new_visitor: Callable[..., Visitor]
) -> None:
    person, visitor = new_person(), new_visitor()
    fields = {"name": person.name, "password": person.password, "code": person.app.code()}
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert visitor.http.post("/admin", data=fields, headers=headers).status_code == 403
    assert not visitor.http.cookies


def test_what_a_browser_brings_never_becomes_the_proof_of_a_sign_in(
    new_person: Callable[..., Person], new_visitor: Callable[..., Visitor]
) -> None:
    attacker, victim = new_person(Role.FLEET), new_person()
    planted = attacker.comes(new_visitor()).http.cookies[seats.COOKIE]
    visitor = new_visitor()
    visitor.http.headers["Cookie"] = f"{seats.COOKIE}={planted}"
    victim.comes(visitor)
    fresh = visitor.http.cookies[seats.COOKIE]
    assert fresh.split(".")[1:] != planted.split(".")[1:]
    assert fresh.split(".")[0] == victim.made.admin.id
    theirs = new_visitor()
    theirs.http.cookies.set(seats.COOKIE, planted)
    assert attacker.name in theirs.http.get("/admin/me").text


def test_the_cookie_is_out_of_reach(
    hub: RunningHub, new_person: Callable[..., Person], new_visitor: Callable[..., Visitor]
) -> None:
    person, visitor = new_person(), new_visitor()
    fields = {"name": person.name, "password": person.password, "code": person.app.code()}
    answer = visitor.http.post("/admin", data=fields, headers=visitor.own, follow_redirects=False)
    said = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(said.split("; "))
    assert answer.status_code == 303


def test_signing_out_ends_it_for_whoever_kept_the_cookie(
    signed_in: SignedIn, new_visitor: Callable[..., Visitor]
) -> None:
    _, visitor = signed_in()
    kept = visitor.http.cookies[seats.COOKIE]
    visitor.open("/admin/me")
    assert visitor.send("/admin/sign-out") == SIGN_IN
    copy = new_visitor()
    copy.http.cookies.set(seats.COOKIE, kept)
    assert copy.open("/admin/me") == SIGN_IN


def test_wrong_tries_answer_alike_and_an_address_that_goes_on_waits(
    hub: RunningHub, new_person: Callable[..., Person]
) -> None:
    person = new_person()
    with httpx.Client(
        base_url=hub.url, transport=httpx.HTTPTransport(local_address="127.0.0.9")
    ) as elsewhere:
        own = {"Origin": hub.url, "Sec-Fetch-Site": "same-origin"}
        tries = [
            {"name": "nobody", "password": "x", "code": "1"},
            {"name": person.name, "password": "x", "code": "1"},
            {"name": person.name, "password": person.password, "code": "000000"},
            {"name": "nobody", "password": person.password, "code": person.app.code()},
        ]
        answers = [elsewhere.post("/admin", data=fields, headers=own) for fields in tries]
        assert {(one.status_code, one.text) for one in answers} == {(403, answers[0].text)}
        for number in range(MAX_FAILURES):
            fields = {"name": f"nobody {number}", "password": "x", "code": "1"}
            last = elsewhere.post("/admin", data=fields, headers=own)
        assert last.status_code == 429
        assert int(last.headers["Retry-After"]) > 0
        right = {"name": person.name, "password": person.password, "code": person.app.code()}
        assert elsewhere.post("/admin", data=right, headers=own).status_code == 429, "a right one waits, too"


def test_two_hundred_guessed_codes_lead_nowhere(
    hub: RunningHub, new_person: Callable[..., Person], new_visitor: Callable[..., Visitor]
) -> None:
    person, statuses = new_person(), []
    with httpx.Client(
        base_url=hub.url, transport=httpx.HTTPTransport(local_address="127.0.0.10")
    ) as elsewhere:
        for number in range(200):
            fields = {"name": person.name, "password": person.password, "code": f"{number:06d}"}
            own = {"Origin": hub.url, "Sec-Fetch-Site": "same-origin"}
            statuses.append(elsewhere.post("/admin", data=fields, headers=own).status_code)
    assert statuses.count(403) <= MAX_FAILURES
    assert set(statuses) == {403, 429}


def test_what_people_write_is_text(shop: Shop, signed_in: SignedIn) -> None:
    _, visitor = signed_in()
    visitor.open("/admin/staff")
    visitor.send("/admin/staff", name="<b>Ugo</b>", store="milano", role="stock", languages="")
    page = visitor.http.get("/admin/staff").text
    assert "&lt;b&gt;Ugo&lt;/b&gt;" in page
    assert "<b>" not in page
    asked = visitor.http.get("/admin/devices", params={"q": '"><script>x</script>'}).text
    assert "<script" not in asked
    assert "<script" not in visitor.http.get("/admin/devices?done=<script>&lack=title.x").text


def test_nothing_is_kept_by_a_browser_framed_or_run(signed_in: SignedIn) -> None:
    _, visitor = signed_in()
    for path in ("/admin", "/admin/me", "/admin/log", "/admin/nowhere"):
        answer = visitor.http.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src" not in policy


def test_the_log_of_requests_names_nobody(hub: RunningHub, signed_in: SignedIn, tablet: Tablet) -> None:
    _, visitor = signed_in()
    visitor.http.get(f"/admin/devices/{tablet.device}?q=anna")
    said: Any = (hub.data.parent / f"{hub.data.name}.log").read_text()
    assert "GET /admin/devices 200" in said
    assert tablet.device not in said
    assert "anna" not in said


def test_rights_are_given_to_those_who_need_them() -> None:
    assert {role for role in Role if Right.PEOPLE in ALLOWED[role]} == {Role.OWNER}
    assert {role for role in Role if Right.PERSONS in ALLOWED[role]} == {Role.OWNER, Role.PRIVACY}
    assert not {Right.CHANGE_DEVICES, Right.CHANGE_STAFF} & ALLOWED[Role.STORE]
