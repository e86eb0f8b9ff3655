"""What holds for the PostgreSQL adapter alone: several processes, a server that goes away, a hot scope."""

import asyncio
import contextlib
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import pytest

from sync.hub.bus import Bus, follow
from sync.hub.storage import hints, postgres_collisions, postgres_schema, statements
from sync.hub.storage.connections import Connections
from sync.hub.storage.port import Decision, Key, Loaded, OpResult, StorageError, Write
from sync.hub.storage.postgres import PostgresStorage

PATIENCE = 20.0
"""Seconds to wait for what takes some milliseconds."""

NOTE = Key("note", "n")
RESULT = b"applied"


@pytest.fixture
def url(postgres: Any) -> str:
    return postgres.new_database()


def run(url: str, work: Callable[..., Awaitable[None]], stores: int = 1) -> None:
    async def main() -> None:
        opened = [PostgresStorage(url) for _ in range(stores)]
        try:
            await work(*opened)
        finally:
            for storage in opened:
                await storage.close()

    asyncio.run(main())


def put(body: bytes) -> Callable[[Loaded], Decision]:
    return lambda _: Decision([Write(*NOTE, body)])


def once(op: str) -> Callable[[Loaded], Decision]:
    """A decision as the hub makes it: an operation that has its result changes nothing any more."""

    def decide(loaded: Loaded) -> Decision:
        if op in loaded.results:
            return Decision()
        return Decision([Write("note", op, b"{}")], [OpResult(op, "f", RESULT)])

    return decide


