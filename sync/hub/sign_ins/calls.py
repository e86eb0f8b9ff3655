"""What a tablet does with a sign-in: begin, ask, accept, abort.

A sign-in is known to the visit that began it, at the device where it goes on, and to nobody else: to others
it looks like none.
"""

import hmac
import secrets
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from sync.hub import access, shoppers, traces
from sync.hub.context import Hub
from sync.hub.endpoint import Call
from sync.hub.index.keeping import Ground, is_there
from sync.hub.problems import HttpProblem, brake
from sync.hub.sign_in_records import KIND, SignIn, change, id_of, keyed, later, load, mailed_code, over
from sync.hub.sign_ins import accounts, mailing
from sync.hub.staff import duty
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import contacts, moments, scopes, sessions
from sync.protocol.customers import Customer
from sync.protocol.orders.codes import DIGITS
from sync.protocol.sessions import Session
from sync.protocol.sign_ins import (
    BEGIN_SECONDS,
    INTERVAL_SECONDS,
    MAX_TRIES,
    SIGNED_IN_SECONDS,
    TYPE_SECONDS,
    AbortSignIn,
    AcceptSignIn,
    AskSignIn,
    BeginSignIn,
    SignedInShopper,
    SignInBegun,
    SignInState,
)

CODE_SIGNS = 8
"""40 bits: nobody who tries codes finds one of the few that are good for two minutes."""

GROUP = 4
NUMBERS = range(10, 100)


async def begin(call: Call) -> SignInBegun:
    """`POST /v1/sign-ins`: by phone, or by a code that is mailed.

    Whoever has the address, if anybody, the answer is the same.
    """
    hub, device, sent = call.hub, call.device, call.body
    assert isinstance(sent, BeginSignIn)
    brake(hub.throttles.begun_sign_ins, device.id)
    hub.throttles.begun_sign_ins.count(device.id)
    visit = await _visit(call, sent.proof)
    address = _address(hub, sent)
    lasts = TYPE_SECONDS if address else BEGIN_SECONDS
    code = "".join(secrets.choice(DIGITS) for _ in range(CODE_SIGNS))
    record = SignIn(
        id_of(hub, code),
        device.id,
        visit.id,
        device.store,
        hub.now(),
        later(hub, lasts),
        sent.way,
        place=device.name,
        language=sent.language,
    )
    scope = scopes.sign_in(record.id)
    if await documents.keep_first(hub.storage, scope, Key(KIND, record.id), record) != record:
        raise HttpProblem(503, "store_unavailable", headers={"Retry-After": "1"})  # two drew one code
    domain = urlsplit(hub.config.public_url).netloc
    if address:
        await mailing.send(hub, record, address)
        return SignInBegun(record.id, domain, lasts, INTERVAL_SECONDS)
    return SignInBegun(
        record.id,
        domain,
        lasts,
        INTERVAL_SECONDS,
        url=f"{hub.config.public_url}/s/{code}",
        code=f"{code[:GROUP]}-{code[GROUP:]}",
        number=number(hub, record.id),
    )


def number(hub: Hub, identifier: str) -> str:
    """Return the two digits that the tablet shows and the phone asks for."""
    return str(NUMBERS[int(keyed(hub, "number", identifier), 16) % len(NUMBERS)])


def _address(hub: Hub, sent: BeginSignIn) -> str:
    """Return where a code goes, '' for the way by phone."""
    if sent.way != "email":
        return ""
    address = contacts.email(sent.email)
    if not address:
        raise HttpProblem(409, "no_address", "`email`: this is no address")
    if not hub.config.sends_mail:
        raise HttpProblem(409, "no_mail", "this hub sends no mail")
    return address


async def ask(call: Call) -> SignInState:
    """`POST /v1/sign-ins/{id}`: poll, or try the digits that were mailed."""
    hub, sent = call.hub, call.body
    assert isinstance(sent, AskSignIn)
    record = await _mine(call, sent.proof)
    if sent.code:
        record = await _try(hub, record, sent.code)
    elif not hub.throttles.asked_sign_ins.may(record.id, INTERVAL_SECONDS):
        raise HttpProblem(429, "slow_down", headers={"Retry-After": str(INTERVAL_SECONDS)})
    return _told(hub, await accounts.confirm(hub, record))


async def _try(hub: Hub, record: SignIn, typed: str) -> SignIn:
    """Take the digits that were typed at the tablet.

    Raises:
        HttpProblem: 403 `wrong_code`; there are tries left.
    """
    if record.way != "email":
        raise HttpProblem(403, "wrong_code")
    tried = await prove(hub, record, typed)
    if tried.step == "pending" and tried.is_open(hub.now()):
        raise HttpProblem(403, "wrong_code")
    return tried


