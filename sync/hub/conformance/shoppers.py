"""Rule 12, for shoppers: a sign-in is its visit's alone, and opens nothing before it was proven."""

from typing import Any

import httpx

from sync.hub.conformance.finding import Check, NotApplicableError, require
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import Tablet, read, told
from sync.protocol import ids, scopes, sessions
from sync.protocol.sessions import EndSession, NewSession
from sync.protocol.sign_ins import BEGIN_SECONDS, MAX_TRIES, SignInBegun, SignInState

RULE = "12"
CONFLICT = 409
FORBIDDEN = 403
NOT_FOUND = 404
TOO_MANY = 429


async def _said(tablet: Tablet, visit: NewSession, path: str = "", **more: Any) -> httpx.Response:
    body = {"proof": visit.secret, **more}
    return await tablet.http.post(f"/v1/sign-ins{path}", json=body)


async def _begin(tablet: Tablet, visit: NewSession, **how: Any) -> SignInBegun:
    return read(await _said(tablet, visit, **how), SignInBegun)


async def _by_phone(stage: Stage) -> None:
    tablet, visit = stage.tablet, sessions.begin()
    begun = await _begin(tablet, visit)
    require(0 < begun.expires_in <= BEGIN_SECONDS, f"a code is good for {begun.expires_in} seconds")
    require(begun.url.endswith(begun.code.replace("-", "")), f"{begun.url} does not end with {begun.code}")
    require(visit.secret not in begun.url and visit.id not in begun.url, "the address tells of the visit")
    another = await _begin(tablet, sessions.begin())
    require(another.code != begun.code and another.id != begun.id, "two sign-ins have one code")
    state = read(await _said(tablet, visit, f"/{begun.id}"), SignInState)
    require(state.state == "pending", f"what nobody opened is {state.state}")


async def _nothing_before(stage: Stage) -> None:
    tablet, visit = stage.tablet, sessions.begin()
    begun = await _begin(tablet, visit)
    refused = await _said(tablet, visit, f"/{begun.id}/accept")
    require(refused.status_code == CONFLICT, f"accepting what nobody confirmed got {told(refused)}")
    wanted = [f"customer:{ids.new_id()}", f"person:{ids.new_id()}"]
    answer = await tablet.sync(cursors=dict.fromkeys(wanted, 0), proofs=[visit.secret])
    require(sorted(answer.closed) == sorted(wanted), "customers are open to who has not signed in")


async def _its_visits_alone(stage: Stage) -> None:
    tablet, visit = stage.tablet, sessions.begin()
    begun = await _begin(tablet, visit)
    nobodys = await _said(tablet, visit, f"/{'0' * 32}")
    require(nobodys.status_code == NOT_FOUND, f"a sign-in that never was got {told(nobodys)}")
    for path in ("", "/accept", "/abort"):
        seen = await _said(tablet, sessions.begin(), f"/{begun.id}{path}")
        require(seen.text == nobodys.text, f"another visit's {path or 'asking'} got {told(seen)}")
    other = await stage.second()
    seen = await _said(other, visit, f"/{begun.id}")
    require(seen.text == nobodys.text, f"the visit's secret at another tablet got {told(seen)}")


async def _slow_down(stage: Stage) -> None:
    tablet, visit = stage.tablet, sessions.begin()
    begun = await _begin(tablet, visit)
    answers = [await _said(tablet, visit, f"/{begun.id}") for _ in range(2)]
    require(answers[1].status_code == TOO_MANY, f"asking at once again got {told(answers[1])}")
    require("retry-after" in answers[1].headers, "who asks too often is not told for how long to wait")


async def _ends(stage: Stage) -> None:
    tablet, visit = stage.tablet, sessions.begin()
    begun = await _begin(tablet, visit)
    over = read(await _said(tablet, visit, f"/{begun.id}/abort"), SignInState)
    again = read(await _said(tablet, visit, f"/{begun.id}/abort"), SignInState)
    require(over.state == again.state == "refused", f"what was aborted is {over.state}, then {again.state}")
    page = await stage.stranger.get(f"/s/{begun.code.replace('-', '')}")
    require(page.status_code == NOT_FOUND, f"the page of what was aborted answers {page.status_code}")
    ended = tablet.op(scopes.session(visit.id), EndSession("finish"), principal=visit.principal)
    await tablet.result(ended, proofs=[visit.secret])
    refused = await _said(tablet, visit)
    require(refused.status_code == CONFLICT, f"a visit that is over began a sign-in: {told(refused)}")


async def _by_mail(stage: Stage) -> None:
    tablet = stage.tablet
    visit = sessions.begin()
    # `.example` is nobody's (RFC 2606): a letter goes nowhere.
    answer = await _said(tablet, visit, way="email", email=f"{ids.new_id()}@conformance.example")
    if answer.status_code == CONFLICT and answer.json().get("code") == "no_mail":
        raise NotApplicableError("this hub sends no mail")
    begun = read(answer, SignInBegun)
    require(not (begun.url or begun.code or begun.number), "a code that is mailed is also shown")
    for turn in range(1, MAX_TRIES + 1):
        tried = await _said(tablet, visit, f"/{begun.id}", code=f"{turn:06d}")
        if turn < MAX_TRIES:
            require(tried.status_code == FORBIDDEN, f"a wrong code got {told(tried)}")
    state = read(tried, SignInState)
    require(state.state == "refused", f"after {MAX_TRIES} wrong codes a sign-in is {state.state}")


CHECKS = (
    Check(RULE, "a shopper's sign-in waits for a phone, and for no longer than two minutes", _by_phone),
    Check(RULE, "a sign-in opens nothing before an account was proven", _nothing_before),
    Check(
        RULE,
        "a sign-in is known to the visit that began it, at its tablet, and to nobody else",
        _its_visits_alone,
    ),
    Check(RULE, "who asks for a sign-in too often is told to slow down", _slow_down),
    Check(RULE, "a sign-in ends when it is aborted, and with its visit none begins", _ends),
    Check(RULE, "a few wrong codes end a sign-in by mail", _by_mail),
)
