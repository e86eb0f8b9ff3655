"""What a document adds to its scope's checksum, and checksums as databases keep them.

They have 64 bits, and databases take the highest for a sign.
"""

from sync.hub.storage.port import Stored
from sync.protocol.checksums import MODULUS, digest


def weight(document: Stored | None) -> int:
    """Return what a document adds to its scope's checksum: nothing when there is none, or a tombstone."""
    if document is None or document.body is None:
        return 0
    return digest(document.kind, document.id, document.seq, document.body)


def to_signed(checksum: int) -> int:
    """Return the number between -2**63 and 2**63 that has the same 64 bits."""
    return checksum - MODULUS if checksum >= MODULUS >> 1 else checksum


def from_signed(number: int) -> int:
    """Return the checksum that was kept as this number."""
    return number % MODULUS
