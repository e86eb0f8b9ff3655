"""The brakes on client keys, from inside the hub: none of them needs a minute to be seen."""

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from starlette.requests import Request

from sync.hub.context import Config, Hub, open_hub
from sync.hub.problems import HttpProblem
from sync.hub.profile import registry
from sync.hub.profile.door import client_of
from sync.hub.throttle import Throttle, Throttles
from sync.protocol import clients
from sync.protocol.clients import Right

Story = Callable[[Hub, str], Awaitable[None]]


@pytest.fixture
def tell(tmp_path: Path) -> Callable[[Story], None]:
    """Run a story in a hub that takes two calls, or two wrong keys, a minute."""

    async def run(story: Story) -> None:
        hub = await open_hub(Config(tmp_path, "http://hub"))
        try:
            key = await registry.add(hub.storage, "shop", [Right.LISTS_READ], hub.now())
            strict = Throttles(keys=Throttle(2), clients=Throttle(2))
            await story(dataclasses.replace(hub, throttles=strict), str(key))
        finally:
            await hub.close()

    return lambda story: asyncio.run(run(story))


async def knock(hub: Hub, key: str) -> tuple[int, str]:
    headers = [(b"authorization", f"Bearer {key}".encode())]
    http = Request({"type": "http", "headers": headers, "client": ("192.0.2.7", 1)})
    try:
        await client_of(hub, http)
    except HttpProblem as error:
        return error.problem.status, error.headers.get("Retry-After", "")
    return 200, ""


def test_who_calls_too_often_waits(tell: Callable[[Story], None]) -> None:
    async def story(hub: Hub, key: str) -> None:
        assert [(await knock(hub, key))[0] for _ in range(2)] == [200, 200]
        status, wait = await knock(hub, key)
        assert status == 429
        assert 0 < int(wait) <= 60

    tell(story)


def test_who_guesses_waits_and_locks_out_nobody_else_behind_the_address(
    tell: Callable[[Story], None],
) -> None:
    async def story(hub: Hub, key: str) -> None:
        statuses = [(await knock(hub, str(clients.draw())))[0] for _ in range(3)]
        assert statuses == [401, 401, 429]
        assert (await knock(hub, key))[0] == 200

    tell(story)
