"""Who is open to a store, read again and again: of tens of thousands only what changed is looked into."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from sync.client.held import Held
from sync.protocol import moments, scopes

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

    def read(self) -> None:
        """Read what changed since the last time.

        Raises:
            ReplicaError: The disk does not work.
        """
        before, self._bodies = self._bodies, dict(self._held.bodies(self._scope, "opening"))
        for gone in before.keys() - self._bodies.keys():
            del self._opened[gone]
        for name, body in self._bodies.items():
            if before.get(name) != body:
                self._opened[name] = _opened(msgspec.json.decode(body, type=_Opening))

    def living(self, now: datetime) -> Iterator[Opened]:
        """Yield those that are not over."""
        return (one for one in self._opened.values() if one.until > now)

    def forget(self) -> None:
        """Know nothing any more."""
        self._bodies, self._opened = {}, {}


def _opened(opening: _Opening) -> Opened:
    until = moments.parse(opening.until) if moments.is_real(opening.until) else NEVER
    # An opening of a guest's list or receipt names no customer.
    customer = "" if ":" in opening.id else opening.id
    of_customer = [scopes.customer(customer), scopes.person(customer)] if customer else []
    own = [*map(scopes.shopping_list, opening.lists), *map(scopes.receipt, opening.receipts)]
    return Opened(until, customer, (*of_customer, *own))
