"""Making a tablet known to a hub: the key is made here and never leaves the device.

It is kept before the hub is asked. Where the answer is lost the code is used up, but asking again with the
same key and code gets the same answer.
"""

import secrets
from pathlib import Path

from nacl.signing import SigningKey

from sync.client import transport
from sync.client.identity import NAME, Identity, encode_key, public_key, save, write_private
from sync.protocol.devices import EnrolRequest

PENDING = f"{NAME}.pending"
"""Holds the key of a tablet that asked and is not enrolled yet."""

INCARNATION_BYTES = 8
"""64 random bits: lives of one device are few, and this travels with every request."""


def enrol(data: Path, hub: str, code: str, name: str = "") -> Identity:
    """Register this tablet at `hub` with a single-use code and keep its identity in `data`.

    Raises:
        Refused: The code is unknown, used, or too old.
        Offline: The hub does not answer; the same code may be tried again.
        IdentityError: Nothing can be written in `data`.
    """
    private_key = _keep_key(data / PENDING)
    hub = hub.rstrip("/")
    request = EnrolRequest(code=code.strip(), public_key=public_key(private_key), name=name)
    answer = transport.enrol(hub, request)
    identity = Identity(
        device=answer.device,
        incarnation=secrets.token_hex(INCARNATION_BYTES),
        store=answer.store,
        name=answer.name,
        hub=hub,
        public_url=answer.public_url,
        hub_key=answer.hub_key,
        private_key=private_key,
        brand=answer.brand,
    )
    save(data, identity)
    (data / PENDING).unlink()
    return identity


def _keep_key(pending: Path) -> str:
    """Return the key that was kept for an earlier try, else a fresh one that is kept now."""
    try:
        return pending.read_text("ascii")
    except FileNotFoundError:
        private_key = encode_key(bytes(SigningKey.generate()))
        write_private(pending, private_key.encode())
        return private_key
