"""Short-lived bearer tokens for devices, and the signed assertions that earn them (RFC 7519, 7523, 8037)."""

import base64
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey, OKPKey
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from sync.protocol.devices import ACTIVE, ASSERTION_ALGORITHM, AUDIENCE

LIFETIME = timedelta(minutes=15)
LEEWAY_SECONDS = 120
"""How far a tablet's clock may be off; the `Date` of any answer lets it set its own right."""

KNOWN_TOKENS = 5_000
"""Tokens whose signature is not checked again at every call: as many as tablets listen at once."""

TOKEN_ALGORITHM = "HS256"  # noqa: S105 - the name of an algorithm


class TokenError(Exception):
    """A token or an assertion that proves nothing."""


class Bearer(NamedTuple):
    """Whom a token was issued to: a run of an incarnation of a device, and what it may do.

    `incarnation` and `run` are '' for a tablet of the version before.
    """

    device: str
    incarnation: str = ""
    run: str = ""
    standing: str = ACTIVE


def issue(secret: bytes, bearer: Bearer, now: datetime) -> str:
    """Return a bearer token, good for `LIFETIME` from `now`."""
    claims: dict[str, object] = {
        "sub": bearer.device,
        "inc": bearer.incarnation,
        "run": bearer.run,
        "std": bearer.standing,
        "exp": int((now + LIFETIME).timestamp()),
    }
    return jwt.encode({"alg": TOKEN_ALGORITHM}, claims, OctKey.import_key(secret))


def verify(secret: bytes, token: str, now: datetime) -> Bearer:
    """Return whom a bearer token was issued to.

    Raises:
        TokenError: It is not ours, was changed, or its time is over.
    """
    claims = jwt.JWTClaimsRegistry(now=int(now.timestamp()), sub={"essential": True}, exp={"essential": True})
    try:
        said = _signed_claims(secret, token)
        claims.validate(said)
    except (JoseError, ValueError) as error:
        raise TokenError(str(error)) from error
    return Bearer(*(str(said.get(name, "")) for name in ("sub", "inc", "run", "std")))


@lru_cache(KNOWN_TOKENS)
def _signed_claims(secret: bytes, token: str) -> dict[str, Any]:
    """Return what a token says, once its signature is checked: that stays as it is, whatever the time."""
    return jwt.decode(token, OctKey.import_key(secret), algorithms=[TOKEN_ALGORITHM]).claims


def import_public_key(text: str) -> OKPKey:
    """Return the Ed25519 key that a base64url text holds.

    Raises:
        TokenError: It holds none.
    """
    try:
        return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": text.rstrip("=")})
    except (JoseError, ValueError, TypeError) as error:
        raise TokenError("this is no Ed25519 public key") from error


def check_signature(public_key: str, message: bytes, signature: str) -> None:
    """Check that a device's key signed a message (both base64url).

    Raises:
        TokenError: It did not.
    """
    try:
        VerifyKey(_decode(public_key)).verify(message, _decode(signature))
    except (BadSignatureError, ValueError, TypeError) as error:
        raise TokenError("this is no signature of the former key") from error


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def check_assertion(public_key: str, assertion: str, device: str, now: datetime) -> None:
    """Check that a device signed an assertion with its own key, for this hub, and recently.

    Raises:
        TokenError: It did not.
    """
    claims = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": device},
        sub={"essential": True, "value": device},
        aud={"essential": True, "value": AUDIENCE},
        exp={"essential": True},
    )
    try:
        decoded = jwt.decode(assertion, import_public_key(public_key), algorithms=[ASSERTION_ALGORITHM])
        claims.validate(decoded.claims)
    except (JoseError, ValueError) as error:
        raise TokenError(str(error)) from error
    if decoded.claims["exp"] > (now + LIFETIME).timestamp() + LEEWAY_SECONDS:
        raise TokenError("an assertion may not be good for that long")
