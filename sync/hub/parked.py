"""Where a code leads: the lists that wait under it, and whether somebody brought it.

The scopes `claim:<0…f>` hold all of them, by keyed hashes: each is swept when its time is over. What counts
stands on the list: a record only shortens the way, and says who was first.
"""

import hmac
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from sync.hub.access import load_list
from sync.hub.context import Hub
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import moments, parking, scopes
from sync.protocol.lists import ShoppingList

KIND = "parked"
ID_SIGNS = 32
WAITS = timedelta(hours=parking.WAITS_HOURS)

MAX_LISTS = 20
"""Lists under one code: more than anybody makes in a visit."""


class Parked(msgspec.Struct, frozen=True, omit_defaults=True):
    """The lists (ids) that wait under a code: kind `parked`. `until` is the hub's time, ISO 8601 UTC.

    `taken` is a keyed hash of who brought the code, '' while nobody has, `taken_at` when.
    """

    id: str
    until: str
    lists: list[str] = []
    taken: str = ""
    taken_at: str = ""


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


async def take(hub: Hub, known: Parked, taker: str) -> Parked | None:
    """Note that somebody brought a code; None where somebody else was first."""

    def step(now: Parked | None) -> Parked | None:
        return replace(now, taken=taker, taken_at=hub.now()) if now and not now.taken else now

    place = scopes.claim(known.id), Key(KIND, known.id)
    taken = await documents.change(hub.storage, *place, Parked, step)
    return taken if taken and taken.taken == taker else None


async def waiting(hub: Hub, record: Parked, code: str) -> list[ShoppingList]:
    """Return the lists that a code leads to, and that say so themselves.

    Once it was brought they say so no longer: then all that were ever noted are returned, and each list
    decides for itself whether it was taken up by that (`TakeUpList`).
    """
    claim, since = parking.claim_hash(code), hub.clock() - WAITS
    found = [one for name in record.lists if (one := await load_list(hub, name)) and not one.erased]
    return [one for one in found if record.taken or _waits(one.parked.get(claim), since)]


def _waits(at: str | None, since: datetime) -> bool:
    return at is not None and moments.is_real(at) and moments.parse(at) > since
