"""What one `POST /v1/sync` costs the hub's processor, against a bare ASGI application on the same server."""

import asyncio
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec
from asgi_server import ANSWER_BYTES
from guests import Visit, visits
from line import Line
from processes import cpu, serving
from rows import Row, ratio_row, told_row
from speakers import Speaker, speaker

from sync.protocol.envelope import SyncRequest

KINDS = ("bare", "protocol", "auth", "whole")
ROUNDS = 7
REQUESTS = 100
"""In a row to one server, before the next one's turn."""

SHOP = {"catalogue": 0, "stock:milano": 0, "stock:torino": 0}
AT_MOST = 2.0

IDLE = "A sixth is reading the body in time, a fifth looking up what is new, the rest routes and headers"
BUSY = (
    "Beside the request itself: a quarter is the rule (the whole list, with up to a hundred changes of its"
    " history, is read, changed and written), a fifth reading it for the answer, a tenth the tasks of that"
)
"""Where the time goes, as cProfile saw it."""


class Server(NamedTuple):
    pid: int
    url: str


def measure(folder: Path) -> list[Row]:
    """Ask four servers the same in turn: a hub, the hub with parts of it taken out, and a bare one."""
    with serving(folder / "hub") as hub:
        tablet = asyncio.run(speaker(hub))
    with ExitStack() as stack:
        servers = []
        for kind in KINDS:
            shutil.copytree(folder / "hub", folder / kind)
            servers.append(stack.enter_context(server(kind, folder / kind)))
        idle = asyncio.run(ask(servers, tablet, [request(tablet)] * REQUESTS * (ROUNDS + 1)))
        busy = asyncio.run(ask(servers, tablet, bodies(tablet)))
    return rows("idle", idle, IDLE) + rows("one op", busy, BUSY)


def rows(name: str, microseconds: Sequence[float], why: str) -> list[Row]:
    bare, protocol, auth, whole = microseconds
    how = (
        f"µs of computing for one POST /v1/sync ({name}), all threads, median of {ROUNDS} times {REQUESTS};"
        " floor: a bare ASGI application that reads and answers as many bytes, on the same uvicorn"
    )
    return [
        ratio_row(f"sync cpu, {name}", protocol, bare, AT_MOST, f"{how}. Without auth and storage. {why}"),
        told_row(f"... auth, {name}", auth - protocol, bare, f"{how}. What checking the token adds"),
        told_row(f"... storage, {name}", whole - auth, bare, f"{how}. What SQLite adds, and its threads"),
        told_row(f"... whole, {name}", whole, bare, f"{how}. With everything"),
    ]


def bodies(tablet: Speaker) -> list[bytes]:
    """Return requests that bring one operation each and fetch the list it changed."""
    count = REQUESTS * (ROUNDS + 1)
    day = visits(tablet.identity, count // 100, 100)
    return [request(tablet, visit, number) for visit in day for number in range(len(visit.ops))]


def request(tablet: Speaker, visit: Visit | None = None, number: int = 0) -> bytes:
    """Return one exchange: idle without a visit, else with that visit's operation of this number."""
    whole = SyncRequest(tablet.identity.device, tablet.identity.incarnation, cursors=SHOP)
    if visit is not None:
        op = msgspec.structs.replace(visit.ops[number], device="", incarnation="")
        cursors = {**SHOP, op.scope: number}
        whole = msgspec.structs.replace(whole, ops=[op], proofs=[visit.session.secret], cursors=cursors)
    return msgspec.json.encode(whole)


async def ask(servers: Sequence[Server], tablet: Speaker, sent: Sequence[bytes]) -> list[float]:
    """Return the microseconds of computing a request, the median of the rounds, of each server."""
    lines = [await Line.open(server.url) for server in servers]
    costs: list[list[float]] = [[] for _ in servers]
    # The bare server is asked last in the first round: how much it shall answer is known then.
    answered: dict[bytes, int] = {}
    for first in range(0, len(sent), REQUESTS):
        for place in reversed(range(len(servers))):
            begun = cpu(servers[place].pid)
            for body in sent[first : first + REQUESTS]:
                headers = {**tablet.headers, ANSWER_BYTES: str(answered.get(body, 2))}
                answer = await lines[place].ask("POST", "/v1/sync", headers, body)
                answered[body] = len(answer.checked().body)
            costs[place].append((cpu(servers[place].pid) - begun) / REQUESTS * 1e6)
    for line in lines:
        await line.close()
    return [statistics.median(cost[1:]) for cost in costs]


@contextmanager
def server(kind: str, folder: Path) -> Iterator[Server]:
    """Serve in a process of its own."""
    command = [sys.executable, Path(__file__).parent / "asgi_server.py", kind, folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Server(process.pid, f"http://127.0.0.1:{process.stdout.readline().strip()}")
        finally:
            process.terminate()
