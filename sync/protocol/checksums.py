"""The checksum of a scope: what a tablet holds and what the hub holds can be compared in 16 hex digits.

It is the sum, modulo 2**64, of one digest for each living document; tombstones do not count. So it can be
kept up to date by adding what a commit wrote and taking away what it wrote over, without reading the scope.
"""

import struct
from hashlib import blake2b

MODULUS = 1 << 64

DIGEST_BYTES = 8
_length = struct.Struct(">I").pack


def digest(kind: str, identifier: str, seq: int, body: bytes) -> int:
    """Return what one living document adds to the checksum of its scope; `body` is its encoded JSON.

    Each field goes in behind its length, so that no two documents give the same text.

    >>> digest("list", "a", 1, b"{}") == digest("list", "a", 2, b"{}")
    False
    """
    kinds, ids, numbers = kind.encode(), identifier.encode(), b"%d" % seq
    text = b"".join(
        (
            _length(len(kinds)),
            kinds,
            _length(len(ids)),
            ids,
            _length(len(numbers)),
            numbers,
            _length(len(body)),
            body,
        )
    )
    return int.from_bytes(blake2b(text, digest_size=DIGEST_BYTES).digest())


def spell(checksum: int) -> str:
    """Return a checksum as it goes over the wire.

    >>> spell(255)
    '00000000000000ff'
    """
    return f"{checksum:016x}"
