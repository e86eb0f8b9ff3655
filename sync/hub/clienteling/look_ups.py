"""`POST /v1/staff/look-ups`: an associate asks who somebody is, or what something is.

What is found is opened to the store for as long as a lease lasts. Every look is kept where the store's people
see it, and on the customer's own timeline.
"""

import asyncio
from datetime import timedelta
from typing import NamedTuple

from sync.hub.access import staff_actor
from sync.hub.clienteling import searching, timeline
from sync.hub.clienteling.searching import Asked, Match, customer_of, may_be_known, person_of
from sync.hub.clienteling.timeline import Told
from sync.hub.context import Hub
from sync.hub.endpoint import Call
from sync.hub.index import words
from sync.hub.index.words import Word
from sync.hub.problems import HttpProblem, brake
from sync.hub.settling import do
from sync.hub.staff import claims
from sync.hub.staff.door import staff_of
from sync.protocol import contacts, customers, moments, rights, scopes
from sync.protocol.actors import Actor
from sync.protocol.customers import Customer
from sync.protocol.ids import new_op_id
from sync.protocol.lists import ShoppingList
from sync.protocol.orders import Order
from sync.protocol.receipts import Receipt
from sync.protocol.sessions import Session
from sync.protocol.staff import LEASE_SECONDS, Found, LookedUp, LookUp, OpenCustomer, Role

MAX_RECEIPTS = 20
"""Of a customer's receipts that are opened with them: the latest."""

DAY = len("2026-11-26")


class Beside(NamedTuple):
    """What is opened together with somebody: ids of lists and of receipts."""

    lists: tuple[str, ...] = ()
    receipts: tuple[str, ...] = ()


class Desk:
    """Who looks, and from which store."""

    def __init__(self, hub: Hub, session: Session) -> None:
        self.hub = hub
        self.store = session.store
        self.actor: Actor = staff_actor(hub, session)

    async def open(self, how: str, match: Match, *, alone: bool) -> Found:
        """Open to the store what was found, and say what it is; a customer only when found `alone`."""
        match match:
            case Customer():
                if alone:
                    await self._open_customer(how, match, Beside())
                person = await person_of(self.hub, match.id)
                hint = contacts.hint(person.names, person.contacts)
                return Found("customer", match.id, match.id, hint)
            case ShoppingList():
                customer = match.owner.partition(":")[2] if customers.is_customer(match.owner) else ""
                beside = Beside(lists=(match.id,))
                known = await self._open_with(how, customer, beside, scopes.shopping_list(match.id))
                return Found("list", match.id, known, match.title)
            case Receipt():
                beside = Beside(receipts=(match.id,))
                known = await self._open_with(how, match.customer, beside, scopes.receipt(match.id))
                return Found("receipt", match.id, known, match.number)
            case Order():
                known = await self._open_with(how, match.customer, Beside())
                return Found("order", match.id, known, match.number)

    async def _open_with(self, how: str, customer: str, beside: Beside, alone: str = "") -> str:
        """Open something with whose it is, and return who that is, or ('') by itself, named `alone`."""
        known = await customer_of(self.hub, customer) if customer else None
        if known and await may_be_known(self.hub, self.store, known):
            await self._open_customer(how, known, beside)
            return known.id
        if alone:
            await self._record(how, alone, beside)
        return ""

    async def _open_customer(self, how: str, customer: Customer, beside: Beside) -> None:
        hub, now = self.hub, self.hub.now()
        led = await words.follow_up(hub.storage, hub.keys.token, Word("of_customer", customer.id))
        latest = [to.id for to in led if to.kind == "receipt"][:MAX_RECEIPTS]
        about = (customer.id, self.store, self.actor.id, now[:DAY])
        # Together, so that both share a flush to the disk.
        await asyncio.gather(
            self._record(how, customer.id, Beside(beside.lists, (*beside.receipts, *latest))),
            timeline.tell(hub, Told(customer.id, about, "visit", "looked_up", how), self.actor, now),
        )

    async def _record(self, how: str, name: str, beside: Beside) -> None:
        hub = self.hub
        until = moments.write(hub.clock() + timedelta(seconds=LEASE_SECONDS))
        verb = OpenCustomer(name, how, until, [*beside.lists], [*beside.receipts])
        await do(hub, scopes.staff(self.store), new_op_id(), verb, self.actor, at=hub.now())


async def look_up(call: Call) -> LookedUp:
    """`POST /v1/staff/look-ups`.

    Raises:
        HttpProblem: 403 for who is not signed in, or whose role sees no customers; 429.
    """
    hub, sent = call.hub, call.body
    assert isinstance(sent, LookUp)
    session = await staff_of(hub, call.device, sent.proof)
    if not rights.may_read(Role(session.role), "customer"):
        raise HttpProblem(403, "forbidden", "this role sees no customers")
    brake(hub.throttles.look_ups, session.associate)
    hub.throttles.look_ups.count(session.associate)
    guesses = claims.is_claim(sent.text)
    if guesses:
        brake(hub.throttles.claims, call.device.id)
        hub.throttles.claims.count(call.device.id)
    how, matches = await searching.search(Asked(hub, session.store, sent.text), sent.how)
    if guesses and matches:
        hub.throttles.claims.uncount(call.device.id)
    alone = sum(isinstance(one, Customer) for one in matches) == 1
    desk = Desk(hub, session)
    return LookedUp([await desk.open(how, match, alone=alone) for match in matches])
