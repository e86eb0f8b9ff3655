"""One server under the lens: a bare ASGI application, or the hub with more or less of itself.

    asgi_server.py bare FOLDER       reads a request's body and answers with as many bytes as the hub
    asgi_server.py protocol FOLDER   the hub; it believes every sender, and its store is a dict
    asgi_server.py auth FOLDER       ... and checks tokens
    asgi_server.py whole FOLDER      ... and keeps everything in SQLite

FOLDER is a hub's. Prints the port when it serves.
"""

import asyncio
import dataclasses
import sys
from pathlib import Path

import uvicorn
from memory import MemoryStorage, filled_from
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from sync.hub import app as hub_app
from sync.hub import collector
from sync.hub.access import Caller, load_device
from sync.hub.context import Config, Hub, open_hub
from sync.hub.serve import KEEP_ALIVE_SECONDS, _listen
from sync.protocol.devices import ACTIVE

ANSWER_BYTES = "x-answer-bytes"


async def bare(scope: Scope, receive: Receive, send: Send) -> None:
    """Read the body, answer with as many bytes as the request asks for."""
    while (await receive()).get("more_body"):
        pass
    count = int(dict(scope["headers"]).get(ANSWER_BYTES.encode(), b"2"))
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % count)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b" " * count})


async def believing(hub: Hub) -> ASGIApp:
    """Return the hub's application as it is when every request comes from its one device."""
    found = await hub.storage.scopes("device:", 1)
    device = await load_device(hub, found[0].partition(":")[2])
    assert device is not None

    async def identify(_: Hub, __: Request) -> Caller:
        return Caller(device, ACTIVE)

    hub_app.ENDPOINTS = tuple(
        dataclasses.replace(endpoint, auth=dataclasses.replace(endpoint.auth, identify=identify))
        if endpoint.auth
        else endpoint
        for endpoint in hub_app.ENDPOINTS
    )
    return hub_app.application(hub)


async def serve(what: str, folder: Path) -> None:
    hub = await open_hub(Config(folder, "http://127.0.0.1"))
    if what in {"protocol", "auth"}:
        store: MemoryStorage = await filled_from(hub.storage)
        await hub.storage.close()
        hub = dataclasses.replace(hub, storage=store)
    app: ASGIApp = bare if what == "bare" else hub_app.application(hub)
    if what == "protocol":
        app = await believing(hub)
    listening = _listen("127.0.0.1", 0)
    quiet = {"lifespan": "off", "log_config": None, "access_log": False, "server_header": False}
    config = uvicorn.Config(app, timeout_keep_alive=KEEP_ALIVE_SECONDS, **quiet)
    server = uvicorn.Server(config)
    collector.settle()
    listening.listen()
    print(listening.getsockname()[1], flush=True)
    await server.serve([listening])
    await hub.close()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], Path(sys.argv[2])))
