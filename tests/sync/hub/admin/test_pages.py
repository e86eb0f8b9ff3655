"""What those do who run the devices, page by page, and what the log says of it."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from sync.hub.admin import audit
from sync.hub.admin.rights import Role
from sync.hub.settling import do
from sync.hub.sign_ins.accounts import HUB
from sync.protocol import invitations, persons, scopes, sessions
from sync.protocol.customers import CreateCustomer
from sync.protocol.devices import fingerprint
from sync.protocol.ids import new_id, new_op_id
from tests.sync.hub.admin.conftest import Beside, Person, Visitor
from tests.sync.hub.conftest import RunningHub, Shop, Tablet

SignedIn = Callable[..., tuple[Person, Visitor]]
SECRET = re.compile(r'class="secret">([^<]+)<')


def secret(visitor: Visitor) -> str:
    found = SECRET.search(visitor.page.text)
    assert found is not None, visitor.page.text
    return html.unescape(found[1])


def acts(beside: Beside, most: int = 10) -> list[str]:
    found = beside(lambda storage: audit.newest(storage, limit=most))
    return [entry.act for _, entry in found]


def test_somebody_signs_in_with_a_recovery_code_and_out_again(
    new_person: Callable[..., Person], new_visitor: Callable[..., Visitor], beside: Beside
) -> None:
    person, visitor = new_person(), new_visitor()
    assert visitor.open("/admin") == "Sign in"
    assert visitor.sign_in(person.name, person.password, person.made.proofs.codes[0]) == "Stores"
    assert acts(beside, 1) == ["sign_in_recovered"]
    assert visitor.open("/admin") == "Stores"
    assert visitor.send("/admin/sign-out") == "Sign in"
    assert visitor.open("/admin/stores") == "Sign in"


@pytest.mark.parametrize(
    ("role", "first"),
    [(Role.OWNER, "Stores"), (Role.FLEET, "Stores"), (Role.STORE, "Stores"), (Role.PRIVACY, "Persons")],
)
def test_everybody_begins_where_their_work_is(role: Role, first: str, signed_in: SignedIn) -> None:
    _, visitor = signed_in(role, "milano")
    assert visitor.title == first


def test_a_tablet_is_taken_out_of_service_and_back(
    shop: Shop, signed_in: SignedIn, tablet: Tablet, beside: Beside
) -> None:
    _, visitor = signed_in(Role.FLEET)
    assert visitor.open("/admin/stores") == "Stores"
    assert "Milano Brera" in visitor.page.text
    visitor.open(f"/admin/devices?q={tablet.device[:8]}")
    assert visitor.page.text.count("<tbody><tr>") == 1
    path = f"/admin/devices/{tablet.device}"
    visitor.open(path)
    visitor.send(path, do="retire")
    assert "The tablet is out of service." in visitor.page.text
    tablet.sign_in()
    assert tablet.http.get("/v1/catalogue").json()["code"] == "device_retired"
    visitor.send(path, do="reinstate")
    tablet.sign_in()
    assert tablet.http.get("/v1/catalogue").status_code == 200
    visitor.send(path, do="lost")
    assert "is reported lost" in visitor.page.text
    assert acts(beside, 3) == ["device_lost", "device_reinstate", "device_retire"]


def test_a_code_made_here_lets_one_tablet_in(
    shop: Shop, signed_in: SignedIn, stranger: Tablet, beside: Beside
) -> None:
    _, visitor = signed_in(Role.FLEET)
    visitor.open("/admin/devices")
    assert visitor.send("/admin/devices", store="milano", name="Kiosk 7") == "The code"
    code = secret(visitor)
    assert stranger.enrol(code).json()["name"] == "Kiosk 7"
    assert 'aria-label="Square code for a fresh tablet"' in visitor.page.text
    assert code not in visitor.http.get("/admin/devices").text
    (entry,) = [one for _, one in beside(lambda storage: audit.newest(storage, limit=1))]
    assert (entry.act, entry.store) == ("code", "milano")
    assert code not in str(entry)
    visitor.open("/admin/devices")
    visitor.send("/admin/devices", store="nowhere", name="")
    assert "Please choose a store." in visitor.page.text


@pytest.mark.parametrize("word", ["retire", "lost"])
def test_a_tablet_that_is_out_of_service_is_enrolled_anew_under_its_name(
    word: str, shop: Shop, signed_in: SignedIn, tablet: Tablet, stranger: Tablet
) -> None:
    _, visitor = signed_in(Role.FLEET)
    path = f"/admin/devices/{tablet.device}"
    visitor.open(path)
    assert "Enrol it anew" not in visitor.page.text
    visitor.send(path, do=word)
    fields = dict(re.findall(r'name="(store|name)" value="([^"]+)"', visitor.page.text))
    assert fields == {"store": "milano", "name": "Kiosk"}
    assert visitor.send("/admin/devices", do="enrol", **fields) == "The code"
    known = stranger.enrol(secret(visitor)).json()
    assert (known["store"], known["name"]) == ("milano", "Kiosk")
    assert known["device"] != tablet.device


def test_a_file_made_here_lets_a_whole_store_in(
    shop: Shop, signed_in: SignedIn, stranger: Tablet, beside: Beside
) -> None:
    _, visitor = signed_in(Role.FLEET)
    visitor.open("/admin/devices")
    for many in ("", "0", "1001", "x"):
        visitor.send("/admin/devices", do="file", store="milano", name="Kiosk", tablets=many)
        assert "how many tablets" in visitor.page.text
    visitor.send("/admin/devices", do="file", store="milano", name="Kiosk", tablets="3")
    assert invitations.FILE_NAME in visitor.page.headers["Content-Disposition"]
    batch = invitations.read_batch(visitor.page.content)
    assert (batch.store, [one.name for one in batch.entries]) == ("milano", ["Kiosk 1", "Kiosk 2", "Kiosk 3"])
    assert stranger.enrol(batch.entries[1].token).json()["name"] == "Kiosk 2"
    (entry,) = [one for _, one in beside(lambda storage: audit.newest(storage, limit=1))]
    assert (entry.act, entry.more) == ("code", {"tablets": "3"})


def test_a_tablet_is_asked_for_another_key(shop: Shop, signed_in: SignedIn, tablet: Tablet) -> None:
    _, visitor = signed_in(Role.FLEET)
    path = f"/admin/devices/{tablet.device}"
    visitor.open(path)
    assert fingerprint(tablet.public_key) in visitor.page.text
    visitor.send(path, do="roll")
    assert "The tablet is asked for another key." in visitor.page.text
    assert 'value="roll"' not in visitor.page.text


def test_somebody_is_taken_on_and_signs_in_at_a_desk(shop: Shop, signed_in: SignedIn, tablet: Tablet) -> None:
    _, visitor = signed_in()
    visitor.open("/admin/staff")
    assert visitor.send("/admin/staff", name="Marta", store="milano", role="associate", languages="it, en")
    pin = secret(visitor)
    session = {"name": "Marta", "pin": pin, "session": sessions.begin().id}
    assert tablet.http.post("/v1/staff/sign-ins", json=session).status_code == 200
    visitor.open("/admin/staff?store=milano")
    found = re.search(r'href="/admin/staff/([^"]+)">Marta<', visitor.page.text)
    assert found is not None
    path = f"/admin/staff/{found[1]}"
    visitor.open(path)
    visitor.send(path, do="pin")
    assert secret(visitor) != pin
    visitor.open(path)
    visitor.send(path, do="role", role="manager")
    assert "The role is changed." in visitor.page.text
    visitor.send(path, do="leave")
    assert "They have left" in visitor.page.text
    assert "Marta" not in visitor.http.get("/admin/staff?store=milano").text
    visitor.open("/admin/staff")
    for fields, said in (
        ({"name": "", "store": "milano", "role": "stock"}, "Please give a name"),
        ({"name": "Ivo", "store": "milano", "role": "king"}, "Please choose a store"),
        ({"name": "Ivo", "store": "milano", "role": "stock", "languages": "<x>"}, "Please give languages"),
    ):
        visitor.send("/admin/staff", **fields)
        assert said in visitor.page.text


@pytest.fixture
def customer(beside: Beside, hub: RunningHub) -> tuple[str, str]:
    """Somebody whom the hub knows: the id, and an address."""
    from sync.hub.assembly import assemble  # noqa: PLC0415 - as below
    from sync.hub.context import Config  # noqa: PLC0415 - a hub beside the one that serves

    identifier, address = new_id(), f"anna.{new_id()[:8]}@example.com"

    async def work(_: Any) -> None:
        other = await assemble(Config(hub.data, hub.url, database_url=hub.database))
        try:
            await do(other, scopes.person(identifier), new_op_id(), persons.SetContact("email", address), HUB)
            await do(other, scopes.person(identifier), new_op_id(), persons.SetName("given", "Anna"), HUB)
            await do(other, scopes.customer(identifier), new_op_id(), CreateCustomer("it"), HUB)
        finally:
            await other.close()

    beside(work)
    return identifier, address


def test_a_person_gets_their_file_and_is_forgotten(
    signed_in: SignedIn, customer: tuple[str, str], beside: Beside
) -> None:
    identifier, address = customer
    person, visitor = signed_in(Role.PRIVACY)
    visitor.open("/admin/persons")
    assert visitor.send("/admin/persons", by="nobody@example.com") == "Persons"
    assert "Nobody is found by that." in visitor.page.text
    visitor.send("/admin/persons", by=address)
    assert visitor.page.url.path == f"/admin/persons/{identifier}"
    assert address not in visitor.page.text
    path = f"/admin/persons/{identifier}"
    token = visitor.token
    visitor.send(path, do="export", code="000000")
    assert "Nothing was changed" in visitor.page.text
    answer = visitor.http.post(
        path, data={"token": token, "do": "export", "code": person.app.code()}, headers=visitor.own
    )
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.json()["person"]["contacts"] == {"email": address}
    visitor.send(path, do="erase", code=person.app.code())
    assert "is erased" in visitor.page.text
    assert identifier in visitor.page.text
    assert visitor.open(path) == "There is nothing here"
    assert acts(beside, 3) == ["person_erased", "person_exported", "person_found"]
    told = str(beside(lambda storage: audit.newest(storage, limit=50)))
    assert address not in told
    assert "Anna" not in told


def test_an_owner_lets_somebody_in_who_comes_with_what_was_shown(
    shop: Shop, signed_in: SignedIn, new_visitor: Callable[..., Visitor], beside: Beside
) -> None:
    owner, visitor = signed_in()
    name = f"Bo {new_id()[:8]}"
    visitor.open("/admin/people")
    visitor.send("/admin/people", name=name, role="store", store="", code=owner.app.code())
    assert "Please choose a store." in visitor.page.text
    visitor.send("/admin/people", name=name, role="store", store="milano", code="000000")
    assert "Nothing was changed" in visitor.page.text
    assert (
        visitor.send("/admin/people", name=name, role="store", store="milano", code=owner.app.code())
        == f"For {name}"
    )
    shown = re.findall(r'class="secret">(?:<li>)?([^<]+)<', visitor.page.text)
    assert "<svg" in visitor.page.text
    codes = re.findall(r"<li>([a-z0-9]{5}-[a-z0-9]{5})</li>", visitor.page.text)
    other = new_visitor()
    assert other.sign_in(name, shown[0], codes[0]) == "Stores"
    assert acts(beside, 2) == ["sign_in_recovered", "admin_add"]
    told = str(beside(lambda storage: audit.newest(storage, limit=50)))
    assert not [one for one in (*shown, *codes) if one in told]


def test_somebody_changes_their_own_password_and_codes(
    signed_in: SignedIn, new_visitor: Callable[..., Visitor]
) -> None:
    person, visitor = signed_in(Role.FLEET)
    visitor.open("/admin/me")
    visitor.send("/admin/me", do="password", password="too short", code=person.app.code())
    assert "12 to 128" in visitor.page.text
    visitor.send("/admin/me", do="password", password="a window over the harbour", code=person.app.code())
    assert "The password is changed" in visitor.page.text
    other, first = new_visitor(), person.made.proofs.codes[0]
    assert other.sign_in(person.name, person.password, first) == "Sign in"
    assert other.sign_in(person.name, "a window over the harbour", first) == "Stores"


def test_the_log_is_read_in_pages_and_says_when_it_was_changed(signed_in: SignedIn, beside: Beside) -> None:
    from sync.hub.storage.port import Decision, Write  # noqa: PLC0415 - for this alone

    _, visitor = signed_in()

    async def much(storage: Any) -> None:
        for number in range(60):
            by = audit.Doing("x", f"Nr {number}", "2026-11-26T10:00:00Z")
            await audit.note(storage, by, "sign_in")

    beside(much)
    visitor.open("/admin/log")
    assert "Nr 59" in visitor.page.text
    assert "was changed afterwards" not in visitor.page.text
    older = re.search(r'href="(/admin/log\?before=\d+)"', visitor.page.text)
    assert older is not None
    assert "Nr 0<" in visitor.http.get(older[1]).text
    assert beside(audit.check) == 0

    async def tamper(storage: Any) -> None:
        (number, _), *_ = await audit.newest(storage, limit=1)
        forged = Write(
            "entry", str(number - 3), b'{"at":"2026-11-26T10:00:00Z","who":"x","name":"Eve","act":"sign_in"}'
        )
        await storage.commit(scopes.AUDIT, [], [], lambda _: Decision([forged]))

    beside(tamper)
    assert beside(audit.check) != 0
    visitor.open("/admin/log")
    assert "was changed afterwards" in visitor.page.text


@pytest.mark.parametrize("language", ["it", "ja"])
def test_every_page_speaks_the_readers_language(
    language: str, new_person: Callable[..., Person], new_visitor: Callable[..., Visitor]
) -> None:
    person, visitor = new_person(), new_visitor(language)
    visitor.open("/admin")
    assert f'<html lang="{language}">' in visitor.page.text
    person.comes(visitor)
    for path in (
        "stores",
        "devices",
        "health",
        "releases",
        "wipes",
        "staff",
        "persons",
        "people",
        "log",
        "me",
    ):
        visitor.open(f"/admin/{path}")
        assert f'<html lang="{language}">' in visitor.page.text
        assert visitor.page.status_code == 200
