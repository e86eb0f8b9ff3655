"""Wrong PINs: each is counted before it is looked at, waits grow, and in the end a manager has to unlock.

Counted first, so that many who guess at once have no more tries than one after the other.
"""

from datetime import datetime, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

from sync.protocol import moments

FREE_TRIES = 4
"""Wrong PINs without a wait: people mistype."""
FIRST_WAIT = timedelta(seconds=30)
LOCKED_AFTER = 10
"""Wrong PINs in a row after which only a manager, or the hub's command, helps."""


class Tries(msgspec.Struct, frozen=True, omit_defaults=True):
    """Tries since the last right PIN; none is taken before `free_at` (ISO 8601 UTC, '' = at once).

    `at` is when the last one was taken.
    """

    count: int = 0
    free_at: str = ""
    at: str = ""


State = Literal["free", "waits", "locked"]


def state(tries: Tries, now: datetime) -> State:
    """Say whether a PIN may be tried now."""
    if tries.count >= LOCKED_AFTER:
        return "locked"
    return "waits" if seconds_left(tries, now) else "free"


def seconds_left(tries: Tries, now: datetime) -> int:
    """Return how many seconds to wait, 0 for none."""
    if not tries.free_at:
        return 0
    left = moments.parse(tries.free_at) - now
    return max(0, -(-left // timedelta(seconds=1)))


def count(tries: Tries, now: datetime) -> Tries:
    """Return the tries with one more; it doubles the wait from the fifth on: 30 s, 1 min, 2, 4, 8 min."""
    after = tries.count + 1
    beyond = after - FREE_TRIES
    wait = FIRST_WAIT * 2 ** (beyond - 1) if beyond > 0 else timedelta(0)
    free_at = moments.write(now + wait) if wait else ""
    return replace(tries, count=after, free_at=free_at, at=moments.write(now))
