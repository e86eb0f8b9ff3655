"""Who this tablet is: `device.json` in its data folder, made at enrolment, readable by its owner only."""

import base64
import os
from pathlib import Path

import msgspec

from sync.catalogue.current import flush_folder
from sync.client.errors import IdentityDamaged, IdentityError
from sync.protocol.actors import Actor
from sync.protocol.devices import ACTIVE
from sync.protocol.errors import UNREADABLE
from sync.protocol.sessions import DEVICE
from sync.shapes import ready

NAME = "device.json"


class Identity(msgspec.Struct, frozen=True):
    """An enrolled tablet.

    `store` is the code of its store; `hub` is where it reaches the hub, `public_url` where a shopper's phone
    does; `hub_key` is the hub's sealing key (base64), `private_key` the tablet's Ed25519 seed (base64url, no
    padding). `incarnation` names this life of the device: a copied folder has the same, until the hub notices
    and names it anew. `runs` are the starts of the program since the last one that the hub acknowledged, that
    one first; `standing` is how the hub lets this tablet in, as it said last (see `life`).
    """

    device: str
    incarnation: str
    store: str
    name: str
    hub: str
    public_url: str
    hub_key: str
    private_key: str
    brand: str = ""
    settings_key: str = ""
    runs: list[str] = []
    standing: str = ACTIVE

    @property
    def actor(self) -> Actor:
        """Who the shopper's taps on this tablet are shown as."""
        return Actor(id=f"{DEVICE}:{self.device}", kind="kiosk", name=self.name, place=self.store)

    @property
    def sealing_key(self) -> bytes:
        """The hub's public key (X25519, 32 bytes)."""
        return base64.b64decode(self.hub_key)


def encode_key(key: bytes) -> str:
    """Return a key as base64url without padding, as JSON Web Keys write it (RFC 7517)."""
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


def public_key(private_key: str) -> str:
    """Return the public half of an Ed25519 seed, both base64url."""
    seed = base64.urlsafe_b64decode(private_key + "=" * (-len(private_key) % 4))
    from nacl.signing import SigningKey  # noqa: PLC0415 - loads libsodium, which no first frame needs

    return encode_key(bytes(SigningKey(seed).verify_key))


def sign(private_key: str, message: bytes) -> str:
    """Return the signature of an Ed25519 seed over a message, both base64url."""
    seed = base64.urlsafe_b64decode(private_key + "=" * (-len(private_key) % 4))
    from nacl.signing import SigningKey  # noqa: PLC0415 - as above

    return encode_key(SigningKey(seed).sign(message).signature)


def kept_key(path: Path) -> str:
    """Return the Ed25519 seed (base64url) that a file keeps for later, a fresh one where it has none.

    Raises:
        IdentityError: It can be neither read nor written.
    """
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        from nacl.signing import SigningKey  # noqa: PLC0415 - as above

        private_key = encode_key(bytes(SigningKey.generate()))
        write_private(path, private_key.encode())
        return private_key
    except OSError as error:
        raise IdentityError(f"{path.name} cannot be read: {error}") from error


def load(data: Path) -> Identity | None:
    """Return the identity in a data folder, None when the tablet was never enrolled.

    Raises:
        IdentityError: The file is there and cannot be read.
    """
    try:
        return msgspec.json.decode((data / NAME).read_bytes(), type=ready(Identity))
    except FileNotFoundError:
        return None
    except UNREADABLE as error:
        raise IdentityDamaged(f"{NAME} cannot be read: {error}") from error
    except OSError as error:
        raise IdentityError(f"{NAME} cannot be read: {error}") from error


def save(data: Path, identity: Identity) -> None:
    """Write the identity so that only its owner can read it, whole or not at all.

    Raises:
        IdentityError: It cannot be written.
    """
    write_private(data / NAME, msgspec.json.format(msgspec.json.encode(identity)))


def move(data: Path, identity: Identity, hub: str) -> Identity:
    """Take over where the hub is reached now, and keep it in `data`; with '' it stays as it was.

    Raises:
        IdentityError: It cannot be kept.
    """
    moved = msgspec.structs.replace(identity, hub=hub.rstrip("/") or identity.hub)
    if moved != identity:
        save(data, moved)
    return moved


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all, and durably.

    Raises:
        IdentityError: It cannot be written.
    """
    try:
        _replace(path, content)
    except OSError as error:
        raise IdentityError(f"{path.name} cannot be written: {error}") from error


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}.tmp")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    flush_folder(path.parent)
