"""The simulated network: HTTP from machine to machine, with all that can happen to it.

A request finds a hub as through a balancer, travels, is served by the hub's real ASGI application, and its
answer travels back. Each leg may take long, be lost, or come twice; a line may go dead without a word.
"""

import asyncio
import contextvars
import random
import traceback
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any

import httpx

from tests.sim.loop import SimLoop
from tests.sim.machine import Machine

HOST = "hub.sim"
DEAD_AFTER = 60.0
"""Seconds after which a hub learns that a line is dead which broke without a word."""

FOREVER = 1e9


@dataclass
class Weather:
    """How the network is now. Shares are from 0 to 1, times in seconds."""

    slowest: float = 0.05
    lost: float = 0.0
    answer_lost: float = 0.0
    doubled: float = 0.0
    stalled: float = 0.0
    hints_lost: float = 0.0


@dataclass
class Served:
    """One request at a hub, and what comes back of it."""

    client: Machine
    hub: Machine
    to_client: asyncio.Queue[Any] = field(default_factory=asyncio.Queue)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    mute: bool = False
    latest: float = 0.0


class Network:
    """All lines there are, and the hubs that answer, with their applications."""

    def __init__(self, loop: SimLoop, chance: random.Random) -> None:
        self.weather = Weather()
        self.hubs: dict[Machine, Any] = {}
        self.cut: set[str] = set()
        self.requests = 0
        self._loop = loop
        self._chance = chance
        self._open: list[Served] = []
        self.faults: list[str] = []

    def happens(self, share: float) -> bool:
        """Draw whether something happens."""
        return share > 0 and self._chance.random() < share

    def delay(self) -> float:
        """Draw how long one leg takes: mostly short, sometimes as long as it gets."""
        return float(self._chance.random() ** 3 * self.weather.slowest) + 0.001

    def reach(self, client: Machine) -> Machine | None:
        """Return a hub that answers this machine."""
        if client.name in self.cut:
            return None
        near = [hub for hub in self.hubs if hub.name not in self.cut]
        return self._chance.choice(near) if near else None

    def serve(self, served: Served, request: httpx.Request, body: bytes) -> None:
        """Let a request arrive at its hub."""
        if served.hub.alive and not served.mute and served.client.name not in self.cut:
            self.requests += 1
            served.hub.spawn(self._serve(served, request, body))

    def later(self, seconds: float, action: Any, *arguments: Any) -> None:
        """Do something when a leg is over, whichever machine lives then."""
        self._loop.call_later(seconds, action, *arguments, context=contextvars.Context())

    def connect(self, client: Machine, hub: Machine) -> Served:
        """Note a line, so that it can break."""
        self._open = [served for served in self._open if not served.mute and served.hub.alive]
        served = Served(client, hub)
        self._open.append(served)
        return served

    def silence(self, name: str) -> None:
        """Break every line of a machine without a word to anybody."""
        for served in self._open:
            if name in {served.client.name, served.hub.name} and not served.mute:
                served.mute = True
                self.later(DEAD_AFTER, served.gone.set)

    def break_lines(self, machine: Machine) -> None:
        """Break the lines of a machine that died; its counterparts hear of it, or they do not."""
        self.hubs.pop(machine, None)
        for served in self._open:
            if machine not in {served.client, served.hub} or served.mute:
                continue
            told = self._chance.random() < 0.7
            served.mute = True
            self.later(self.delay() if told else DEAD_AFTER, served.gone.set)
            if told and served.hub is machine:
                self.later(self.delay(), served.to_client.put_nowait, httpx.ReadError("the hub is gone"))

    async def _serve(self, served: Served, request: httpx.Request, body: bytes) -> None:
        try:
            await self.hubs[served.hub](
                _scope(request, served), _receiver(served, body), self._sender(served)
            )
        except Exception as error:  # noqa: BLE001 - as a server does: logged, and the line is closed
            self.faults.append(f"{request.method} {request.url.path}: {error}: {traceback.format_exc(-3)}")
            self._answer(served, httpx.RemoteProtocolError("the hub closed the line"))

    def _sender(self, served: Served) -> Any:
        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                self._lose_answer(served)
                message = {**message, "headers": [*message["headers"], date_header()]}
            self._answer(served, message)

        return send

    def _lose_answer(self, served: Served) -> None:
        """What was asked is done; the answer may go astray all the same."""
        if served.mute or not self.happens(self.weather.answer_lost):
            return
        served.mute = True
        if self.happens(0.5):
            self.later(self.delay(), served.to_client.put_nowait, httpx.ReadError("reset"))

    def _answer(self, served: Served, message: Any) -> None:
        if served.mute:
            return
        # What was sent first arrives first, on one line.
        served.latest = max(served.latest + 1e-6, self._loop.time() + self.delay())
        self.later(served.latest - self._loop.time(), self._arrive, served, message)

    def _arrive(self, served: Served, message: Any) -> None:
        # What is lost in the middle of an answer is not followed by its end.
        served.mute = served.mute or served.client.name in self.cut
        if not served.mute:
            served.to_client.put_nowait(message)


