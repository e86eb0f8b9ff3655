"""Identifiers: time-ordered for operations, random for documents, derived for list lines."""

import hashlib
import os
import time
import uuid
from collections.abc import Mapping

STORABLE = r"^[^\x00]*$"
"""What a name may be that comes from outside: not every database can hold a NUL in a text."""

DERIVED_BYTES = 12
"""96 bits: two different lines of one list collide with a chance below 2**-80 even at 500 lines."""


def new_op_id() -> str:
    """Return a UUID version 7 (RFC 9562 section 5.7): sorts by creation time, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10)) & ((1 << 76) - 1)
    high = (milliseconds & ((1 << 48) - 1)) << 80
    number = high | random
    number = (number & ~(0xF << 76)) | (0x7 << 76)
    number = (number & ~(0x3 << 62)) | (0x2 << 62)
    return str(uuid.UUID(int=number))


def made_at(op_id: str) -> float | None:
    """Return when an id says that it was drawn, in seconds since 1970; None where it is no UUIDv7.

    >>> made_at("019a0000-0000-7000-8000-000000000000"), made_at("anything")
    (1760936591.36, None)
    """
    try:
        drawn = uuid.UUID(op_id)
    except ValueError:
        return None
    return (drawn.int >> 80) / 1000 if drawn.version == 7 else None  # noqa: PLR2004 - RFC 9562


def new_id() -> str:
    """Return a random identifier (UUID version 4) for a document: never sequential, never guessable."""
    return str(uuid.uuid4())


def derived_id(*parts: str) -> str:
    """Return the id that follows from its cause: the same cause leads to the same id, whoever derives it."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


def line_id(list_id: str, variant: str, options: Mapping[str, str]) -> str:
    """Return the id of the line that holds `variant` on a list.

    Derived, so that two people who add the same thing at the same time add to one line.
    """
    parts = [list_id, variant, *(f"{axis}={value}" for axis, value in sorted(options.items()))]
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=DERIVED_BYTES)
    return digest.hexdigest()
