"""What a shopper was told of an order, a receipt or a list, and IT of a store: names of messages.

`Order.notices` maps what `said` writes to when it was. One that could not be delivered stands there with its
reason, so that the desk says so and somebody calls instead.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Template = Literal[
    "accepted",
    "ready",
    "short",
    "substitute",
    "cancelled",
    "rejected",
    "expired",
    "receipt",
    "return",
    "sign_in",
    "list",
    "quiet",
    "back",
]

Failure = Literal["address", "refused", "late"]
"""There is no such address; the other side does not want the message; it was tried for too long."""

BETWEEN = "!"


class Notice(NamedTuple):
    """A message that was sent at `at` (ISO 8601 UTC), or (`failure`) was given up then."""

    template: str
    failure: str
    at: str


def said(template: str, failure: str = "") -> str:
    """Return the name under which an order keeps that a message went, or why it did not.

    >>> said("ready"), said("ready", "address")
    ('ready', 'ready!address')
    """
    return f"{template}{BETWEEN}{failure}" if failure else template


def parse(name: str) -> tuple[str, str]:
    """Return the message that a name is of, and why it was given up ('' when it went).

    >>> parse("ready!address")
    ('ready', 'address')
    """
    template, _, failure = name.partition(BETWEEN)
    return template, failure


def read(notices: Mapping[str, str]) -> list[Notice]:
    """Return an order's messages, the newest first.

    >>> read({"accepted": "2026-11-26T10:00:00Z", "ready!address": "2026-11-26T11:00:00Z"})[0]
    Notice(template='ready', failure='address', at='2026-11-26T11:00:00Z')
    """
    found = [Notice(*parse(name), at) for name, at in notices.items()]
    return sorted(found, key=lambda one: one.at, reverse=True)
