import asyncio
from typing import Any

from starlette.types import Receive, Scope, Send

from sync.hub.guard import Guard, loggable

PAGES = ("192.0.2.7", 8080)
API = ("127.0.0.1", 8080)


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body"})


def status(server: tuple[str, int], path: str) -> int:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": path, "server": server, "headers": []}
    asyncio.run(Guard(_app, PAGES)(scope, receive, send))
    return int(sent[0]["status"])


def test_the_pages_listener_serves_pages_only_and_the_api_may_have_its_port_elsewhere() -> None:
    assert status(PAGES, "/l/token") == 200
    assert status(PAGES, "/v1/openapi.json") == 404
    assert status(API, "/v1/openapi.json") == 200


def test_a_path_cannot_write_lines_of_its_own_or_fill_the_log() -> None:
    hostile = "x\r\n2026-11-22 INFO all is well\x1b[2J\u2028" + "y" * 60_000
    for path in (f"/{hostile}", f"/v1/{hostile}", f"/v1/sync{hostile}"):
        assert loggable(path, {"/v1/sync"}) == "elsewhere"
