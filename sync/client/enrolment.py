"""Making a tablet known to a hub: the key is made here and never leaves the device.

It is kept before the hub is asked. Where the answer is lost the code is used up, but asking again with the
same key and code gets the same answer.
"""

import hashlib
import secrets
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from sync.client.errors import IdentityError, Refused
from sync.client.identity import NAME, Identity, kept_key, load, public_key, save, sign
from sync.client.transport.enrolling import Door
from sync.client.way import STRAIGHT, Way
from sync.protocol.devices import HANDSHAKE_VERSION, RUN_BYTES, EnrolAnswer, EnrolRequest, former_message
from sync.protocol.invitations import Batch

PENDING = f"{NAME}.pending"
"""Holds the key of a tablet that asked and is not enrolled yet."""

TAKEN = frozenset({"code_used", "code_expired"})
"""What the hub says of an entry of a file that another tablet has taken, or that is left over."""


def enrol(data: Path, hub: str, code: str, name: str = "", way: Way = STRAIGHT) -> Identity:
    """Register this tablet at `hub`, reached by a way, with a single-use code; keep its identity in `data`.

    A folder that was enrolled before gets a new key and a new name; what it holds goes on under it.

    Raises:
        Refused: The code is unknown, used, or too old.
        Offline: The hub does not answer; the same code may be tried again.
        IdentityError: Nothing can be written in `data`.
    """
    hub = hub.rstrip("/")
    with Door(hub, way) as door:
        return _enter(data, hub, door, [code.strip()], name)


def enrol_from(data: Path, batch: Batch, name: str = "", way: Way = STRAIGHT) -> Identity:
    """Register this tablet with an entry of a store's file that no other tablet has taken.

    Raises:
        Refused: All are taken, or too old.
        Offline, IdentityError: As for `enrol`.
    """
    tokens = [entry.token for entry in batch.entries]
    # Each tablet begins elsewhere, by its key: so that they do not all knock at the first one, and so that
    # one whose answer was lost comes to the entry that it has taken.
    key = pending_key(data)
    start = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % len(tokens)
    with Door(batch.url, way) as door:
        return _enter(data, batch.url, door, tokens[start:] + tokens[:start], name)


def pending_key(data: Path) -> str:
    """Return the public key that a tablet will be known by, made and kept where it is not there yet.

    Raises:
        IdentityError: Nothing can be written in `data`.
    """
    return public_key(kept_key(data / PENDING))


def _enter(data: Path, hub: str, door: Door, codes: Sequence[str], name: str) -> Identity:
    """Enter with the first code that opens."""
    private_key = kept_key(data / PENDING)
    former, proof = _former(data, public_key(private_key))
    asked = EnrolRequest("none", public_key(private_key), name, former, proof, HANDSHAKE_VERSION)
    answer = _first(door, [replace(asked, code=code) for code in codes])
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
        settings_key=answer.settings_key,
    )
    save(data, identity)
    (data / PENDING).unlink()
    return identity


def _first(door: Door, requests: Sequence[EnrolRequest]) -> EnrolAnswer:
    *others, last = requests
    for request in others:
        try:
            return door.knock(request)
        except Refused as refusal:
            if refusal.code not in TAKEN:
                raise
    return door.knock(last)


def _former(data: Path, key: str) -> tuple[str, str]:
    """Return the device that this folder was, and the proof of it; '' for a new folder, or a damaged file."""
    try:
        before = load(data)
    except IdentityError:
        return "", ""
    return (before.device, sign(before.private_key, former_message(key))) if before else ("", "")
