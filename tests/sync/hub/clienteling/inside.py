"""What a hub does by itself, done beside the hub process that serves: as another hub on its store does."""

import asyncio
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub, open_storage
from sync.hub.settling import do
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import ids
from sync.protocol.actors import Actor

T = TypeVar("T", bound=msgspec.Struct)
AT = "2026-11-22T10:00:00Z"
SHOP = Actor("client:shop", "shop", "Online shop")


def do_beside(data: Path, *what: tuple[str, Any]) -> None:
    """Do verbs in scopes, with all that follows."""

    async def work() -> None:
        hub: Hub = await assemble(Config(data, ""))
        try:
            for scope, verb in what:
                result = await do(hub, scope, ids.new_op_id(), verb, SHOP, at=AT)
                assert result.status == "applied", result
        finally:
            await hub.close()

    asyncio.run(work())


def load_beside(data: Path, scope: str, kind: str, identifier: str, type_: type[T]) -> T:
    """Return a document that has to be there."""

    async def work() -> T | None:
        storage = open_storage(data)
        try:
            return await documents.load(storage, scope, Key(kind, identifier), type_)
        finally:
            await storage.close()

    found = asyncio.run(work())
    assert found is not None
    return found
