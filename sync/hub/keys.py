"""The hub's own secrets and the name of its history, kept in its store and so in its backups."""

import base64
import hmac
import secrets

import msgspec
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Storage
from sync.protocol import own_codes
from sync.protocol.ids import new_id
from sync.protocol.scopes import HUB

SECRETS = Key("secrets", "hub")
EPOCH = Key("epoch", "hub")

RECEIPT_SIGNS = 16
"""83 bits: who has not the receipt does not guess its code."""


class Keys(msgspec.Struct, frozen=True):
    """`sealing` opens sealed operations (X25519 private key), `token` signs bearer tokens (256 bits)."""

    sealing: bytes
    token: bytes

    @property
    def public(self) -> str:
        """The key that tablets seal to, base64."""
        return base64.b64encode(bytes(PrivateKey(self.sealing).public_key)).decode()

    @property
    def signing(self) -> SigningKey:
        """What the hub signs its events with (Ed25519)."""
        return SigningKey(self._derived("sign", "events"))

    @property
    def settings_signing(self) -> SigningKey:
        """What the hub signs settings of its tablets with (Ed25519)."""
        return SigningKey(self._derived("sign", "settings"))

    @property
    def settings_key(self) -> str:
        """The key that tablets check those with, base64url."""
        return base64.urlsafe_b64encode(bytes(self.settings_signing.verify_key)).decode().rstrip("=")

    def receipt_code(self, store: str, number: str) -> str:
        """Return the code (`own_codes`) of a receipt, by the till's number for it.

        It derives from that and a secret of the hub's: documents hold its hash alone, nobody else can tell
        it, and a mail can still name it.
        """
        left, text = int.from_bytes(self._derived("receipt", store, number)), ""
        for _ in range(RECEIPT_SIGNS):
            left, sign = divmod(left, len(own_codes.ALPHABET))
            text += own_codes.ALPHABET[sign]
        return own_codes.write("receipt", text)

    def link_token(self, list_id: str) -> str:
        """Return the token of the share link by which letters lead to a list: 256 bits, base64url."""
        return base64.urlsafe_b64encode(self._derived("link", list_id)).decode().rstrip("=")

    def claim_token(self, claim: str, list_id: str) -> str:
        """Return the token of the share link that a phone gets for a code (its record's id) and a list."""
        return base64.urlsafe_b64encode(self._derived("claim", claim, list_id)).decode().rstrip("=")

    def _derived(self, *about: str) -> bytes:
        return hmac.digest(self.token, "\x1f".join(about).encode(), "sha256")


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
