"""Everything that is held on a person, in one JSON object; and their erasure, over HTTP."""

import msgspec

from sync.hub import belongings, erasure, traces
from sync.hub.endpoint import Call
from sync.hub.erasure import Ground
from sync.hub.index.keeping import Ground as Index
from sync.hub.keys import keys
from sync.hub.profile import finding, timeline
from sync.hub.storage import documents
from sync.hub.storage.port import Key, Storage
from sync.hub.traces import Browser
from sync.protocol import scopes, sessions
from sync.protocol.customers import Customer
from sync.protocol.errors import Malformed
from sync.protocol.interactions import Interaction
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Order
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt
from sync.protocol.sessions import Session
from sync.protocol.staff import Opening


class Export(msgspec.Struct, frozen=True, omit_defaults=True):
    """All of it, as it is kept: `visits` at tablets that the customer signed in to, or began their lists in.

    `browsers` are phones that know them. `openings` tell, by store, who of its people looked at them, when,
    and how they were found. `exported` is ISO 8601 UTC. Of accounts, of links and of claim codes only hashes
    are kept.
    """

    exported: str
    customer: Customer
    person: Person | None = None
    lists: list[ShoppingList] = []
    visits: list[Session] = []
    timeline: list[Interaction] = []
    orders: list[Order] = []
    receipts: list[Receipt] = []
    openings: dict[str, Opening] = {}
    browsers: list[Browser] = []


class Erased(msgspec.Struct, frozen=True):
    """An erasure: when it was begun, and how many of the devices that may hold something confirmed it."""

    id: str
    at: str
    devices: int
    confirmed: int


async def collect(storage: Storage, identifier: str, now: str) -> Export | None:
    """Return everything that is held on a customer, None when there is none or it was erased."""
    place = Key("customer", identifier)
    customer = await documents.load(storage, scopes.customer(identifier), place, Customer)
    if customer is None or customer.erased:
        return None
    person = await documents.load(storage, scopes.person(identifier), Key("person", identifier), Person)
    lists = []
    for list_id in customer.lists:
        found = await documents.load(
            storage, scopes.shopping_list(list_id), Key("list", list_id), ShoppingList
        )
        lists += [found] if found and found.is_of(identifier) else []
    begun = [visit for one in lists for guest in one.guests if (visit := await _visit(storage, guest))]
    index = Index(storage, (await keys(storage)).token)
    held, left = await belongings.find(index, identifier), await traces.find(index, identifier)
    visits = {visit.id: visit for visit in (*begun, *left.visits)}
    return Export(
        now,
        customer,
        person,
        lists,
        list(visits.values()),
        await timeline.collect(storage, identifier),
        held.orders,
        held.receipts,
        held.openings,
        left.browsers,
    )


async def export_customer(call: Call) -> Export:
    """`GET /v1/customers/{id}/export`."""
    export = await collect(call.hub.storage, finding.asked_for(call), call.hub.now())
    if export is None:
        raise finding.missing()
    return export


async def erase_customer(call: Call) -> Erased:
    """`POST /v1/customers/{id}/erase`: blank everything that is held on a person, for good.

    Sent again it changes nothing and tells how many devices have confirmed.
    """
    ground = Ground(call.hub.storage, call.hub.config.data)
    order = await erasure.erase(ground, finding.asked_for(call), call.hub.now())
    if order is None:
        raise finding.missing()
    return Erased(order.id, order.at, len(order.devices), len(order.confirmed))


async def _visit(storage: Storage, principal: str) -> Session | None:
    try:
        _, identifier = sessions.split_principal(principal)
    except Malformed:
        return None
    return await documents.load(storage, scopes.session(identifier), Key("session", identifier), Session)
