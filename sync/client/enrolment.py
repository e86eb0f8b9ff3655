"""Making a tablet known to a hub: the key is made here and never leaves the device.

It is kept before the hub is asked. Where the answer is lost the code is used up, but asking again with the
same key and code gets the same answer.
"""

import secrets
from pathlib import Path

from nacl.signing import SigningKey

from sync.client.errors import IdentityError
from sync.client.identity import NAME, Identity, encode_key, load, public_key, save, sign, write_private
from sync.client.transport import enrolling
from sync.client.way import STRAIGHT, Way
from sync.protocol.devices import RUN_BYTES, EnrolRequest, former_message

PENDING = f"{NAME}.pending"
"""Holds the key of a tablet that asked and is not enrolled yet."""


def enrol(data: Path, hub: str, code: str, name: str = "", way: Way = STRAIGHT) -> Identity:
    """Register this tablet at `hub`, reached by a way, with a single-use code; keep its identity in `data`.

    A folder that was enrolled before gets a new key and a new name; what it holds goes on under it.

    Raises:
        Refused: The code is unknown, used, or too old.
        Offline: The hub does not answer; the same code may be tried again.
        IdentityError: Nothing can be written in `data`.
    """
    private_key = _keep_key(data / PENDING)
    hub = hub.rstrip("/")
    former, proof = _former(data, public_key(private_key))
    request = EnrolRequest(code.strip(), public_key(private_key), name, former, proof)
    answer = enrolling.enrol(hub, request, way)
    identity = Identity(
        device=answer.device,
        incarnation=secrets.token_hex(RUN_BYTES),
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


def _former(data: Path, key: str) -> tuple[str, str]:
    """Return the device that this folder was, and the proof of it; '' for a new folder, or a damaged file."""
    try:
        before = load(data)
    except IdentityError:
        return "", ""
    return (before.device, sign(before.private_key, former_message(key))) if before else ("", "")


def _keep_key(pending: Path) -> str:
    """Return the key that was kept for an earlier try, else a fresh one that is kept now."""
    try:
        return pending.read_text("ascii")
    except FileNotFoundError:
        private_key = encode_key(bytes(SigningKey.generate()))
        write_private(pending, private_key.encode())
        return private_key
