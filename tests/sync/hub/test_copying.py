"""Moving a hub from one store to another: nothing is lost, nothing is served half."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from sync.hub import copying
from sync.hub.context import Config, open_hub, open_storage
from sync.hub.copying import Copied, copy
from sync.hub.keys import Epoch, epoch, keys
from sync.hub.storage.port import Decision, OpResult, Storage, StorageError, Write
from sync.protocol import ids, scopes
from sync.protocol.list_verbs import AddLine, CreateList
from tests import forks
from tests.sync.hub.conftest import RunningHub, Tablet, hub_command, start_hub

MANY = 2_500
"""Documents in the largest scope: more than two pages of a copy."""


async def fill(storage: Storage) -> None:
    """Write all that a store can hold: keys, history, tombstones, a floor, results, and a refusal alone."""
    await keys(storage)
    await epoch(storage)
    catalogue = [Write("product", str(number), b"{}" * (number % 7)) for number in range(MANY)]
    await storage.commit("catalogue", [], [], lambda _: Decision(catalogue))
    gone = [Write("product", str(number), None) for number in range(3)]
    await storage.commit("catalogue", [], [], lambda _: Decision(gone))
    await storage.prune("catalogue", MANY + 2)
    for number in range(5):
        change = Write("list", "a", b"%d" % number)
        result = OpResult(ids.new_op_id(), "f", b"applied")
        await storage.commit(f"list:{number}", [], [], lambda _, c=change, r=result: Decision([c], [r]))
    refused = OpResult("op", "f", b"refused")
    await storage.commit("list:refused", [], [], lambda _: Decision([], [refused]))


async def everything(storage: Storage) -> dict[str, Any]:
    names = await storage.scopes("", 1_000)
    heads = await storage.heads(names)
    return {
        name: (heads[name], await storage.changes(name, 0, 10_000), await storage.results(name, "", 10_000))
        for name in names
    }


@pytest.fixture
def run(postgres: Any, tmp_path: Path) -> Callable[[Callable[..., Awaitable[None]]], None]:
    """Return a function that gives a filled SQLite store, an empty PostgreSQL and an empty SQLite store."""

    def run(work: Callable[..., Awaitable[None]]) -> None:
        async def main() -> None:
            stores = (
                open_storage(tmp_path / "old"),
                open_storage(None, postgres.new_database()),
                open_storage(tmp_path / "new"),
            )
            try:
                await fill(stores[0])
                await work(*stores)
            finally:
                for storage in stores:
                    await storage.close()

        asyncio.run(main())

    return run


def test_there_and_back_everything_is_the_same(run: Any) -> None:
    async def work(old: Storage, database: Storage, new: Storage) -> None:
        before = await everything(old)
        assert await copy(old, database) == Copied(8, 8)
        assert await everything(database) == before
        assert (await database.heads(["catalogue"]))["catalogue"].floor == MANY + 1
        assert await copy(database, new) == Copied(8, 8)
        assert await everything(new) == before

    run(work)


def test_again_it_writes_what_is_new_and_nothing_else(run: Any) -> None:
    async def work(old: Storage, database: Storage, _: Storage) -> None:
        await copy(old, database)
        assert await copy(old, database) == Copied(8, 0)
        await old.commit("list:1", [], [], lambda _: Decision([Write("list", "a", b"new")]))
        assert await copy(old, database) == Copied(8, 1)
        assert await everything(database) == await everything(old)

    run(work)


def test_a_copy_that_was_broken_off_is_not_served_and_goes_on(run: Any, monkeypatch: Any) -> None:
    async def work(old: Storage, database: Storage, _: Storage) -> None:
        adopt = copying._adopt
        adopted = []

        async def torn(source: Storage, target: Storage, scope: str) -> None:
            if len(adopted) == 4:
                raise StorageError("the power went")
            adopted.append(scope)
            await adopt(source, target, scope)

        monkeypatch.setattr(copying, "_adopt", torn)
        with pytest.raises(StorageError, match="power"):
            await copy(old, database)
        with pytest.raises(StorageError, match="not finished"):
            await copying.require_whole(database)
        with pytest.raises(StorageError, match="not finished"):
            await copy(database, old)
        monkeypatch.setattr(copying, "_adopt", adopt)
        assert await copy(old, database) == Copied(8, 4)
        await copying.require_whole(database)
        assert await everything(database) == await everything(old)

    run(work)


def test_a_store_with_half_a_copy_opens_no_hub(tmp_path: Path) -> None:
    async def main() -> None:
        storage = open_storage(tmp_path)
        await copying.documents.keep_first(storage, copying.UNFINISHED, copying.MARK, Epoch("e"))
        await storage.close()
        with pytest.raises(StorageError, match="not finished"):
            await open_hub(Config(tmp_path, "http://hub"))

    asyncio.run(main())


def test_another_history_is_never_written_over(run: Any) -> None:
    async def work(old: Storage, database: Storage, new: Storage) -> None:
        await epoch(new)
        await copy(old, database)
        before = await everything(database)
        with pytest.raises(StorageError, match="another history"):
            await copy(new, database)
        assert await everything(database) == before
        with pytest.raises(StorageError, match="another history"):
            await copy(old, new)

    run(work)


@pytest.mark.parametrize(
    "decision", [Decision([Write("list", "a", b"x")]), Decision([], [OpResult("x", "f", b"r")])]
)
def test_a_copy_that_was_served_since_is_never_written_over(run: Any, decision: Decision) -> None:
    async def work(old: Storage, database: Storage, _: Storage) -> None:
        await copy(old, database)
        await database.commit("list:1", [], [], lambda _: decision)
        before = await everything(database)
        with pytest.raises(StorageError, match="went on"):
            await copy(old, database)
        assert await everything(database) == before

    run(work)


def test_a_source_that_is_written_to_meanwhile_is_noticed(run: Any, monkeypatch: Any) -> None:
    async def work(old: Storage, database: Storage, _: Storage) -> None:
        compare = copying._compare

        async def late(source: Storage, target: Storage) -> int:
            count = await compare(source, target)
            await old.commit("list:1", [], [], lambda _: Decision([Write("list", "a", b"late")]))
            return count

        monkeypatch.setattr(copying, "_compare", late)
        with pytest.raises(StorageError, match="meanwhile"):
            await copy(old, database)
        monkeypatch.setattr(copying, "_compare", compare)
        assert await copy(old, database) == Copied(8, 1)

    run(work)


def test_a_difference_that_is_left_is_told(run: Any, monkeypatch: Any) -> None:
    async def work(old: Storage, database: Storage, _: Storage) -> None:
        documents = copying._documents

        async def changed(storage: Storage, scope: str) -> AsyncIterator[Any]:
            async for stored in documents(storage, scope):
                yield stored._replace(body=b"bent") if storage is old and scope == "list:3" else stored

        adopt = copying._adopt

        async def bent(source: Storage, target: Storage, scope: str) -> None:
            monkeypatch.setattr(copying, "_documents", changed)
            await adopt(source, target, scope)
            monkeypatch.setattr(copying, "_documents", documents)

        monkeypatch.setattr(copying, "_adopt", bent)
        with pytest.raises(StorageError, match="list:3 is not the same"):
            await copy(old, database)

    run(work)


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return forks.run(forks.HUB, "sync.hub", *arguments)


def test_a_hub_moves_to_postgres_and_its_tablets_go_on(postgres: Any, tmp_path: Path) -> None:
    data, url = tmp_path / "data", postgres.new_database()
    hub = start_hub(data)
    code = hub_command("enrol", "--data", str(data), "--store", "milano", "--json")["code"]
    with httpx.Client(base_url=hub.url) as http:
        tablet = Tablet(http)
        tablet.enrol(code).raise_for_status()
        tablet.sign_in()
        scope = scopes.shopping_list(ids.new_id())
        ops = [tablet.op(scope, CreateList()), tablet.op(scope, AddLine("lamp", "lamp-red"))]
        before = tablet.sync(*ops, cursors={scope: 0})
        assert hub.stop() == 0
        done = command("copy", "--from-data", str(data), "--to-database-url", url)
        assert done.returncode == 0, done.stderr
        assert "the same in both stores" in done.stdout
        moved: RunningHub = start_hub(data, "--database-url", url)
        try:
            http.base_url = moved.url
            again = tablet.sync(*ops, cursors={scope: 0})
            assert (again.epoch, again.results, again.changes) == (
                before.epoch,
                before.results,
                before.changes,
            )
            known = command("devices", "--data", str(data), "--database-url", url, "--json")
            assert [one["id"] for one in json.loads(known.stdout)] == [tablet.device]
        finally:
            assert moved.stop() == 0


def test_a_folder_without_a_hub_is_not_made_into_one(tmp_path: Path) -> None:
    done = command("copy", "--from-data", str(tmp_path / "none"), "--to-data", str(tmp_path / "new"))
    assert done.returncode == 1
    assert "no hub" in done.stderr
    assert not (tmp_path / "none").exists()
    assert "Traceback" not in done.stderr
