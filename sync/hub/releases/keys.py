"""The keys that releases are signed with: Ed25519, one file each, readable by its owner only.

A file may be locked by a passphrase (argon2id, XSalsa20-Poly1305): whoever finds the stick has no key then.
What is public of it is readable, so that nobody is asked for what opens a key that signs nothing now.

Whoever has the root's keys says which others count: they belong on sticks in a safe, not on the hub. The hub
has those of `snapshot` and `timestamp` alone, with which nobody can make it offer a program of theirs.
"""

import base64
import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.signing import SigningKey, VerifyKey
from securesystemslib.signer import Key, Signature, Signer, SSlibKey

from sync.protocol.errors import UNREADABLE
from sync.shapes import ready

ROOT: Final = "root"
TARGETS: Final = "targets"
SNAPSHOT: Final = "snapshot"
TIMESTAMP: Final = "timestamp"
ROLES: Final = (ROOT, TARGETS, SNAPSHOT, TIMESTAMP)

ED25519 = "ed25519"


class KeyFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a file holds: which role it is for, and the key's `seed`; all but the role are base64.

    Where it is locked there is no `seed`, but the `public` half, and the seed `sealed` under a key that is
    made of the passphrase and `salt`.
    """

    role: str
    seed: str = ""
    public: str = ""
    salt: str = ""
    sealed: str = ""


class ReleaseError(Exception):
    """What was asked for cannot be done with these releases; the message says why."""


Open = Callable[[str], SigningKey | None]
"""Opens a key with a passphrase; None where it is another one."""

Unlock = Callable[[str, Open], SigningKey]
"""Returns the key of a file (its name), which a passphrase opens; raises `ReleaseError` where none does."""


def locked_for_good(name: str, _: Open) -> SigningKey:
    """Know no passphrase.

    Raises:
        ReleaseError: Always.
    """
    raise ReleaseError(f"{name} is locked by a passphrase")


class FileSigner(Signer):
    """Signs with the key in a file; one that is locked is opened when it signs for the first time."""

    def __init__(self, public: bytes, key: Callable[[], SigningKey]) -> None:
        self._public = public
        self._key = cache(key)

    @classmethod
    def from_priv_key_uri(cls, *_: object, **__: object) -> "FileSigner":
        """Keys are read by `read`, never by address.

        Raises:
            ReleaseError: Always.
        """
        raise ReleaseError("a release's key is a file")

    @property
    def public_key(self) -> Key:
        """The half that everybody may know."""
        keyid, public = hashlib.sha256(self._public).hexdigest(), self._public.hex()
        return SSlibKey(keyid, ED25519, ED25519, {"public": public})

    def sign(self, payload: bytes) -> Signature:
        """Return the signature over some bytes."""
        return Signature(self.public_key.keyid, self._key().sign(payload).signature.hex())


def make(folder: Path, role: str, passphrase: str = "") -> FileSigner:
    """Make a key for a role and keep it in a folder, beside those that are there; '' locks it by nothing.

    Raises:
        ReleaseError: It cannot be written.
    """
    key = SigningKey.generate()
    signer = FileSigner(bytes(key.verify_key), lambda: key)
    path = folder / file_name(role, signer.public_key.keyid)
    kept = _locked(role, key, passphrase) if passphrase else KeyFile(role, _text(bytes(key)))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(kept))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise ReleaseError(f"{path} cannot be written: {error.strerror}") from error
    return signer


def file_name(role: str, keyid: str) -> str:
    """Return under which name a key is kept."""
    return f"{role}-{keyid[:12]}.json"


def read(folders: list[Path], role: str, unlock: Unlock = locked_for_good) -> list[FileSigner]:
    """Return the signers of a role whose keys are in some folders; `unlock` opens those that are locked.

    Raises:
        ReleaseError: A file cannot be read, or holds no key.
    """
    found = []
    for path in sorted(path for folder in folders for path in folder.glob(f"{role}-*.json")):
        try:
            kept = msgspec.json.decode(path.read_bytes(), type=ready(KeyFile))
            found.append(_signer(path.name, kept, unlock))
        except (OSError, ValueError, *UNREADABLE) as error:
            raise ReleaseError(f"{path} holds no key: {error}") from error
    return found


def _signer(name: str, kept: KeyFile, unlock: Unlock) -> FileSigner:
    if not kept.sealed:
        key = SigningKey(_bytes(kept.seed))
        return FileSigner(bytes(key.verify_key), lambda: key)
    public, salt, sealed = _bytes(kept.public), _bytes(kept.salt), _bytes(kept.sealed)
    VerifyKey(public)

    def opened(passphrase: str) -> SigningKey | None:
        try:
            key = SigningKey(SecretBox(_stretched(passphrase, salt)).decrypt(sealed))
        except CryptoError:
            return None
        if bytes(key.verify_key) != public:
            raise ReleaseError(f"{name} holds another key than it says")
        return key

    return FileSigner(public, lambda: unlock(name, opened))


def _locked(role: str, key: SigningKey, passphrase: str) -> KeyFile:
    salt = os.urandom(argon2id.SALTBYTES)
    sealed = SecretBox(_stretched(passphrase, salt)).encrypt(bytes(key))
    return KeyFile(role, public=_text(bytes(key.verify_key)), salt=_text(salt), sealed=_text(sealed))


def _stretched(passphrase: str, salt: bytes) -> bytes:
    """Return the key that a passphrase makes: half a second and 256 MiB for each guess."""
    made: bytes = argon2id.kdf(
        SecretBox.KEY_SIZE,
        passphrase.encode(),
        salt,
        opslimit=argon2id.OPSLIMIT_MODERATE,
        memlimit=argon2id.MEMLIMIT_MODERATE,
    )
    return made


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
