"""Rule 12: who may read and do what."""

import base64
from datetime import UTC, datetime
from typing import Any

import httpx
from nacl.signing import SigningKey

from sync.hub.conformance.finding import Check, require
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import Tablet, read, told
from sync.protocol import ids, parking, scopes, sessions
from sync.protocol.list_verbs import AddLine, RenameList
from sync.protocol.parking import Claimed, ParkList
from sync.protocol.sessions import EndSession

RULE = "12"
UNAUTHORIZED = 401
FORBIDDEN = 403
MISSING = 404
HOUR = 3_600


async def _foreign_list(stage: Stage) -> None:
    tablet, other = stage.tablet, await stage.second()
    scope = await tablet.new_list(lines=1)
    await tablet.read_list(scope)
    for what, proofs in (("its own proof", [other.visit.secret]), ("no proof", [])):
        answer = await other.sync(cursors={scope: 0}, proofs=proofs)
        require(not answer.changes, f"another tablet with {what} reads the list")
        require(answer.closed == [scope], f"another tablet with {what} is not told that the list is closed")
        require(scope not in {**answer.heads, **answer.checksums}, f"{what}: the list's head is told")
    stolen = await other.sync(cursors={scope: 0}, proofs=[tablet.visit.secret])
    require(not stolen.changes, "a visit's secret opens its list on another tablet")


async def _foreign_write(stage: Stage) -> None:
    tablet, other = stage.tablet, await stage.second()
    scope = await tablet.new_list(lines=1)
    result = await other.result(other.op(scope, RenameList(title="taken")))
    require(result.status == "rejected", f"another visit's change was {result.status}")
    pretended = other.op(scope, RenameList(title="taken"), principal=tablet.visit.principal)
    result = await other.result(pretended, proofs=[tablet.visit.secret])
    require(result.status == "rejected", f"a change in another tablet's visit was {result.status}")
    title = (await tablet.read_list(scope)).title
    require(title == "Conformance", f"another tablet renamed the list: {title}")


async def _principals(stage: Stage) -> None:
    tablet = stage.tablet
    scope = await tablet.new_list()
    elsewhere = sessions.begin()
    ops = [
        tablet.op(scope, RenameList(title="x"), principal=elsewhere.principal),
        tablet.op(scope, RenameList(title="x"), device="another"),
        tablet.op(scopes.session(elsewhere.id), EndSession()),
    ]
    statuses = [one.status for one in (await tablet.sync(*ops)).results]
    expected = ["rejected"] * len(ops)
    require(statuses == expected, f"without proof, for another device, for another's visit: {statuses}")


async def _closed_kinds(stage: Stage) -> None:
    tablet = stage.tablet
    wanted = ["hub", f"device:{tablet.device}", f"session:{tablet.visit.id}", "person:x", "nonsense", "list:"]
    answer = await tablet.sync(cursors=dict.fromkeys(wanted, 0))
    require(not answer.changes, f"a tablet reads {[change.scope for change in answer.changes]}")
    require(sorted(answer.closed) == sorted(wanted), f"closed are only {answer.closed}")


async def _ended(stage: Stage) -> None:
    tablet = stage.tablet
    before, tablet.visit = tablet.visit, sessions.begin()
    try:
        scope = await tablet.new_list(lines=1)
        late = tablet.seal(tablet.op(scope, AddLine(product="p", variant="late")))
        await tablet.apply(scopes.session(tablet.visit.id), EndSession(why="finish"))
        answer = await tablet.sync(cursors={scope: 0})
        require(not answer.changes and answer.closed == [scope], "after its end a visit still reads its list")
        results = [one.status for one in (await tablet.sync(sealed=[late], proofs=[])).results]
        require(results == ["applied"], f"what was made in a visit was {results} after its end")
    finally:
        tablet.visit = before


async def _claimed(stage: Stage) -> None:
    tablet, other, code = stage.tablet, await stage.second(), parking.draw()
    scope = await tablet.new_list(lines=1)
    await tablet.apply(scope, ParkList(parking.claim_hash(code)))
    wrong = await _claim(other, parking.draw())
    require(wrong.status_code == MISSING, f"a code of nothing got {told(wrong)}")
    claimed = read(await _claim(other, code), Claimed)
    require(claimed.lists == [scopes.parse(scope).id], f"a code brought {claimed.lists}")
    require(bool((await other.read_list(scope)).lines), "who brought a code does not read its list")
    again = read(await _claim(other, code), Claimed)
    require(again == claimed, "who lost the answer and asks again gets another one")
    used = await _claim(tablet, code)
    require((used.status_code, used.content) == (MISSING, wrong.content), "a used code is told from no code")


