"""Client keys: how another server (the online shop) proves to be itself, and what it may do.

A key is `vck_<client>_<secret>`. The hub keeps the client's record and of the secret its hash alone.
"""

import enum
import re
import secrets
from typing import NamedTuple

import msgspec

from sync.protocol.hashes import digest

PREFIX = "vck"
FORM = re.compile(rf"{PREFIX}_([0-9a-f]{{16}})_([A-Za-z0-9_-]{{43}})", re.ASCII)


class Right(enum.StrEnum):
    """What a key may be good for. Each call asks for exactly one."""

    LISTS_READ = "lists:read"
    LISTS_WRITE = "lists:write"
    CUSTOMERS_READ = "customers:read"
    CUSTOMERS_WRITE = "customers:write"
    PERSONS_READ = "persons:read"
    PERSONS_WRITE = "persons:write"
    PERSONS_ERASE = "persons:erase"
    SALES_WRITE = "sales:write"
    STOCK_WRITE = "stock:write"
    STOCK_RESERVE = "stock:reserve"
    ORDERS_READ = "orders:read"
    ORDERS_WRITE = "orders:write"
    INTERACTIONS_WRITE = "interactions:write"
    EVENTS_READ = "events:read"


class Client(msgspec.Struct, frozen=True, omit_defaults=True):
    """The hub's record of a server: kind `client`. Times are the hub's, ISO 8601 UTC.

    `secret` is the SHA-256 of the key's secret; `revoked` is when it was taken back, '' while it is good.
    `public_key` is what it signs with (Ed25519, base64url of 32 bytes), '' for one that signs nothing.
    `webhook` is where events are brought to it, '' when it asks for them.
    """

    id: str
    name: str
    rights: list[Right]
    secret: str
    made: str
    revoked: str = ""
    public_key: str = ""
    webhook: str = ""


class ClientKey(NamedTuple):
    """A key taken apart. It is shown once, when it is made."""

    client: str
    secret: str

    def __str__(self) -> str:
        return f"{PREFIX}_{self.client}_{self.secret}"

    @property
    def hash(self) -> str:
        """What the hub keeps of the secret."""
        return digest(self.secret)


def draw(client: str = "") -> ClientKey:
    """Return a fresh key (256 random bits), for a client that there is or for a new one."""
    return ClientKey(client or secrets.token_hex(8), secrets.token_urlsafe(32))


def parse(text: str) -> ClientKey | None:
    """Return the key that a text is, None when it is none.

    >>> parse("vck_0123456789abcdef_" + "x" * 43).client
    '0123456789abcdef'
    """
    match = FORM.fullmatch(text)
    return ClientKey(*match.groups()) if match else None
