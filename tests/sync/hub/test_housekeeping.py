import asyncio
import dataclasses
from pathlib import Path

import pytest

from sync.hub import housekeeping
from sync.hub.context import Config, open_hub
from sync.hub.housekeeping import forget_tombstones, keep_house
from sync.hub.storage.port import Decision, StorageError, Write
from sync.hub.storage.sqlite import SqliteStorage


async def write(storage: SqliteStorage, scope: str, *bodies: bytes | None) -> None:
    for number, body in enumerate(bodies):
        change = Write("product", str(number), body)
        await storage.commit(scope, [], [], lambda _, c=change: Decision([c]))


def test_only_tombstones_older_than_the_newest_changes_go_in_every_scope(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "PAGE", 1)

    async def main() -> None:
        storage = SqliteStorage(tmp_path / "hub.db")
        await write(storage, "catalogue", None, b"{}", None, None, b"{}")
        await write(storage, "stock:milano", None, b"{}", b"{}", b"{}")
        await write(storage, "stock:roma", None, b"{}", b"{}")
        assert await forget_tombstones(storage, kept=3) == 2
        assert [one.seq for one in await storage.changes("catalogue", 0, 9)] == [2, 3, 4, 5]
        heads = await storage.heads(["catalogue", "stock:milano", "stock:roma"])
        assert [head.floor for head in heads.values()] == [1, 1, 0]
        await storage.close()

    asyncio.run(main())


def test_it_is_done_again_the_next_day_also_when_the_store_was_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Away:
        """A store that is out of reach, and after four days ends the test."""

        days = 0

        async def changes(self, *_: object) -> list[str]:
            self.days += 1
            if self.days == 4:
                raise asyncio.CancelledError
            raise OSError("a mistake") if self.days == 3 else StorageError("away")

    async def main() -> None:
        hub = await open_hub(Config(tmp_path, "http://hub"))
        try:
            await keep_house(dataclasses.replace(hub, storage=Away()))  # type: ignore[arg-type]
        finally:
            await hub.close()

    monkeypatch.setattr(housekeeping, "FIRST_WITHIN_SECONDS", 0)
    monkeypatch.setattr(housekeeping, "DAY_SECONDS", 0)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(main())
    assert caplog.text.count("housekeeping: has to wait: away") == 2
    assert "OSError: a mistake" in caplog.text
