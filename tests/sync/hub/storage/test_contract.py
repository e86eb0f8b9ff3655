"""What every storage adapter must hold; each test runs on each adapter."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import TypeVar

import pytest

from sync.hub.storage.port import Decision, Head, Key, Loaded, OpResult, Storage, Stored, Write
from sync.hub.storage.sqlite import SqliteStorage
from sync.protocol.checksums import MODULUS, digest

NOTE = Key("note", "n")

T = TypeVar("T")
Open = Callable[[], Storage]


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
        heads = await storage.heads(["list:a", "list:b"])
        assert (heads["list:a"].seq, heads["list:b"]) == (1, Head())

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


async def checksum_of_all(storage: Storage, scope: str) -> int:
    """What the checksum has to be, from the documents themselves."""
    living = [one for one in await storage.changes(scope, 0, 10_000) if one.body is not None]
    return sum(digest(*one) for one in living) % MODULUS


def test_rule_11_the_checksum_at_the_head_is_that_of_the_living_documents(open_storage: Open) -> None:
    async def work(storage: Storage) -> None:
        twice = [Write("note", "n", b"1"), Write("note", "n", b"2"), Write("note", "m", b"3")]
        gone = [Write("note", "n", None), Write("note", "never-was", None)]
        seen = set()
        for writes in (twice, [Write("note", "m", b"4")], gone, [Write("note", "n", b"5")]):
            await storage.commit("list:a", [Key("note", "m")], [], lambda _, w=writes: Decision(w))
            head = (await storage.heads(["list:a"]))["list:a"]
            assert head.checksum == await checksum_of_all(storage, "list:a")
            seen.add(head.checksum)
        assert len(seen) == 4
        # Commits that share a flush, of several writers, count as well.
        await asyncio.gather(*(storage.commit("list:a", [], [], put(f"n{i % 3}")) for i in range(9)))
        head = (await storage.heads(["list:a"]))["list:a"]
        assert head.checksum == await checksum_of_all(storage, "list:a")
        assert (await storage.heads(["list:b"]))["list:b"].checksum == 0

    run(open_storage, work)


def test_forgotten_tombstones_raise_the_floor_and_nothing_else(open_storage: Open) -> None:
    async def work(storage: Storage) -> None:
        for name, body in (("a", b"{}"), ("b", b"{}"), ("a", None), ("b", None), ("c", b"{}")):
            await storage.commit("list:a", [], [], put(name, body))
        before = (await storage.heads(["list:a"]))["list:a"]
        assert await storage.prune("list:a", 4) == 1
        assert (await storage.heads(["list:a"]))["list:a"] == before._replace(floor=3)
        assert [(c.id, c.body) for c in await storage.changes("list:a", 0, 9)] == [("b", None), ("c", b"{}")]
        assert await storage.prune("list:a", 4) == 0
        assert await storage.prune("list:never", 4) == 0
        assert await storage.commit("list:a", [], [], put("a")) == 6
        assert (await storage.heads(["list:a"]))["list:a"].floor == 3
        refused = Decision([], [OpResult("op", "f", b"r")])
        assert await storage.commit("list:b", [], [], lambda _: refused) == 0
        assert await storage.prune("list:b", 4) == 0

    run(open_storage, work)


def test_scopes_and_results_are_told_in_pages(open_storage: Open) -> None:
    async def work(storage: Storage) -> None:
        for scope in ("list:ä", "list:Z", "list:a", "catalogue"):
            results = [OpResult(op, "f", b"r") for op in ("2", "1")]
            await storage.commit(scope, [], [], lambda _, r=results: Decision([Write(*NOTE, b"{}")], r))
        assert await storage.scopes("", 3) == ["catalogue", "list:Z", "list:a"]
        assert await storage.scopes("list:a", 3) == ["list:ä"]
        # Also one where everything was refused.
        refused = Decision([], [OpResult("op", "f", b"r")])
        assert await storage.commit("stock:roma", [], [], lambda _: refused) == 0
        assert await storage.scopes("list:ä", 3) == ["stock:roma"]
        assert await storage.results("list:a", "", 1) == [OpResult("1", "f", b"r")]
        assert await storage.results("list:a", "1", 9) == [OpResult("2", "f", b"r")]

    run(open_storage, work)


async def each(items: Iterable[T]) -> AsyncIterator[T]:
    for item in items:
        yield item


def test_an_adopted_scope_is_the_same_in_everything(open_storage: Open) -> None:
    documents = [Stored("note", "a", 7, b"x"), Stored("note", "b", 9, None)]
    results = [OpResult("1", "f", b"r")]
    head = Head(9, digest(*documents[0]), 5)

    async def work(storage: Storage) -> None:
        await storage.commit("list:a", [], ["0"], lambda _: Decision([Write(*NOTE, b"old")]))
        for _ in range(2):
            await storage.adopt("list:a", head, each(documents), each(results))
            assert (await storage.heads(["list:a"]))["list:a"] == head
            assert await storage.changes("list:a", 0, 9) == documents
            assert await storage.results("list:a", "", 9) == results
        assert await storage.commit("list:a", [], [], put("a", None)) == 10
        assert (await storage.heads(["list:a"]))["list:a"] == Head(10, 0, 5)
        await storage.adopt("list:a", Head(), each([]), each([]))
        assert await storage.scopes("", 9) == []

    run(open_storage, work)


def test_what_cannot_be_adopted_to_the_end_changes_nothing(open_storage: Open) -> None:
    async def torn() -> AsyncIterator[Stored]:
        yield Stored("note", "n", 5, b"new")
        raise RuntimeError("torn")

    async def work(storage: Storage) -> None:
        await storage.commit("list:a", [], [], put("n", b"old"))
        with pytest.raises(RuntimeError, match="torn"):
            await storage.adopt("list:a", Head(5, 1, 0), torn(), each([]))
        assert await storage.changes("list:a", 0, 9) == [Stored("note", "n", 1, b"old")]
        assert await storage.commit("list:a", [], [], put("n")) == 2

    run(open_storage, work)


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


def test_what_has_a_name_that_no_database_holds_is_not_there(open_storage: Open) -> None:
    async def work(storage: Storage) -> None:
        assert await storage.load("list:\0", NOTE) is None
        assert await storage.load("list:a", Key("note", "a\0b")) is None

    run(open_storage, work)
