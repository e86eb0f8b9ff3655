"""What the desk holds: everything of customers with open work here or opened today, so that it works offline.

Which these are stands in the store's own scopes; what is no longer open is let go of. The hub says the same
(`sync.hub.openings`), and closes what this would keep for too long.
"""

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

import msgspec

from kiosk.core.staff.desk import StaffDesk
from kiosk.core.staff.openings import Openings
from kiosk.core.staff.reasons import Reasons
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
    id: str
    state: str
    customer: str = ""
    list_id: str = ""

    @property
    def customers(self) -> tuple[str, ...]:
        """Who is open here because of it; a guest's order names nobody."""
        return (self.customer,) if self.state in OPEN and self.customer and ":" not in self.customer else ()

    @property
    def scopes(self) -> tuple[str, ...]:
        """What is held because of it."""
        of_customer = [
            scope for name in self.customers for scope in (scopes.customer(name), scopes.person(name))
        ]
        listed = [scopes.shopping_list(self.list_id)] if self.state in OPEN and self.list_id else []
        return (*of_customer, *listed)


class _Call(msgspec.Struct, frozen=True):
    id: str
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


class _Followed(NamedTuple):
    """When all news were followed, and what kinds of scopes nobody who was signed in might read."""

    at: datetime
    hidden: frozenset[str]


