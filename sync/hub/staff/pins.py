"""PINs: which are too weak, and what is kept of them (`sync.hub.hashing`)."""

from itertools import pairwise

from sync.hub import hashing


class WeakPin(ValueError):  # noqa: N818 - named after what it is
    """A PIN that whoever tries a few would try."""


async def hash_pin(pin: str) -> str:
    """Return what is kept of a PIN.

    Raises:
        WeakPin: One digit all over, or digits in a row.
    """
    if is_weak(pin):
        raise WeakPin("a PIN of one digit, or of digits in a row, is tried first; take another")
    return await hashing.hashed(pin)


async def proves(pin: str, kept: str) -> bool:
    """Say whether a PIN is the one that was kept."""
    return await hashing.proves(pin, kept)


def is_weak(pin: str) -> bool:
    """Say whether a PIN is one digit all over or goes up or down by one all along.

    >>> is_weak("123456"), is_weak("777777"), is_weak("271828")
    (True, True, False)
    """
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {9})
