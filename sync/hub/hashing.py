"""What people prove themselves with, PINs and passwords: kept as argon2id alone (RFC 9106).

Salt and measures are libsodium's own.
"""

import asyncio

from nacl import pwhash
from nacl.exceptions import InvalidkeyError

NOBODY = b"$argon2id$v=19$m=65536,t=2,p=1$jKPfVMDiYV+Tx3ICcyo0dg$biW9eh7p94mQOjSMOV7YvauFZtDtCDZxCO1RT02+MFQ"
"""What is checked for somebody unknown: the answer takes as long as for somebody who is known.

Written down, not made: every start would take a tenth of a second and 64 MiB for it. Its measures are those
of `hashed`."""


async def hashed(secret: str) -> str:
    """Return what is kept of a secret (argon2id, 64 MiB, two passes; about a tenth of a second)."""
    kept = await asyncio.to_thread(
        pwhash.argon2id.str,
        secret.encode(),
        pwhash.argon2id.OPSLIMIT_INTERACTIVE,
        pwhash.argon2id.MEMLIMIT_INTERACTIVE,
    )
    return kept.decode()


async def proves(secret: str, kept: str) -> bool:
    """Say whether a secret is the one that was kept; '' is kept of nobody, and takes as long."""
    return await asyncio.to_thread(_proves, secret, kept.encode() if kept else NOBODY)


def _proves(secret: str, kept: bytes) -> bool:
    try:
        return pwhash.verify(kept, secret.encode())
    except InvalidkeyError:
        return False