def count(statement: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each time a statement is sent."""
    sent: list[str] = []
    fetch = asyncpg.Connection.fetch

    async def noting(self: Any, query: str, *args: Any, **options: Any) -> Any:
        if query == statement:
            sent.append(query)
        return await fetch(self, query, *args, **options)

    monkeypatch.setattr(asyncpg.Connection, "fetch", noting)
    return sent


def test_commits_of_a_hot_scope_share_transactions(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = count(statements.WRITE, monkeypatch)

    async def work(storage: PostgresStorage) -> None:
        heads = await asyncio.gather(
            *(storage.commit("list:hot", [], [str(i)], once(str(i))) for i in range(100))
        )
        assert sorted(heads) == list(range(1, 101))
        assert len(sent) < 10
        assert len(await storage.results("list:hot", "", 1_000)) == 100

    run(url, work)


def test_in_a_shared_transaction_each_sees_what_the_ones_before_decided(url: str) -> None:
    async def work(storage: PostgresStorage) -> None:
        seen: list[bytes | None] = []

        def append(loaded: Loaded) -> Decision:
            before = loaded.documents.get(NOTE)
            seen.append(before.body if before else None)
            return Decision([Write(*NOTE, (before.body or b"") + b"x" if before else b"x")])

        await asyncio.gather(*(storage.commit("list:a", [NOTE], [], append) for _ in range(5)))
        assert seen == [None, b"x", b"xx", b"xxx", b"xxxx"]
        assert await storage.changes("list:a", 0, 9) == [("note", "n", 5, b"xxxxx")]

    run(url, work)


def append(loaded: Loaded) -> Decision:
    before = loaded.documents.get(NOTE)
    return Decision([Write(*NOTE, ((before.body if before else None) or b"") + b"x")])


def test_what_a_hub_wrote_last_it_does_not_ask_for_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count(statements.LOAD, monkeypatch)

    async def work(storage: PostgresStorage) -> None:
        for _ in range(5):
            await storage.commit("list:a", [NOTE], [], append)
        assert len(asked) == 1
        # What is not known of it is asked for, and an operation is never decided on a guess alone.
        await storage.commit("list:a", [Key("note", "m")], [], put(b"new"))
        await storage.commit("list:a", [NOTE], ["op"], append)
        assert len(asked) == 3
        assert await storage.load("list:a", NOTE) == ("note", "n", 7, b"newx")

    run(url, work)


def test_what_another_hub_wrote_meanwhile_is_seen(url: str) -> None:
    async def work(first: PostgresStorage, second: PostgresStorage) -> None:
        for storage in (first, second, first, second, second, first):
            await storage.commit("list:a", [NOTE], [], append)
        assert await first.load("list:a", NOTE) == ("note", "n", 6, b"xxxxxx")
        # Decided elsewhere, and not remembered here: the first result stays.
        await first.commit("list:a", [], ["op"], once("op"))
        assert await second.commit("list:a", [], ["op"], once("op")) == 7

    run(url, work, stores=2)


def test_after_the_server_was_away_nothing_is_remembered(
    postgres: Any, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = count(statements.LOAD, monkeypatch)

    async def work(storage: PostgresStorage) -> None:
        await storage.commit("list:a", [NOTE], [], append)
        await asyncio.to_thread(postgres.stop, "fast")
        await asyncio.to_thread(postgres.start)
        with contextlib.suppress(StorageError):  # a line that nobody saw breaking costs one attempt
            await storage.commit("list:a", [NOTE], [], append)
        await storage.commit("list:a", [NOTE], [], append)
        assert len(asked) == 2

    run(url, work)


def test_an_operation_sent_to_two_hubs_at_once_counts_once(url: str) -> None:
    async def work(first: PostgresStorage, second: PostgresStorage) -> None:
        ops = [str(i) for i in range(60)]
        both = [store.commit("list:a", [], [op], once(op)) for op in ops for store in (first, second)]
        await asyncio.gather(*both)
        assert [one.op for one in await first.results("list:a", "", 1_000)] == sorted(ops)
        assert (await second.heads(["list:a"]))["list:a"].seq == len(ops)

    run(url, work, stores=2)


def test_a_result_that_was_there_without_being_asked_for_hurts_its_own_commit_alone(url: str) -> None:
    async def work(storage: PostgresStorage) -> None:
        await storage.commit("list:a", [], [], once("op"))
        good, bad = await asyncio.gather(
            storage.commit("list:a", [], [], put(b"{}")),
            storage.commit("list:a", [], [], once("op")),
            return_exceptions=True,
        )
        assert good == 2
        assert isinstance(bad, asyncpg.UniqueViolationError)
        assert (await storage.heads(["list:a"]))["list:a"].seq == 2

    run(url, work)


@pytest.mark.parametrize("error", [asyncpg.SerializationError, asyncpg.DeadlockDetectedError])
def test_what_the_database_asks_to_repeat_is_repeated(
    url: str, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    fetch = asyncpg.Connection.fetch
    refusals = [error("again"), error("again")]

    async def refusing(self: Any, query: str, *args: Any, **options: Any) -> Any:
        if query == statements.WRITE and refusals:
            raise refusals.pop()
        return await fetch(self, query, *args, **options)

    async def work(storage: PostgresStorage) -> None:
        monkeypatch.setattr(asyncpg.Connection, "fetch", refusing)
        assert await storage.commit("list:a", [], ["op"], once("op")) == 1
        assert refusals == []

    run(url, work)


def test_who_always_collides_is_told_in_the_end(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refusing(*_: Any, **__: Any) -> Any:
        raise asyncpg.DeadlockDetectedError("again")

    monkeypatch.setattr(postgres_collisions, "PAUSE_SECONDS", 0)

    async def work(storage: PostgresStorage) -> None:
        await storage.version()
        monkeypatch.setattr(asyncpg.Connection, "fetch", refusing)
        with pytest.raises(StorageError, match="nothing was written"):
            await storage.commit("list:a", [], [], put(b"{}"))

    run(url, work)


def test_what_no_database_can_hold_costs_no_connection(url: str) -> None:
    """A NUL in a name is the sender's mistake: connections and what is remembered stay."""

    async def work(storage: PostgresStorage) -> None:
        await storage.commit("list:a", [NOTE], [], put(b"{}"))
        connections = storage._connections
        kept = list(connections._idle)
        # Nothing was ever called so.
        assert await storage.load("list:\0", NOTE) is None
        with pytest.raises(StorageError):
            await storage.commit("list:\0", [], [], put(b"{}"))
        assert connections._idle == kept
        assert connections.losses == 0

    run(url, work)


def test_who_gives_up_waiting_takes_nobody_along(url: str) -> None:
    async def work(storage: PostgresStorage) -> None:
        commits = [
            asyncio.create_task(storage.commit("list:a", [], [str(i)], once(str(i)))) for i in range(20)
        ]
        await asyncio.sleep(0)
        commits[3].cancel()
        outcomes = await asyncio.gather(*commits, return_exceptions=True)
        assert isinstance(outcomes[3], asyncio.CancelledError)
        assert sum(isinstance(outcome, int) for outcome in outcomes) == 19

    run(url, work)


def test_processes_that_start_at_once_make_the_tables_once(url: str) -> None:
    async def work(*stores: PostgresStorage) -> None:
        heads = await asyncio.gather(
            *(store.commit("list:a", [], [str(i)], once(str(i))) for i, store in enumerate(stores))
        )
        assert sorted(heads) == list(range(1, 9))

    run(url, work, stores=8)


def test_a_database_of_a_newer_hub_is_refused(url: str) -> None:
    async def later(storage: PostgresStorage) -> None:
        await storage.version()
        connection = await asyncpg.connect(url)
        await connection.execute(postgres_schema.NOTE_STEP, "later")
        await connection.close()

    async def refused(storage: PostgresStorage) -> None:
        with pytest.raises(StorageError, match="newer"):
            await storage.version()

    run(url, later)
    run(url, refused)


@pytest.mark.parametrize("wrong", ["postgresql://nobody@127.0.0.1:1/none", "mysql://elsewhere", "nonsense"])
def test_a_url_that_leads_nowhere_is_the_stores_error(wrong: str) -> None:
    async def work(storage: PostgresStorage) -> None:
        with pytest.raises(StorageError, match="out of reach"):
            await storage.version()
        with pytest.raises(StorageError, match="out of reach"):
            await storage.commit("list:a", [], [], put(b"{}"))

    run(wrong, work)


@pytest.mark.parametrize("sign", ["#", "/", "?", "[", ":"])
def test_a_password_that_breaks_the_url_is_not_told(sign: str) -> None:
    async def work(storage: PostgresStorage) -> None:
        with pytest.raises(StorageError) as told:
            await storage.version()
        assert "open sesame" not in "".join(traceback.format_exception(told.value))

    run(f"postgresql://hub:open sesame{sign}open sesame@127.0.0.1:1/none", work)


def test_a_closed_store_says_so(url: str) -> None:
    async def main() -> None:
        storage = PostgresStorage(url)
        await storage.close()
        await storage.close()
        with pytest.raises(StorageError, match="closed"):
            await storage.heads(["list:a"])

    asyncio.run(main())


def test_other_hubs_are_told_together_and_without_being_asked(url: str) -> None:
    async def work(speaking: PostgresStorage, listening: PostgresStorage) -> None:
        assert await listening.news(0) == {}
        await asyncio.gather(
            *(speaking.commit(f"list:{i}", [], [], put(b"{}")) for i in range(20)),
            *(speaking.commit("list:0", [], [str(i)], once(str(i))) for i in range(20)),
        )
        heard: dict[str, int] = {}
        async with asyncio.timeout(PATIENCE):
            while len(heard) < 20:
                heard |= await listening.news(PATIENCE)
        assert heard == {"list:0": 21, **{f"list:{i}": 1 for i in range(1, 20)}}

    run(url, work, stores=2)


def test_however_much_there_is_to_tell_each_word_fits() -> None:
    news = {f"list:{'ä' * 60}{i}": i for i in range(1_000)}
    payloads = list(hints._payloads(news))
    assert max(len(payload.encode()) for payload in payloads) < 8_000
    told: dict[str, int] = {}
    for payload in payloads:
        told |= adapter_decode(payload)
    assert told == news


def adapter_decode(payload: str) -> dict[str, int]:
    listener = hints.Listener(Connections(""))
    listener._take(None, 0, hints.CHANNEL, payload)
    return listener._heard


def test_a_strangers_word_on_the_channel_is_passed_over(url: str) -> None:
    async def work(storage: PostgresStorage) -> None:
        await storage.news(0)
        connection = await asyncpg.connect(url)
        await connection.execute(statements.NOTIFY, hints.CHANNEL, "no JSON")
        await connection.close()
        await storage.commit("list:a", [], [], put(b"{}"))
        async with asyncio.timeout(PATIENCE):
            assert await storage.news(PATIENCE) == {"list:a": 1}

    run(url, work)


def test_what_nobody_told_is_seen_all_the_same(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Polling is the truth: a hub that died after its commit and before its word hides nothing."""
    monkeypatch.setattr(hints.Speaker, "tell", lambda *_: None)

    async def work(speaking: PostgresStorage, listening: PostgresStorage) -> None:
        bus = Bus(limit=1)
        with bus.subscribe(["list:a"]) as mine:
            following = asyncio.create_task(follow(listening, bus))
            await listening.version()
            await speaking.commit("list:a", [], [], put(b"{}"))
            assert [(hint.scope, hint.seq) for hint in await mine.wait(PATIENCE)] == [("list:a", 1)]
            following.cancel()

    run(url, work, stores=2)


def test_a_commit_that_began_earlier_and_ended_later_is_told_of(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hints.Speaker, "tell", lambda *_: None)

    async def work(storage: PostgresStorage) -> None:
        await storage.version()  # the tables are there
        slow = await asyncpg.connect(url)
        async with slow.transaction():
            await slow.execute(statements.LOCK, "list:slow")
            await storage.commit("list:quick", [], [], put(b"{}"))
            before = await storage.version()
        await slow.close()
        assert await storage.version() != before

    run(url, work)


def test_a_hub_that_cannot_listen_right_now_goes_on_and_listens_later(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_listener = asyncpg.Connection.add_listener
    failures = [asyncpg.ConnectionDoesNotExistError("the server went away"), OSError("reset")]

    async def failing(self: Any, *given: Any) -> None:
        if failures:
            raise failures.pop()
        await add_listener(self, *given)

    monkeypatch.setattr(asyncpg.Connection, "add_listener", failing)

    async def work(speaking: PostgresStorage, listening: PostgresStorage) -> None:
        assert [await listening.news(0) for _ in range(3)] == [{}, {}, {}]
        hearing = asyncio.create_task(listening.news(PATIENCE))
        await speaking.commit("list:a", [], [], put(b"{}"))
        assert await hearing == {"list:a": 1}

    run(url, work, stores=2)


def test_who_listens_does_so_anew_when_another_connection_was_lost(url: str) -> None:
    async def work(storage: PostgresStorage) -> None:
        await storage.news(0)
        before = storage._listener._connection
        await storage.news(0)
        assert storage._listener._connection is before
        with pytest.raises(OSError, match="reset"):
            async with storage._connections.one():
                raise OSError("reset")
        await storage.news(0)
        assert storage._listener._connection is not before
        assert before.is_closed()

    run(url, work)


class Load:
    """Writers that send an operation until it is acknowledged, as tablets do, and then the next one."""

    SCOPES = ("list:a", "list:b", "list:c")

    def __init__(self, stores: tuple[PostgresStorage, ...], writers: int) -> None:
        self.acknowledged: list[str] = []
        self.failures = 0
        self._news = asyncio.Condition()
        self._writers = [
            asyncio.create_task(self._write(stores[number % len(stores)], number))
            for number in range(writers)
        ]
        self._stop = False

    async def more(self, acknowledged: int = 0, failures: int = 0) -> None:
        """Wait until so many more came."""
        goal = len(self.acknowledged) + acknowledged, self.failures + failures
        async with self._news, asyncio.timeout(60):
            await self._news.wait_for(lambda: len(self.acknowledged) >= goal[0] and self.failures >= goal[1])

    async def end(self) -> None:
        self._stop = True
        await asyncio.gather(*self._writers)

    async def _write(self, storage: PostgresStorage, number: int) -> None:
        turn = 0
        while not self._stop:
            op = f"{number}-{turn}"
            try:
                # With and without knowing what is replaced: the store has a statement for each.
                keys = [Key("note", op)] if number % 2 else []
                await storage.commit(self.SCOPES[turn % 3], keys, [op], once(op))
            except StorageError:
                self.failures += 1
                await asyncio.sleep(0.02)  # the back-off; then the same operation again
            else:
                self.acknowledged.append(op)
                turn += 1
            async with self._news:
                self._news.notify_all()


@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_rule_01_a_server_that_is_restarted_under_load_loses_nothing_acknowledged(
    postgres: Any, url: str, caplog: pytest.LogCaptureFixture, mode: str
) -> None:
    caplog.set_level(logging.CRITICAL)  # that hubs could not be told while it was away is expected

    async def work(*stores: PostgresStorage) -> None:
        load = Load(stores, writers=8)
        await load.more(acknowledged=50)
        await asyncio.to_thread(postgres.stop, mode)
        await load.more(failures=10)
        await asyncio.to_thread(postgres.start)
        await load.more(acknowledged=50)
        await load.end()
        stored: list[str] = []
        for scope in Load.SCOPES:
            changes = await stores[0].changes(scope, 0, 100_000)
            assert [one.seq for one in changes] == list(range(1, len(changes) + 1))
            results = await stores[0].results(scope, "", 100_000)
            assert {one.op for one in results} == {one.id for one in changes}
            stored += [one.id for one in changes]
        assert sorted(stored) == sorted(load.acknowledged)

    run(url, work, stores=2)
