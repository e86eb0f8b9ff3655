"""Why a hub is not reached, for who sets a tablet up: a walk to its door, in few causes."""

import socket
import time
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Final

import httpx

from sync.client.errors import Cause, Offline, Unreached
from sync.client.transport.door import KNOCK, Door, walk
from sync.client.transport.leaving import options
from sync.client.way import STRAIGHT, Way

ASK_TIMEOUT: Final = httpx.Timeout(5.0, connect=4.0)

CLOCK_SECONDS: Final = 120.0
"""A clock that is wrong by less makes no certificate look like another day's."""

CAUSES: Final[dict[tuple[str, str], Cause]] = {
    ("name", "none"): "name_not_found",
    ("connection", "refused"): "closed",
    ("connection", "silent"): "silent",
    ("connection", "unreachable"): "silent",
    ("connection", "unknown"): "name_not_found",
    ("certificate", "odd"): "not_a_hub",
    ("answer", "silent"): "silent",
    ("answer", "odd"): "not_a_hub",
    ("answer", "stranger"): "not_a_hub",
}
"""What a failed step of a walk means, by the step and its word (see `door`)."""

OF_STEP: Final[dict[str, Cause]] = {"address": "address", "proxy": "proxy", "certificate": "certificate"}
"""Likewise, whatever the word."""

OF_NO_NETWORK: Final = frozenset({"name_not_found", "silent"})
"""What it looks like where this machine has no network at all."""

OF_TODAY: Final = frozenset({"early", "late"})
"""Words of a certificate that is not of today by this machine's clock."""

SOMEWHERE: Final = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))
"""Addresses for documents (RFC 5737, RFC 3849): nothing is sent to them, the system is asked for a way."""


def unreached(hub: str, error: Exception, way: Way = STRAIGHT) -> Unreached:
    """Return what came of asking a hub that did not answer, with its cause. Goes to its door; waits."""
    cause, skew = _cause(hub, walk(hub, way), way)
    return Unreached(f"no hub answers at {hub} ({type(error).__name__}: {error})", cause or "silent", skew)


def explained(hub: str, error: Offline, way: Way = STRAIGHT) -> Offline:
    """Return an answer that was not the hub's as what it means; as it was where that is not to be seen."""
    cause, skew = _cause(hub, walk(hub, way), way)
    return Unreached(str(error), cause, skew) if cause else error


def look(hub: str, way: Way = STRAIGHT) -> float:
    """See that a hub answers; return by how many seconds this tablet's clock is ahead of its own.

    Raises:
        Unreached: It does not; the cause says why.
        Offline: It is there, and cannot answer just now.
    """
    door = walk(hub, way)
    cause, skew = _cause(hub, door, way)
    if cause:
        raise Unreached(f"{door.failed}: {door.why} {door.detail}".strip(), cause, skew)
    if door.failed:
        raise Offline(f"status {door.detail}")
    return door.offset or 0.0


def has_network() -> bool:
    """Say whether this machine knows a way to anywhere."""
    for address, family in SOMEWHERE:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((address, 9))
            return True
    return False


def _cause(hub: str, door: Door, way: Way) -> tuple[Cause | None, float]:
    """Return why a walk failed, None where it did not, and how wrong the clock is where that is why."""
    if door.failed is None:
        return None, 0.0
    if door.why in OF_TODAY:
        skew = _skew_unproven(hub, way)
        return ("clock", skew) if abs(skew) > CLOCK_SECONDS else ("certificate", 0.0)
    cause = CAUSES.get((door.failed, door.why)) or OF_STEP.get(door.failed)
    if cause in OF_NO_NETWORK and not has_network():
        cause = "no_network"
    return cause, 0.0


def _skew_unproven(hub: str, way: Way) -> float:
    """Return by how much the clock differs from that of whoever answers there; 0.0 where nobody says.

    Who answers has proven nothing, so nothing is told to it, and nothing is believed but this: it is shown to
    people, who have a watch.
    """
    with suppress(httpx.HTTPError, KeyError, ValueError):
        unproven = {**options(way), "verify": False}
        with httpx.Client(timeout=ASK_TIMEOUT, **unproven) as client:
            theirs = parsedate_to_datetime(client.get(f"{hub}{KNOCK}").headers["date"])
        return time.time() - theirs.timestamp()
    return 0.0
