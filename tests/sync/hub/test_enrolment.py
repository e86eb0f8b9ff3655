import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from nacl.signing import SigningKey
from starlette.requests import Request

from sync.client.identity import encode_key
from sync.hub.context import Config, Hub, open_hub
from sync.hub.endpoint import Call
from sync.hub.enrolment import CODE_LIFETIME, enrol, hand_out
from sync.hub.problems import HttpProblem
from sync.hub.storage.port import Key
from sync.hub.throttle import MAX_ADDRESS_FAILURES, MAX_FAILURES
from sync.protocol import scopes
from sync.protocol.devices import CODE_SIGNS, HANDSHAKE_VERSION, EnrolRequest
from sync.protocol.list_verbs import CreateList


def test_a_tablet_learns_who_it_is(stranger: Any, new_code: Callable[[], str], hub: Any) -> None:
    answer = stranger.enrol(new_code()).json()
    assert answer["store"] == "milano"
    assert answer["public_url"] == hub.urls["public_url"]
    assert len(stranger.hub_key) == 32
    stranger.sign_in()
    assert stranger.http.get("/v1/catalogue").status_code == 404  # allowed in, nothing imported yet


def test_a_token_tells_where_links_begin_by_now(hub: Any, tablet: Any) -> None:
    body = {"device": tablet.device, "assertion": tablet.assertion()}
    assert tablet.http.post("/v1/devices/token", json=body).json()["public_url"] == hub.urls["public_url"]


def test_codes_are_typed_as_people_type(stranger: Any, new_code: Callable[[], str]) -> None:
    assert stranger.enrol(f" {new_code().lower().replace('-', ' ')} ").is_success


def test_a_code_works_once(stranger: Any, new_code: Callable[[], str]) -> None:
    code = new_code()
    first = stranger.enrol(code).json()
    # The answer was lost and the same tablet asks again: the same answer.
    assert stranger.enrol(code).json() == first
    stranger.key = SigningKey.generate()
    refused = stranger.enrol(code)
    assert (refused.status_code, refused.json()["code"]) == (403, "code_used")


def test_an_unknown_code_is_refused(stranger: Any) -> None:
    assert stranger.enrol("AAAA-AAAA").status_code == 403


def test_it_is_told_why_a_code_opens_nothing(tmp_path: Any) -> None:
    async def main() -> list[str]:
        now = datetime(2026, 11, 22, tzinfo=UTC)
        hub = await open_hub(Config(tmp_path, "http://x"), clock=lambda: now)
        code, _ = await hand_out(hub.storage, "milano", "", now - CODE_LIFETIME - timedelta(minutes=1))
        late, _ = await hand_out(hub.storage, "milano", "", now)
        keys = [encode_key(bytes([number]) * 32) for number in (0, 4)]
        refused = [await refusal(hub, one, keys[0]) for one in ("AAAA-AAAA", code, late)]
        refused += [await refusal(hub, late, keys[1]), await refusal(hub, late, keys[0])]
        await hub.close()
        return refused

    assert asyncio.run(main()) == ["code_refused", "code_expired", "", "code_used", ""]


async def refusal(hub: Hub, code: str, key: str) -> str:
    """Return why a code is refused, '' where it opens."""
    call = Call(hub, Request({"type": "http", "client": ("10.0.0.1", 1)}), EnrolRequest(code, key))
    try:
        await enrol(call)
    except HttpProblem as problem:
        return problem.problem.code
    return ""


@pytest.mark.parametrize(
    ("handshake", "code"), [(HANDSHAKE_VERSION + 1, "hub_too_old"), (0, "tablet_too_old")]
)
def test_it_is_told_which_side_is_too_old(
    stranger: Any, new_code: Callable[[], str], handshake: int, code: str
) -> None:
    body = {"code": new_code(), "public_key": stranger.public_key, "handshake": handshake}
    answer = stranger.http.post("/v1/devices/enrol", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert stranger.http.post("/v1/devices/enrol", json={**body, "handshake": 1}).is_success, "not used up"


def test_a_key_that_is_none_is_refused(stranger: Any, new_code: Callable[[], str]) -> None:
    body = {"code": new_code(), "public_key": "=" * 43}
    assert stranger.http.post("/v1/devices/enrol", json=body).status_code == 422


def test_only_the_key_of_the_device_signs(tablet: Any, stranger: Any) -> None:
    stranger.device = tablet.device
    with pytest.raises(httpx.HTTPStatusError, match="401"):
        stranger.sign_in()


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic eA==", "Bearer a.b.c"])
def test_without_a_good_token_there_is_nothing(stranger: Any, header: str) -> None:
    answer = stranger.http.get("/v1/catalogue", headers={"Authorization": header})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_the_store_keeps_no_code(tmp_path: Any) -> None:
    async def main() -> None:
        hub = await open_hub(Config(tmp_path, "http://x"))
        code, enrolment = await hand_out(hub.storage, "milano", "Kiosk 1", hub.clock())
        kept = b"".join(path.read_bytes() for path in tmp_path.glob("hub.db*"))
        assert set(code) <= set(CODE_SIGNS) | {"-"}
        assert enrolment.name == "Kiosk 1"
        assert b"Kiosk 1" in kept
        assert code.encode() not in kept
        assert code.replace("-", "").encode() not in kept
        assert await hub.storage.load(scopes.enrolment(code), Key("enrolment", code)) is None
        await hub.close()

    asyncio.run(main())


def test_rule_18_who_signs_rightly_is_let_in_whatever_others_behind_its_address_do(
    new_tablet: Callable[[], Any], stranger: Any
) -> None:
    """Comes last: it uses the brakes of this module's hub up."""
    tablet = new_tablet()
    for device in [tablet.device, *(f"no-{number}" for number in range(MAX_ADDRESS_FAILURES))]:
        for _ in range(MAX_FAILURES + 1 if device == tablet.device else 1):
            stranger.http.post("/v1/devices/token", json={"device": device, "assertion": "x"})
    again = stranger.http.post("/v1/devices/token", json={"device": tablet.device, "assertion": "x"})
    assert again.status_code == 429
    tablet.sign_in()
    assert tablet.results(tablet.op("list:one", CreateList()))[0].status == "applied"


def test_trying_proofs_is_slowed_down_like_guessing_codes(
    new_tablet: Callable[[], Any], stranger: Any
) -> None:
    """Comes last, too."""
    former = {"former": new_tablet().device, "former_proof": "x"}
    body = {"code": "AAAA-AAAA", "public_key": stranger.public_key, **former}
    answers = [stranger.http.post("/v1/devices/enrol", json=body) for _ in range(MAX_FAILURES + 1)]
    assert answers[0].json()["code"] == "bad_proof"
    assert answers[-1].json()["code"] == "too_many"
