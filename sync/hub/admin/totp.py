"""The second factor: codes that change every half minute (TOTP, RFC 6238), as every authenticator app shows.

SHA-1, six digits, 30 seconds: what all of those apps can do, and what they take for granted where an address
says nothing else.
"""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

SECRET_BYTES = 20
"""As many as the hash has (RFC 4226 section 4)."""

STEP_SECONDS = 30
DIGITS = 6
DRIFT = 1
"""Steps by which a phone's clock may be off, either way (RFC 6238 section 5.2)."""


def draw() -> bytes:
    """Return a fresh secret."""
    return secrets.token_bytes(SECRET_BYTES)


def step_at(now: datetime) -> int:
    """Return the number of the half minute that a moment lies in."""
    return int(now.timestamp()) // STEP_SECONDS


def code(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """Return the code of a half minute (RFC 4226 section 5.3).

    >>> code(b"12345678901234567890", 59 // 30, digits=8)
    '94287082'
    """
    hashed = hmac.digest(secret, step.to_bytes(8), "sha1")
    start = hashed[-1] & 0xF
    number = int.from_bytes(hashed[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 10**digits:0{digits}d}"


def step_of(secret: bytes, typed: str, now: datetime) -> int | None:
    """Return the half minute whose code was typed, None where it is none of those that count now.

    Every one that counts is looked at, so that it takes the same time whichever it is.
    """
    middle, found = step_at(now), None
    for step in range(middle - DRIFT, middle + DRIFT + 1):
        if hmac.compare_digest(code(secret, step).encode(), typed.encode()):
            found = step
    return found


def text(secret: bytes) -> str:
    """Return a secret as it is typed into an app that cannot scan: base32, in groups of four."""
    plain = base64.b32encode(secret).decode()
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def address(secret: bytes, issuer: str, name: str) -> str:
    """Return what an app scans: an `otpauth` address that says whose secret it is, and where it is for."""
    label = f"{quote(issuer, safe='')}:{quote(name, safe='')}"
    plain = base64.b32encode(secret).decode()
    return f"otpauth://totp/{label}?{urlencode({'secret': plain, 'issuer': issuer}, quote_via=quote)}"
