"""Names: is the hub's found?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.tablet import Tablet


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say whether the network knows the hub's name."""
    door = tablet.door
    if door is None or door.failed == "address":
        yield unknown("dns.no_address")
    elif door.numeric:
        yield ok("dns.number", door.host)
    elif door.proxy:
        yield ok("dns.by_proxy")
    elif door.failed == "name":
        yield bad("dns.unknown", door.host)
    else:
        yield ok("dns.found", door.host, door.addresses[0])
