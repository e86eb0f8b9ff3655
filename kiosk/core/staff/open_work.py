"""What the desk holds: everything of customers with open work here or opened today, so that it works offline.

Which these are stands in the store's own scopes; what is no longer open is let go of. The hub says the same
(`sync.hub.openings`), and closes what this would keep for too long.
"""

import time
from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from kiosk.core.staff.desk import StaffDesk
from kiosk.core.staff.openings import Openings
from sync.client.replica import Replica, utc_now
from sync.client.store.people import DESK
from sync.protocol import rights, scopes
from sync.protocol.orders import OPEN
from sync.protocol.sessions import STAFF

LOOKED_AT = 600.0
"""Seconds that what was just found is held before the hub's word on it has come."""

KINDS = ("customer", "person", "list", "receipt")
"""Kinds of the scopes that are held because somebody is open here."""

OPEN_CALLS = frozenset({"waiting", "coming"})


class _Order(msgspec.Struct, frozen=True):
    state: str
    customer: str = ""
    list_id: str = ""


class _Call(msgspec.Struct, frozen=True):
    list_id: str
    state: str = "waiting"


class _Customer(msgspec.Struct, frozen=True):
    id: str
    lists: list[str] = []


class _List(msgspec.Struct, frozen=True):
    id: str
    owner: str

    @property
    def is_begun_here(self) -> bool:
        """Whether associates began it, and it is nobody's yet."""
        return self.owner.startswith(f"{STAFF}:")


class OpenWork:
    """Keeps the desk's scopes what they should be. Works on the disk: off the thread that paints.

    A desk holds tens of thousands of documents and hears of a few at a time: only these are read again.
    """

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
        self._openings = Openings(replica, scopes.staff(desk.store))
        self._orders: list[_Order] = []
        self._calls: list[_Call] = []
        self._lists: dict[str, list[str]] = {}
        """The lists of each customer who was looked for."""
        self._begun: frozenset[str] = frozenset()
        self._looked_at: dict[str, float] = {}
        self._held: frozenset[str] | None = None
        """What the desk holds since it was last followed; None before, and where that did not end well."""

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
        return self.follow(frozenset(found))

    def follow(self, changed: frozenset[str] | None = None) -> frozenset[str]:
        """Hold what is open now, and let go of the rest; return the scopes whose documents went.

        Args:
            changed: The scopes of which there was news since the last time; None where that is not known.

        Raises:
            ReplicaError: The disk does not work.
        """
        if not self._replica.desk.is_open:
            self._forget()
            return frozenset()
        # Until this has ended well: what was read of the news would else be thought followed.
        before, self._held = self._held, None
        if before is None or changed is None:
            self._read_all()
            before, changed = self._replica.desk.wanted(), frozenset()
        else:
            self._read(changed)
        held = self._wanted()
        # News may tell that something came or went otherwise: begun here, or closed by the hub.
        turned = self._replica.desk.hold((held - before) | (changed & held), (before | changed) - held)
        self._held = held
        if turned.came:
            # Somebody waits for what is wanted now: it is asked for at once, and not with the next tick.
            self._replica.on_commit()
        return turned.gone

    def _forget(self) -> None:
        self._openings.forget()
        self._orders, self._calls = [], []
        self._lists, self._begun = {}, frozenset()
        self._looked_at, self._held = {}, None

    def _read_all(self) -> None:
        self._read(frozenset({scopes.staff(self._desk.store), scopes.orders(self._desk.store)}))
        self._lists = {one.id: one.lists for one in self._replica.each(DESK, "customer", _Customer)}
        lists = self._replica.each(DESK, "list", _List)
        self._begun = frozenset(scopes.shopping_list(one.id) for one in lists if one.is_begun_here)

    def _read(self, changed: frozenset[str]) -> None:
        """Read again what there was news of."""
        staff, orders = scopes.staff(self._desk.store), scopes.orders(self._desk.store)
        if staff in changed:
            self._openings.read()
            self._calls = self._replica.documents(staff, "help", _Call)
        if orders in changed:
            self._orders = self._replica.documents(orders, "order", _Order)
        for scope in changed:
            kind, identifier = scopes.parse(scope)
            if kind == "customer":
                self._lists.pop(identifier, None)
            elif kind == "list":
                document = self._replica.document(scope, "list", identifier, _List)
                is_begun = document is not None and document.is_begun_here
                self._begun = self._begun | {scope} if is_begun else self._begun - {scope}

    def _wanted(self) -> frozenset[str]:
        """Return what the desk should hold now."""
        clock = self._clock()
        self._looked_at = {scope: until for scope, until in self._looked_at.items() if until > clock}
        open_now = {*self._looked_at, *self._begun}
        customers = set[str]()
        for opened in self._openings.living(self._now()):
            open_now.update(opened.scopes)
            customers.add(opened.customer)
        for order in self._orders:
            if order.state in OPEN:
                if order.customer and ":" not in order.customer:
                    customers.add(order.customer)
                    open_now |= {scopes.customer(order.customer), scopes.person(order.customer)}
                open_now.update(map(scopes.shopping_list, filter(None, [order.list_id])))
        calls = (call.list_id for call in self._calls if call.state in OPEN_CALLS)
        open_now.update(map(scopes.shopping_list, filter(None, calls)))
        for customer in customers - {""}:
            open_now.update(map(scopes.shopping_list, self._lists_of(customer)))
        own = {scopes.staff(self._desk.store), scopes.orders(self._desk.store)}
        return frozenset(own | self._readable(open_now))

    def _lists_of(self, customer: str) -> list[str]:
        if customer not in self._lists:
            scope = scopes.customer(customer)
            document = self._replica.document(scope, "customer", customer, _Customer)
            self._lists[customer] = document.lists if document else []
        return self._lists[customer]

    def _readable(self, found: set[str]) -> set[str]:
        """Leave what nobody who is signed in may read."""
        roles = {person.role for person in self._desk.people()}
        hidden = tuple(f"{kind}:" for kind in KINDS if not any(rights.may_read(role, kind) for role in roles))
        return {scope for scope in found if not scope.startswith(hidden)} if hidden else found
