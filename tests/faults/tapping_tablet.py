"""A tablet without a screen: taps, says what was acknowledged, and waits to be killed at any moment.

`tapping_tablet.py DATA SEED`. It writes a line of JSON for each acknowledged tap and each link; on the line
`rest` it stops tapping, waits until the hub has everything, and says how far it has read which scope, with
the checksum; on `tap` it goes on; at the end of its input it stops in good order.
"""

import json
import queue
import random
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from sync.client import identity
from sync.client.engine import Engine
from sync.client.errors import ReplicaError
from sync.client.replica import Committed, Replica
from sync.client.store import documents
from sync.protocol.errors import Rejected

LONGEST_LIST = 120
"""Changes after which the next shopper comes: a list keeps 200 of them."""

VARIANTS = ("sofa-moss", "sofa-sand", "lamp-red", "rug-large")
PATIENCE = 60.0


def say(**line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


class TellingReplica(Replica):
    """Says what it acknowledged, once it has."""

    def commit_all(self, visit: str, acts: Sequence[tuple[str, msgspec.Struct]]) -> list[Committed]:
        committed = super().commit_all(visit, acts)
        for one, (scope, verb) in zip(committed, acts, strict=True):
            # What is put aside stands on the list by its code, all else by its operation.
            mark = getattr(verb, "claim", one.op)
            say(op=one.op, scope=scope, verb=type(verb).__name__, mark=mark)
        return committed


class Shopper:
    """Taps at random."""

    def __init__(self, keeper: ListKeeper, chance: random.Random) -> None:
        self._keeper = keeper
        self._chance = chance

    def tap(self) -> None:
        document = self._keeper.current()
        if document and len(document.history) > LONGEST_LIST:
            self._keeper.session.end("finish")
        deeds = [self._add, self._add, self._adjust, self._note, self._keeper.undo, self._share, self._finish]
        try:
            self._chance.choices(deeds, [4, 4, 4, 2, 2, 0.5, 0.2])[0]()
        except Rejected:
            return  # the list's rule said no, and nothing was written

    def _add(self) -> None:
        self._keeper.add("p", self._chance.choice(VARIANTS), {}, self._chance.randint(1, 3))

    def _adjust(self) -> None:
        document = self._keeper.current()
        if document and document.lines:
            self._keeper.adjust(self._chance.choice(document.lines).id, self._chance.choice([-2, -1, 1, 2]))

    def _note(self) -> None:
        document = self._keeper.current()
        if document and document.lines:
            self._keeper.set_note(document.lines[0], f"note {self._chance.randint(1, 99)}")

    def _share(self) -> None:
        say(link=self._keeper.share())

    def _finish(self) -> None:
        self._keeper.session.end("finish")


def rest(replica: Replica) -> None:
    """Wait until nothing waits any more, and say how things stand."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.02)):
        if not replica.pending_count():
            break
        pause.wait(0.02)
    with replica._database.write() as connection:
        read = documents.watched(connection).values()
    say(
        rest={one.scope: [one.cursor, one.checksum] for one in read},
        pending=replica.pending_count(),
        rejected=[one.op for one in replica.rejections()],
    )


def listen(orders: "queue.SimpleQueue[str]") -> None:
    for line in sys.stdin:
        orders.put(line.strip())
    orders.put("")


def main() -> None:
    data, chance = Path(sys.argv[1]), random.Random(sys.argv[2])
    known = identity.load(data)
    assert known is not None
    replica = TellingReplica(data, known)
    session = ShopperSession(replica)
    session.recover()
    engine = Engine(data, replica)
    engine.start()
    orders: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(orders,), daemon=True).start()
    shopper, tapping = Shopper(ListKeeper(replica, session), chance), True
    while True:
        try:
            order = orders.get(timeout=chance.expovariate(60) if tapping else None)
        except queue.Empty:
            try:
                shopper.tap()
            except ReplicaError as error:
                say(trouble=str(error))
            continue
        if not order:
            break
        tapping = order == "tap"
        if order == "rest":
            rest(replica)
    engine.stop()
    replica.close()


main()
