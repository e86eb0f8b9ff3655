"""The proxy: where one is set, does it let this tablet out?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.tablet import Tablet


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say whether the way through the proxy is open."""
    door = tablet.door
    if door is None or door.failed == "address":
        yield unknown("proxy.no_address")
    elif door.failed == "proxy":
        yield bad(f"proxy.{door.why}", door.proxy, door.detail)
    elif door.proxy:
        yield ok("proxy.open", door.proxy)
    else:
        yield ok("proxy.none")
