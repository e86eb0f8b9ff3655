"""Making a tablet known to a hub: the key is made here and never leaves the device."""

import secrets
from pathlib import Path

from nacl.signing import SigningKey

from sync.client import transport
from sync.client.identity import Identity, encode_key, public_key, save
from sync.protocol.devices import EnrolRequest

INCARNATION_BYTES = 8
"""64 random bits: lives of one device are few, and this travels with every request."""


def enrol(data: Path, hub: str, code: str, name: str = "") -> Identity:
    """Register this tablet at `hub` with a single-use code and keep its identity in `data`.

    Raises:
        Refused: The code is unknown, used, or too old.
        Offline: The hub does not answer.
    """
    private_key = encode_key(bytes(SigningKey.generate()))
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
    return identity
