"""What the desk holds: everything of customers with open work here or opened today, so that it works offline.

Which these are stands in the store's own scopes; what is no longer open is let go of. The hub says the same
(`sync.hub.openings`), and closes what this would keep for too long.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import msgspec

from kiosk.core.staff.desk import StaffDesk
from sync.client.replica import Replica, utc_now
from sync.protocol import moments, rights, scopes
from sync.protocol.orders import OPEN
from sync.protocol.sessions import STAFF

LOOKED_AT = 600.0
"""Seconds that what was just found is held before the hub's word on it has come."""

OPEN_CALLS = frozenset({"waiting", "coming"})


class _Opening(msgspec.Struct, frozen=True):
    id: str
    until: str
    lists: list[str] = []
    receipts: list[str] = []


class _Order(msgspec.Struct, frozen=True):
    state: str
    customer: str = ""
    list_id: str = ""


class _Call(msgspec.Struct, frozen=True):
    list_id: str
    state: str = "waiting"


class _Customer(msgspec.Struct, frozen=True):
    lists: list[str] = []


class _List(msgspec.Struct, frozen=True):
    owner: str


class OpenWork:
    """Keeps the desk's scopes what they should be. Works on the disk: off the thread that paints."""

    def __init__(
        self,
        replica: Replica,
        desk: StaffDesk,
        *,
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Compare ends of openings with `now`, the wall clock; `clock` counts how long finds are held."""
        self._replica = replica
        self._desk = desk
        self._now = now
        self._clock = clock
        self._looked_at: dict[str, float] = {}

    def concerns(self, changed: Iterable[str]) -> bool:
        """Say whether news of these scopes may change what the desk should hold."""
        return any(scopes.parse(scope).kind in {"orders", "staff", "customer"} for scope in changed)

    def look_at(self, *found: str) -> frozenset[str]:
        """Hold scopes that were just found: their documents come with the next exchange.

        Returns:
            The scopes whose documents went, as `follow` does.

        Raises:
            ReplicaError: The desk is closed, or the disk does not work.
        """
        until = self._clock() + LOOKED_AT
        self._looked_at |= dict.fromkeys(found, until)
        return self.follow()

    def follow(self) -> frozenset[str]:
        """Hold what is open now, and let go of the rest; return the scopes whose documents went.

        Raises:
            ReplicaError: The disk does not work.
        """
        if not self._replica.desk.is_open:
            self._looked_at.clear()
            return frozenset()
        clock = self._clock()
        self._looked_at = {scope: until for scope, until in self._looked_at.items() if until > clock}
        own = {scopes.staff(self._desk.store), scopes.orders(self._desk.store)}
        open_now = {*self._open(), *self._begun_here(), *self._looked_at}
        readable = {scope for scope in open_now if self._is_readable(scope)}
        before = self._replica.desk.wanted()
        gone = self._replica.desk.want(own | readable)
        if not own | readable <= before:
            # Somebody waits for what is wanted now: it is asked for at once, and not with the next tick.
            self._replica.on_commit()
        return gone

    def _is_readable(self, scope: str) -> bool:
        kind = scopes.parse(scope).kind
        return any(rights.may_read(person.role, kind) for person in self._desk.people())

    def _open(self) -> Iterator[str]:
        """Yield the scopes of everybody with open work here, or opened here and not too long ago."""
        staff, now = scopes.staff(self._desk.store), moments.write(self._now())
        for opening in self._replica.documents(staff, "opening", _Opening):
            if _is_later(opening.until, now):
                yield from self._of_customer(opening.id)
                yield from map(scopes.shopping_list, opening.lists)
                yield from map(scopes.receipt, opening.receipts)
        for order in self._replica.documents(scopes.orders(self._desk.store), "order", _Order):
            if order.state in OPEN:
                yield from self._of_customer(order.customer)
                yield from map(scopes.shopping_list, filter(None, [order.list_id]))
        for call in self._replica.documents(staff, "help", _Call):
            if call.state in OPEN_CALLS:
                yield from map(scopes.shopping_list, filter(None, [call.list_id]))

    def _of_customer(self, identifier: str) -> Iterator[str]:
        if not identifier or ":" in identifier:
            return  # an opening of a guest's list or receipt names no customer
        yield scopes.customer(identifier)
        yield scopes.person(identifier)
        scope = scopes.customer(identifier)
        customer = self._replica.document(scope, "customer", identifier, _Customer)
        yield from map(scopes.shopping_list, customer.lists if customer else ())

    def _begun_here(self) -> Iterator[str]:
        """Yield lists that associates began at this desk and that are nobody's yet."""
        for scope in self._replica.desk.wanted():
            kind, identifier = scopes.parse(scope)
            document = self._replica.document(scope, "list", identifier, _List) if kind == "list" else None
            if document and document.owner.startswith(f"{STAFF}:"):
                yield scope


def _is_later(moment: str, now: str) -> bool:
    return moments.is_real(moment) and moments.parse(moment) > moments.parse(now)
