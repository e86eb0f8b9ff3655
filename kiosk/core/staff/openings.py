"""Who is open to a store, read again and again: of tens of thousands only what changed is looked into."""

import heapq
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from sync.client.held import Held
from sync.protocol import moments, scopes
from sync.shapes import ready

NEVER = datetime.min.replace(tzinfo=UTC)


class _Opening(msgspec.Struct, frozen=True):
    id: str
    until: str
    lists: list[str] = []
    receipts: list[str] = []


class Opened(NamedTuple):
    """What is open until a moment: scopes, those of `customer` among them ('' for a guest's)."""

    until: datetime
    customer: str
    scopes: tuple[str, ...]


class Openings:
    """The openings of a store, as they were read last."""

    def __init__(self, held: Held, scope: str) -> None:
        """Read the scope `staff:<store>`; nothing is read yet."""
        self._held = held
        self._scope = scope
        self._bodies: dict[str, bytes] = {}
        self._opened: dict[str, Opened] = {}
        self._turned: set[str] = set()
        self._ends: list[tuple[datetime, str]] = []

    def read(self) -> None:
        """Read what changed since the last time.

        Raises:
            ReplicaError: The disk does not work.
        """
        bodies = dict(self._held.bodies(self._scope, "opening"))
        for gone in self._bodies.keys() - bodies.keys():
            del self._opened[gone]
            self._turned.add(gone)
        for name, body in bodies.items():
            if self._bodies.get(name) != body:
                opened = _opened(msgspec.json.decode(body, type=ready(_Opening)))
                self._opened[name] = opened
                self._turned.add(name)
                heapq.heappush(self._ends, (opened.until, name))
        self._bodies = bodies

    def turned(self, now: datetime) -> dict[str, Opened | None]:
        """Return what began, changed or ended since this was asked last; None for what is over.

        The clock goes forward from one time to the next: else all of it is to be forgotten and read anew.
        """
        turned, self._turned = self._turned, set()
        while self._ends and self._ends[0][0] <= now:
            turned.add(heapq.heappop(self._ends)[1])
        found = {name: self._opened.get(name) for name in turned}
        return {name: one if one and one.until > now else None for name, one in found.items()}

    def forget(self) -> None:
        """Know nothing any more."""
        self._bodies, self._opened = {}, {}
        self._turned, self._ends = set(), []


def _opened(opening: _Opening) -> Opened:
    until = moments.parse(opening.until) if moments.is_real(opening.until) else NEVER
    # An opening of a guest's list or receipt names no customer.
    customer = "" if ":" in opening.id else opening.id
    of_customer = [scopes.customer(customer), scopes.person(customer)] if customer else []
    own = [*map(scopes.shopping_list, opening.lists), *map(scopes.receipt, opening.receipts)]
    return Opened(until, customer, (*of_customer, *own))