class OpenWork:
    """Keeps the desk's scopes what they should be. Works on the disk: off the thread that paints.

    A desk holds tens of thousands of documents and hears of a few at a time: only these are read again, and
    only what they are a reason for is looked at.
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
        self._staff, self._orders = scopes.staff(desk.store), scopes.orders(desk.store)
        self._openings = Openings(replica, self._staff)
        self._looked_at: dict[str, float] = {}
        self._open = Reasons()
        """Why scopes are held."""
        self._customers = Reasons()
        """Why customers are open here: they are held with all their lists."""
        self._lists: dict[str, list[str]] = {}
        """The lists of each customer who was looked for."""
        self._renewed = set[str]()
        """Customers there was news of."""
        self._followed: _Followed | None = None
        """The last time; None before, and where that did not end well."""

    def concerns(self, changed: Iterable[str]) -> bool:
        """Say whether news of these scopes may change what the desk should hold."""
        return any(scopes.parse(scope).kind in {"orders", "staff", "customer"} for scope in changed)

    def look_at(self, *found: str) -> frozenset[str]:
        """Hold scopes that were just found: their documents come with the next exchange.

        Returns:
            The scopes whose documents are others now, as `follow` does.

        Raises:
            ReplicaError: The desk is closed, or the disk does not work.
        """
        until = self._clock() + LOOKED_AT
        self._looked_at |= dict.fromkeys(found, until)
        return self.follow(frozenset(found))

    def follow(self, changed: frozenset[str] | None = None) -> frozenset[str]:
        """Hold what is open now, and let go of the rest; return the scopes whose documents are others now.

        They went; or, of the store's orders, they tell no contacts any more, because nobody is signed in who
        may read them (`rights.may_read_contacts`).

        Args:
            changed: The scopes of which there was news since the last time; None where that is not known.

        Raises:
            ReplicaError: The disk does not work.
        """
        if not self._replica.desk.is_open:
            self._forget()
            self._looked_at = {}
            return frozenset()
        now, hidden = self._now(), self._hidden()
        before = self._followed
        # Until this has ended well: what was read of the news would else be thought followed.
        self._followed = None
        if before is None or changed is None or before.hidden != hidden or before.at > now:
            self._forget()
            self._read_all()
            changed = self._replica.desk.wanted()
        else:
            self._read(changed)
        self._reckon(now)
        # News may tell that something came or went otherwise: begun here, or closed by the hub.
        looked_into = changed | self._open.touched()
        held = frozenset(
            scope for scope in looked_into if scope in self._open and scopes.parse(scope).kind not in hidden
        )
        turned = self._replica.desk.hold(held, looked_into - held)
        masked = self._withhold(changed, hidden, before)
        self._followed = _Followed(now, hidden)
        if turned.came:
            # Somebody waits for what is wanted now: it is asked for at once, and not with the next tick.
            self._replica.on_commit()
        return turned.gone | masked

    def _withhold(
        self, changed: frozenset[str], hidden: frozenset[str], before: "_Followed | None"
    ) -> frozenset[str]:
        """Take contacts out of the orders here while nobody is signed in who may read them.

        At the start, when the last one who may has gone, and when an answer still brings some that was asked
        for before that. Returns the scopes whose documents are others now.
        """
        if "person" not in hidden:
            return frozenset()
        holds = (self._orders in changed or before is None or before.hidden != hidden) and (
            self._replica.desk.holds_contacts(self._orders)
        )
        if holds or before is None or "person" not in before.hidden:
            self._replica.desk.withhold(self._orders)
        return frozenset({self._orders} if holds else ())

    def _forget(self) -> None:
        self._openings.forget()
        self._open, self._customers = Reasons(), Reasons()
        self._lists, self._renewed, self._followed = {}, set(), None

    def _read_all(self) -> None:
        own = frozenset({self._staff, self._orders})
        self._open.give_all("own", {scope: (scope,) for scope in own})
        self._read(own)
        self._lists = {one.id: one.lists for one in self._replica.each(DESK, "customer", _Customer)}
        for one in self._replica.each(DESK, "list", _List):
            if one.is_begun_here:
                self._begin(scopes.shopping_list(one.id), one)

    def _read(self, changed: frozenset[str]) -> None:
        """Read again what there was news of."""
        if self._staff in changed:
            self._openings.read()
            calls = self._replica.documents(self._staff, "help", _Call)
            open_calls = {one.id: one.list_id for one in calls if one.list_id and one.state in OPEN_CALLS}
            self._open.give_all(
                "call", {name: (scopes.shopping_list(about),) for name, about in open_calls.items()}
            )
        if self._orders in changed:
            orders = self._replica.documents(self._orders, "order", _Order)
            self._open.give_all("order", {one.id: one.scopes for one in orders})
            self._customers.give_all("order", {one.id: one.customers for one in orders})
        for scope in changed:
            kind, identifier = scopes.parse(scope)
            if kind == "customer":
                self._lists.pop(identifier, None)
                self._renewed.add(identifier)
            elif kind == "list":
                self._begin(scope, self._replica.document(scope, "list", identifier, _List))

    def _begin(self, scope: str, document: _List | None) -> None:
        self._open.give("begun", scope, (scope,) if document and document.is_begun_here else ())

    def _reckon(self, now: datetime) -> None:
        """Let all reasons be what they are now."""
        clock = self._clock()
        self._looked_at = {scope: until for scope, until in self._looked_at.items() if until > clock}
        self._open.give_all("looked at", {scope: (scope,) for scope in self._looked_at})
        for name, opened in self._openings.turned(now).items():
            self._open.give("opening", name, opened.scopes if opened else ())
            self._customers.give("opening", name, (opened.customer,) if opened and opened.customer else ())
        renewed, self._renewed = self._renewed, set()
        for customer in renewed | self._customers.touched():
            lists = self._lists_of(customer) if customer in self._customers else []
            self._open.give("customer", customer, tuple(map(scopes.shopping_list, lists)))

    def _lists_of(self, customer: str) -> list[str]:
        if customer not in self._lists:
            scope = scopes.customer(customer)
            document = self._replica.document(scope, "customer", customer, _Customer)
            self._lists[customer] = document.lists if document else []
        return self._lists[customer]

    def _hidden(self) -> frozenset[str]:
        """Return the kinds of scopes that nobody who is signed in may read."""
        roles = {person.role for person in self._desk.people()}
        return frozenset(kind for kind in KINDS if not any(rights.may_read(role, kind) for role in roles))
