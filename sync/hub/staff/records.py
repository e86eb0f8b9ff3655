"""What the hub keeps of its associates, for itself: what proves them, and where they are signed in.

Each has a scope of their own, `associate:<id>`, that nobody reads over the wire; what colleagues see stands
in `staff:<store>` (`sync.protocol.staff.Associate`). Names and badges lead there by their keyed hashes.
"""

import hmac
import unicodedata

import msgspec

from sync.hub.lockout import Tries
from sync.hub.storage import documents
from sync.hub.storage.port import Key, Storage
from sync.protocol import scopes
from sync.protocol.staff import Associate, Role

KIND = "associate"
DESK = "desk"


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """An associate as the hub knows them: kind `associate`. Times are the hub's, ISO 8601 UTC.

    `pin` is argon2id, '' while none is set; `badge` the keyed hash of what their badge says. Sessions that
    began before `since` are over: a new PIN, badge or role, and leaving, end what went before.
    """

    id: str
    store: str
    name: str
    role: Role
    since: str
    languages: list[str] = []
    pin: str = ""
    badge: str = ""
    left: str = ""
    tries: Tries = Tries()

    @property
    def public(self) -> Associate:
        """What colleagues see."""
        return Associate(self.id, self.name, self.role, self.languages, self.left)


class Pointer(msgspec.Struct, frozen=True):
    """Whom a name in a store, or a badge, leads to: kinds `name` and `badge`."""

    associate: str


class Desk(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who is signed in at a device: kind `desk`, beside the device's record. Session ids to `until`."""

    sessions: dict[str, str] = {}


def name_hash(secret: bytes, store: str, name: str) -> str:
    """Return the id under which a name in a store is found: people write it in any case, with any blanks."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return _keyed(secret, "name", store, plain)


def badge_hash(secret: bytes, badge: str) -> str:
    """Return the id under which a badge is found."""
    return _keyed(secret, "badge", badge.strip())


def _keyed(secret: bytes, *parts: str) -> str:
    return hmac.digest(secret, "\x1f".join(("associate", *parts)).encode(), "sha256").hex()[:32]


async def load(storage: Storage, identifier: str) -> Record | None:
    """Return an associate's record."""
    return await documents.load(storage, scopes.associate(identifier), Key(KIND, identifier), Record)


async def follow(storage: Storage, kind: str, hashed: str) -> Record | None:
    """Return the associate that a name's or a badge's hash leads to."""
    pointer = await documents.load(storage, scopes.associate(hashed), Key(kind, hashed), Pointer)
    return await load(storage, pointer.associate) if pointer else None
