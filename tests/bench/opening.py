"""Opening time: a thousand tablets wake at once, take in a new catalogue, and send their first operation.

All wake in the same moment here; in a shop each has a random moment of its own
(`sync.client.catalogue.turns`), so this is the worst that a chain can do. The tablets are one process: the
real transport, without a store behind it.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import NamedTuple

import httpx
from asgi import Server, server
from asgi_server import ANSWER_BYTES
from generated import changed, fill, publish_in, rows
from guests import visits
from line import Line
from processes import cpu, serving
from rows import Row, ratio_row, told_row
from speakers import enrol

from sync.client.errors import Offline
from sync.client.identity import Identity
from sync.client.transport.line import Transport
from sync.hub.open_files import make_room
from sync.protocol.envelope import SyncRequest

TABLETS = 1_000
VARIANTS, CHANGES = 10_000, 40
"""Of the shop, and products in it that changed over night."""

AT_MOST = 3
RETRY_SECONDS = 2.0
OWN_HEADERS = {"host", "content-length"}
"""What a line writes itself."""


class Morning(NamedTuple):
    """Seconds until all was done, and each tablet's wait for the result of its operation."""

    whole: float
    waits: list[float]


class Wire(httpx.AsyncBaseTransport):
    """The network, as cheap as it can be had: a thousand tablets must not be slower than their hub.

    It notes how many bytes each answer has.
    """

    def __init__(self, sizes: list[int]) -> None:
        self._sizes = sizes
        self._line: Line | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        self._line = self._line or await Line.open(str(url))
        headers = {name: value for name, value in request.headers.items() if name not in OWN_HEADERS}
        path = url.raw_path.decode("ascii")
        answer = await self._line.ask(request.method, path, headers, await request.aread())
        self._sizes.append(len(answer.body))
        return httpx.Response(answer.status, headers=answer.headers, content=answer.body, request=request)

    async def aclose(self) -> None:
        if self._line:
            await self._line.close()


def measure(folder: Path) -> list[Row]:
    """Open a shop at a hub, and have as many requests answered by a bare server."""
    make_room()
    asyncio.run(fill(folder / "hub", rows(VARIANTS)))
    version = asyncio.run(publish_in(folder / "hub")).version
    asyncio.run(fill(folder / "hub", changed(VARIANTS, CHANGES)))
    with ExitStack() as stack:
        hub = stack.enter_context(serving(folder / "hub"))
        identities = asyncio.run(enrol(hub, TABLETS))
        bare = stack.enter_context(server("bare", folder / "bare"))
        sizes: list[int] = []
        before = cpu(hub.pid)
        ours = asyncio.run(morning(lambda place: wake(identities[place], version, sizes)))
        computed = cpu(hub.pid) - before
        floor = asyncio.run(morning(lambda _: ask(bare, sizes)))
    how = (
        f"s until {{}} of {TABLETS} tablets that wake at once; each earns a token, syncs with an operation"
        f" and fetches {CHANGES} changed products. Floor: as many requests by the same HTTP library, answered"
        " with as many bytes by a bare ASGI application"
    )
    longest = (max(ours.waits), max(floor.waits))
    return [
        ratio_row("opening", ours.whole, floor.whole, AT_MOST, how.format("the last has the new catalogue,")),
        ratio_row("opening, op", *longest, AT_MOST, how.format("the last operation is decided,")),
        told_row("... hub computing", computed, ours.whole, "s of the hub's processor meanwhile"),
    ]


async def morning(tablet: Callable[[int], Awaitable[float]]) -> Morning:
    """Wake all tablets and wait for the last."""
    begun = time.perf_counter()
    waits = await asyncio.gather(*(tablet(number) for number in range(TABLETS)))
    return Morning(time.perf_counter() - begun, waits)


async def wake(identity: Identity, version: int, sizes: list[int]) -> float:
    """Do what a tablet does in the morning; return its operation's wait in seconds."""
    begun = time.perf_counter()
    link = Transport(identity, Wire(sizes))
    visit = next(visits(identity, 1, 1))
    request = SyncRequest(identity.device, identity.incarnation, ops=visit.ops, proofs=[visit.session.secret])
    answer = await insist(lambda: link.sync(request))
    assert answer.results[0].status == "applied"
    waited = time.perf_counter() - begun
    head = (await insist(link.manifest)).head
    while version < head:
        page = await insist(partial(link.catalogue_changes, version))
        version = page.rows[-1].seq
    await link.close()
    return waited


async def insist(act: Callable[[], Awaitable]) -> object:
    """Do something again until the hub has time for it, as long after as it asks."""
    while True:
        try:
            return await act()
        except Offline as error:
            await asyncio.sleep(max(error.retry_after, RETRY_SECONDS) * random.uniform(0.5, 1.5))


async def ask(bare: Server, sizes: Sequence[int]) -> float:
    """Ask the bare server for one tablet's share of the answers; return the wait for the first two."""
    begun = time.perf_counter()
    waited = 0.0
    async with httpx.AsyncClient(base_url=bare.url, transport=Wire([])) as client:
        for number, size in enumerate(share(sizes)):
            await client.post("/", content=b"{}", headers={ANSWER_BYTES: str(size)})
            if number == 1:
                waited = time.perf_counter() - begun
    return waited


def share(sizes: Sequence[int]) -> list[int]:
    """Return the sizes of one tablet's answers: as many as each had, all of the mean size."""
    return [sum(sizes) // len(sizes)] * (len(sizes) // TABLETS)
