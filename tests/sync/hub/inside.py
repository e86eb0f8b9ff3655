"""A hub without its process: for what a test wants to see from inside, or to break there."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from nacl.public import PrivateKey

from sync.hub import exchange
from sync.hub.context import Config, Hub, open_hub
from sync.protocol import envelope, ids, scopes, sessions
from sync.protocol.devices import Device
from sync.protocol.envelope import Op, Result, SyncRequest

VISIT = sessions.begin()
LIST = ids.new_id()
SCOPE = scopes.shopping_list(LIST)
TABLET = Device(id="tablet", store="milano", name="Kiosk 1", public_key="", enrolled="")


def on_hub(data: Path, work: Callable[[Hub], Coroutine[Any, Any, Any]]) -> Any:
    """Open a hub on a folder, do something with it, and close it; its store stays for the next time."""

    async def open_and_work() -> Any:
        hub = await open_hub(Config(data, ""))
        try:
            return await work(hub)
        finally:
            await hub.close()

    return asyncio.run(open_and_work())


def op(args: dict[str, Any], schema: int = 1) -> Op:
    made = ids.new_op_id()
    return Op(made, TABLET.id, "one", 1, VISIT.principal, SCOPE, "2026-05-04T12:00:00Z", args, schema=schema)


async def send(hub: Hub, *ops: Op, sealed: bool = False) -> list[Result]:
    key = PrivateKey(hub.keys.sealing).public_key
    request = SyncRequest(
        TABLET.id,
        "one",
        ops=[] if sealed else list(ops),
        sealed=[envelope.seal(one, VISIT.secret, bytes(key)) for one in ops] if sealed else [],
        proofs=[VISIT.secret],
    )
    return (await exchange.sync(hub, TABLET, request)).results
