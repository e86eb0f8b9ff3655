"""Where a code leads: the lists that wait under it, and whether somebody brought it.

The scopes `claim:<0…f>` hold all of them, by keyed hashes: each is swept when its time is over. What counts
stands on the list: a record only shortens the way, and says who was first.

A code is good once, which is for a visit that leaves its lists under a code of their own. One that is over
and did not (its shopper had gone before the answer came, the line or the tablet failed) gives them back: the
code brings them again, as long as it is good at all.
"""

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from sync.hub.access import load_list, load_visit
from sync.hub.context import Hub
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import customers, moments, parking, scopes, sessions
from sync.protocol.lists import ShoppingList

KIND = "parked"
ID_SIGNS = 32
WAITS = timedelta(hours=parking.WAITS_HOURS)

MAX_LISTS = 20
"""Lists under one code: more than anybody makes in a visit."""


class Parked(msgspec.Struct, frozen=True, omit_defaults=True):
    """The lists (ids) that wait under a code: kind `parked`. `until` is the hub's time, ISO 8601 UTC.

    `taken` is a keyed hash of who brought the code, '' while nobody has, `taken_at` when. `guest` is the
    principal of the visit that did, '' for a phone; `before` are those that gave the lists back.
    """

    id: str
    until: str
    lists: list[str] = []
    taken: str = ""
    taken_at: str = ""
    guest: str = ""
    before: list[str] = []


def keyed(hub: Hub, *about: str) -> str:
    """Return a hash of some texts (hex) that only the hub can make."""
    return hmac.digest(hub.keys.token, "\x1f".join(("claim", *about)).encode(), "sha256").hex()


def id_of(hub: Hub, claim: str) -> str:
    """Return the id of the record that a code leads to, by what the list keeps of the code."""
    return keyed(hub, "code", claim)[:ID_SIGNS]


async def note(hub: Hub, claim: str, list_id: str) -> None:
    """Let a code lead to a list, before the list says so itself.

    Raises:
        StorageError: The store is out of reach.
    """
    identifier = id_of(hub, claim)
    until = hub.later(WAITS)

    def step(known: Parked | None) -> Parked:
        kept = known or Parked(identifier, until)
        if kept.taken or list_id in kept.lists or len(kept.lists) >= MAX_LISTS:
            return kept
        return replace(kept, lists=[*kept.lists, list_id])

    place = scopes.claim(identifier), Key(KIND, identifier)
    await documents.change(hub.storage, *place, Parked, step)


async def find(hub: Hub, code: str) -> Parked | None:
    """Return where a code (clean, or '') leads; None for one that leads nowhere, or no longer."""
    identifier = id_of(hub, parking.claim_hash(code))
    place = scopes.claim(identifier), Key(KIND, identifier)
    known = await documents.load(hub.storage, *place, Parked)
    return known if known and hub.now() < known.until else None


async def take(
    hub: Hub, known: Parked, taker: str, lists: Sequence[ShoppingList], *, guest: str = ""
) -> Parked | None:
    """Note that somebody brought a code, which leads them to `lists`; None where somebody else was first.

    Raises:
        StorageError: The store is out of reach.
    """

    def step(now: Parked | None) -> Parked | None:
        if now is None or taker == now.taken or known.taken != now.taken:
            return now
        taken = replace(now, taken=taker, taken_at=hub.now(), guest=guest)
        if not now.taken:
            return taken
        before = [*now.before, now.guest][-parking.MAX_GUESTS :]
        return replace(taken, before=before, lists=[one.id for one in lists])

    place = scopes.claim(known.id), Key(KIND, known.id)
    taken = await documents.change(hub.storage, *place, Parked, step)
    return taken if taken and taken.taken == taker else None


async def leads(hub: Hub, record: Parked, code: str, taker: str) -> list[ShoppingList]:
    """Return the lists that a code leads somebody (a keyed hash) to.

    While nobody brought it they are those that say so themselves. To who brought it all that were noted are
    returned, and each list decides for itself whether it was taken up by that (`TakeUpList`). To anybody else
    they are those that were given back.
    """
    found = [one for name in record.lists if (one := await load_list(hub, name)) and not one.erased]
    if not record.taken:
        claim, since = parking.claim_hash(code), hub.clock() - WAITS
        return [one for one in found if _waits(one.parked.get(claim), since)]
    if hmac.compare_digest(record.taken, taker):
        return found
    if not await _is_over(hub, record.guest):
        return []
    return [one for one in found if _is_given_back(one, record.taken_at)]


async def _is_over(hub: Hub, guest: str) -> bool:
    """Say whether a visit brought the code and has ended since; a phone keeps what it brought."""
    visit = await load_visit(hub, sessions.split_principal(guest)[1]) if guest else None
    return visit is not None and bool(visit.ended)


def _is_given_back(one: ShoppingList, taken_at: str) -> bool:
    """Say whether nothing else leads to a list that was taken up: no newer code, and no customer's name."""
    return not customers.is_customer(one.owner) and all(at <= taken_at for at in one.parked.values())


def _waits(at: str | None, since: datetime) -> bool:
    return at is not None and moments.is_real(at) and moments.parse(at) > since
