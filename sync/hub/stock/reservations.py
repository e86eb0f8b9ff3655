"""`/v1/reservations`: pieces are kept for a buyer. Of many who want the last one, exactly one gets it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta

import msgspec

from sync.hub import settling
from sync.hub.context import Hub
from sync.hub.endpoint import Call
from sync.hub.problems import HttpProblem
from sync.hub.profile.acting import actor
from sync.hub.stock.figures import NO_TIME, figures, level, require_new, require_store
from sync.hub.stock.requests import Figures, NewReservation, Reserved, ReservedLine
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import moments, scopes
from sync.protocol.ids import derived_id, new_op_id
from sync.protocol.orders import MAX_QUANTITY
from sync.protocol.stock import ReleaseStock, ReserveStock, stands

KIND = "reservation"
LONGEST = timedelta(hours=24)
"""Who wants to keep something for longer means it: `firm`."""

REFUSALS = ("not_available", "not_counted", "too_many_holds")


class Reservation(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a client keeps under one id: kind `reservation` in `ledger:<store>`, quantities by variant."""

    id: str
    client: str
    quantities: dict[str, int]


async def reserve(call: Call) -> Reserved:
    """`POST /v1/reservations`: keep pieces, all of them or none.

    Sent again it is the same reservation; with other quantities, another time, or `firm`, it becomes that. A
    409 names what there is too little of: nothing more is kept than before, and the same request is refused
    again; ask for it with another `id`. `reservation_over` says that it expired, was let go or sold.
    """
    sent = call.body
    assert isinstance(sent, NewReservation)
    require_store(call.hub, sent.store)
    _check_until(call.hub, sent)
    name = derived_id(call.client.id, sent.id)
    before = await _load(call.hub, sent.store, name)
    wanted = dict(_added_up(sent.lines))
    known = before.quantities if before else {}
    await _keep(call, sent, name, wanted, known)
    if known != wanted:
        await _let_go(call, sent.store, name, known.keys() - wanted.keys())
        after = Reservation(name, call.client.id, wanted)
        await documents.change(call.hub.storage, *_place(sent.store, name), Reservation, lambda _: after)
    until = await _until(call.hub, sent.store, name, wanted)
    return Reserved(name, until, await figures(call.hub, sent.store, wanted))


async def release(call: Call) -> Figures:
    """`DELETE /v1/reservations/{store}/{id}`: let pieces go. Those that are sold, or gone, stay that."""
    path = call.http.path_params
    store, name = path["store"], path["id"]
    known = await _load(call.hub, store, name)
    if known is None or known.client != call.client.id:
        raise HttpProblem(404, "not_found")
    await _let_go(call, store, name, known.quantities)
    return Figures(await figures(call.hub, store, known.quantities))


def _check_until(hub: Hub, sent: NewReservation) -> None:
    if moments.is_real(sent.until) and moments.parse(sent.until) > hub.clock() + LONGEST:
        raise HttpProblem(422, "invalid", "`until`: at most a day ahead; beyond that keep it `firm`")


def _added_up(lines: Iterable[ReservedLine]) -> Counter[str]:
    wanted = Counter[str]()
    for line in lines:
        wanted[line.variant] += line.quantity
    if max(wanted.values()) > MAX_QUANTITY:
        raise HttpProblem(422, "invalid", f"`lines`: at most {MAX_QUANTITY} pieces of a variant")
    return wanted


async def _keep(
    call: Call, sent: NewReservation, name: str, wanted: Mapping[str, int], known: Mapping[str, int]
) -> None:
    verbs = [
        ReserveStock(variant, name, quantity, sent.until, sent.reference, sent.firm)
        for variant, quantity in wanted.items()
    ]
    # Made of what is wanted: the same again is the same operation, something else is another one.
    ids = {derived_id(name, msgspec.json.encode(verb).decode()): verb for verb in verbs}
    results = await settling.do_all(call.hub, scopes.stock(sent.store), ids, actor(call), at=NO_TIME)
    require_new(results)
    refused = {
        verb.variant: result.reason
        for verb, result in zip(verbs, results, strict=True)
        if result.status == "rejected"
    }
    if refused:
        await _let_go(call, sent.store, name, wanted.keys() - known.keys() - refused.keys())
        raise HttpProblem(409, next(iter(refused.values())), ", ".join(refused))


async def _let_go(call: Call, store: str, name: str, variants: Iterable[str]) -> None:
    """Let pieces go; what is gone already changes nothing, so that no id has to say that it is the same."""
    verbs = {new_op_id(): ReleaseStock(variant, name) for variant in sorted(variants)}
    if verbs:
        await settling.do_all(call.hub, scopes.stock(store), verbs, actor(call))


async def _until(hub: Hub, store: str, name: str, variants: Iterable[str]) -> str:
    """Return until when pieces are kept, '' for as long as nobody lets them go.

    Raises:
        HttpProblem: 409; they are not kept any more.
    """
    levels = [await level(hub, store, variant) for variant in variants]
    holds = [one.holds.get(name) if one else None for one in levels]
    if any(hold is None or not stands(hold, hub.clock()) for hold in holds):
        raise HttpProblem(409, "reservation_over", "it expired, was let go, or sold: take another id")
    return min((hold.until for hold in holds if hold and hold.until), default="")


async def _load(hub: Hub, store: str, name: str) -> Reservation | None:
    return await documents.load(hub.storage, *_place(store, name), Reservation)


def _place(store: str, name: str) -> tuple[str, Key]:
    return scopes.ledger(store), Key(KIND, name)
