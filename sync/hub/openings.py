"""Which customers, lists and receipts are open to a store: kept in memory, from what its scopes tell.

A customer is open to a store's desks while an opening that was made by a look-up lasts, or while an order of
theirs is to be prepared there; the list that an order or a call for help came from likewise. The truth stands
in `staff:<store>` and `orders:<store>`; their change feeds keep this up to date, also beside other hubs.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from sync.hub.storage.port import Storage, Stored
from sync.protocol import scopes
from sync.protocol.orders import OPEN
from sync.shapes import ready

PAGE = 1_000
ALWAYS = "~"
"""Later than every moment: until what it comes from is over."""
OVER = ""

OPEN_CALLS = frozenset({"waiting", "coming"})


class _Opening(msgspec.Struct, frozen=True):
    until: str
    lists: list[str] = []
    receipts: list[str] = []


class _Order(msgspec.Struct, frozen=True):
    state: str
    customer: str = ""
    list_id: str = ""


class _Call(msgspec.Struct, frozen=True):
    state: str = "waiting"
    list_id: str = ""


@dataclass
class OpenTo:
    """What is open to one store. `cursors` say how far its scopes are read."""

    cursors: dict[str, int] = field(default_factory=dict)
    _named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _until: dict[str, dict[str, str]] = field(default_factory=dict)

    def holds(self, scope: str, now: str) -> bool:
        """Say whether a scope is open at a time (ISO 8601 UTC)."""
        return any(until > now for until in self._until.get(scope, {}).values())

    def held(self, scope: str, since: str) -> bool:
        """Say whether a scope is open, or was since a time: what was done then may come late.

        When an order or a call for help was over is not told here: what it opened counts.
        """
        return any(until == OVER or until > since for until in self._until.get(scope, {}).values())

    def take_in(self, scope: str, changes: Iterable[Stored]) -> None:
        """Follow what changed in a scope of the store."""
        for stored in changes:
            source = f"{scope} {stored.kind} {stored.id}"
            for name in self._named.pop(source, ()):
                self._until[name].pop(source, None)
            if stored.body is not None:
                names, until = _names(stored.kind, stored.id, stored.body)
                self._named[source] = names
                for name in names:
                    self._until.setdefault(name, {})[source] = until
            self.cursors[scope] = stored.seq


def _names(kind: str, identifier: str, body: bytes) -> tuple[tuple[str, ...], str]:
    """Return the scopes that a document opens, and until when."""
    match kind:
        case "opening":
            opening = msgspec.json.decode(body, type=ready(_Opening))
            lists = map(scopes.shopping_list, opening.lists)
            return (*_customer(identifier), *lists, *map(scopes.receipt, opening.receipts)), opening.until
        case "order":
            order = msgspec.json.decode(body, type=ready(_Order))
            names = (*_customer(order.customer), *_list(order.list_id))
            return names, ALWAYS if order.state in OPEN else OVER
        case "help":
            call = msgspec.json.decode(body, type=ready(_Call))
            return _list(call.list_id), ALWAYS if call.state in OPEN_CALLS else OVER
        case _:
            return (), OVER


def _customer(identifier: str) -> tuple[str, ...]:
    """Return the scopes of a customer; an opening of a guest's list or receipt names none."""
    if not identifier or ":" in identifier:
        return ()
    return (scopes.customer(identifier), scopes.person(identifier))


def _list(identifier: str) -> tuple[str, ...]:
    return (scopes.shopping_list(identifier),) if identifier else ()


class Openings:
    """What is open, by store; each store is read once and followed from then on."""

    def __init__(self) -> None:
        self._stores: dict[str, OpenTo] = {}
        self._turns: dict[str, asyncio.Lock] = {}

    async def of(self, storage: Storage, store: str) -> OpenTo:
        """Return what is open to a store, as of now.

        Raises:
            StorageError: The store cannot be read.
        """
        async with self._turns.setdefault(store, asyncio.Lock()):
            wanted = (scopes.staff(store), scopes.orders(store))
            heads = await storage.heads(wanted)
            known = self._stores.setdefault(store, OpenTo())
            if any(
                not heads[scope].floor <= known.cursors.get(scope, 0) <= heads[scope].seq for scope in wanted
            ):
                # Never read, or tombstones that nobody can tell of any more: from the start.
                known = self._stores[store] = OpenTo(dict.fromkeys(wanted, 0))
            for scope in wanted:
                while known.cursors.get(scope, 0) < heads[scope].seq:
                    page = await storage.changes(scope, known.cursors.get(scope, 0), PAGE)
                    known.take_in(scope, page)
                    if len(page) < PAGE:
                        break
            return known
