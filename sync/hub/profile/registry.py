"""The clients that a hub knows: their keys are made, listed, replaced and taken back here."""

from collections.abc import AsyncIterator, Callable, Iterable
from urllib.parse import urlsplit

import msgspec

from sync.hub.hosts import is_here
from sync.hub.storage import documents
from sync.hub.storage.port import Key, Storage
from sync.hub.storage.walking import living
from sync.protocol import clients, scopes
from sync.protocol.clients import Client, ClientKey, Right


class ClientError(Exception):
    """What was asked for cannot be done with this client; the message says why."""


async def add(
    storage: Storage, name: str, rights: Iterable[Right], now: str, public_key: str = ""
) -> ClientKey:
    """Make a client known under a name of its own and return its key; the hub keeps only the key's hash.

    `public_key` is what it signs with (`signatures.read_public_key`).

    Raises:
        ClientError: The name is taken, or no right was named.
    """
    wanted = sorted(set(rights))
    if not wanted:
        raise ClientError("a key without any right is good for nothing: name at least one")
    async for known in every(storage):
        if known.name == name and not known.revoked:
            raise ClientError(f"there is a client {name!r} already; rotate its key, or choose another name")
    key = clients.draw()
    client = Client(key.client, name, wanted, key.hash, now, public_key=public_key)
    await documents.keep_first(storage, scopes.client(key.client), Key("client", key.client), client)
    return key


async def every(storage: Storage) -> AsyncIterator[Client]:
    """Go through all clients, also those whose key was taken back."""
    async for client in living(storage, scopes.client(""), "client", Client):
        yield client


async def load(storage: Storage, identifier: str) -> Client | None:
    """Return a client's record."""
    return await documents.load(storage, scopes.client(identifier), Key("client", identifier), Client)


async def revoke(storage: Storage, who: str, now: str) -> Client:
    """Take a client's key back, from its next call on; doing it again changes nothing.

    Raises:
        ClientError: Nobody is called that.
    """
    client = await _find(storage, who)
    return await _change(
        storage, client.id, lambda known: msgspec.structs.replace(known, revoked=known.revoked or now)
    )


async def rotate(storage: Storage, who: str, public_key: str = "") -> ClientKey:
    """Give a client another key in place of the one it has; the old one is good for nothing from now on.

    Likewise the key that it signs with, where there is a new `public_key`.

    Raises:
        ClientError: Nobody is called that, or its key was taken back.
    """
    client = await _find(storage, who)
    if client.revoked:
        raise ClientError(f"the key of {client.name!r} was taken back; add a new client")
    key = clients.draw(client.id)

    def change(known: Client) -> Client:
        return msgspec.structs.replace(known, secret=key.hash, public_key=public_key or known.public_key)

    await _change(storage, client.id, change)
    return key


async def bring_to(storage: Storage, who: str, webhook: str) -> Client:
    """Have events brought to an address of a client's; '' brings none any more, they can be asked for.

    Raises:
        ClientError: Nobody is called that, it may not hear of events, or they would cross a network in the
            open.
    """
    client = await _find(storage, who)
    if Right.EVENTS_READ not in client.rights:
        raise ClientError(f"{client.name!r} may not hear of events: it has not the right {Right.EVENTS_READ}")
    if webhook and not _is_safe(webhook):
        raise ClientError("events are brought to https://… (http:// on this machine alone)")
    return await _change(storage, client.id, lambda known: msgspec.structs.replace(known, webhook=webhook))


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    open_here = parts.scheme == "http" and is_here(host)
    return bool(host) and not parts.username and (parts.scheme == "https" or open_here)


async def _find(storage: Storage, who: str) -> Client:
    """Return the client with this id or name; of several with one name the one whose key is good."""
    found = [client async for client in every(storage) if who in {client.id, client.name}]
    if not found:
        raise ClientError(f"no client is called {who!r}")
    return min(found, key=lambda client: bool(client.revoked))


async def _change(storage: Storage, identifier: str, step: Callable[[Client], Client]) -> Client:
    key = Key("client", identifier)
    after = await documents.change(
        storage, scopes.client(identifier), key, Client, lambda known: known and step(known)
    )
    assert after is not None, "clients are never deleted"
    return after
