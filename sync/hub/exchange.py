"""The exchange: what came is decided scope by scope and made durable, then what changed goes back.

Three doors lead here: a tablet's `POST /v1/sync`, one operation from the phone page, and a server's own.
"""

import asyncio
import logging
from collections.abc import Sequence

import msgspec

from sync.hub import erasure, leases, news
from sync.hub.access import ShareIndex, may_read
from sync.hub.admission import admit
from sync.hub.context import Hub
from sync.hub.endpoint import Call
from sync.hub.operations import (
    Admitted,
    Outcome,
    Step,
    customer_step,
    decide,
    list_step,
    person_step,
    read_verb,
    session_step,
)
from sync.hub.problems import HttpProblem
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, StorageError
from sync.protocol import lists, scopes, sessions
from sync.protocol.customers import Customer
from sync.protocol.devices import Device
from sync.protocol.envelope import Hint, Op, Result, SyncAnswer, SyncRequest, fingerprint
from sync.protocol.errors import Rejected
from sync.protocol.lists import Actor, ShareList, ShoppingList
from sync.protocol.persons import Person
from sync.protocol.sessions import Session

logger = logging.getLogger(__name__)


async def handle_sync(call: Call) -> SyncAnswer:
    """`POST /v1/sync`."""
    request, malformed = call.body
    if request.device != call.device.id:
        raise HttpProblem(403, "other_device", "the token belongs to another device")
    answer = await sync(call.hub, call.device, request, reads=call.reads)
    return msgspec.structs.replace(answer, results=[*answer.results, *malformed])


async def sync(hub: Hub, device: Device, request: SyncRequest, *, reads: bool = True) -> SyncAnswer:
    """Do one exchange with a tablet: its operations first, then everything new in the scopes it asks for.

    One that may only deliver (not `reads`) gets the results, and not even a word on what it may not see.
    """
    results = await _decide(hub, device, request)
    erase = await erasure.hear(hub.storage, device, request, hub.now())
    if not reads:
        return SyncAnswer(epoch=hub.epoch, server_time=hub.now(), results=results, erase=erase)
    granted = await leases.grant(hub, device, request)
    return msgspec.structs.replace(
        await _read(hub, device, request), results=results, leases=granted, erase=erase
    )


async def _decide(hub: Hub, device: Device, request: SyncRequest) -> list[Result]:
    if _knows_another_history(hub, request):
        # It has more to offer than it knows yet, and older: it comes again with all of that, in order.
        sent = [one.id for one in request.sealed] + [one.id for one in request.ops]
        return [Result(identifier, "retry", reason="other_epoch") for identifier in sent]
    admitted, results = await admit(hub, device, request)
    groups = [settle(hub, scope, ops) for scope, ops in admitted.items()]
    for group in await asyncio.gather(*groups):
        results.extend(group)
    return results


def _knows_another_history(hub: Hub, request: SyncRequest) -> bool:
    """Say whether a tablet last spoke to this hub before a backup was put back."""
    return request.epoch not in {"", hub.epoch}


async def submit(hub: Hub, op: Op, actor: Actor, share: str) -> Result:
    """Do one operation that came through a share link; `share` is the SHA-256 of the link's token.

    The link is checked again with the list in hand: one that was closed meanwhile changes nothing.
    """
    assert share, "without a link there is no right"
    results = await settle(hub, op.scope, [Admitted(op, fingerprint(op), actor, share)])
    return results[0]


async def settle(hub: Hub, scope: str, admitted: Sequence[Admitted]) -> list[Result]:
    """Decide the operations of one scope in one transaction, and tell who listens.

    Whose they are was checked before; what the scope's document says about their right is checked here.
    """
    key, kind, step = rule(hub, scope)
    outcome = Outcome(Decision(), [])

    def choose(loaded: Loaded) -> Decision:
        nonlocal outcome
        outcome = decide(key, kind, step, admitted, loaded)
        return outcome.decision

    try:
        await _index_shares(hub, key.id, admitted)
        head = await hub.storage.commit(scope, [key], [one.op.id for one in admitted], choose)
    except StorageError as error:
        logger.error("operations have to come again: %s", error)  # noqa: TRY400 - no trace needed
        return _retry(admitted, "store_unavailable")
    except Exception:
        # Our own mistake, or a damaged document: it stays with this scope and never stops the others.
        logger.exception("operations could not be decided")
        return _retry(admitted, "fault")
    if outcome.decision.writes:
        hub.bus.publish(Hint(scope, head))
    return outcome.results


def _retry(admitted: Sequence[Admitted], reason: str) -> list[Result]:
    return [Result(one.op.id, "retry", reason=reason) for one in admitted]


def rule(hub: Hub, scope: str) -> tuple[Key, type[msgspec.Struct], Step]:
    """Return the document that a scope's operations change, and its rule."""
    kind, identifier = scopes.parse(scope)
    key, now = Key(kind, identifier), hub.now()
    match kind:
        case "session":
            return key, Session, session_step(now)
        case "customer":
            return key, Customer, customer_step(identifier, now)
        case "person":
            return key, Person, person_step(identifier)
        case _:
            return key, ShoppingList, list_step(identifier, now)


async def _index_shares(hub: Hub, list_id: str, admitted: Sequence[Admitted]) -> None:
    """Note where new share links lead, before the list opens them: the first link of the chain of writes."""
    for one in admitted:
        if one.op.args.get("verb") != ShareList.__name__:
            continue
        try:
            share = read_verb(one.op, lists.Verb).share
        except Rejected:
            continue  # refused with its result when the list is decided
        key = Key("share", share)
        await documents.keep_first(hub.storage, scopes.share(share), key, ShareIndex(list_id))


async def _read(hub: Hub, device: Device, request: SyncRequest) -> SyncAnswer:
    """Return what is new in the wanted scopes, one page of it."""
    proven = {sessions.principal_of(proof) for proof in request.proofs}
    is_open = {scope: await may_read(hub, device, scope, proven) for scope in request.cursors}
    heads = await hub.storage.heads([scope for scope, allowed in is_open.items() if allowed])
    page = await news.page(hub.storage, request, heads, restored=_knows_another_history(hub, request))
    meant = await hub.removals.meant(hub.storage)
    return SyncAnswer(
        epoch=hub.epoch,
        server_time=hub.now(),
        closed=[scope for scope, allowed in is_open.items() if not allowed],
        removals={scope: meant[scope] for scope in page.heads if scope in meant},
        **page._asdict(),
    )
