"""Is a store open? What its hours mean at a moment: open until when, or closed until when."""

import datetime as dt
from typing import NamedTuple

from sync.protocol import opening
from sync.protocol.products import Store

WEEK = 8
"""Days that are looked ahead: every hour of the week, and the rest of a night."""


class OpenHours(NamedTuple):
    """Whether a store is open, and when that changes (UTC); None where it does not within a week."""

    open: bool
    changes: dt.datetime | None


def open_hours(store: Store, now: dt.datetime) -> OpenHours | None:
    """Say how a store stands at `now` (with time zone); None where its hours are not known."""
    if not store.hours:
        return None
    until: dt.datetime | None = None
    for begin, end in opening.spans(store, now, WEEK):
        if until is None and begin > now:
            return OpenHours(open=False, changes=begin)
        if until is not None and begin > until:
            return OpenHours(open=True, changes=until)
        until = max(end, until) if until else end
    always = until is not None and until - now > dt.timedelta(days=WEEK - 2)
    return OpenHours(open=until is not None, changes=None if always else until)
