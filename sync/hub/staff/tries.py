"""Counting tries before a PIN is looked at: of an associate, or of a name or badge that is nobody's."""

from msgspec.structs import replace

from sync.hub import lockout, tries
from sync.hub.context import Hub
from sync.hub.lockout import Tries
from sync.hub.problems import HttpProblem
from sync.hub.staff.records import KIND, Record
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.hub.tries import People
from sync.protocol import scopes

PEOPLE = People(scopes.associate, KIND, Record)


async def count(hub: Hub, record: Record | None, hashed: str) -> None:
    """Count a try, durably, before the PIN is looked at. `hashed` is what the name or badge was found by.

    Raises:
        HttpProblem: 403 `sign_in_waits`, `sign_in_locked`; the PIN is not looked at.
    """
    now = hub.clock()

    def step(known: Tries) -> Tries:
        return lockout.count(known, now) if lockout.state(known, now) == "free" else known

    before = await tries.count(hub.storage, PEOPLE, record.id if record else "", hashed, step)
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
