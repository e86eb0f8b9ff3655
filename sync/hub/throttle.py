"""Brakes: how often one sender may do a thing within a minute. Kept in memory, bounded."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request

from sync.protocol.orders import CODE_TRIES

WINDOW_SECONDS = 60.0
MAX_FAILURES = 10
MAX_ADDRESS_FAILURES = 100
"""For tokens, of all tablets behind one address: more than a store's tablets with a wrong clock come to."""

MAX_GUESSES = 1_000
"""Wrong enrolment codes of all senders together: who has many addresses tries 40 bits for centuries, and a
tablet that is to be enrolled meanwhile can wait a minute."""

NETWORK_BITS = 64
"""A subscriber has at least that network (RFC 6177), and every address in it."""

MAX_CHANGES = 300
"""Changes through one link: more than several quick thumbs, and what a phone kept while it was offline."""

MAX_LOOK_UPS = 60
"""Looks of one associate at who somebody is: more than anybody serves, too few to go through numbers."""

MAX_CALLS = 6_000
"""Calls with one client key: a hundred a second, more than a shop's busiest account pages."""

GIVEN = 0.9
"""Of an agreed interval."""

MAX_SENDERS = 10_000
"""Beyond this the sender that was counted longest ago is forgotten."""


def sender_of(http: Request) -> str:
    """Return whom a request is counted for: an IPv4 address, or the IPv6 network that one subscriber has.

    Behind a proxy that the hub was told to trust that is who the proxy says it is.
    """
    host = http.client.host if http.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return host
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, NETWORK_BITS), strict=False))


class Throttle:
    """Counts by sender, `most` within a minute: failures of an address, or changes through a link."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def wait_seconds(self, sender: str) -> int:
        """Return how long a sender must wait before it may try again, 0 when it may now."""
        since, count = self._counts.get(sender, (0.0, 0))
        left = since + WINDOW_SECONDS - self._clock()
        return max(1, int(left)) if count >= self._most and left > 0 else 0

    def count(self, sender: str) -> None:
        """Count what a sender did."""
        now = self._clock()
        since, count = self._counts.pop(sender, (now, 0))
        if now - since >= WINDOW_SECONDS:
            since, count = now, 0
        self._counts[sender] = (since, count + 1)
        if len(self._counts) > MAX_SENDERS:
            self._counts.popitem(last=False)

    def uncount(self, sender: str) -> None:
        """Take one back: what was counted beforehand was no failure after all."""
        since, count = self._counts.get(sender, (0.0, 0))
        if count:
            self._counts[sender] = (since, count - 1)


class Pace:
    """How often each of many may ask: not before some seconds are over. Kept in memory, bounded."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._asked: OrderedDict[str, float] = OrderedDict()

    def may(self, sender: str, seconds: float) -> bool:
        """Say whether somebody may ask now, and note it where they may.

        A tenth of the time is given: what was sent in time may have been quick on its way.
        """
        now = self._clock()
        before = self._asked.get(sender)
        if before is not None and now - before < seconds * GIVEN:
            return False
        self._asked[sender] = now
        self._asked.move_to_end(sender)
        if len(self._asked) > MAX_SENDERS:
            self._asked.popitem(last=False)
        return True


@dataclass(frozen=True)
class Throttles:
    """A hub's brakes, apart, so that none locks out who did something else.

    Codes are guessed by address, and from many addresses at once; links, which are too long for that, by
    address. Tokens are counted by tablet, since one with a wrong clock must not lock out
    the others behind its address, and by address, since names of tablets can be made up. Who signs rightly is
    neither counted nor braked: a whole store may share one address, also with who fails on purpose. Keys of
    servers are counted when they are wrong, by address, and when they are right, by client. Wrong PINs are
    counted by tablet, and by associate in the store of documents (`lockout`); wrong claim codes by
    tablet, those of orders and those of lists; what phones bring of those by address, which then waits with
    right ones, too, and with nothing else. Sign-ins of shoppers are counted by tablet, what is sent from
    their pages by sign-in, and each is asked for at its pace. Those who run the devices are counted by
    address, and by name in the store of documents (`admin.signing_in`).
    """

    codes: Throttle = field(default_factory=lambda: Throttle(MAX_FAILURES))
    all_codes: Throttle = field(default_factory=lambda: Throttle(MAX_GUESSES))
    guessed_links: Throttle = field(default_factory=lambda: Throttle(MAX_ADDRESS_FAILURES))
    tokens: Throttle = field(default_factory=lambda: Throttle(MAX_FAILURES))
    token_addresses: Throttle = field(default_factory=lambda: Throttle(MAX_ADDRESS_FAILURES))
    keys: Throttle = field(default_factory=lambda: Throttle(MAX_ADDRESS_FAILURES))
    clients: Throttle = field(default_factory=lambda: Throttle(MAX_CALLS))
    links: Throttle = field(default_factory=lambda: Throttle(MAX_CHANGES))
    look_ups: Throttle = field(default_factory=lambda: Throttle(MAX_LOOK_UPS))
    sign_ins: Throttle = field(default_factory=lambda: Throttle(MAX_FAILURES))
    claims: Throttle = field(default_factory=lambda: Throttle(CODE_TRIES))
    begun_sign_ins: Throttle = field(default_factory=lambda: Throttle(MAX_FAILURES))
    sign_in_pages: Throttle = field(default_factory=lambda: Throttle(MAX_LOOK_UPS))
    typed_sign_ins: Throttle = field(default_factory=lambda: Throttle(MAX_ADDRESS_FAILURES))
    typed_claims: Throttle = field(default_factory=lambda: Throttle(MAX_ADDRESS_FAILURES))
    claimed_lists: Throttle = field(default_factory=lambda: Throttle(CODE_TRIES))
    admins: Throttle = field(default_factory=lambda: Throttle(MAX_FAILURES))
    asked_sign_ins: Pace = field(default_factory=Pace)
