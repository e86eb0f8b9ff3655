"""The database: is the tablet's store whole, and of this program?"""

from collections.abc import Iterator

from kiosk.core.doctor.finding import Finding, bad, ok, unknown
from kiosk.core.doctor.tablet import Tablet

WRONG = frozenset({"damaged", "newer", "shut"})
"""What needs somebody; the other states pass when the kiosk starts, or is closed."""


def examine(tablet: Tablet) -> Iterator[Finding]:
    """Say how the store is."""
    state, detail = tablet.inside.state, tablet.inside.detail
    if state == "whole":
        yield ok("database.whole")
    elif state in WRONG:
        yield bad(f"database.{state}", detail)
    else:
        yield unknown(f"database.{state}", detail)
