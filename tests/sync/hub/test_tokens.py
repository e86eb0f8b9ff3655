import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey
from nacl.signing import SigningKey

from sync.hub.tokens import Bearer, TokenError, check_assertion, import_public_key, issue, verify
from sync.protocol.devices import ASSERTION_ALGORITHM, AUDIENCE

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SECRET = b"k" * 32
KEY = SigningKey.generate()
TABLET = Bearer("tablet", "first-life", "third-run", "active")


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


PUBLIC = text(bytes(KEY.verify_key))


def assertion(key: SigningKey = KEY, algorithm: str = ASSERTION_ALGORITHM, **claims: Any) -> str:
    public = text(bytes(key.verify_key))
    signing = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public, "d": text(bytes(key))})
    whole = {"iss": "tablet", "sub": "tablet", "aud": AUDIENCE, "exp": stamp(minutes=1), **claims}
    given = {name: value for name, value in whole.items() if value is not None}
    return jwt.encode({"alg": algorithm}, given, signing, algorithms=[algorithm])


def stamp(**ahead: float) -> int:
    return int((NOW + timedelta(**ahead)).timestamp())


def test_a_token_names_its_device_until_its_time_is_over() -> None:
    token = issue(SECRET, TABLET, NOW)
    assert verify(SECRET, token, NOW + timedelta(minutes=14)) == TABLET
    with pytest.raises(TokenError):
        verify(SECRET, token, NOW + timedelta(minutes=16))


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "é.é.é", issue(b"x" * 32, TABLET, NOW), assertion()])
def test_what_is_not_ours_is_no_token(token: str) -> None:
    with pytest.raises(TokenError):
        verify(SECRET, token, NOW)


def test_a_signed_assertion_is_accepted() -> None:
    check_assertion(PUBLIC, assertion(), "tablet", NOW)


def test_a_clock_that_is_a_little_off_is_forgiven() -> None:
    check_assertion(PUBLIC, assertion(), "tablet", NOW + timedelta(minutes=2))


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "elsewhere"},
        {"aud": None},
        {"iss": "somebody"},
        {"sub": "somebody"},
        {"sub": None},
        {"exp": None},
        {"exp": stamp(hours=-1)},
        {"exp": stamp(hours=10)},
        {"exp": "soon"},
    ],
)
def test_an_assertion_says_the_right_things(claims: dict[str, Any]) -> None:
    with pytest.raises(TokenError):
        check_assertion(PUBLIC, assertion(**claims), "tablet", NOW)


def test_only_the_key_of_the_device_signs() -> None:
    with pytest.raises(TokenError):
        check_assertion(PUBLIC, assertion(SigningKey.generate()), "tablet", NOW)


@pytest.mark.parametrize("nonsense", ["", "a.b.c", "é" * 500, issue(SECRET, TABLET, NOW)])
def test_nonsense_is_no_assertion(nonsense: str) -> None:
    with pytest.raises(TokenError):
        check_assertion(PUBLIC, nonsense, "tablet", NOW)


@pytest.mark.parametrize("key", ["", "é", "=" * 43, "A" * 40])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(TokenError):
        import_public_key(key)