async def _claim(tablet: Tablet, code: str) -> httpx.Response:
    return await tablet.http.post("/v1/claims", json={"code": code, "proof": tablet.visit.secret})


async def _tokens(stage: Stage) -> None:
    token = stage.tablet.http.headers["Authorization"].removeprefix("Bearer ")
    head, body, _ = token.split(".") if token.count(".") == 2 else ("", token, "")  # noqa: PLR2004 - a JWT's parts
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    forged = {
        "no token": "",
        "nonsense": "nonsense",
        "an unsigned token": f"{unsigned}.{body}.",
        "another signature": f"{head}.{body}.{base64.urlsafe_b64encode(bytes(32)).decode().rstrip('=')}",
        "a token turned around": token[::-1],
        "an assertion for a token": stage.tablet.assertion(),
    }
    for what, wrong in forged.items():
        headers = {"Authorization": f"Bearer {wrong}"} if wrong else {}
        for path in ("/v1/catalogue", "/v1/events?scopes=catalogue"):
            response = await _refused(stage.stranger, path, headers)
            require(response.status_code == UNAUTHORIZED, f"{what}: {path} answered {told(response)}")
        response = await stage.stranger.post("/v1/sync", content=stage.tablet.request(), headers=headers)
        require(response.status_code == UNAUTHORIZED, f"{what}: /v1/sync answered {told(response)}")


async def _refused(http: httpx.AsyncClient, path: str, headers: dict[str, str]) -> httpx.Response:
    """Return the head of an answer, and its body unless it is an endless stream."""
    async with http.stream("GET", path, headers=headers) as response:
        if response.status_code == UNAUTHORIZED:
            await response.aread()
        return response


async def _assertions(stage: Stage) -> None:
    tablet, now = stage.tablet, int(datetime.now(UTC).timestamp())
    wrong: dict[str, dict[str, Any]] = {
        "expired": {"exp": now - HOUR},
        "good for years": {"exp": now + 10_000 * HOUR},
        "for somebody else": {"aud": "elsewhere"},
        "by another device": {"iss": "another", "sub": "another"},
    }
    for what, claims in wrong.items():
        response = await tablet.ask_for_token(**claims)
        require(response.status_code == UNAUTHORIZED, f"an assertion {what} got {told(response)}")
    stranger = Tablet(stage.stranger, device=tablet.device)
    response = await stranger.ask_for_token()
    require(response.status_code == UNAUTHORIZED, f"an assertion with another key got {told(response)}")


async def _other_device(stage: Stage) -> None:
    response = await stage.tablet.post(stage.tablet.request(device=ids.new_id()))
    require(response.status_code == FORBIDDEN, f"a request in another device's name got {told(response)}")


async def _code_once(stage: Stage) -> None:
    thief = Tablet(stage.stranger)
    response = await thief.enrol(stage.used_code)
    require(response.status_code == FORBIDDEN, f"a used code, another key: {told(response)}")
    same = Tablet(stage.stranger, key=SigningKey(bytes(stage.tablet.key)))
    response = await same.enrol(stage.used_code)
    require(
        same.device == stage.tablet.device, f"the same code and key after a lost answer: {told(response)}"
    )


CHECKS = (
    Check(RULE, "another tablet reads no list of this one, whatever it proves", _foreign_list),
    Check(RULE, "another tablet changes no list of this one, whatever it proves", _foreign_write),
    Check(RULE, "an operation acts as who made it, and only for who proves it", _principals),
    Check(RULE, "scopes that are no tablet's are closed", _closed_kinds),
    Check(RULE, "an ended visit reads nothing, and what was made in it stays valid", _ended),
    Check(RULE, "a code of lists that wait is good once, and brings them", _claimed),
    Check(RULE, "forged tokens open nothing", _tokens),
    Check(RULE, "assertions that are expired, endless, or not for this hub earn no token", _assertions),
    Check(RULE, "a token speaks for its own device alone", _other_device),
    Check(RULE, "an enrolment code is good for one key", _code_once),
)
