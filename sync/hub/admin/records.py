"""What the hub keeps of those who run the shop's devices: what proves them, and where they are signed in.

Each has a scope of their own, `admin:<id>`, that nobody reads over the wire; their name leads there by its
keyed hash. The secret of the second factor stands there as it is, since codes are made from it: the hub's
store, and its backups, are to be kept accordingly.
"""

import hmac
import unicodedata

import msgspec

from sync.hub.admin.rights import Role
from sync.hub.lockout import Tries
from sync.hub.storage import documents
from sync.hub.storage.port import Key, Storage
from sync.protocol import scopes

KIND = "admin"
NAME = "name"


class Seat(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where somebody is signed in. Times are the hub's, ISO 8601 UTC.

    `secret` is the keyed hash of what their browser has since `turned`, `before` of what it had until then.
    """

    secret: str
    begun: str
    turned: str
    seen: str
    before: str = ""


class Admin(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody who runs the shop's devices: kind `admin`. Times are the hub's, ISO 8601 UTC.

    `password` is argon2id, '' for who left. `factor` is the secret of the second factor, `step` the newest
    half minute whose code was used; `codes` are keyed hashes of the recovery codes that are left. `store` is
    the one that a store manager sees. `seats` are where they are signed in, by id.
    """

    id: str
    name: str
    role: Role
    made: str
    store: str = ""
    password: str = ""
    factor: bytes = b""
    step: int = 0
    codes: list[str] = []
    left: str = ""
    tries: Tries = Tries()
    seats: dict[str, Seat] = {}


class Pointer(msgspec.Struct, frozen=True):
    """Whom a name leads to: kind `name`."""

    admin: str


def keyed(secret: bytes, *parts: str) -> str:
    """Return a hash of some texts (hex) that only this hub can make."""
    return hmac.digest(secret, "\x1f".join(("admin", *parts)).encode(), "sha256").hex()


def name_hash(secret: bytes, name: str) -> str:
    """Return the id under which a name is found: people write it in any case, with any blanks."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return keyed(secret, "name", plain)[:32]


async def load(storage: Storage, identifier: str) -> Admin | None:
    """Return somebody's record."""
    return await documents.load(storage, scopes.admin(identifier), Key(KIND, identifier), Admin)


async def follow(storage: Storage, hashed: str) -> Admin | None:
    """Return whom a name's hash leads to."""
    pointer = await documents.load(storage, scopes.admin(hashed), Key(NAME, hashed), Pointer)
    return await load(storage, pointer.admin) if pointer else None
