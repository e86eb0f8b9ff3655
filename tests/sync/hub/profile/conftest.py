"""Another server with a key to the hub: the shop's account pages, as the hub sees them."""

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

Shop = httpx.Client


@pytest.fixture
def new_key(hub: Any) -> Callable[..., str]:
    """Return a function that hands out a key with some rights, all of them unless told."""

    async def hand_out(*rights: Right) -> str:
        storage = open_storage(hub.data)
        try:
            name = f"shop {ids.new_id()}"
            key = await registry.add(storage, name, rights or tuple(Right), datetime.now(UTC).isoformat())
        finally:
            await storage.close()
        return str(key)

    return lambda *rights: asyncio.run(hand_out(*rights))


@pytest.fixture
def new_shop(hub: Any, new_key: Callable[..., str]) -> Iterator[Callable[..., Shop]]:
    """Return a function that gives another server, with a key of some rights."""
    opened: list[Shop] = []

    def new(*rights: Right) -> Shop:
        headers = {"Authorization": f"Bearer {new_key(*rights)}"}
        opened.append(httpx.Client(base_url=hub.url, headers=headers))
        return opened[-1]

    yield new
    for client in opened:
        client.close()


@pytest.fixture
def shop(new_shop: Callable[..., Shop]) -> Shop:
    """A server with every right."""
    return new_shop()


@pytest.fixture
def customer(shop: Shop) -> str:
    """The id of a customer."""
    answer = shop.post("/v1/customers", json={"reference": ids.new_id(), "language": "it"})
    assert answer.status_code == 201
    return str(answer.json()["id"])


@pytest.fixture
def list_id(shop: Shop, customer: str) -> str:
    """The id of a list of theirs, with two lamps on it."""
    answer = shop.post(f"/v1/customers/{customer}/lists", json={"title": "Sofas", "store": "milano"})
    identifier = str(answer.raise_for_status().json()["id"])
    add = {"verb": "AddLine", "product": "lamp", "variant": "lamp-red", "quantity": 2}
    sent = {"ops": [{"id": ids.new_op_id(), "args": add}]}
    results = shop.post(f"/v1/lists/{identifier}/ops", json=sent).raise_for_status().json()["results"]
    assert [result["status"] for result in results] == ["applied"]
    return identifier
