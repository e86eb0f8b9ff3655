"""What a manager sees of the colleagues of their store, and does for who is locked out."""

from datetime import datetime

from sync.hub import lockout
from sync.hub.endpoint import Call
from sync.hub.problems import HttpProblem
from sync.hub.staff import records, roster
from sync.hub.staff.door import manager_of
from sync.hub.staff.records import Record
from sync.protocol.staff import Associate, Colleague, Colleagues, ShowColleagues, Unlock


async def show_colleagues(call: Call) -> Colleagues:
    """`POST /v1/staff/colleagues`: a manager sees who of the store works, waits, or is locked out."""
    hub, request = call.hub, call.body
    assert isinstance(request, ShowColleagues)
    session = await manager_of(hub, call.device, request.proof)
    now = hub.clock()
    here = [_standing(record, now) async for record in roster.of_store(hub.storage, session.store)]
    return Colleagues(sorted(here, key=lambda one: one.associate.name.casefold()))


def _standing(record: Record, now: datetime) -> Colleague:
    state = lockout.state(record.tries, now)
    if state == "free":
        return Colleague(record.public)
    wait = lockout.seconds_left(record.tries, now) if state == "waits" else 0
    return Colleague(record.public, state, record.tries.at, wait)


async def unlock(call: Call) -> Associate:
    """`POST /v1/staff/unlocks`: a manager lets a colleague of the same store try again."""
    hub, request = call.hub, call.body
    assert isinstance(request, Unlock)
    session = await manager_of(hub, call.device, request.proof)
    record = await records.load(hub.storage, request.associate)
    if record is None or record.store != session.store:
        raise HttpProblem(404, "not_found", "no associate of this store has this id")
    return (await roster.unlock(hub.storage, record, hub.now())).public
