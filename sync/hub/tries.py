"""Counting tries before what proves somebody is looked at: of somebody known, and of a name that is nobody's.

Both are counted alike, so that who asks from outside learns of no name whether somebody has it. What is
nobody's is counted in one of so many places, whatever is made up: two of them may share one, and wait
together.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from sync.hub.lockout import Tries
from sync.hub.storage import documents
from sync.hub.storage.port import Key, Storage

PLACE_DIGITS = 4
"""Hexadecimal digits of a place: 65,536 of them, a few megabytes when all are taken. The first names its
scope, so that many who guess at once do not wait for one another more than for those who are known."""


class Guessed(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is tried under names that are nobody's: kind `guessed`."""

    tries: Tries = Tries()


class People(NamedTuple):
    """Those whose tries are counted: where their records are (`scope` by id, `kind`), and of which shape.

    A record has a field `tries`.
    """

    scope: Callable[[str], str]
    kind: str
    shape: type[Any]


async def count(
    storage: Storage, people: People, who: str, hashed: str, step: Callable[[Tries], Tries]
) -> Tries:
    """Count a try, durably; return the tries before it.

    Args:
        storage: The hub's store.
        people: Those among whom somebody is tried.
        who: The id of somebody known, '' for nobody.
        hashed: What the name was looked up by (hexadecimal).
        step: What one more makes of tries; where none is taken now it returns what it was given.
    """
    before = Tries()

    def tried(known: Tries) -> Tries:
        nonlocal before
        before = known
        return step(known)

    if who:
        place = people.scope(who), Key(people.kind, who)
        await documents.change(
            storage, *place, people.shape, lambda known: known and replace(known, tries=tried(known.tries))
        )
        return before
    digits = hashed[:PLACE_DIGITS]
    place = people.scope(f"nobody-{digits[0]}"), Key("guessed", digits)
    await documents.change(
        storage, *place, Guessed, lambda known: Guessed(tried(known.tries if known else Tries()))
    )
    return before
