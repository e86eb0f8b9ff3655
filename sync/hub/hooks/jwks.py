"""The hub's public key, as others find it: a JSON Web Key Set (RFC 7517) at `/v1/keys`."""

import base64
import hashlib

import msgspec
from nacl.signing import SigningKey

from sync.hub.endpoint import Call


class PublicKey(msgspec.Struct, frozen=True):
    """An Ed25519 key (RFC 8037). `kid` is its thumbprint (RFC 7638)."""

    kid: str
    x: str
    kty: str = "OKP"
    crv: str = "Ed25519"
    use: str = "sig"
    alg: str = "Ed25519"


class KeySet(msgspec.Struct, frozen=True):
    """The keys that the hub signs its events with."""

    keys: list[PublicKey]


def public(key: SigningKey) -> PublicKey:
    """Return the public half of a key."""
    return PublicKey(key_id(key), _text(bytes(key.verify_key)))


def key_id(key: SigningKey) -> str:
    """Return the name of a key: its thumbprint (RFC 7638, RFC 8037 appendix A.3)."""
    members = f'{{"crv":"Ed25519","kty":"OKP","x":"{_text(bytes(key.verify_key))}"}}'
    return _text(hashlib.sha256(members.encode()).digest())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


async def show(call: Call) -> KeySet:
    """`GET /v1/keys`."""
    return KeySet([public(call.hub.keys.signing)])
