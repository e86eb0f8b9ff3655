"""Moments as they travel: ISO 8601 (RFC 3339) with a time zone, so that every reader means the same one."""

import datetime as dt
import re

FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
"""What Python and every browser read alike; both know further forms that the other does not."""


def parse(text: str) -> dt.datetime:
    """Return the moment that a text names, in UTC.

    Raises:
        ValueError: It has another form, no time zone, or names a day or an hour that never is.

    >>> parse("2026-11-22T11:00:00+01:00")
    datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.timezone.utc)
    """
    if not FORM.fullmatch(text):
        raise ValueError("this is not a moment with its time zone, such as 2026-11-22T10:00:00Z")
    try:
        return dt.datetime.fromisoformat(text).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise ValueError("there is no such day or hour") from None


def write(moment: dt.datetime) -> str:
    """Return a moment (with time zone) as it travels: UTC, with `Z`."""
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def is_real(text: str) -> bool:
    """Say whether a text names a moment."""
    try:
        parse(text)
    except ValueError:
        return False
    return True
