"""Checksums as databases keep them: they have 64 bits, and take the highest for a sign."""

from sync.protocol.checksums import MODULUS


def to_signed(checksum: int) -> int:
    """Return the number between -2**63 and 2**63 that has the same 64 bits."""
    return checksum - MODULUS if checksum >= MODULUS >> 1 else checksum


def from_signed(number: int) -> int:
    """Return the checksum that was kept as this number."""
    return number % MODULUS
