"""How long an associate's work counts: what was done in their session does, however late it comes.

What was done later does not: the session was over, and a desk without the hub lets nobody work for longer
than a lease. So who is told to go while a tablet is offline works on there for that long at most, and nobody
changes orders, stock or calls for help in the name of a session that ended long ago. It is refused
`session_over` (`operations`), after what was decided before: a result stays what it was.

When something was done only its tablet can say. Three things it says have to agree: its clock, the moment in
the operation's id, and the operation's number, which is never above that of the session's end. What a
tampered tablet can still claim, and why that stays, says `sync/decisions/0016`.
"""

from datetime import UTC, datetime, timedelta

from sync.hub.context import Hub
from sync.hub.staff import records
from sync.protocol import moments, scopes
from sync.protocol.envelope import Op
from sync.protocol.ids import made_at
from sync.protocol.sessions import Place, Session
from sync.protocol.staff import LEASE_SECONDS

AGEING = frozenset({"orders", "stock", "staff"})
"""Kinds of scope whose work is the store's own."""

GRACE = timedelta(seconds=LEASE_SECONDS)
"""From the end of a session on; a tablet's clock may be wrong by as much."""


async def over_since(hub: Hub, session: Session) -> datetime | None:
    """Return when an associate's session ended, ran out, or was revoked; None while it goes on."""
    record = await records.load(hub.storage, session.associate)
    revoked = record.since if record and record.since > session.begun else ""
    ends = [moments.parse(text) for text in (session.ended, session.until, revoked) if text]
    over = min(ends, default=None)
    return over if over and over <= hub.clock() else None


def is_too_late(op: Op, session: Session, over: datetime | None, now: datetime) -> bool:
    """Say whether an operation was done too long after its session was `over`, or after it was ended there.

    When it was done is what the tablet says, or now (the hub's time): nothing is done after it arrives, so
    that a tablet whose clock is ahead loses nothing by it.
    """
    if over is None or scopes.parse(op.scope).kind not in AGEING:
        return False
    if session.is_over_at(Place(op.incarnation, op.order)):
        return True
    return done_at(op, now) > over + GRACE


def done_at(op: Op, now: datetime) -> datetime:
    """Return when an operation was done, by the later of the two times it tells; never after `now`.

    Both come from one clock, at one moment: who dates only one of them back gains nothing.
    """
    at = moments.parse(op.at) if moments.is_real(op.at) else now.astimezone(UTC)
    drawn = made_at(op.id)
    # Nothing is drawn after it arrives; and not every number is a date that can be written.
    said = at if drawn is None else max(at, datetime.fromtimestamp(min(drawn, now.timestamp()), UTC))
    return min(said, now.astimezone(UTC))
