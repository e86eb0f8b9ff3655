"""Signed bodies: a detached JWS beside a request or an event, so that nobody on the way can change it.

`Vetrina-Signature: <protected header>..<signature>` is a compact JWS whose payload, the body as it is before
packing, was left out (RFC 7515 appendix F), unencoded where the header says `"b64": false` (RFC 7797).
Ed25519 alone (RFC 8037, 9864). The header names the `path` that it is for, so that what was signed for one
call is good for no other; that the same thing sent twice is done once follows from the ids in the body.

    header = {"alg": "Ed25519", "b64": false, "crit": ["b64"], "path": "/v1/sales"}
    signature over  base64url(header) + "." + body
"""

import base64
from pathlib import Path
from typing import Any

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey
from starlette.requests import Request

from sync.hub.problems import HttpProblem
from sync.protocol.clients import Client
from sync.shapes import ready

HEADER = "Vetrina-Signature"
ALGORITHM = "Ed25519"
ALGORITHMS = frozenset({ALGORITHM, "EdDSA"})
"""Both name the same thing to most libraries; RFC 9864 gave it the better name."""

UNENCODED = "b64"
MAX_SIGNATURE = 1_000

PROBLEMS = ("signature_missing", "signature_refused", "no_public_key")


class SignatureError(Exception):
    """A signature that proves nothing, or a key that is none; the message says why."""


class _Header(msgspec.Struct, frozen=True, omit_defaults=True):
    alg: str
    path: str
    b64: bool = True
    crit: list[str] = []
    kid: str = ""


def sign(key: SigningKey, body: bytes, path: str, key_id: str = "") -> str:
    """Return the detached signature of a body for a path; `key_id` tells the reader which key it was."""
    header = _Header(ALGORITHM, path, b64=False, crit=[UNENCODED], kid=key_id)
    protected = _encode(msgspec.json.encode(header))
    return f"{protected}..{_encode(key.sign(_signed(protected, header, body)).signature)}"


def check(public_key: str, signature: str, body: bytes, path: str) -> None:
    """Check that a key (Ed25519, base64url of its 32 bytes) signed a body for a path.

    Raises:
        SignatureError: It did not, or it is no detached JWS.
    """
    protected, payload, mark = [*signature[:MAX_SIGNATURE].split("."), "", ""][:3]
    if payload or signature.count(".") != len("..") or not signature.isascii():
        raise SignatureError("this is no detached JWS: <header>..<signature>")
    header = _read_header(protected)
    if header.path != path:
        raise SignatureError("it was signed for another path")
    try:
        VerifyKey(_decode(public_key)).verify(_signed(protected, header, body), _decode(mark))
    except (BadSignatureError, ValueError, TypeError) as error:
        raise SignatureError("the body was signed with another key, or changed on the way") from error


def _read_header(protected: str) -> _Header:
    try:
        header = msgspec.json.decode(_decode(protected), type=ready(_Header))
    except (ValueError, RecursionError) as error:  # msgspec's and binascii's are ValueErrors
        raise SignatureError("the header is none: it names `alg` and `path`") from error
    if header.alg not in ALGORITHMS:
        raise SignatureError(f"the algorithm has to be {ALGORITHM}")
    if header.crit not in ([], [UNENCODED]) or (not header.b64 and not header.crit):
        raise SignatureError("`crit` names what is not understood here, or does not name `b64`")
    return header


def _signed(protected: str, header: _Header, body: bytes) -> bytes:
    """Return what a signature is over."""
    return protected.encode() + b"." + (_encode(body).encode() if header.b64 else body)


def require(client: Client, request: Request, body: bytes) -> None:
    """Let in what the client signed, and nothing else; `body` is unpacked.

    Raises:
        HttpProblem: 401; 403 where the hub knows no key of the client's.
    """
    if not client.public_key:
        raise HttpProblem(403, "no_public_key", "register it: vetrina-hub client rotate --public-key …")
    signature = request.headers.get(HEADER, "")
    if not signature:
        raise HttpProblem(401, "signature_missing", f"this call is signed: send {HEADER}")
    try:
        check(client.public_key, signature, body, request.url.path)
    except SignatureError as error:
        raise HttpProblem(401, "signature_refused", str(error)) from error


def read_public_key(text: str) -> str:
    """Return the public key that a text holds, or the PEM or JWK file that it names: base64url, 32 bytes.

    Raises:
        SignatureError: It holds no Ed25519 public key.
    """
    try:
        key = OKPKey.import_key(_material(text.strip()))
        public: dict[str, Any] = key.as_dict(private=False)
    except (JoseError, ValueError, TypeError, OSError) as error:
        raise SignatureError("this is no Ed25519 public key, nor a file that holds one") from error
    if public.get("crv") != ALGORITHM:
        raise SignatureError("an Ed25519 key is needed")
    return str(public["x"])


def _material(text: str) -> Any:
    """Return what the key is made of: a file's content, a JWK, a PEM, or the bare 32 bytes."""
    if text.startswith(("{", "-----")):
        return msgspec.json.decode(text) if text.startswith("{") else text
    if len(text.rstrip("=")) == len(_encode(bytes(32))) and not Path(text).exists():
        return {"kty": "OKP", "crv": ALGORITHM, "x": text.rstrip("=")}
    content = Path(text).read_text(encoding="ascii").strip()
    return msgspec.json.decode(content) if content.startswith("{") else content


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
