"""Counting tries before a PIN is looked at: of an associate, and of a name or badge that is nobody's.

Both are counted alike, so that who asks from outside learns of no name whether somebody has it. What is
nobody's is counted in one of so many places, whatever is made up: two of them may share one, and wait
together.
"""

import msgspec
from msgspec.structs import replace

from sync.hub.context import Hub
from sync.hub.problems import HttpProblem
from sync.hub.staff import lockout
from sync.hub.staff.lockout import Tries
from sync.hub.staff.records import KIND, Record
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes

PLACE_DIGITS = 4
"""Hexadecimal digits of a place: 65,536 of them, a few megabytes when all are taken. The first names its
scope, so that many who guess at once do not wait for one another more than for colleagues."""


class Guessed(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is tried under names and badges that are nobody's: kind `guessed`."""

    tries: Tries = Tries()


async def count(hub: Hub, record: Record | None, hashed: str) -> None:
    """Count a try, durably, before the PIN is looked at. `hashed` is what the name or badge was found by.

    Raises:
        HttpProblem: 403 `sign_in_waits`, `sign_in_locked`; the PIN is not looked at.
    """
    now = hub.clock()
    before = Tries()

    def tried(known: Tries) -> Tries:
        nonlocal before
        before = known
        return lockout.count(known, now) if lockout.state(known, now) == "free" else known

    if record:

        def step(known: Record | None) -> Record | None:
            assert known is not None, "associates are never deleted"
            return replace(known, tries=tried(known.tries))

        await documents.change(hub.storage, scopes.associate(record.id), Key(KIND, record.id), Record, step)
    else:
        place = hashed[:PLACE_DIGITS]
        await documents.change(
            hub.storage,
            scopes.associate(f"nobody-{place[0]}"),
            Key("guessed", place),
            Guessed,
            lambda known: Guessed(tried(known.tries if known else Tries())),
        )
    state = lockout.state(before, now)
    if state == "locked":
        raise HttpProblem(403, "sign_in_locked", "too many wrong PINs; a manager unlocks")
    if state == "waits":
        wait = lockout.seconds_left(before, now)
        raise HttpProblem(403, "sign_in_waits", "too many wrong PINs", {"Retry-After": str(wait)})


async def clear(hub: Hub, record: Record) -> None:
    """The PIN was right: the count begins anew."""

    def step(known: Record | None) -> Record | None:
        return known and replace(known, tries=Tries())

    await documents.change(hub.storage, scopes.associate(record.id), Key(KIND, record.id), Record, step)
