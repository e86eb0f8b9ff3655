"""Conditional requests (RFC 9110 section 13): what a client has seen, said by ETag.

An ETag names the hub's history and the sequence number of the document, so that a number that comes again
after a backup was put back is another tag.
"""

from collections.abc import Callable

from starlette.requests import Request

from sync.hub.context import Hub
from sync.hub.problems import HttpProblem

EPOCH_SIGNS = 8
ANY = "*"


def etag(hub: Hub, seq: int) -> str:
    """Return the strong tag of a document at a sequence number."""
    return f'"{hub.epoch[:EPOCH_SIGNS]}.{seq}"'


def seen(hub: Hub, http: Request) -> Callable[[int], bool]:
    """Return what says whether a sequence number is the one that the client has seen (`If-Match`).

    Raises:
        HttpProblem: 428; it does not say what it has seen, and might undo what it never saw.
    """
    header = http.headers.get("if-match", "")
    tags = {tag.strip() for tag in header.split(",")}
    if not header:
        raise HttpProblem(428, "if_match_missing", "send If-Match with the ETag that was read last")
    return lambda seq: ANY in tags or etag(hub, seq) in tags
