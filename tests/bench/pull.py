"""Pages of changes into the replica, against a raw insert of the same documents."""

import statistics
from pathlib import Path

import msgspec
from bare import BareStore
from durable import identity
from rows import Row, speed_row
from turns import turns
from where import explained

from sync.client.replica import Replica
from sync.protocol import scopes
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.stock import StockLevel

PAGES = 20
PAGE = 1_000
"""As many as the hub puts into one answer."""

ROUNDS = 7
SCOPE = scopes.stock("milano")


def measure(folder: Path) -> list[Row]:
    """Read the same pages into a fresh replica and into a fresh bare store, in turn."""
    answers = [answer(number) for number in range(PAGES)]
    documents = [rows(body) for body in answers]
    numbers = iter(range(10_000))

    def ours() -> None:
        replica = Replica(folder / f"replica-{next(numbers)}", identity())
        replica.watch(SCOPE)
        for body in answers:
            replica.receive(msgspec.json.decode(body, type=SyncAnswer))
        replica.close()

    def floor() -> None:
        store = BareStore(folder / f"bare-{next(numbers)}.db")
        for page in documents:
            store.insert(page)
        store.close()

    times = turns(ours, floor, ROUNDS)
    per_second = [PAGES * PAGE / statistics.median(each) for each in times]
    how = (
        f"documents a second, median of {ROUNDS}: {PAGES} answers of {PAGE} stock levels, from JSON into the"
        " replica; floor: the same rows into one table of sqlite3. Both: WAL, synchronous=FULL, one"
        " transaction a page"
    )
    return [explained(speed_row("pull", *per_second, 0.5, how), ours)]


def answer(page: int) -> bytes:
    """Return one page of stock levels as the hub sends it."""
    first = page * PAGE + 1
    changes = [
        Change(SCOPE, "stock", f"variant-{seq:06}", seq, msgspec.Raw(msgspec.json.encode(level(seq))))
        for seq in range(first, first + PAGE)
    ]
    head = {SCOPE: PAGES * PAGE}
    more = page < PAGES - 1
    reading = head if more else {}
    whole = SyncAnswer("1", "2026-01-01T00:00:00Z", changes=changes, heads=head, more=more, reading=reading)
    return msgspec.json.encode(whole)


def level(number: int) -> StockLevel:
    return StockLevel(f"variant-{number:06}", number % 40, "2026-01-01T00:00:00Z", f"aisle {number % 30}")


def rows(body: bytes) -> list[tuple[str, str, str, int, bytes]]:
    """Return what a page holds, ready to be inserted."""
    changes = msgspec.json.decode(body, type=SyncAnswer).changes
    return [(one.scope, one.kind, one.id, one.seq, bytes(one.body)) for one in changes]