async def prove(hub: Hub, record: SignIn, typed: str, name: str = "") -> SignIn:
    """Count a try of the digits that were mailed, and take them where they are right.

    `name` is the first name of who may be new.

    Counted in the same commit: many who guess at once have no more tries than one after the other.
    """

    def step(known: SignIn) -> SignIn:
        if known.step not in {"pending", "chosen"} or not known.shown:
            return known
        # Where no letter went no digits are right, and it takes as long to say so.
        right = hmac.compare_digest(mailed_code(hub, known), _digits(typed)) and bool(known.email)
        if right:
            return replace(known, step="proven", tries=known.tries + 1, name=name)
        return replace(known, tries=known.tries + 1) if known.tries + 1 < MAX_TRIES else over(known)

    return await change(hub, record.id, step) or over(record)


def _digits(typed: str) -> str:
    """Return what was typed as digits: full-width ones count, blanks and dashes do not."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


async def accept(call: Call) -> SignedInShopper:
    """`POST /v1/sign-ins/{id}/accept`: from now on the visit is the customer's.

    Sent again it gets the same answer.
    """
    hub, sent = call.hub, call.body
    assert isinstance(sent, AcceptSignIn)
    record = await _mine(call, sent.proof)

    def step(known: SignIn) -> SignIn:
        return replace(known, step="accepted") if known.step == "confirmed" else known

    taken = await change(hub, record.id, step)
    if taken is None or taken.step != "accepted":
        raise HttpProblem(409, "not_confirmed", "nobody has proven an account, or it is over")
    visit = await _enter(call, taken)
    await shoppers.arrive(hub, call.device, visit)
    return SignedInShopper(
        taken.customer,
        taken.hello,
        duty.seconds_left(hub, visit),
        visit.first_name,
        await _lists(hub, taken.customer),
    )


async def _enter(call: Call, record: SignIn) -> Session:
    """Make the visit the customer's, unless it is over, somebody else's, or the customer is gone.

    Raises:
        HttpProblem: 409 `not_confirmed`.
    """
    hub = call.hub
    refused = HttpProblem(409, "not_confirmed", "the visit, or the account, is over")
    ground = Ground(hub.storage, hub.keys.token)
    # The trace first: from then on an erasure finds the visit.
    await traces.note(ground, record.customer, "visit", record.visit)
    until = later(hub, SIGNED_IN_SECONDS)

    def step(known: Session | None) -> Session | None:
        if known is None or known.ended or known.customer:
            return known
        return replace(
            known,
            customer=record.customer,
            first_name=record.first_name,
            until=until,
            incarnation=call.incarnation,
        )

    place = scopes.session(record.visit), Key("session", record.visit)
    visit = await documents.change(hub.storage, *place, Session, step)
    if visit is None or visit.customer != record.customer or not visit.is_customers(hub.now()):
        raise refused
    if not await is_there(hub.storage, record.customer):
        await traces.blank_visit(hub.storage, record.visit)
        raise refused
    return visit


async def abort(call: Call) -> SignInState:
    """`POST /v1/sign-ins/{id}/abort`: it is over, unless it was accepted before."""
    hub, sent = call.hub, call.body
    assert isinstance(sent, AbortSignIn)
    record = await _mine(call, sent.proof)
    return _told(hub, await change(hub, record.id, over))


async def _visit(call: Call, proof: str) -> Session:
    """Return the shopper's visit that goes on at the device and is nobody's yet.

    Raises:
        HttpProblem: 409 `no_visit`.
    """
    visit = await access.visit(call.hub, call.device, sessions.session_id(proof))
    if visit.associate or visit.ended or visit.customer or not call.device.made(visit.device):
        raise HttpProblem(409, "no_visit", "it is over, signed in, or not of this device")
    return visit


async def _mine(call: Call, proof: str) -> SignIn:
    """Return the sign-in that the visit with this proof began at this device.

    Raises:
        HttpProblem: 404.
    """
    record = await load(call.hub, call.http.path_params["id"])
    if record is None or record.visit != sessions.session_id(proof) or not call.device.made(record.device):
        raise HttpProblem(404, "not_found", "this visit began no such sign-in")
    return record


def _told(hub: Hub, record: SignIn | None) -> SignInState:
    if record is None:
        return SignInState("expired")
    state = record.state(hub.now())
    if state not in {"pending", "seen", "confirmed"}:
        return SignInState(state)
    left = int((moments.parse(record.expires) - hub.clock()).total_seconds())
    return SignInState(state, record.hello if state == "confirmed" else "", max(0, left))


async def _lists(hub: Hub, customer: str) -> list[str]:
    """Return the lists that are a customer's own."""
    place = scopes.customer(customer), Key("customer", customer)
    known: Any = await documents.load(hub.storage, *place, Customer)
    found = [await access.load_list(hub, name) for name in known.lists] if known else []
    return [one.id for one in found if one and one.is_of(customer)]
