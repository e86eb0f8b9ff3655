"""How long an associate's work counts: what was done in their session does, however late it comes.

What was done later does not: the session was over, and a desk without the hub lets nobody work for longer
than a lease. So who is told to go while a tablet is offline works on there for that long at most, and nobody
changes orders, stock or calls for help in the name of a session that ended long ago. It is refused
`session_over` (`operations`), after what was decided before: a result stays what it was.
"""

from datetime import UTC, datetime, timedelta

from sync.hub.context import Hub
from sync.hub.staff import records
from sync.protocol import moments, scopes
from sync.protocol.envelope import Op
from sync.protocol.sessions import Session
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


def is_too_late(op: Op, over: datetime | None, now: datetime) -> bool:
    """Say whether an operation was done too long after its session was `over`.

    When it was done is what the tablet says, or now (the hub's time): nothing is done after it arrives, so
    that a tablet whose clock is ahead loses nothing by it.
    """
    if over is None or scopes.parse(op.scope).kind not in AGEING:
        return False
    done = moments.parse(op.at) if moments.is_real(op.at) else now
    return min(done, now.astimezone(UTC)) > over + GRACE
