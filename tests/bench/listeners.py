"""Five thousand tablets that listen: their memory, and what one change costs the hub when all hear of it."""

import asyncio
import statistics
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple, Self

from line import request
from processes import cpu, resident, serving
from rows import Row, limit_row, ratio_row
from speakers import Speaker, speaker

from kiosk.demo.hub import HubProcess
from sync.hub.context import MAX_STREAMS, open_storage
from sync.hub.open_files import make_room
from sync.hub.storage.port import Decision, Write
from sync.protocol import scopes

LISTENERS = MAX_STREAMS
CHANGES = 15
KILOBYTES_EACH = 30
AT_ONCE = 50
"""Connections that are opened together."""

SCOPE = scopes.stock("milano")
PATH = f"/v1/events?scopes=catalogue,{SCOPE}"
HEARTBEAT = b":\n\n"


class Ear(asyncio.Protocol):
    """A connection that waits for bytes with a mark in them and throws everything away."""

    def __init__(self, mark: bytes) -> None:
        self.mark = mark
        self.heard = asyncio.Event()
        self.transport: asyncio.Transport

    @classmethod
    async def open(cls, host: str, port: int, mark: bytes) -> Self:
        _, ear = await asyncio.get_running_loop().create_connection(lambda: cls(mark), host, port)
        return ear

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if self.mark in data:
            self.heard.set()


class Crowd:
    """Many ears on one server."""

    def __init__(self, ears: list[Ear]) -> None:
        self._ears = ears

    @classmethod
    async def gather(cls, host: str, port: int, mark: bytes, hello: bytes = b"") -> Self:
        """Open them all; with a `hello` each says it and waits for an answer that holds the mark."""
        ears: list[Ear] = []
        while len(ears) < LISTENERS:
            fresh = await asyncio.gather(*(Ear.open(host, port, mark) for _ in range(AT_ONCE)))
            if hello:
                for ear in fresh:
                    ear.transport.write(hello)
                await asyncio.gather(*(ear.heard.wait() for ear in fresh))
            ears += fresh
        return cls(ears)

    async def hears(self, mark: bytes, say: Callable[[], Awaitable[None]]) -> None:
        """Have something said and wait until all have heard the mark."""
        for ear in self._ears:
            ear.mark = mark
            ear.heard.clear()
        await say()
        for ear in self._ears:
            await ear.heard.wait()

    def leave(self) -> None:
        for ear in self._ears:
            ear.transport.abort()


class Cost(NamedTuple):
    """Seconds of computing for each change, the hub's and the bare sender's; memory of one listener."""

    ours: list[float]
    floor: list[float]
    bytes_each: float
    bytes_all: int


def measure(folder: Path) -> list[Row]:
    """Let all listen to a hub and to a bare sender, and tell them something in turn."""
    make_room()
    command = [sys.executable, Path(__file__).parent / "bare_sender.py", str(LISTENERS)]
    with (
        serving(folder / "hub") as hub,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as bare,
    ):
        try:
            cost = asyncio.run(listen(hub, bare))
        finally:
            bare.kill()
    medians = [statistics.median(each) * 1000 for each in (cost.ours, cost.floor)]
    how = (
        f"ms of computing in the server's process to tell {LISTENERS} listeners of one change, median of"
        f" {CHANGES}; floor: a loop of socket.send with the same bytes"
    )
    memory = (
        f"kB that the hub's process grows by with each of {LISTENERS} listeners;"
        f" {cost.bytes_all / 1e6:.0f} MB resident with all of them"
    )
    return [
        ratio_row("listeners", *medians, 4, how),
        limit_row("listener memory", cost.bytes_each / 1000, KILOBYTES_EACH, memory),
    ]


async def listen(hub: HubProcess, bare: subprocess.Popen[bytes]) -> Cost:
    tablet = await speaker(hub)
    before = resident(hub.pid)
    at_hub = await Crowd.gather("127.0.0.1", hub.port, HEARTBEAT, hello(tablet))
    held = resident(hub.pid)
    assert bare.stdout is not None
    at_bare = await Crowd.gather("127.0.0.1", int(bare.stdout.readline()), b"")
    storage = open_storage(hub.data)
    ours, floor = [], []
    for number in range(1, CHANGES + 1):
        mark = b'"seq":%d}' % number

        async def change() -> None:
            await storage.commit(SCOPE, [], [], lambda _: Decision([Write("stock", "sofa", b"{}")]))

        async def send(line: bytes = event(mark)) -> None:
            assert bare.stdin is not None
            bare.stdin.write(line)
            bare.stdin.flush()

        for pid, crowd, say, found in (
            (hub.pid, at_hub, change, ours),
            (bare.pid, at_bare, send, floor),
        ):
            begun = cpu(pid)
            await crowd.hears(mark, say)
            found.append(cpu(pid) - begun)
    for crowd in (at_hub, at_bare):
        crowd.leave()
    await storage.close()
    return Cost(ours, floor, (held - before) / LISTENERS, held)


def hello(tablet: Speaker) -> bytes:
    return request("GET", PATH, {"host": "hub", "authorization": f"Bearer {tablet.token}"}, b"")


def event(mark: bytes) -> bytes:
    """Return as many bytes as a hint has in its chunk, in one line."""
    hint = b'event: hint data: {"scope":"' + SCOPE.encode() + b'",' + mark
    return b"44  " + hint + b"    \n"
