"""Rule 12, for a store's people: who signs in, and what each role may do and read."""

from collections.abc import Iterable
from typing import Any

import httpx

from sync.hub.conformance.drawing import least
from sync.hub.conformance.finding import Check, NotApplicableError, require
from sync.hub.conformance.stage import Stage
from sync.hub.conformance.tablet import Tablet, read, told
from sync.protocol import ids, rights, rules, sessions
from sync.protocol.envelope import Op
from sync.protocol.sessions import STAFF, EndSession, NewSession
from sync.protocol.staff import Role, SignedIn

RULE = "12"
FORBIDDEN = 403
OF_STORES = ("orders", "staff")
OF_CUSTOMERS = ("customer", "person", "receipt")
HUBS_OWN = ("ledger", "chain", "mail", "hook", "key", "associate", "sign_in", "browser")
VERBS = tuple((rule.scope, verb) for rule in rules.RULES for verb in rules.verbs_of(rule))
NOBODY = "000417"


async def _closed_to_shoppers(stage: Stage) -> None:
    tablet = stage.tablet
    kinds = (*OF_STORES, *OF_CUSTOMERS, *HUBS_OWN)
    wanted = [f"{kind}:{tablet.store}" for kind in kinds]
    answer = await tablet.sync(cursors=dict.fromkeys(wanted, 0))
    require(not answer.changes, f"without a sign-in are read: {[change.scope for change in answer.changes]}")
    require(sorted(answer.closed) == sorted(wanted), f"without a sign-in closed are only {answer.closed}")


async def _shoppers_do_nothing_of_it(stage: Stage) -> None:
    tablet = stage.tablet
    own = await tablet.new_list(lines=1)
    places = {"list": own, "session": f"session:{tablet.visit.id}"}
    ops = [
        tablet.op(places.get(kind, f"{kind}:{tablet.store}"), least(verb), schema=2)
        for kind, verb in VERBS
        if not rights.may_shop(kind, verb.__name__)
    ]
    await _require_refused(tablet, ops, [tablet.visit.secret], "a shopper")


async def _nobody_signs_in(stage: Stage) -> None:
    refused = [
        await sign_in(stage.tablet, sessions.begin(), NOBODY, **who)
        # Another one each time: what is nobody's waits after some tries, too.
        for who in ({"name": ids.new_id()}, {"badge": ids.new_id()}, {"name": f" {ids.new_id()} "})
    ]
    for response in refused:
        require(response.status_code == FORBIDDEN, f"a sign-in of nobody got {told(response)}")
    require(len({response.text for response in refused}) == 1, "refusals of sign-ins tell who there is")


async def _no_session_is_made_up(stage: Stage) -> None:
    tablet, made_up = stage.tablet, sessions.begin()
    op = tablet.op(f"staff:{tablet.store}", least(_verb("TakeHelp")), principal=_staff(made_up), schema=2)
    result = await tablet.result(op, proofs=[made_up.secret])
    require(result.status == "rejected", f"what nobody did who signed in was {result.status}")
    answer = await tablet.sync(cursors={f"staff:{tablet.store}": 0}, proofs=[made_up.secret])
    require(not answer.changes, "a session that was made up reads the store's own")


async def _roles(stage: Stage) -> None:
    for role in Role:
        if role not in stage.people:
            raise NotApplicableError("needs an associate of each role: give --associate, or --data")
        await _role(stage.tablet, role, *stage.people[role])


async def _role(tablet: Tablet, role: Role, name: str, pin: str) -> None:
    session, store = sessions.begin(), tablet.store
    signed_in = read(await sign_in(tablet, session, pin, name=name), SignedIn)
    require(signed_in.associate.role == role, f"{role} is signed in as {signed_in.associate.role}")
    proofs = [session.secret]
    wanted = [f"{kind}:{store}" for kind in (*OF_STORES, *OF_CUSTOMERS, *HUBS_OWN)]
    wanted += [f"{kind}:elsewhere" for kind in OF_STORES]
    answer = await tablet.sync(cursors=dict.fromkeys(wanted, 0), proofs=proofs)
    readable = {f"{kind}:{store}" for kind in OF_STORES}
    require(set(wanted) - set(answer.closed) == readable, f"{role} does not read {readable} alone")
    ops = []
    for kind, verb in VERBS:
        granted = rights.may_do(role, kind, verb.__name__)
        # What is granted is so in the own store, and on who is open to it.
        place = "elsewhere" if granted and kind != "list" else store
        if granted and kind in {"list", "session"}:
            continue
        ops.append(tablet.op(f"{kind}:{place}", least(verb), principal=_staff(session), schema=2))
    await _require_refused(tablet, ops, proofs, role)
    goodbye = tablet.op(f"session:{session.id}", EndSession("finish"), principal=_staff(session))
    ended = await tablet.result(goodbye, proofs=proofs)
    require(ended.status == "applied", f"signing out was {ended.status} {ended.reason}")
    answer = await tablet.sync(cursors=dict.fromkeys(readable, 0), proofs=proofs)
    require(not answer.changes, f"{role} reads on after signing out")


async def _require_refused(tablet: Tablet, ops: list[Op], proofs: Iterable[str], who: str) -> None:
    results = {one.id: one for one in (await tablet.sync(*ops, proofs=list(proofs))).results}
    allowed = [str(op.args["verb"]) for op in ops if results[op.id].status != "rejected"]
    require(not allowed, f"{who} may do what is not granted: {', '.join(allowed)}")


async def sign_in(tablet: Tablet, session: NewSession, pin: str, **who: str) -> httpx.Response:
    """Sign somebody in by `name` or `badge`; the answer may be a refusal."""
    body: dict[str, Any] = {"session": session.id, "pin": pin, **who}
    return await tablet.http.post("/v1/staff/sign-ins", json=body)


def _staff(session: NewSession) -> str:
    return f"{STAFF}:{session.id}"


def _verb(name: str) -> Any:
    return next(verb for _, verb in VERBS if verb.__name__ == name)


CHECKS = (
    Check(RULE, "what is a store's or a customer's is closed where nobody signed in", _closed_to_shoppers),
    Check(RULE, "a shopper does nothing that is for people of the store", _shoppers_do_nothing_of_it),
    Check(RULE, "nobody signs in who is not there, and refusals tell nothing", _nobody_signs_in),
    Check(RULE, "no session of an associate is made up", _no_session_is_made_up),
    Check(RULE, "each role does and reads what is granted to it, and nothing else", _roles),
)
