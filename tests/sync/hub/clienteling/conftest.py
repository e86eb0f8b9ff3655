"""Associates at tablets, and servers with keys, beside one hub."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from sync.hub.context import open_storage
from sync.hub.profile import registry
from sync.protocol import ids
from sync.protocol.clients import Right
from tests.signing import Signing
from tests.sync.hub.profile.conftest import new_key, new_shop, shop
from tests.sync.hub.staff.conftest import beside, new_person, take_on

Systems = Callable[..., httpx.Client]


@pytest.fixture
def new_system(hub: Any) -> Iterator[Systems]:
    """Return a function that registers a message system which signs what it sends."""
    opened: list[httpx.Client] = []

    def new(*rights: Right) -> httpx.Client:
        auth = Signing("")

        async def register() -> str:
            storage = open_storage(hub.data)
            try:
                wanted = rights or (Right.INTERACTIONS_WRITE,)
                name, now = f"chat {ids.new_id()}", datetime.now(UTC).isoformat()
                return str(await registry.add(storage, name, wanted, now, auth.public_key))
            finally:
                await storage.close()

        auth.bearer = asyncio.run(register())
        opened.append(httpx.Client(base_url=hub.url, auth=auth))
        return opened[-1]

    yield new
    for one in opened:
        one.close()


__all__ = ["beside", "new_key", "new_person", "new_shop", "shop", "take_on"]
