"""The keys that releases are signed with: Ed25519, one file each, readable by its owner only.

Whoever has the root's keys says which others count: they belong on sticks in a safe, not on the hub. The hub
has those of `snapshot` and `timestamp` alone, with which nobody can make it offer a program of theirs.
"""

import base64
import hashlib
import os
from pathlib import Path
from typing import Final

import msgspec
from nacl.signing import SigningKey
from securesystemslib.signer import Key, Signature, Signer, SSlibKey

from sync.catalogue.current import flush_folder
from sync.protocol.errors import UNREADABLE
from sync.shapes import ready

ROOT: Final = "root"
TARGETS: Final = "targets"
SNAPSHOT: Final = "snapshot"
TIMESTAMP: Final = "timestamp"
ROLES: Final = (ROOT, TARGETS, SNAPSHOT, TIMESTAMP)

ED25519 = "ed25519"


class KeyFile(msgspec.Struct, frozen=True):
    """What a file holds: which role it is for, and the key's seed (base64)."""

    role: str
    seed: str


class ReleaseError(Exception):
    """What was asked for cannot be done with these releases; the message says why."""


class FileSigner(Signer):
    """Signs with the key in a file."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key

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
        public = bytes(self._key.verify_key)
        return SSlibKey(hashlib.sha256(public).hexdigest(), ED25519, ED25519, {"public": public.hex()})

    def sign(self, payload: bytes) -> Signature:
        """Return the signature over some bytes."""
        return Signature(self.public_key.keyid, self._key.sign(payload).signature.hex())


def make(folder: Path, role: str) -> FileSigner:
    """Make a key for a role and keep it in a folder, beside those that are there.

    Raises:
        ReleaseError: It cannot be written.
    """
    key = SigningKey.generate()
    signer = FileSigner(key)
    path = folder / f"{role}-{signer.public_key.keyid[:12]}.json"
    content = msgspec.json.encode(KeyFile(role, base64.b64encode(bytes(key)).decode()))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # Whoever counts on it is written next: a power cut must not take the key alone.
        flush_folder(folder)
    except OSError as error:
        raise ReleaseError(f"{path} cannot be written: {error.strerror}") from error
    return signer


def read(folders: list[Path], role: str) -> list[FileSigner]:
    """Return the signers of a role whose keys are in some folders.

    Raises:
        ReleaseError: A file cannot be read, or holds no key.
    """
    found = []
    for path in sorted(path for folder in folders for path in folder.glob(f"{role}-*.json")):
        try:
            kept = msgspec.json.decode(path.read_bytes(), type=ready(KeyFile))
            found.append(FileSigner(SigningKey(base64.b64decode(kept.seed, validate=True))))
        except (OSError, ValueError, *UNREADABLE) as error:
            raise ReleaseError(f"{path} holds no key: {error}") from error
    return found