class Line(httpx.AsyncBaseTransport):
    """A machine's way into the network."""

    def __init__(self, network: Network, machine: Machine) -> None:
        self._network = network
        self._machine = machine

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return what came back first."""
        network, waits = self._network, request.extensions.get("timeout", {})
        body = await request.aread()
        hub = network.reach(self._machine)
        if hub is None:
            await self._find_nobody(waits.get("connect") or FOREVER)
        assert hub is not None
        served = network.connect(self._machine, hub)
        if network.happens(network.weather.lost):
            served.mute = network.happens(0.5)
            if not served.mute:
                network.later(network.delay(), served.to_client.put_nowait, httpx.WriteError("reset"))
        else:
            network.later(network.delay(), network.serve, served, request, body)
        if network.happens(network.weather.doubled):
            twin = Served(self._machine, hub)
            network.later(network.delay() * 4, network.serve, twin, request, body)
            network.later(DEAD_AFTER, twin.gone.set)
        read = waits.get("read") or FOREVER
        start = await _next(served, read)
        headers = [*start["headers"]]
        return httpx.Response(start["status"], headers=headers, stream=_Body(network, served, read))

    async def _find_nobody(self, wait: float) -> None:
        if self._network.happens(0.5):
            await asyncio.sleep(self._network.delay())
            raise httpx.ConnectError("nobody listens")
        await asyncio.sleep(wait)
        raise httpx.ConnectTimeout("no way to the hub")


class _Body(httpx.AsyncByteStream):
    """What follows an answer's first line."""

    def __init__(self, network: Network, served: Served, read: float) -> None:
        self._network, self._served, self._read = network, served, read
        self._is_whole = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while not self._is_whole:
            message = await _next(self._served, self._read)
            self._is_whole = not message.get("more_body", False)
            yield message.get("body", b"")

    async def aclose(self) -> None:
        """Close the line; the hub hears of it when the news arrives."""
        if not self._served.gone.is_set():
            self._network.later(self._network.delay(), self._served.gone.set)


async def _next(served: Served, seconds: float) -> dict[str, Any]:
    try:
        async with asyncio.timeout(seconds):
            message = await served.to_client.get()
    except TimeoutError:
        served.mute = True
        raise httpx.ReadTimeout("no answer") from None
    if isinstance(message, Exception):
        raise message
    known: dict[str, Any] = message
    return known


def _scope(request: httpx.Request, served: Served) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": "http",
        "path": request.url.path,
        "raw_path": request.url.raw_path,
        "query_string": request.url.query,
        "root_path": "",
        "server": (HOST, 80),
        "client": (served.client.name, 1),
        "state": {},
    }


def _receiver(served: Served, body: bytes) -> Any:
    parts = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if parts:
            return parts.pop()
        await served.gone.wait()
        return {"type": "http.disconnect"}

    return receive


def date_header() -> tuple[bytes, bytes]:
    """Return the `Date` that a server writes by the clock of its machine."""
    return b"date", formatdate(usegmt=True).encode()
