"""No-shows: what is ready and nobody fetches in time is given up, and its pieces are for sale again."""

from typing import NamedTuple

from sync.hub import settling
from sync.hub.context import Hub
from sync.hub.orders.places import HUB
from sync.hub.rounds import keep_doing
from sync.hub.storage import documents
from sync.hub.storage.walking import scopes_under
from sync.protocol import moments, scopes
from sync.protocol.ids import derived_id
from sync.protocol.orders import ExpireOrder, Order

EVERY_SECONDS = 30.0
PAGE = 200


class _Place(NamedTuple):
    store: str
    order: str


class NoShows:
    """Knows until when what is ready is kept; reads of every store only what changed since it last looked."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._read: dict[str, int] = {}
        self._kept_until: dict[_Place, str] = {}

    async def sweep(self) -> int:
        """Give up what is over by the hub's clock; return how many orders that were.

        Raises:
            StorageError: The store is out of reach; what was given up is given up.
        """
        async for scope in scopes_under(self._hub.storage, scopes.orders("")):
            await self._catch_up(scope)
        now = self._hub.clock()
        over = [place for place, until in self._kept_until.items() if moments.parse(until) <= now]
        return sum([await self._expire(place) for place in over])

    async def _catch_up(self, scope: str) -> None:
        while page := await self._hub.storage.changes(scope, self._read.get(scope, 0), PAGE):
            self._read[scope] = page[-1].seq
            for stored in page:
                order = documents.parse(stored, Order) if stored.kind == "order" else None
                place = _Place(scopes.parse(scope).id, stored.id)
                self._kept_until.pop(place, None)
                if order and order.state == "ready_for_pickup" and not order.erased:
                    self._kept_until[place] = order.expires

    async def _expire(self, place: _Place) -> bool:
        until = self._kept_until[place]
        identifier = derived_id(place.order, "expire", until)
        scope = scopes.orders(place.store)
        result = await settling.do(self._hub, scope, identifier, ExpireOrder(place.order), HUB)
        # Where it is refused somebody was quicker, and the change is read with the next sweep.
        self._kept_until.pop(place)
        return result.status == "applied"


async def look_out(hub: Hub) -> None:
    """Sweep now and every half minute. Runs until it is cancelled."""
    no_shows = NoShows(hub)
    await keep_doing(no_shows.sweep, "orders that nobody fetched", EVERY_SECONDS)
