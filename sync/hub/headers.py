"""Headers that calls have in common, as the published document describes them."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from sync.hub.endpoint import Parameter

ETAG = '"3f8a2c1d"'
VERSION = '"7d0c2f6e.4"'

CONTENT_ENCODING = Parameter(
    "Content-Encoding",
    "header",
    Literal["gzip", "identity", "zstd"],
    "How the body is packed.",
    "identity",
    required=False,
)
IF_NONE_MATCH = Parameter(
    "If-None-Match",
    "header",
    str,
    "The ETag that is there already; 304 while it is the newest.",
    ETAG,
    required=False,
)
IF_MATCH = Parameter(
    "If-Match",
    "header",
    str,
    "The ETag that was read last: 412 when somebody has changed it since, 428 without one.",
    VERSION,
    required=False,
)
IDEMPOTENCY_KEY = Parameter(
    "Idempotency-Key",
    "header",
    Annotated[str, msgspec.Meta(pattern="^[!-~]{1,128}$")],
    "Drawn by the sender for this one request, to send it again after a lost answer: it is done once.",
    "0199f3c2-7a10-7c3e-9b52-3f1d2c4b5a60",
    required=False,
)
SIGNATURE = Parameter(
    "Vetrina-Signature",
    "header",
    Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+$")],
    "The body, signed: a detached JWS (RFC 7515 appendix F, RFC 7797) with the client's Ed25519 key, whose "
    "protected header names `alg` and the `path` of the call.",
    "eyJhbGciOiJFZDI1NTE5IiwicGF0aCI6Ii92MS9zYWxlcyIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..c2lnbmF0dXJl",
)
RANGE = Parameter(
    "Range",
    "header",
    str,
    "One range of bytes; anything else is answered with the whole.",
    "bytes=0-1023",
    required=False,
)
IF_RANGE = Parameter(
    "If-Range",
    "header",
    str,
    "The ETag of the part that is there; the whole when it is another.",
    ETAG,
    required=False,
)

SENT: Mapping[str, tuple[str, dict[str, Any]]] = {
    "Accept-Ranges": ("Parts can be asked for.", {"const": "bytes"}),
    "Content-Range": ("Which bytes these are, of how many.", {"type": "string", "pattern": "^bytes "}),
    "ETag": (
        "Names this version, for conditional requests.",
        {"type": "string", "pattern": '^(W/)?"'},
    ),
    "Retry-After": ("Seconds to wait before trying again.", {"type": "integer", "minimum": 1}),
    "WWW-Authenticate": ("How to prove who sends.", {"const": "Bearer"}),
}
"""What a header of an answer says, and its schema."""

OF_PROBLEMS = {
    401: ("WWW-Authenticate",),
    416: ("Content-Range",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}
"""What every problem of a status carries."""


def describe(names: tuple[str, ...]) -> dict[str, Any]:
    """Return the `headers` object of a response that always carries these."""
    return {name: {"description": SENT[name][0], "required": True, "schema": SENT[name][1]} for name in names}
