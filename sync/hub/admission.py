"""The door of `POST /v1/sync`: opens seals, checks whose operation it is, and sorts by scope.

What is refused here is answered and not stored: it is refused again whenever it comes. What was decided
before hears its first result, also where its maker may by now not do it any more.
"""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal, NamedTuple

import msgspec

from sync.hub import access, signed_out
from sync.hub.bodies import reader
from sync.hub.context import Hub
from sync.hub.operations import Admitted
from sync.hub.repeats import first_results
from sync.hub.staff import claims
from sync.hub.staff.lateness import is_too_late, over_since
from sync.hub.staff.naming import may_name
from sync.hub.staff.reading import may_touch
from sync.protocol import scopes, sessions
from sync.protocol.actors import Actor
from sync.protocol.customers import LinkList
from sync.protocol.devices import UNCONFIRMED, Device
from sync.protocol.envelope import (
    Op,
    Opened,
    Result,
    SealedOp,
    SyncRequest,
    fill_in,
    fingerprint,
    unseal,
)
from sync.protocol.errors import Malformed, Rejected
from sync.protocol.sessions import Session
from sync.protocol.upgrades import DEVICE_TOO_OLD, HUB_TOO_OLD, upgrade
from sync.shapes import ready

READ = reader(SyncRequest)
"""Reads what is around the operations like every other body: 2.0 is 2."""

SHOPPER_WRITES = frozenset({"list", "customer"})
STAFF_WRITES = frozenset({"list", "orders", "stock", "staff", "customer", "person", "receipt"})
"""Kinds of scope that operations of a tablet may touch, a shopper's and an associate's, beside their
session."""

COMES_AGAIN = frozenset({HUB_TOO_OLD, DEVICE_TOO_OLD, UNCONFIRMED, claims.TOO_MANY})
"""Reasons that are not about the operation: a side has to be updated, staff have to say their word, or the
device has to wait."""


class Sorted(NamedTuple):
    """What may go on, by scope in order of arrival, and what was answered: refused, or decided before."""

    by_scope: dict[str, list[Admitted]]
    answered: list[Result]


class _Identified(msgspec.Struct):
    id: str = ""


def read_request(body: bytes) -> tuple[SyncRequest, list[Result]]:
    """Decode a request so that one malformed operation never stops the others.

    Raises:
        msgspec.ValidationError: What is around the operations is wrong.
    """
    try:
        return msgspec.json.decode(body, type=ready(SyncRequest)), []
    except msgspec.ValidationError:
        parts = msgspec.json.decode(body, type=ready(dict[str, msgspec.Raw]))
    refused: list[Result] = []
    rest: dict[str, Any] = dict(parts)
    for name, kind in (("ops", Op), ("sealed", SealedOp)):
        if name in parts:
            rest[name] = list(_sift(parts[name], kind, refused))
    return READ(msgspec.json.encode(rest)), refused


def _sift(raw: msgspec.Raw, kind: type[msgspec.Struct], refused: list[Result]) -> Iterable[msgspec.Raw]:
    for one in msgspec.json.decode(raw, type=ready(list[msgspec.Raw])):
        try:
            msgspec.json.decode(one, type=ready(kind))
        except msgspec.ValidationError:
            refused.append(Result(_id_of(one), "rejected", reason="malformed"))
        else:
            yield one


def _id_of(raw: msgspec.Raw) -> str:
    try:
        return msgspec.json.decode(raw, type=ready(_Identified)).id[:128]
    except msgspec.ValidationError:
        return ""


async def admit(hub: Hub, device: Device, request: SyncRequest) -> Sorted:
    """Check the operations of a request and sort them by scope, the sealed ones (they are older) first."""
    if not request.ops and not request.sealed:
        return Sorted({}, [])  # as most requests are: the tick of a tablet at rest
    actor = Actor(
        id=f"{sessions.DEVICE}:{device.id}",
        kind="kiosk",
        name=device.name,
        place=hub.catalogue.store_name(device.store),
    )
    by_scope: dict[str, list[Admitted]] = {}
    opened, answered = await _open_seals(hub, request.sealed)
    proofs = {sessions.session_id(proof): proof for proof in request.proofs}
    plain = (fill_in(op, request) for op in request.ops)
    opened += [Opened(op, proofs.get(op.principal.partition(":")[2], "")) for op in plain]
    checked = [(one.op, _check(device, one.op, one.proof)) for one in opened]
    asked = {op.principal for op, outcome in checked if isinstance(outcome, Op)}
    made_here = await _made_here(hub, device, asked)
    wanted = [outcome for _, outcome in checked if isinstance(outcome, Op)]
    shut = await _shut(hub, made_here, wanted)
    too_late = await _too_late(hub, made_here, wanted)
    decided = await first_results(hub, [op for op, _ in checked if op.id in shut])
    late: dict[str, Rejected] = {}
    for op, outcome in checked:
        # The fingerprint is that of the operation as it was made: it comes again as that.
        made = fingerprint(op)
        if made in decided:
            answered.append(decided[made])
            continue
        # What was made later in a scope never overtakes what has to come again.
        today = late.get(op.scope, outcome)
        if isinstance(today, Op):
            today = _barred(op, made_here, shut) or _counted(hub, device, today)
        if isinstance(today, Op):
            session = made_here[op.principal]
            who = access.staff_actor(hub, session) if session.associate else actor
            customer = signed_out.acts_for(session, op, hub.clock())
            one = Admitted(today, made, who, role=session.role, customer=customer, too_late=op.id in too_late)
            by_scope.setdefault(op.scope, []).append(one)
            continue
        if today.reason in COMES_AGAIN:
            late[op.scope] = today
        answered.append(_refusal(op, today))
    return Sorted(by_scope, answered)


