"""Codes as RFC 6238 has them, and as authenticator apps take them."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from sync.hub.admin import totp

RFC = b"12345678901234567890"
"""Appendix B of RFC 6238."""


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_codes_of_the_standard(seconds: int, code: str) -> None:
    assert totp.code(RFC, seconds // 30, digits=8) == code


def test_a_clock_may_be_off_by_half_a_minute_and_no_more() -> None:
    now = datetime(2026, 11, 26, 12, 0, 10, tzinfo=UTC)
    typed, step = totp.code(RFC, totp.step_at(now)), totp.step_at(now)
    for off in (-30, 0, 30):
        assert totp.step_of(RFC, typed, now + timedelta(seconds=off)) == step
    for off in (-60, 60):
        assert totp.step_of(RFC, typed, now + timedelta(seconds=off)) is None


def test_what_an_app_scans_says_whose_it_is() -> None:
    parts = urlsplit(totp.address(RFC, "Vetrina hub.example", "Ada & Co"))
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert parts.path == "/Vetrina%20hub.example:Ada%20%26%20Co"
    assert parse_qs(parts.query) == {
        "secret": ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"],
        "issuer": ["Vetrina hub.example"],
    }
