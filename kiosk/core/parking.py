"""A visit's lists are put aside under a code, and lists that wait under one are taken up.

`park` writes, and `take_up` waits for the hub: both belong off the thread that paints.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from sync.client.errors import Gone, HubError
from sync.client.replica import Replica, utc_now
from sync.protocol import customers, parking, scopes
from sync.protocol.lists import ShoppingList
from sync.protocol.parking import Claimed, ClaimList, ParkList
from sync.protocol.sessions import NewSession

KIND = "list"
PATIENCE = 20.0
"""Seconds to wait for the hub; the line gives up sooner."""

TOO_MANY = "too_many"
T = TypeVar("T")


class Ask(Protocol):
    """The engine's way of asking the hub (`Engine.ask`)."""

    def __call__(self, path: str, body: msgspec.Struct, answer: type[T], /) -> Future[T]:
        """Post a body; the future ends with the answer or a `HubError`."""


class Slip(NamedTuple):
    """What the shopper takes along: the code, its address for a phone, and until when it is good at least."""

    code: str
    url: str
    until: datetime


class Reason(StrEnum):
    """Why no list was taken up; the texts are those of the app (`[claim]`)."""

    UNKNOWN = "unknown"
    """Nothing waits under the code, or no longer."""
    WAITS = "waits"
    """Too many wrong codes."""
    OFFLINE = "offline"
    """The hub is away: it alone knows the codes."""


class ClaimError(Exception):
    """No list was taken up."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class _Kept(NamedTuple):
    visit: str
    slip: Slip
    lists: frozenset[str]


class Parking:
    """Puts lists aside and takes them up, at this tablet."""

    def __init__(self, replica: Replica, now: Callable[[], datetime] = utc_now) -> None:
        """`now` is the wall clock."""
        self._replica = replica
        self._now = now
        self._kept: _Kept | None = None

    def park(self, visit: NewSession) -> Slip | None:
        """Let a visit's lists wait under a code, with or without the hub; None where nothing is on them.

        Asked again it is the same code, as long as nobody brought it. All of them wait, or none.

        Raises:
            Rejected: A list's rule refuses it; nothing was written.
            ReplicaError: The disk does not work, or the visit is over; nothing was written.
        """
        # A customer's own lists wait under their name.
        guests = [one for one in self._lists(visit.id) if not customers.is_customer(one.owner)]
        lists = [one for one in guests if one.pieces]
        if not lists:
            return None
        kept = self._still_good(visit, lists) or self._draw(visit)
        claim = parking.claim_hash(kept.slip.code)
        fresh = [scopes.shopping_list(one.id) for one in lists if claim not in one.parked]
        if fresh:
            self._replica.commit_all(visit.id, [(scope, ParkList(claim)) for scope in fresh])
        self._kept = kept._replace(lists=frozenset(one.id for one in lists))
        return kept.slip

    def forget(self) -> None:
        """Let go of the code (part of the wipe)."""
        self._kept = None

    def take_up(self, code: str, visit: NewSession, ask: Ask) -> list[str]:
        """Go on in a visit with the lists that wait under a code; return them (ids). They come with the sync.

        Raises:
            ClaimError: There are none, or the hub is away.
            ReplicaError: The visit is over.
        """
        try:
            claimed = ask("/v1/claims", ClaimList(code, visit.secret), Claimed).result(PATIENCE)
        except TimeoutError:
            raise ClaimError(Reason.OFFLINE) from None
        except HubError as error:
            raise ClaimError(_reason(error)) from None
        for name in claimed.lists:
            self._replica.watch(scopes.shopping_list(name), visit.id)
        return claimed.lists

    def has(self, lists: Iterable[str]) -> bool:
        """Say whether lists have come."""
        return all(self._list(scopes.shopping_list(name)) for name in lists)

    def _still_good(self, visit: NewSession, lists: list[ShoppingList]) -> _Kept | None:
        kept = self._kept
        if kept is None or kept.visit != visit.id:
            return None
        claim = parking.claim_hash(kept.slip.code)
        # Whoever brought it took it off the lists.
        used = any(claim not in one.parked for one in lists if one.id in kept.lists)
        return None if used else kept

    def _draw(self, visit: NewSession) -> _Kept:
        code = parking.draw()
        url = f"{self._replica.identity.public_url.rstrip('/')}/c/{code}"
        # The hub counts from when it hears of the code: never sooner than here.
        until = self._now() + timedelta(hours=parking.WAITS_HOURS)
        return _Kept(visit.id, Slip(code, url, until), frozenset())

    def _lists(self, visit: str) -> list[ShoppingList]:
        names = (name for name in self._replica.scopes_of(visit) if scopes.parse(name).kind == KIND)
        return [one for name in names if (one := self._list(name)) and not one.erased]

    def _list(self, scope: str) -> ShoppingList | None:
        return self._replica.document(scope, KIND, scopes.parse(scope).id, ShoppingList)


def _reason(error: HubError) -> Reason:
    if error.code == TOO_MANY:
        return Reason.WAITS
    return Reason.UNKNOWN if isinstance(error, Gone) else Reason.OFFLINE