def _barred(op: Op, made_here: Collection[str], shut: Collection[str]) -> Rejected | None:
    """Return why an operation's maker may not do it, None where they may."""
    if op.principal not in made_here:
        return Rejected("other_device")
    return Rejected("forbidden") if op.id in shut else None


def _counted(hub: Hub, device: Device, op: Op) -> Op | Rejected:
    """Return the operation, or the refusal where it tries one claim code too many."""
    try:
        claims.count(hub, device, op)
    except Rejected as error:
        return error
    return op


def _refusal(op: Op, error: Rejected) -> Result:
    """Return the answer to what does not go on."""
    status: Literal["retry", "rejected"] = "retry" if error.reason in COMES_AGAIN else "rejected"
    return Result(op.id, status, reason=error.reason)


async def _open_seals(hub: Hub, sealed: list[SealedOp]) -> tuple[list[Opened], list[Result]]:
    if not sealed:
        return [], []
    return await asyncio.to_thread(_unseal_all, sealed, hub.keys.sealing)


def _unseal_all(sealed: list[SealedOp], key: bytes) -> tuple[list[Opened], list[Result]]:
    opened, refused = [], []
    for one in sealed:
        try:
            opened.append(unseal(one, key))
        except Malformed:
            # Nobody has read it, so nobody can say that it is wrong: it stays with the tablet, for staff.
            refused.append(Result(one.id, "retry", reason="unreadable"))
    return opened, refused


def _check(device: Device, op: Op, proof: str) -> Op | Rejected:
    """Check what needs no look into the store; return the operation in today's words, or the refusal."""
    try:
        today = upgrade(op)
        _require_right(device, op, proof)
    except Rejected as error:
        return error
    return today


def _require_right(device: Device, op: Op, proof: str) -> None:
    if not device.made(op.device):
        raise Rejected("other_device")
    life = device.lives.get(op.incarnation)
    if life and not life.confirmed:
        raise Rejected(UNCONFIRMED)
    if not sessions.proves(proof, op.principal):
        raise Rejected("no_proof")
    try:
        scope = scopes.parse(op.scope)
    except scopes.ScopeError:
        raise Rejected("no_scope") from None
    who, session = sessions.split_principal(op.principal)
    if scope.kind == "session" and scope.id == session:
        return  # whoever it is may end the session
    if scope.kind not in (STAFF_WRITES if who == sessions.STAFF else SHOPPER_WRITES):
        raise Rejected("forbidden")


async def _allowed(hub: Hub, visits: Mapping[str, Session], ops: Collection[Op]) -> set[tuple[str, str]]:
    """Return the principals with the scopes that they may touch at all."""
    asked = {(op.principal, op.scope) for op in ops if op.principal in visits}
    return {(who, scope) for who, scope in asked if await _may_touch(hub, visits[who], scope)}


async def _may_touch(hub: Hub, session: Session, scope: str) -> bool:
    """Say whether operations of a session in a scope can be meant at all."""
    if session.associate:
        return await may_touch(hub, session, scope)
    kind, identifier = scopes.parse(scope)
    # What was done before the visit ended stays valid.
    return kind != "customer" or identifier == session.customer


async def _oversteps(hub: Hub, visits: Mapping[str, Session], ops: Collection[Op]) -> set[str]:
    """Return the operations (ids) that name what is not open to who made them."""
    known = [op for op in ops if op.principal in visits]
    return {op.id for op in known if not await _may_name(hub, visits[op.principal], op)}


async def _may_name(hub: Hub, session: Session, op: Op) -> bool:
    if session.associate:
        return await may_name(hub, session, op)
    return op.args.get("verb") != LinkList.__name__ or await access.may_keep(hub, session, op)


async def _shut(hub: Hub, visits: Mapping[str, Session], ops: Collection[Op]) -> set[str]:
    """Return the operations (ids) whose makers may not do them, or not any more."""
    allowed = await _allowed(hub, visits, ops)
    oversteps = await _oversteps(hub, visits, ops)
    known = (op for op in ops if op.principal in visits)
    return oversteps | {op.id for op in known if (op.principal, op.scope) not in allowed}


async def _too_late(hub: Hub, visits: Mapping[str, Session], ops: Collection[Op]) -> set[str]:
    """Return the operations (ids) that were done too long after their associate's session was over."""
    staff = {op.principal: visits[op.principal] for op in ops if op.principal in visits}
    over = {who: await over_since(hub, one) for who, one in staff.items() if one.associate}
    return {
        op.id
        for op in ops
        if op.principal in over and is_too_late(op, staff[op.principal], over[op.principal], hub.clock())
    }


async def _made_here(hub: Hub, device: Device, principals: Collection[str]) -> dict[str, Session]:
    """Return the visits of those of some principals that were on this device, ended or not.

    An ended one counts: what was made in it stays valid. All are asked for at once, so that the new ones
    share a flush to the disk.
    """
    found = await asyncio.gather(*(access.acting(hub, device, principal) for principal in principals))
    pairs = zip(principals, found, strict=True)
    return {who: one for who, one in pairs if one is not None and device.made(one.device)}
