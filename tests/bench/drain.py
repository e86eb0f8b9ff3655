"""After a day off: an outbox of ten thousand sealed operations, until the hub has decided them all."""

import asyncio
import statistics
from collections.abc import Sequence
from pathlib import Path

from bare import BareStore
from guests import Visit, visits
from nacl.public import PrivateKey, SealedBox
from processes import serving
from rows import Row, ratio_row
from speakers import speaker
from turns import turns

from sync.client.exchange import BATCH, Exchange
from sync.client.identity import Identity
from sync.client.replica import Replica
from sync.client.store import outbox
from sync.client.transport.line import Transport
from sync.protocol.envelope import seal

VISITS = 200
EACH = 50
OPS = VISITS * EACH
ROUNDS = 3
AT_MOST = 5


def measure(folder: Path) -> list[Row]:
    """Drain an outbox into a hub; open and insert as many boxes bare; in turn."""
    numbers = iter(range(1_000))
    with serving(folder / "hub") as hub:
        identity = asyncio.run(speaker(hub)).identity
        full = [filled(folder / f"tablet-{number}", identity) for number in range(ROUNDS + 1)]
        key = PrivateKey.generate()
        boxes = sealed(list(visits(identity, VISITS, EACH)), key)

        def floor() -> None:
            opener, store = SealedBox(key), BareStore(folder / f"bare-{next(numbers)}.db")
            for first in range(0, OPS, BATCH):
                opened = (opener.decrypt(box) for box in boxes[first : first + BATCH])
                page = [
                    ("list", "op", str(number), number, body) for number, body in enumerate(opened, first)
                ]
                store.insert(page)
            store.close()

        times = turns(lambda: asyncio.run(drain(full.pop())), floor, ROUNDS)
    medians = [statistics.median(each) * 1000 for each in times]
    how = (
        f"ms, median of {ROUNDS}: {OPS} operations of {VISITS} visits that are over, sealed in a tablet's"
        f" outbox, {BATCH} in a request, until none waits; floor: as many boxes opened and inserted"
        " into one table of sqlite3, as many in a transaction"
    )
    return [ratio_row("drain", *medians, AT_MOST, how)]


def filled(data: Path, identity: Identity) -> Replica:
    """Return the store of a tablet whose day was long and whose line was down."""
    replica = Replica(data, identity)
    with replica._database.write() as connection:
        for visit in visits(identity, VISITS, EACH):
            for op in visit.ops:
                box = seal(op, visit.session.secret, identity.sealing_key)
                outbox.put(connection, visit.session.id, op, box, plain=False)
    return replica


def sealed(day: Sequence[Visit], key: PrivateKey) -> list[bytes]:
    """Return the operations of a day, each in a box of its own."""
    box = SealedBox(key.public_key)
    return [box.encrypt(repr(op).encode()) for visit in day for op in visit.ops]


async def drain(replica: Replica) -> None:
    """Exchange until nothing waits any more."""
    link, exchange = Transport(replica.identity), Exchange(replica)
    while replica.pending_count():
        await exchange.trip(link)
    await link.close()
    replica.close()
