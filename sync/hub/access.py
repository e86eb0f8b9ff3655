"""Who may do what: devices by their token, lists by the visit that made them or by an open share link."""

from collections.abc import Collection

import msgspec
from starlette.requests import Request

from sync.hub import shoppers
from sync.hub.context import Hub
from sync.hub.lives import require_welcome
from sync.hub.problems import HttpProblem
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.hub.tokens import Bearer, TokenError, verify
from sync.protocol import customers, scopes, sessions
from sync.protocol.actors import Actor
from sync.protocol.devices import ACTIVE, LOST, Device, Standing
from sync.protocol.envelope import Op
from sync.protocol.errors import Malformed
from sync.protocol.hashes import digest
from sync.protocol.lists import ShoppingList
from sync.protocol.sessions import Session

OPEN_KINDS = frozenset({"catalogue", "stock"})
"""Kinds of scope that every enrolled device reads."""


class ShareIndex(msgspec.Struct, frozen=True):
    """Which list a share link leads to: kind `share`. Whether the link is open stands on the list."""

    list: str


class _Members(msgspec.Struct, frozen=True):
    """All of a list that deciding about it needs."""

    owner: str
    guests: list[str] = []
    erased: bool = False

    @property
    def principals(self) -> frozenset[str]:
        """Who may read and change the list."""
        return frozenset({self.owner, *self.guests})

    @property
    def customer(self) -> str:
        """Whose the list is, '' for a guest's."""
        return customers.of_principal(self.owner)


class Caller(msgspec.Struct, frozen=True):
    """The device that sends a request, what it may do, and which run of which incarnation it is."""

    device: Device
    standing: Standing
    incarnation: str = ""
    run: str = ""


async def reader_of(hub: Hub, request: Request) -> Caller:
    """Return who sends a request, as `caller_of` does, unless it may only deliver.

    Raises:
        HttpProblem: 401, 403.
    """
    caller = await caller_of(hub, request)
    if caller.standing != ACTIVE:
        raise HttpProblem(403, f"device_{caller.standing}", "it may deliver what it holds, and reads nothing")
    return caller


async def caller_of(hub: Hub, request: Request) -> Caller:
    """Return who sends a request.

    A token is good for the newest run of its incarnation and for the standing it was issued with: so a copy
    is noticed, and the word of staff heard, at the tablet's next call, whatever time its token has left.

    Raises:
        HttpProblem: 401; the token is missing, wrong, too old, overtaken, or of a device that is gone. 403;
            the device was reported lost, or retired for too long.
    """
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    try:
        bearer = verify(hub.keys.token, token, hub.clock())
    except TokenError:
        raise _token_refused() from None
    device = await load_device(hub, bearer.device)
    if device is None or not _is_latest(device, bearer):
        raise _token_refused()
    require_welcome(device, hub.clock())
    return Caller(device, device.standing(bearer.incarnation), bearer.incarnation, bearer.run)


def _is_latest(device: Device, bearer: Bearer) -> bool:
    """Say whether a token is of the newest run and of the standing that its incarnation has now."""
    if device.status == LOST:
        return True  # whatever it shows, it shall hear that it is lost
    life = device.lives.get(bearer.incarnation)
    standing = device.standing(bearer.incarnation)
    return (bearer.run, bearer.standing) == (life.run if life else "", standing)


async def still_reads(hub: Hub, caller: Caller) -> bool:
    """Say whether a device that was let in to read may go on: staff, or a copy, may have spoken since."""
    device = await load_device(hub, caller.device.id)
    bearer = Bearer(caller.device.id, caller.incarnation, caller.run, ACTIVE)
    return device is not None and device.status == ACTIVE and _is_latest(device, bearer)


def _token_refused() -> HttpProblem:
    return HttpProblem(401, "token_refused")


async def load_device(hub: Hub, identifier: str) -> Device | None:
    """Return a device's record."""
    return await documents.load(hub.storage, scopes.device(identifier), Key("device", identifier), Device)


async def visit(hub: Hub, device: Device, identifier: str) -> Session:
    """Return the record of a visit; on first sight it is made and bound to the device that names it."""
    known = await load_visit(hub, identifier)
    if known:
        return known
    begun = Session(id=identifier, device=device.id, begun=hub.now())
    key = Key("session", identifier)
    return await documents.keep_first(hub.storage, scopes.session(identifier), key, begun)


async def acting(hub: Hub, device: Device, principal: str) -> Session | None:
    """Return the visit or the associate's session that a principal names; None where there is no such.

    A shopper's is made on first sight; an associate's is there since they signed in.
    """
    kind, identifier = sessions.split_principal(principal)
    if kind == sessions.STAFF:
        session = await load_visit(hub, identifier)
        return session if session and session.associate else None
    session = await visit(hub, device, identifier)
    return None if session.associate else session


