"""What every storage adapter must hold; each test runs on each adapter."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.hub.storage.port import Decision, Key, Loaded, OpResult, Storage, Write
from sync.hub.storage.sqlite import SqliteStorage

NOTE = Key("note", "n")

Open = Callable[[], Storage]


@pytest.fixture(params=["sqlite"])
def open_storage(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Return a function that opens the same store again and again, as several processes would."""
    assert request.param == "sqlite"
    return lambda: SqliteStorage(tmp_path / "hub.db")


def put(identifier: str, body: bytes | None = b"{}") -> Callable[[Loaded], Decision]:
    return lambda _: Decision([Write("note", identifier, body)])


def run(open_storage: Open, work: Callable[[Storage], object]) -> None:
    async def main() -> None:
        storage = open_storage()
        try:
            await work(storage)  # type: ignore[misc]
        finally:
            await storage.close()

    asyncio.run(main())


def test_what_is_committed_is_read(open_storage: Open) -> None:
    async def work(storage: Storage) -> None:
        assert await storage.load("list:a", NOTE) is None
        assert await storage.commit("list:a", [], [], put("n", b"one")) == 1
        stored = await storage.load("list:a", NOTE)
        assert stored is not None
        assert (stored.seq, stored.body) == (1, b"one")
        assert await storage.heads(["list:a", "list:b"]) == {"list:a": 1, "list:b": 0}

    run(open_storage, work)


def test_a_scope_counts_without_gaps_and_apart_from_others(open_storage: Open) -> None:
    async def work(storage: Storage) -> None:
        heads = await asyncio.gather(
            *(storage.commit(f"list:{i % 2}", [], [], put(f"n{i}")) for i in range(20))
        )
        assert sorted(heads) == sorted([*range(1, 11), *range(1, 11)])
        changes = await storage.changes("list:0", 0, 100)
        assert [change.seq for change in changes] == list(range(1, 11))
        assert [change.seq for change in await storage.changes("list:0", 3, 4)] == [4, 5, 6, 7]

    run(open_storage, work)


def test_several_writes_of_one_commit_take_the_next_numbers(open_storage: Open) -> None:
    async def work(storage: Storage) -> None:
        decision = Decision([Write("note", name, b"{}") for name in "abc"])
        assert await storage.commit("list:a", [], [], lambda _: decision) == 3
        assert await storage.commit("list:a", [], [], lambda _: Decision()) == 3
        assert [c.id for c in await storage.changes("list:a", 0, 9)] == ["a", "b", "c"]

    run(open_storage, work)


def test_a_deleted_document_leaves_a_tombstone(open_storage: Open) -> None:
    async def work(storage: Storage) -> None:
        await storage.commit("list:a", [], [], put("n"))
        await storage.commit("list:a", [], [], put("n", None))
        assert await storage.load("list:a", NOTE) is None
        assert [(c.seq, c.body) for c in await storage.changes("list:a", 0, 9)] == [(2, None)]

    run(open_storage, work)


def test_decide_sees_documents_results_and_head(open_storage: Open) -> None:
    seen: list[Loaded] = []

    def decide(loaded: Loaded) -> Decision:
        seen.append(loaded)
        return Decision([Write("note", "n", b"x")], [OpResult(f"op{len(seen)}", "f", b"r")])

    async def work(storage: Storage) -> None:
        await storage.commit("list:a", [NOTE], ["op1"], decide)
        await storage.commit("list:a", [NOTE], ["op1", "op2"], decide)
        assert (seen[0].head, seen[0].documents, seen[0].results) == (0, {}, {})
        assert seen[1].head == 1
        assert seen[1].documents[NOTE].body == b"x"
        assert seen[1].results == {"op1": OpResult("op1", "f", b"r")}

    run(open_storage, work)


def test_a_failing_decide_hurts_nobody_else(open_storage: Open) -> None:
    def fail(_: Loaded) -> Decision:
        raise ValueError("no")

    def clash(_: Loaded) -> Decision:
        return Decision([Write("note", "lost", b"{}")], [OpResult("op", "f", b"r")] * 2)

    async def work(storage: Storage) -> None:
        outcomes = await asyncio.gather(
            storage.commit("list:a", [], [], put("n1")),
            storage.commit("list:a", [], [], fail),
            storage.commit("list:a", [], [], clash),
            storage.commit("list:a", [], [], put("n2")),
            return_exceptions=True,
        )
        assert outcomes[0] == 1
        assert isinstance(outcomes[1], ValueError)
        assert isinstance(outcomes[2], Exception)
        assert outcomes[3] == 2
        assert [c.id for c in await storage.changes("list:a", 0, 9)] == ["n1", "n2"]

    run(open_storage, work)


def test_eight_writers_and_a_reader_lose_nothing(open_storage: Open) -> None:
    writers, each = 8, 40

    async def write(storage: Storage, number: int) -> None:
        for i in range(each):
            await storage.commit("list:hot", [], [], put(f"{number}-{i}"))

    async def read(storage: Storage, seen: list[str]) -> None:
        """Follow as a tablet does: the cursor moves to the last number that came."""
        cursor = 0
        while cursor < writers * each:
            for change in await storage.changes("list:hot", cursor, 50):
                assert change.seq == cursor + 1
                cursor = change.seq
                seen.append(change.id)

    async def main() -> None:
        # Two stores on one file, as two processes would have them.
        stores = [open_storage(), open_storage()]
        seen: list[str] = []
        await asyncio.gather(
            read(stores[0], seen), *(write(stores[number % 2], number) for number in range(writers))
        )
        assert len(set(seen)) == writers * each
        for storage in stores:
            await storage.close()

    asyncio.run(main())


def test_version_tells_of_commits_of_others(open_storage: Open) -> None:
    async def main() -> None:
        mine, other = open_storage(), open_storage()
        before = await mine.version()
        assert await mine.version() == before
        await other.commit("list:a", [], [], put("n"))
        assert await mine.version() != before
        await mine.close()
        await other.close()

    asyncio.run(main())


WRITE_FOR_EVER = """
import asyncio, sys
from pathlib import Path
from sync.hub.storage.port import Decision, OpResult, Write
from sync.hub.storage.sqlite import SqliteStorage

async def main():
    storage = SqliteStorage(Path(sys.argv[1]))
    number = 0
    while True:
        number += 1
        decision = Decision([Write("note", f"n{number}", b"{}")], [OpResult(f"op{number}", "f", b"r")])
        await storage.commit("list:a", [], [], lambda _: decision)
        print(number, flush=True)

asyncio.run(main())
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a POSIX test")
def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITE_FOR_EVER), str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    for line in child.stdout:
        if int(line) == 25:
            child.send_signal(signal.SIGKILL)
            break
    acknowledged = max([25, *(int(line) for line in child.stdout.read().split())])
    child.stdout.close()
    child.wait()

    async def main() -> None:
        storage = SqliteStorage(path)
        changes = await storage.changes("list:a", 0, 10_000)
        assert [change.seq for change in changes] == list(range(1, len(changes) + 1))
        assert len(changes) >= acknowledged
        seen: dict[str, OpResult] = {}

        def look(loaded: Loaded) -> Decision:
            seen.update(loaded.results)
            return Decision()

        await storage.commit("list:a", [], [f"op{change.seq}" for change in changes], look)
        assert len(seen) == len(changes)
        await storage.close()

    asyncio.run(main())
