"""When an order is promised: so many minutes of opening hours from now, by the clock on the store's wall."""

import datetime as dt

from sync.protocol import opening
from sync.protocol.products import Store


def after(minutes: int, now: dt.datetime, store: Store | None) -> dt.datetime:
    """Return the moment at which a store has worked for some minutes from `now` on.

    Where its hours are not known every hour counts.
    """
    left = dt.timedelta(minutes=minutes)
    for opens, closes in opening.spans(store, now) if store else ():
        worked = closes - max(opens, now)
        if worked >= left:
            return max(opens, now) + left
        left -= worked
    return now + dt.timedelta(minutes=minutes)
