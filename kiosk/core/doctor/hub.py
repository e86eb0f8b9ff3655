"""The hub: does it answer?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.tablet import Tablet


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say whether the hub answers, and not somebody in its place."""
    door = tablet.door
    if door is None:
        yield bad("hub.no_address")
        return
    where = f"{door.host}:{door.port}"
    if door.failed == "address":
        yield bad("hub.wrong_address", door.detail)
    elif door.failed in {"name", "proxy", "certificate"}:
        yield unknown("hub.not_reached", where)
    elif door.failed:
        yield bad(f"hub.{door.why}", where, door.detail)
    else:
        yield ok("hub.answers", where, door.took)
