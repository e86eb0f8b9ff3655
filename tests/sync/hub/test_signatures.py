"""What is signed arrives as it was, at the call it was meant for, from who holds the key."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws
from joserfc.jwk import OKPKey
from joserfc.registry import HeaderParameter
from nacl.signing import SigningKey

from sync.hub.signatures import SignatureError, check, read_public_key, sign

BODY = b'{"id": "0017", "total": 12900}'
PATH = "/v1/sales"
KEY = SigningKey(bytes(range(32)))


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


PUBLIC = text(bytes(KEY.verify_key))
REGISTRY = jws.JWSRegistry({"path": HeaderParameter("path", "str", required=True)}, ["Ed25519"])


def with_header(header: object, body: bytes = BODY) -> str:
    protected = text(json.dumps(header).encode())
    return f"{protected}..{text(KEY.sign(protected.encode() + b'.' + body).signature)}"


def test_what_was_signed_is_let_in() -> None:
    check(PUBLIC, sign(KEY, BODY, PATH), BODY, PATH)
    check(PUBLIC, sign(KEY, b"\xff\x00.", PATH), b"\xff\x00.", PATH)
    check(PUBLIC, sign(KEY, b"", PATH), b"", PATH)


def test_a_library_for_jws_reads_it() -> None:
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": PUBLIC})
    read = jws.deserialize_compact(sign(KEY, BODY, PATH, "2026"), key, payload=BODY, registry=REGISTRY)
    assert read.protected == {"alg": "Ed25519", "b64": False, "crit": ["b64"], "path": PATH, "kid": "2026"}


@pytest.mark.parametrize("unencoded", [False, True])
def test_what_a_library_for_jws_signs_is_let_in(*, unencoded: bool) -> None:
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": PUBLIC, "d": text(bytes(KEY))})
    header = {"alg": "Ed25519", "path": PATH} | ({"b64": False, "crit": ["b64"]} if unencoded else {})
    whole = jws.serialize_compact(header, BODY, key, registry=REGISTRY)
    protected, signature = whole.split(".")[0], whole.rsplit(".", 1)[1]
    check(PUBLIC, f"{protected}..{signature}", BODY, PATH)


def test_the_older_name_of_the_algorithm_is_known() -> None:
    check(PUBLIC, with_header({"alg": "EdDSA", "b64": False, "crit": ["b64"], "path": PATH}), BODY, PATH)


@pytest.mark.parametrize(
    ("signature", "body", "path"),
    [
        (sign(KEY, BODY, PATH), BODY + b" ", PATH),
        (sign(KEY, BODY, PATH), BODY, "/v1/stock-movements"),
        (sign(SigningKey.generate(), BODY, PATH), BODY, PATH),
        (sign(KEY, BODY, PATH).replace("..", "." + text(BODY) + "."), BODY, PATH),
        (sign(KEY, BODY, PATH)[:-4], BODY, PATH),
        (sign(KEY, BODY, PATH) + ".", BODY, PATH),
        ("", BODY, PATH),
        ("..", BODY, PATH),
        ("é..é", BODY, PATH),
        ("a..a", BODY, PATH),
        (text(b"[" * 100_000) + "..x", BODY, PATH),
        (with_header({"alg": "none", "b64": False, "crit": ["b64"], "path": PATH}), BODY, PATH),
        (with_header({"alg": "HS256", "b64": False, "crit": ["b64"], "path": PATH}), BODY, PATH),
        (with_header({"alg": "Ed25519", "b64": False, "path": PATH}), BODY, PATH),
        (with_header({"alg": "Ed25519", "b64": False, "crit": ["b64", "exp"], "path": PATH}), BODY, PATH),
        (with_header({"alg": "Ed25519", "b64": False, "crit": ["b64"]}), BODY, PATH),
        (with_header(["alg"]), BODY, PATH),
    ],
)
def test_nothing_else_is(signature: str, body: bytes, path: str) -> None:
    with pytest.raises(SignatureError):
        check(PUBLIC, signature, body, path)


def test_a_public_key_is_read_as_people_have_it(tmp_path: Path) -> None:
    public = Ed25519PrivateKey.from_private_bytes(bytes(KEY)).public_key()
    pem = tmp_path / "till.pem"
    pem.write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    jwk = tmp_path / "till.jwk"
    jwk.write_text(json.dumps({"kty": "OKP", "crv": "Ed25519", "x": PUBLIC}))
    ways = (PUBLIC, PUBLIC + "=", str(pem), pem.read_text(), str(jwk), jwk.read_text())
    assert {read_public_key(way) for way in ways} == {PUBLIC}


def test_no_other_key_is_taken(tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    other.write_bytes(
        X25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    for text_ in ("", "abc", str(other), str(tmp_path / "none.pem"), "{", '{"kty": "oct", "k": "AAAA"}'):
        with pytest.raises(SignatureError):
            read_public_key(text_)
