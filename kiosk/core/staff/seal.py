"""A session's secret under a PIN: argon2id (RFC 9106) and the device's secret make the key of a SecretBox.

Each guess costs 64 MiB and a tenth of a second, and none can be made without the device's secret.
"""

import hashlib
import hmac
import secrets
import unicodedata

SALT_BYTES = 16
"""As argon2id takes them (`nacl.pwhash.argon2id.SALTBYTES`)."""


def seal(secret: str, pin: str, salt: bytes, device_secret: bytes) -> bytes:
    """Seal a session's secret under a PIN."""
    from nacl.secret import SecretBox  # noqa: PLC0415 - loads libsodium, which no first frame needs

    return bytes(SecretBox(_key(pin, salt, device_secret)).encrypt(secret.encode()))


def unseal(sealed: bytes, pin: str, salt: bytes, device_secret: bytes) -> str | None:
    """Return the session's secret, None when the PIN (or the device) is another."""
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above

    try:
        return SecretBox(_key(pin, salt, device_secret)).decrypt(sealed).decode()
    except CryptoError:
        return None


def fresh_salt() -> bytes:
    """Return a random salt."""
    return secrets.token_bytes(SALT_BYTES)


def _key(pin: str, salt: bytes, device_secret: bytes) -> bytes:
    from nacl import pwhash  # noqa: PLC0415 - as above
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above

    stretched = pwhash.argon2id.kdf(
        SecretBox.KEY_SIZE,
        pin.encode(),
        salt,
        opslimit=pwhash.argon2id.OPSLIMIT_INTERACTIVE,
        memlimit=pwhash.argon2id.MEMLIMIT_INTERACTIVE,
    )
    return hashlib.blake2b(stretched, key=device_secret, digest_size=SecretBox.KEY_SIZE).digest()


def badge_hash(badge: str, device_secret: bytes) -> str:
    """Return what is kept of a badge here: a hash that only this device can make."""
    return hmac.digest(device_secret, badge.strip().encode(), "sha256").hex() if badge.strip() else ""


def plain_name(name: str) -> str:
    """Return a name as it is compared: in any case, with any blanks, as the hub does."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
