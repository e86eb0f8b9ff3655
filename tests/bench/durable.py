"""From the tap to the disk: one act on the list against one bare insert that waits for the disk."""

import base64
import sqlite3
import statistics
import time
from functools import partial
from pathlib import Path

from nacl.public import PrivateKey
from nacl.signing import SigningKey
from rows import Row, ratio_row

from kiosk.core.lists import ListKeeper
from kiosk.core.session import ShopperSession
from sync.client.identity import Identity, encode_key
from sync.client.replica import Replica

SAMPLES = 300


def measure(folder: Path) -> list[Row]:
    """Taps and inserts in turn, so that both see the same disk."""
    replica = Replica(folder / "tapped", identity())
    keeper = ListKeeper(replica, ShopperSession(replica))
    line = keeper.add("sofa", "sofa-moss", {"colour": "moss"}).document.lines[0].id
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE op (id INTEGER PRIMARY KEY, body BLOB)")
    ours, floor = [], []
    for number in range(SAMPLES):
        delta = 1 if number % 2 else -1
        ours.append(timed(partial(keeper.adjust, line, delta)))
        floor.append(timed(lambda: bare.execute("INSERT INTO op (body) VALUES (?)", (b"x" * 400,))))
    bare.close()
    replica.close()
    how = (
        f"median of {SAMPLES} in ms; ListKeeper.adjust against one sqlite3 insert, WAL, synchronous=FULL. "
        "Besides the same wait for the disk: 16 more statements (list, visit, view, outbox), JSON both ways, "
        "and sealing the operation to the hub's key, about 0.6 ms in all"
    )
    return [
        ratio_row("tap to durable", statistics.median(ours) * 1e3, statistics.median(floor) * 1e3, 3, how)
    ]


def timed(act) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def identity() -> Identity:
    """A tablet that was never enrolled anywhere; enough for what happens on it alone."""
    hub_key = bytes(PrivateKey.generate().public_key)
    return Identity(
        device="bench",
        incarnation="1",
        store="milano",
        name="Kiosk 1",
        hub="http://127.0.0.1:9",
        public_url="http://127.0.0.1:9",
        hub_key=base64.b64encode(hub_key).decode(),
        private_key=encode_key(bytes(SigningKey.generate())),
    )
