"""What staff say of tablets beside a hub that serves, and what the tablets notice of it: rule 12."""

import asyncio
import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from sync.hub.__main__ import main
from sync.hub.context import open_storage
from sync.hub.devices import find, set_status
from sync.protocol import ids, sessions
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.scopes import session, shopping_list
from sync.protocol.sessions import LEASE_SECONDS, EndSession

ADD = AddLine(product="lamp", variant="lamp-red")


@pytest.fixture
def say(hub: Any, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Return a function that types a command, and returns its exit status and what it said."""

    def run(*words: str) -> tuple[int, str]:
        status = main([*words, "--data", str(hub.data)])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def listed(say: Callable[..., tuple[int, str]], device: str) -> dict[str, Any]:
    return next(one for one in json.loads(say("devices", "--json")[1]) if one["id"] == device)


def speak_as(tablet: Any, incarnation: str, *runs: str) -> dict[str, Any]:
    body = {"device": tablet.device, "assertion": tablet.assertion(), "incarnation": incarnation}
    response = tablet.http.post("/v1/devices/token", json={**body, "runs": list(runs)})
    answer = response.raise_for_status().json()
    tablet.http.headers["Authorization"] = f"Bearer {answer['token']}"
    return answer


def new_list(tablet: Any) -> list[Any]:
    scope = shopping_list(ids.new_id())
    return [tablet.op(scope, CreateList()), tablet.op(scope, ADD)]


def test_staff_see_every_tablet_and_no_secret_of_it(say, tablet):
    speak_as(tablet, "first", "run-1")
    assert listed(say, tablet.device)["status"] == "active"
    _, text = say("devices")
    assert f"{tablet.device}  active  milano" in text
    assert tablet.public_key not in text + say("devices", "--json")[1]


def test_a_device_may_be_named_by_how_its_id_begins(say, tablet, new_tablet):
    new_tablet()
    assert say("device", "retire", tablet.device[:12]) == (
        0,
        "Kiosk is retired: it may bring what it holds for 72 hours and reads nothing.\n",
    )
    assert listed(say, tablet.device)["status"] == "retired"
    status, text = say("device", "retire", "")
    assert status == 1
    assert "more than one device has an id that begins" in text
    assert say("device", "retire", "nobody")[0] == 1


def test_one_out_of_service_is_not_asked_for_another_key(say, tablet):
    say("device", "lost", tablet.device)
    status, text = say("device", "roll", tablet.device)
    assert status == 1
    assert "Kiosk is lost: reinstate it first, or enrol it anew" in text
    say("device", "reinstate", tablet.device)
    assert say("device", "roll", tablet.device)[0] == 0


def test_there_must_be_something_to_confirm(say, tablet):
    speak_as(tablet, "first", "run-1")
    assert "nothing of Kiosk waits" in say("device", "confirm", tablet.device)[1]


def test_of_several_copies_staff_name_the_one(say, tablet):
    speak_as(tablet, "first", "run-1")
    copies = [speak_as(tablet, "first", "run-0", f"run-{number}")["incarnation"] for number in (2, 3)]
    status, text = say("device", "confirm", tablet.device)
    assert status == 1
    assert copies[0] in text
    assert f"incarnation {copies[1]}" in say("devices")[1]
    assert say("device", "confirm", tablet.device, "--incarnation", copies[1])[0] == 0
    confirmed = {one["name"]: one["confirmed"] for one in listed(say, tablet.device)["incarnations"]}
    assert confirmed == {"first": True, copies[0]: False, copies[1]: True}


def test_copies_without_end_are_not_kept_without_end(say, tablet):
    speak_as(tablet, "first", "run-1")
    for _ in range(20):
        assert speak_as(tablet, "first", "run-0", secrets.token_hex(4))["standing"] == "unconfirmed"
    lives = listed(say, tablet.device)["incarnations"]
    assert len(lives) == 16
    assert lives[0]["name"] == "first"


def test_a_tablet_that_falls_back_to_telling_no_runs_may_only_deliver(tablet):
    speak_as(tablet, "first", "run-1")
    tablet.sign_in()
    assert tablet.http.get("/v1/catalogue").json()["code"] == "device_unconfirmed"


def test_rule_03_a_token_is_worth_nothing_once_a_copy_has_spoken(tablet):
    speak_as(tablet, "first", "run-1")
    own = tablet.http.headers["Authorization"]
    assert tablet.http.get("/v1/catalogue").status_code == 404, "it reads; nothing was imported"
    assert "standing" not in speak_as(tablet, "first", "run-1", "run-of-the-copy"), "for all it knows"
    refused = tablet.http.get("/v1/catalogue", headers={"Authorization": own})
    assert (refused.status_code, refused.json()["code"]) == (401, "token_refused")
    answer = speak_as(tablet, "first", "run-1")
    assert answer["standing"] == "unconfirmed"
    assert answer["incarnation"] != "first"


@pytest.mark.parametrize(
    "path", ["/v1/catalogue", "/v1/events?scopes=catalogue", f"/v1/media/{'ab' * 32}/400"]
)
def test_rule_12_a_retired_device_reads_nothing(say, tablet, path):
    say("device", "retire", tablet.device)
    assert tablet.http.get(path).status_code == 401, "the token it has is of before"
    tablet.sign_in()
    refused = tablet.http.get(path)
    assert (refused.status_code, refused.json()["code"]) == (403, "device_retired")


def test_rule_12_a_retired_device_delivers_and_hears_only_what_became_of_it(say, tablet):
    ops = new_list(tablet)
    tablet.results(*ops)
    say("device", "retire", tablet.device)
    tablet.sign_in()
    more = new_list(tablet)
    answer = tablet.sync(*more, cursors={ops[0].scope: 0, "catalogue": 0})
    assert [result.status for result in answer.results] == ["applied", "applied"]
    assert (answer.changes, answer.heads, answer.closed) == ([], {}, [])
    say("device", "reinstate", tablet.device)
    tablet.sign_in()
    assert tablet.sync(cursors={more[0].scope: 0}).heads.keys() == {more[0].scope}


@pytest.mark.parametrize(("hours", "status"), [(71, 200), (73, 403)])
def test_rule_12_72_hours_after_it_was_retired_it_delivers_no_more(hub, tablet, hours, status):
    async def retire() -> None:
        storage = open_storage(hub.data)
        ago = datetime.now(UTC) - timedelta(hours=hours)
        await set_status(storage, await find(storage, tablet.device), "retired", ago)
        await storage.close()

    asyncio.run(retire())
    body = {"device": tablet.device, "assertion": tablet.assertion()}
    answer = tablet.http.post("/v1/devices/token", json=body)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["code"] == "device_retired"


def test_rule_12_a_lost_device_neither_delivers_nor_reads(say, tablet):
    ops = new_list(tablet)
    say("device", "lost", tablet.device)
    for answer in (
        tablet.http.post("/v1/sync", json={"device": tablet.device, "incarnation": "one"}),
        tablet.http.get("/v1/catalogue"),
        tablet.http.post(
            "/v1/devices/token", json={"device": tablet.device, "assertion": tablet.assertion()}
        ),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "device_lost")
    with pytest.raises(httpx.HTTPStatusError, match="403"):
        tablet.sync(*ops)


def test_rule_12_an_operation_acts_as_the_principal_who_made_it(tablet):
    """The visit that is there now proves nothing for another one: not to write, not to read."""
    ops = new_list(tablet)
    maker = tablet.visit
    tablet.results(*ops)
    tablet.visit = sessions.begin()
    forged = tablet.op(ops[0].scope, ADD)
    as_maker = tablet.op(ops[0].scope, ADD, principal=maker.principal)
    results = {one.id: (one.status, one.reason) for one in tablet.results(forged, as_maker)}
    assert results == {forged.id: ("rejected", "not_yours"), as_maker.id: ("rejected", "no_proof")}
    assert tablet.sync(cursors={ops[0].scope: 0}).closed == [ops[0].scope]


@pytest.mark.parametrize(
    "scope", ["session:of-somebody", "device:{device}", "hub", "catalogue", "stock:milano"]
)
def test_rule_12_no_operation_of_a_tablet_touches_a_scope_that_is_not_its_own(tablet, scope):
    op = tablet.op(scope.format(device=tablet.device), {"verb": "EndSession"})
    [result] = tablet.results(op)
    assert (result.status, result.reason) == ("rejected", "forbidden")


@pytest.mark.parametrize(
    "scope", ["hub", "device:{device}", "session:{session}", "enrolment:x", "share:x", "list"]
)
def test_rule_12_what_is_not_for_tablets_is_closed_to_them(tablet, scope):
    wanted = scope.format(device=tablet.device, session=tablet.visit.id)
    answer = tablet.sync(cursors={wanted: 0})
    assert (answer.closed, answer.heads, answer.changes) == ([wanted], {}, [])


def test_rule_12_the_hub_lets_a_visit_go_on_until_it_is_over(tablet, new_tablet):
    ops = new_list(tablet)
    visit = tablet.visit
    assert tablet.sync(leases=[visit.id]).leases == {}, "it has not heard of the visit yet"
    tablet.results(*ops)
    assert tablet.sync(leases=[visit.id]).leases == {visit.id: LEASE_SECONDS}
    other = new_tablet()
    assert other.sync(leases=[visit.id]).leases == {}, "nothing is said without the visit's secret"
    other.visit = visit
    assert other.sync(leases=[visit.id]).leases == {visit.id: 0}, "and it goes on at one tablet only"
    tablet.results(tablet.op(session(visit.id), EndSession("finish")))
    assert tablet.sync(leases=[visit.id]).leases == {visit.id: 0}


def test_rule_12_a_device_that_may_only_deliver_gets_no_lease(say, tablet):
    tablet.results(*new_list(tablet))
    say("device", "retire", tablet.device)
    tablet.sign_in()
    assert tablet.sync(leases=[tablet.visit.id]).leases == {}
