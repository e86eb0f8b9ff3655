"""Letters that anybody can ask for go seldom: nobody is pestered by way of a screen in a shop.

Who asks for one is told nothing of others who did: the same is written, and in the end a letter goes or not.
"""

from datetime import timedelta
from typing import NamedTuple

import msgspec

from sync.hub.context import Hub
from sync.hub.sign_in_records import keyed
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes

KIND = "mailed"
SHORT, LONG = timedelta(minutes=10), timedelta(days=1)


class Most(NamedTuple):
    """So many letters go within `SHORT`, and within `LONG`."""

    in_short: int
    in_long: int


TO_ONE = Most(3, 20)
"""To one address. With five tries at each of its codes, guessing six digits takes years."""

LISTS_TO_ONE = Most(3, 5)
"""To one address, of letters whose words are those of whoever stands at a screen."""

FROM_ONE = Most(30, 300)
"""From one tablet, to whomever: more than a busy Saturday at a screen comes to."""


class Mailed(msgspec.Struct, frozen=True):
    """When letters went, counted under a keyed hash that is the document's id: kind `mailed`."""

    times: list[str] = []


async def may_go(hub: Hub, most: Most, *whose: str) -> bool:
    """Count a letter under what it is counted for (an address, a tablet); return whether it may go.

    Raises:
        StorageError: The store is out of reach.
    """
    place = keyed(hub, "mailed", *whose)[:32]
    may = False

    def step(known: Mailed | None) -> Mailed:
        nonlocal may
        times = [one for one in (known or Mailed()).times if one > hub.later(-LONG)]
        recent = [one for one in times if one > hub.later(-SHORT)]
        may = len(recent) < most.in_short and len(times) < most.in_long
        return Mailed([*times, hub.now()] if may else times)

    await documents.change(hub.storage, scopes.sign_in(place), Key(KIND, place), Mailed, step)
    return may