def staff_actor(hub: Hub, session: Session) -> Actor:
    """Return whom an associate is shown as: the first name, and the store."""
    place = hub.catalogue.store_name(session.store)
    return Actor(f"associate:{session.associate}", "associate", session.name, place)


async def load_visit(hub: Hub, identifier: str) -> Session | None:
    """Return the record of a visit, None when the hub never saw it."""
    return await documents.load(hub.storage, scopes.session(identifier), Key("session", identifier), Session)


async def may_read(hub: Hub, device: Device, scope: str, proven: Collection[str]) -> bool:
    """Say whether a device may read a scope; `proven` are the principals whose secrets it showed.

    A list that is not there yet is open to whoever has a visit: its first operation may still be on the way.
    """
    try:
        kind, identifier = scopes.parse(scope)
    except scopes.ScopeError:
        return False
    if kind in OPEN_KINDS:
        return True
    if kind == "customer":
        return identifier in await shoppers.proven(hub, device, proven)
    return kind == "list" and await _may_read_list(hub, device, scope, proven)


async def _may_read_list(hub: Hub, device: Device, scope: str, proven: Collection[str]) -> bool:
    members = await _members_of(hub, scope)
    if members is None:
        return bool(proven)
    if await _any_is_going_on(hub, device, members.principals & frozenset(proven)):
        return True
    return bool(members.customer) and members.customer in await shoppers.proven(hub, device, proven)


async def may_hear(hub: Hub, device: Device, scope: str) -> bool:
    """Say whether a device may hear that a scope changed: a list only while its visit there goes on.

    That a list was erased is told whoever listens for it: the tablet has to ask for its orders at once.
    """
    kind, identifier = scopes.parse(scope)
    if kind in OPEN_KINDS:
        return True
    if kind == "customer":
        return identifier in await shoppers.present(hub, device)
    members = await _members_of(hub, scope) if kind == "list" else None
    if members is None:
        return False
    if members.erased or await _any_is_going_on(hub, device, members.principals):
        return True
    return bool(members.customer) and members.customer in await shoppers.present(hub, device)


async def is_customers(hub: Hub, scope: str) -> bool:
    """Say whether a list belongs to a customer: guests' lists are no server's business."""
    key = Key("list", scopes.parse(scope).id)
    document = await documents.load(hub.storage, scope, key, _Members)
    return document is not None and customers.is_customer(document.owner)


async def list_for_token(hub: Hub, token: str) -> ShoppingList | None:
    """Return the list that a share link opens; None for a link that never was and for one that is closed.

    Both take the same two reads, so that the time of the answer tells nothing either.
    """
    share = digest(token)
    index = await documents.load(hub.storage, scopes.share(share), Key("share", share), ShareIndex)
    document = await load_list(hub, index.list if index else share)
    return document if document and document.shares.get(share) else None


async def load_list(hub: Hub, identifier: str) -> ShoppingList | None:
    """Return a list."""
    key = Key("list", identifier)
    return await documents.load(hub.storage, scopes.shopping_list(identifier), key, ShoppingList)


async def may_keep(hub: Hub, session: Session, op: Op) -> bool:
    """Say whether a shopper who signed in may put a list among their own: one of theirs, or of the visit.

    One that is not there yet counts: it may still be on the way. Somebody else's would go when they are
    erased.
    """
    named = op.args.get("list")
    if not isinstance(named, str) or not named:
        return True  # refused for what it says
    members = await _members_of(hub, scopes.shopping_list(named))
    mine = {f"{sessions.GUEST}:{session.id}", customers.principal(session.customer)}
    return members is None or bool(members.principals & mine)


async def _members_of(hub: Hub, scope: str) -> _Members | None:
    return await documents.load(hub.storage, scope, Key("list", scopes.parse(scope).id), _Members)


async def _any_is_going_on(hub: Hub, device: Device, principals: Collection[str]) -> bool:
    """Say whether one of some principals is a visit at this device that has not ended."""
    for principal in sorted(principals):
        if await _is_going_on(hub, device, principal):
            return True
    return False


async def _is_going_on(hub: Hub, device: Device, principal: str) -> bool:
    """Say whether a principal is a visit at this device that has not ended."""
    try:
        _, identifier = sessions.split_principal(principal)
    except Malformed:
        return False
    session = await load_visit(hub, identifier)
    return session is not None and session.device == device.id and not session.ended
