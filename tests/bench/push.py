"""Ten thousand operations, durable at the hub: from the tablet's first request to the last result."""

import asyncio
import statistics
from pathlib import Path

import msgspec
import zstandard
from bare import BareStore, DocumentRow
from guests import Visit, visits
from line import Line
from processes import serving
from rows import Row, speed_row
from speakers import Speaker, speaker
from turns import turns

from sync.protocol.envelope import SyncAnswer, SyncRequest

VISITS = 200
EACH = 50
OPS = VISITS * EACH
TOGETHER = 2
"""Visits in one request: 100 operations, as many as a tablet sends at once."""

ROUNDS = 5


def measure(folder: Path) -> list[Row]:
    """Push to a hub process and insert into a bare store, in turn."""
    numbers = iter(range(1_000))
    with serving(folder / "hub") as hub, asyncio.Runner() as runner:
        tablet = runner.run(speaker(hub))
        line = runner.run(Line.open(hub.url))
        days = iter([list(visits(tablet.identity, VISITS, EACH)) for _ in range(ROUNDS + 1)])
        pushed = [requests(tablet, day) for day in days]
        inserted = [[rows(body) for body in bodies] for bodies in pushed]

        def floor() -> None:
            store = BareStore(folder / f"bare-{next(numbers)}.db")
            for page in inserted.pop():
                store.insert(page)
            store.close()

        times = turns(lambda: runner.run(push(tablet, line, pushed.pop())), floor, ROUNDS)
        runner.run(line.close())
    per_second = [OPS / statistics.median(each) for each in times]
    how = (
        f"operations a second, median of {ROUNDS}: {OPS} of {VISITS} visits, in requests of {TOGETHER * EACH}"
        " one after another, until the last result is here; floor: the same operations as rows into one table"
        " of sqlite3. Both: WAL, synchronous=FULL, one transaction a request. The hub flushes twice a"
        " request (new visits, then the lists); of its computing half is the lists' rule, a fifth admitting,"
        " then come HTTP and the reading of the answer"
    )
    return [speed_row("push", *per_second, 0.3, how)]


def requests(tablet: Speaker, day: list[Visit]) -> list[bytes]:
    """Return the bodies of the day's requests, packed as a tablet does."""
    groups = [day[first : first + TOGETHER] for first in range(0, len(day), TOGETHER)]
    return [zstandard.compress(msgspec.json.encode(_request(tablet, group))) for group in groups]


def _request(tablet: Speaker, group: list[Visit]) -> SyncRequest:
    ops = [msgspec.structs.replace(op, device="", incarnation="") for visit in group for op in visit.ops]
    return SyncRequest(
        device=tablet.identity.device,
        incarnation=tablet.identity.incarnation,
        ops=ops,
        proofs=[visit.session.secret for visit in group],
        cursors={visit.ops[0].scope: 0 for visit in group},
    )


async def push(tablet: Speaker, line: Line, bodies: list[bytes]) -> None:
    """Send every request and see that every operation was applied."""
    applied = 0
    for body in bodies:
        headers = {**tablet.headers, "content-encoding": "zstd"}
        answer = (await line.ask("POST", "/v1/sync", headers, body)).checked()
        results = msgspec.json.decode(answer.body, type=SyncAnswer).results
        applied += sum(result.status == "applied" for result in results)
    assert applied == OPS, f"{applied} of {OPS} were applied"


def rows(body: bytes) -> list[DocumentRow]:
    """Return the operations of a request, ready to be inserted."""
    request = msgspec.json.decode(zstandard.decompress(body), type=SyncRequest)
    return [(op.scope, "op", op.id, op.order, msgspec.json.encode(op)) for op in request.ops]
