"""The hub's own secrets and the name of its history, kept in its store and so in its backups."""

import base64
import secrets

import msgspec
from nacl.public import PrivateKey

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Storage
from sync.protocol.ids import new_id
from sync.protocol.scopes import HUB

SECRETS = Key("secrets", "hub")
EPOCH = Key("epoch", "hub")


class Keys(msgspec.Struct, frozen=True):
    """`sealing` opens sealed operations (X25519 private key), `token` signs bearer tokens (256 bits)."""

    sealing: bytes
    token: bytes

    @property
    def public(self) -> str:
        """The key that tablets seal to, base64."""
        return base64.b64encode(bytes(PrivateKey(self.sealing).public_key)).decode()


class Epoch(msgspec.Struct, frozen=True):
    """Names the hub's history, from when its store was made or put back from a backup.

    Tablets that see another one than before read all anew, and offer again what they still hold.
    """

    epoch: str


async def keys(storage: Storage) -> Keys:
    """Return the hub's secrets, made on first use."""
    fresh = Keys(sealing=bytes(PrivateKey.generate()), token=secrets.token_bytes(32))
    return await documents.keep_first(storage, HUB, SECRETS, fresh)


async def begin_epoch(storage: Storage) -> str:
    """Give the hub's history a new name: what tablets know of the one before is not to be built on."""
    begun = Epoch(new_id())
    await storage.commit(HUB, [], [], lambda _: Decision([documents.write(EPOCH, begun)]))
    return begun.epoch


async def epoch(storage: Storage) -> str:
    """Return the name of the hub's history, given on first use."""
    return (await documents.keep_first(storage, HUB, EPOCH, Epoch(new_id()))).epoch
