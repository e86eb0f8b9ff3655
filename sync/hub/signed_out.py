"""What comes of a visit after its shopper has signed out: what was done before counts, and nothing more."""

from datetime import datetime

from sync.hub.staff.lateness import GRACE, done_at
from sync.protocol import moments
from sync.protocol.envelope import Op
from sync.protocol.sessions import Place, Session


def acts_for(visit: Session, op: Op, now: datetime) -> str:
    """Return as whom an operation of a visit was made: the customer, '' for a guest, and after signing out.

    While the visit goes on it is the customer's. Of what comes later only what was done before the end
    counts: in the life of the tablet that held the visit, by its number not after the operation that ended
    it, and by the tablet's own times not long after the end (`sync/decisions/0016`).
    """
    if visit.is_over_at(Place(op.incarnation, op.order)):
        return ""
    ends = [moments.parse(text) for text in (visit.ended, visit.until) if text]
    over = min(ends, default=now)
    if not visit.customer or over >= now:
        return visit.customer
    held = {visit.incarnation, visit.last.incarnation} - {""}
    if held and op.incarnation not in held:
        return ""
    return "" if done_at(op, now) > over + GRACE else visit.customer
