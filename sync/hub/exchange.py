"""The exchange: what came is decided scope by scope and made durable, then what changed goes back.

Three doors lead here: a tablet's `POST /v1/sync`, one operation from the phone page, and a server's own.
"""

import asyncio

import msgspec

from sync.hub import erasure, leases, news, wipes
from sync.hub.admission import admit
from sync.hub.context import Hub
from sync.hub.endpoint import Call
from sync.hub.operations import Admitted
from sync.hub.problems import HttpProblem
from sync.hub.settling import settle
from sync.hub.staff import claims
from sync.hub.staff.reading import Reader
from sync.hub.staff.withholding import withheld
from sync.protocol.actors import Actor
from sync.protocol.devices import Device
from sync.protocol.envelope import Op, Result, SyncAnswer, SyncRequest, fingerprint


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
    receipts = await wipes.hear(hub.storage, device, request.wiped)
    if not reads:
        return SyncAnswer(
            epoch=hub.epoch, server_time=hub.now(), results=results, erase=erase, receipts=receipts
        )
    granted = await leases.grant(hub, device, request)
    return msgspec.structs.replace(
        await _read(hub, device, request), results=results, leases=granted, erase=erase, receipts=receipts
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
    claims.forgive(hub, device, (one.op for ops in admitted.values() for one in ops), results)
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


async def _read(hub: Hub, device: Device, request: SyncRequest) -> SyncAnswer:
    """Return what is new in the wanted scopes, one page of it."""
    reader = Reader(hub, device, request.proofs)
    is_open = {scope: await reader.may_read(scope) for scope in request.cursors}
    heads = await hub.storage.heads([scope for scope, allowed in is_open.items() if allowed])
    page = await news.page(hub.storage, request, heads, restored=_knows_another_history(hub, request))
    page = withheld(page, [scope for scope in heads if await reader.withholds(scope)])
    meant = await hub.removals.meant(hub.storage)
    return SyncAnswer(
        epoch=hub.epoch,
        server_time=hub.now(),
        closed=[scope for scope, allowed in is_open.items() if not allowed],
        removals={scope: meant[scope] for scope in page.heads if scope in meant},
        **page._asdict(),
    )
