"""PINs: kept as argon2id alone (RFC 9106), with libsodium's own salt and measures."""

import asyncio
from itertools import pairwise

from nacl import pwhash
from nacl.exceptions import InvalidkeyError

NOBODY = b"$argon2id$v=19$m=65536,t=2,p=1$jKPfVMDiYV+Tx3ICcyo0dg$biW9eh7p94mQOjSMOV7YvauFZtDtCDZxCO1RT02+MFQ"
"""What the PIN of somebody unknown is checked against: the answer takes as long as for a colleague.

Written down, not made: every start would take a tenth of a second and 64 MiB for it. Its measures are those
of `hash_pin`."""


class WeakPin(ValueError):  # noqa: N818 - named after what it is
    """A PIN that whoever tries a few would try."""


async def hash_pin(pin: str) -> str:
    """Return what is kept of a PIN (argon2id, 64 MiB, two passes; about a tenth of a second).

    Raises:
        WeakPin: One digit all over, or digits in a row.
    """
    if is_weak(pin):
        raise WeakPin("a PIN of one digit, or of digits in a row, is tried first; take another")
    hashed = await asyncio.to_thread(
        pwhash.argon2id.str,
        pin.encode(),
        pwhash.argon2id.OPSLIMIT_INTERACTIVE,
        pwhash.argon2id.MEMLIMIT_INTERACTIVE,
    )
    return hashed.decode()


async def proves(pin: str, kept: str) -> bool:
    """Say whether a PIN is the one that was kept."""
    return await asyncio.to_thread(_proves, pin, kept.encode() if kept else NOBODY)


def _proves(pin: str, kept: bytes) -> bool:
    try:
        return pwhash.verify(kept, pin.encode())
    except InvalidkeyError:
        return False


def is_weak(pin: str) -> bool:
    """Say whether a PIN is one digit all over or goes up or down by one all along.

    >>> is_weak("123456"), is_weak("777777"), is_weak("271828")
    (True, True, False)
    """
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {9})
