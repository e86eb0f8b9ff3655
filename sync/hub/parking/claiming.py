"""Bringing a code: at a tablet the visit goes on with the lists, on a phone there is a link to each.

A code is good once. Who brought it and lost the answer asks again and gets the same; where the visit was over
before, it is good for the next one (`sync.hub.parked`).
"""

from typing import NamedTuple

from sync.hub import parked, settling
from sync.hub.context import Hub
from sync.hub.parked import Parked
from sync.hub.settling import ITSELF
from sync.protocol import parking, scopes
from sync.protocol.actors import Actor
from sync.protocol.hashes import digest
from sync.protocol.ids import derived_id
from sync.protocol.list_verbs import ShareList
from sync.protocol.lists import ShoppingList

HUB = Actor(ITSELF, "shop")


class Way(NamedTuple):
    """The way to a list on a phone: the token of a link that opens it, and what the list is called."""

    token: str
    title: str


async def go_on(hub: Hub, code: str, principal: str) -> list[str]:
    """Let a visit go on with the lists that wait under a code; return them (ids), none where none does.

    Raises:
        StorageError: The store is out of reach; asked again it goes on where it was.
    """
    taker = parked.keyed(hub, "visit", principal)
    record = await _take(hub, code, taker, guest=principal)
    if record is None:
        return []
    found = await parked.leads(hub, record, code, taker)
    return [one.id for one in found if await _take_up(hub, record, code, one, guest=principal)]


async def lead(hub: Hub, code: str, secret: str) -> list[Way]:
    """Return links for the phone that has a secret to the lists that wait under a code; none where none does.

    Raises:
        StorageError: The store is out of reach; asked again it goes on where it was.
    """
    taker = phone(hub, secret)
    record = await _take(hub, code, taker)
    if record is None:
        return []
    found = await parked.leads(hub, record, code, taker)
    return [way for one in found if (way := await _link(hub, record, code, one))]


def phone(hub: Hub, secret: str) -> str:
    """Return what a record keeps of the phone that brought its code."""
    return parked.keyed(hub, "phone", secret)


async def _take(hub: Hub, code: str, taker: str, *, guest: str = "") -> Parked | None:
    record = await parked.find(hub, code)
    # Looked at first: a code whose lists are gone is nobody's.
    lists = await parked.leads(hub, record, code, taker) if record else []
    return await parked.take(hub, record, taker, lists, guest=guest) if record and lists else None


async def _take_up(hub: Hub, record: Parked, code: str, one: ShoppingList, *, guest: str) -> bool:
    scope = scopes.shopping_list(one.id)
    verb = parking.TakeUpList(parking.claim_hash(code), guest, record.before)
    turn = (record.taken,) if record.before else ()
    identifier = derived_id(record.id, one.id, "take_up", *turn)
    result = await settling.do(hub, scope, identifier, verb, HUB, at=record.taken_at)
    return result.status == "applied"


async def _link(hub: Hub, record: Parked, code: str, one: ShoppingList) -> Way | None:
    # First, since only the list itself says that it waits under the code; asked again it says the same.
    if not await _take_up(hub, record, code, one, guest=""):
        return None
    token = hub.keys.claim_token(record.id, one.id)
    share, scope = digest(token), scopes.shopping_list(one.id)
    await settling.do(
        hub, scope, derived_id(record.id, one.id, "share"), ShareList(share), HUB, at=record.taken_at
    )
    # Somebody may have closed it since.
    return Way(token, one.title) if one.shares.get(share, True) else None
