"""A secret of this tablet, kept in the operating system's key store where there is one that works.

It is mixed into the keys that PINs make, so that a copied data folder alone is no ground for trying PINs. A
tablet without a key store keeps it in a file of its own that only its owner reads; `vetrina doctor` can tell.
"""

import base64
import binascii
import logging
import secrets
from pathlib import Path
from typing import Protocol

from sync.client.errors import IdentityError
from sync.client.identity import write_private

SERVICE = "Vetrina desk"
NAME = "desk.key"
BYTES = 32

log = logging.getLogger(__name__)


class KeyStore(Protocol):
    """As much of a key store as is needed; `keyring` has it."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept under a name."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something under a name."""


class DeviceSecret:
    """The tablet's secret, made on first use. Asking may take a while: never in the thread that paints."""

    def __init__(self, data: Path, device: str, store: KeyStore | None = None) -> None:
        """Look it up under the device's id; `store` is the system's own unless another is given."""
        self._path = data / NAME
        self._device = device
        self._store = store
        self._known = b""

    def __call__(self) -> bytes:
        """Return the secret, 32 bytes.

        Raises:
            IdentityError: It can be kept nowhere.
        """
        if not self._known:
            self._known = self._from_file() or self._from_store() or self._make()
        return self._known

    def _from_file(self) -> bytes:
        try:
            return _decode(self._path.read_text())
        except FileNotFoundError:
            return b""
        except (OSError, UnicodeDecodeError) as error:
            raise IdentityError(f"{NAME} cannot be read: {error}") from error

    def _from_store(self) -> bytes:
        store = self._store or _system_store()
        if store is None:
            return b""
        try:
            kept = store.get_password(SERVICE, self._device)
            if kept:
                return _decode(kept)
            fresh = secrets.token_bytes(BYTES)
            store.set_password(SERVICE, self._device, _encode(fresh))
            # Some stores take what they do not keep.
            return fresh if store.get_password(SERVICE, self._device) == _encode(fresh) else b""
        except Exception as error:  # noqa: BLE001 - each system's store has errors of its own
            log.info("the key store is of no use: %s", type(error).__name__)
            return b""

    def _make(self) -> bytes:
        fresh = secrets.token_bytes(BYTES)
        write_private(self._path, _encode(fresh).encode())
        return fresh


def _system_store() -> KeyStore | None:
    """Return the operating system's key store, None where there is none that works."""
    import keyring  # noqa: PLC0415 - looks for every store there is; at the first sign-in only

    try:
        chosen: KeyStore = keyring.get_keyring()
    except Exception as error:  # noqa: BLE001 - as above
        log.info("there is no key store: %s", type(error).__name__)
        return None
    return chosen if getattr(chosen, "priority", 0) > 0 else None


def _encode(secret: bytes) -> str:
    return base64.b64encode(secret).decode()


def _decode(text: str) -> bytes:
    try:
        secret = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return secret if len(secret) == BYTES else b""
